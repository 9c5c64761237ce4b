"""Campaign."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kampagne", en="Campaign"),
    columns=("campaign.name",),
)
