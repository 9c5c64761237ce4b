"""Views of own accounts; where the platform does not report them, impressions."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Aufrufe der Konten", en="Views of the accounts"),
    table="social_account_day",
    time="day",
    aggregate="sum",
    value=lambda day: day.views.coalesce(day.impressions),
    where=lambda day: day.views.coalesce(day.impressions).notnull(),
    breaks=("definition_version", "account_id", "platform"),
    ever=("social_account_day.views|social_account_day.impressions",),
    direction="up",
)
