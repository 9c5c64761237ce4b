"""Day of the week a post was published on."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Wochentag (1 = Montag)", en="Weekday (1 = Monday)"), columns=("social_post_result.weekday",)
)
