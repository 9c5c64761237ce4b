"""Survey invitations that were answered, by the day they were sent."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Beantwortete Einladungen", en="Answered invitations"),
    table="invite_outcome",
    time="sent_on",
    where=lambda invite: invite.answered,
    direction="up",
)
