"""Hour of the day at which a lead came in, as the clock on the wall shows it."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Uhrzeit der Anfrage", en="Hour of the lead"),
    columns=("lead_course.hour",),
    transform=lambda hour: hour.cast("string").lpad(2, "0"),
)
