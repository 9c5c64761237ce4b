"""Results of the data quality rules: one row per rule and day, the last run of the day."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """rule_id, object, field, dimension, run_on, n_checked, n_failed, source_system."""
    rule = facts.table("dq_rule").select("rule_id", "object", "field", "dimension").distinct(on="rule_id")
    result = facts.table("dq_result").filter(lambda t: t.n_checked.notnull() & t.n_failed.notnull())
    last = ibis.window(group_by=["source_system", "rule_id", "run_on"], order_by=[ibis.desc("run_at"), "row_key"])
    result = result.mutate(place=ibis.row_number().over(last)).filter(lambda t: t.place == 0)
    rows = result.join(rule, "rule_id")
    return rows.select("source_system", "rule_id", "object", "field", "dimension", "run_on", "n_checked", "n_failed")


RELATION = Relation(
    title=Text(de="Ergebnisse der Datenprüfungen", en="Results of data quality checks"),
    build=build,
    sources=("dq_result", "dq_rule"),
    days=("run_on",),
)
