"""Months that came out within the interval of their forecast."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Prognosen, deren Bereich zutraf", en="Forecasts whose interval held"),
    table="forecast_outcome",
    time="period_start",
    where=lambda forecast: (forecast.low <= forecast.actual) & (forecast.actual <= forecast.high),
    direction="up",
)
