"""What came in the months that had a forecast."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Eingetretener Umsatz der Prognosemonate", en="Actual revenue of forecast months"),
    table="forecast_outcome",
    time="period_start",
    aggregate="sum",
    value=lambda forecast: forecast.actual,
    unit="currency",
    direction="context",
)
