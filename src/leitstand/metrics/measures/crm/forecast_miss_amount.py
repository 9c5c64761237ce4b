"""How far monthly revenue forecasts were off, in either direction."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Prognoseabweichung (Betrag)", en="Forecast miss (absolute)"),
    table="forecast_outcome",
    time="period_start",
    aggregate="sum",
    value=lambda forecast: (forecast.actual - forecast.forecast).abs(),
    unit="currency",
    direction="down",
)
