"""Months whose forecast had an interval."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Prognosen mit Bereich", en="Forecasts with an interval"),
    table="forecast_outcome",
    time="period_start",
    where=lambda forecast: forecast.low.notnull() & forecast.high.notnull(),
)
