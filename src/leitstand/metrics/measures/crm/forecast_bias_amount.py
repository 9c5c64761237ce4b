"""Forecast less what came, with its sign."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Prognoseabweichung (mit Vorzeichen)", en="Forecast less actual"),
    table="forecast_outcome",
    time="period_start",
    aggregate="sum",
    value=lambda forecast: forecast.forecast - forecast.actual,
    unit="currency",
    direction="context",
)
