"""Records looked at by the rules of validity, last run of each."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Auf Gültigkeit geprüfte Datensätze", en="Records checked for validity"),
    table="quality_check",
    time=Latest(day="run_on", per=("source_system", "rule_id")),
    aggregate="sum",
    value=lambda check: check.n_checked,
    where=lambda check: check.dimension == "validity",
)
