"""Contact channel."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kontaktweg", en="Contact channel"),
    columns=("ticket.channel", "survey_invite.channel", "customer_contact.channel", "touchpoint.channel"),
)
