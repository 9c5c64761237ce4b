"""Data validity: which part of the checked values keeps the rules."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Gültigkeit", en="Data validity"),
    question=Text(
        de="Welcher Anteil der geprüften Angaben hält die Regeln für Format, Bereich und Verweise ein?",
        en="Which share of the checked values keeps the rules for format, range and reference?",
    ),
    formula=Text(
        de=(
            "1 − beanstandete / geprüfte Datensätze; je Regel der Gültigkeit der letzte Lauf vor dem Ende des Zeitraums"
        ),
        en=(
            "1 − records that failed / records checked; of each validity rule the last run before the end of the period"
        ),
    ),
    caveat=Text(
        de=(
            "Gültig ist nicht richtig: eine erfundene Postleitzahl kann gültig sein. Eine neue strenge Regel "
            "senkt den Wert, ohne dass Daten schlechter wurden."
        ),
        en=(
            "Valid is not correct: an invented postcode may be valid. A new strict rule lowers the value "
            "although no data got worse."
        ),
    ),
    kind=Ratio("invalid_record_count", "valid_checked_count", complement=True, interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"object", "field", "rule", "source_system"},
    grains=(
        "day",
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
            value=0.8,
            sum=Text(
                de="1 − (5 + 75) / (100 + 300); den Lauf vom 1. März ersetzt der vom 30. März",
                en="1 − (5 + 75) / (100 + 300); the run of 1 March is replaced by the one of 30 March",
            ),
        ),
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
            value=0.75,
            sum="1 − 75 / 300",
            by=("object",),
            cell=("deal",),
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013)",
)
