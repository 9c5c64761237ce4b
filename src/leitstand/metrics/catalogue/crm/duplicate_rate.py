"""Duplicate rate: which part of the records is one too many."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Dublettenquote", en="Duplicate rate"),
    question=Text(de="Welcher Anteil der Datensätze ist überzählig?", en="Which share of the records is one too many?"),
    formula=Text(
        de=(
            "Überzählige Datensätze (Datensätze − verschiedene Kund:innen oder Firmen) / geprüfte Datensätze; "
            "je Regel der Eindeutigkeit der letzte Lauf"
        ),
        en=(
            "Surplus records (records − distinct customers or companies) / records checked; of each uniqueness "
            "rule the last run"
        ),
    ),
    caveat=Text(
        de=(
            "Hängt ganz von der Regel ab, die Gleiches erkennt: sie übersieht manches und hält Verschiedenes "
            "für gleich. Prüfen Sie eine Stichprobe von Hand."
        ),
        en=(
            "Depends wholly on the rule that recognises equals: it misses some and takes different ones for "
            "equal. Check a sample by hand."
        ),
    ),
    kind=Ratio("duplicate_record_count", "unique_checked_count", interval="none"),
    unit="ratio",
    direction="down",
    dimensions={"object", "rule", "source_system"},
    grains=(
        "week",
        "month",
        "quarter",
        "year",
        "total",
    ),
    min_sample=1,
    examples=[
        Example(
            rows={
                "dq_rule": [
                    {"rule_id": "v1", "object": "customer", "dimension": "validity"},
                    {"rule_id": "v2", "object": "deal", "dimension": "validity"},
                    {"rule_id": "u1", "object": "customer", "dimension": "uniqueness"},
                ],
                "dq_result": [
                    {"rule_id": "v1", "run_at": "2024-03-01T06:00:00", "n_checked": 100, "n_failed": 90},
                    {"rule_id": "v1", "run_at": "2024-03-30T06:00:00", "n_checked": 100, "n_failed": 5},
                    {"rule_id": "v2", "run_at": "2024-03-30T06:00:00", "n_checked": 300, "n_failed": 75},
                    {"rule_id": "u1", "run_at": "2024-03-30T06:00:00", "n_checked": 200, "n_failed": 10},
                    {"rule_id": "u1", "run_at": "2024-04-02T06:00:00", "n_checked": 200, "n_failed": 0},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.05,
            sum=Text(
                de="10 / 200; der fehlerfreie Prüflauf kam erst im April",
                en="10 / 200; the clean run came only in April",
            ),
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013)",
)
