"""What came in the months that had a forecast, without its sign."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Eingetretener Umsatz der Prognosemonate (Betrag)", en="Absolute revenue of forecast months"),
    table="forecast_outcome",
    time="period_start",
    aggregate="sum",
    value=lambda forecast: forecast.actual.abs(),
    unit="currency",
    direction="context",
)
