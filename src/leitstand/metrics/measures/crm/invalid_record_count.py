"""Records that failed the rules of validity, last run of each."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Ungültige Datensätze", en="Invalid records"),
    table="quality_check",
    time=Latest(day="run_on", per=("source_system", "rule_id")),
    aggregate="sum",
    value=lambda check: check.n_failed,
    where=lambda check: check.dimension == "validity",
    direction="down",
)
