"""Channel by which customers are won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Gewinnungskanal", en="Acquisition channel"),
    columns=("booked_cost.channel", "campaign.channel"),
    fallback=True,
)
