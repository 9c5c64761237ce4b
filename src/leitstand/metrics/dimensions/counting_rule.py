"""Version of the platform's counting rule."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Zählweise der Plattform", en="Counting rule of the platform"),
    columns=("social_account_day.definition_version",),
)
