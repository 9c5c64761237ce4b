"""Survey invitations that were delivered."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zugestellte Einladungen", en="Delivered invitations"),
    table="invite_outcome",
    time="sent_on",
    where=lambda invite: invite.delivered,
)
