"""Records looked at by the rules of uniqueness, last run of each."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Auf Eindeutigkeit geprüfte Datensätze", en="Records checked for uniqueness"),
    table="quality_check",
    time=Latest(day="run_on", per=("source_system", "rule_id")),
    aggregate="sum",
    value=lambda check: check.n_checked,
    where=lambda check: check.dimension == "uniqueness",
)
