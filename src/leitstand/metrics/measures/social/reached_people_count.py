"""People reached, as the platform counted them for one day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Ranges

MEASURE = Measure(
    title=Text(de="Erreichte Personen je Tag", en="People reached per day"),
    table="social_reach_day",
    time=Ranges("day", "last_day", owner="owner", split="split"),
    aggregate="sum",
    value=lambda day: day.reach_unique,
    additive=False,
    ever=("social_account_day.reach_unique",),
    unit="people",
    direction="up",
)
