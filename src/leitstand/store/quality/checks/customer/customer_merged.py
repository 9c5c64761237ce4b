"""Customer records known to be duplicates."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kundendatensätze, die als doppelt erkannt sind", en="Customer records known to be duplicates"),
    table="customer",
    field="merged_into",
    dimension="uniqueness",
    severity="doubtful",
    where='count(t."merged_into") OVER (PARTITION BY t.source_system) > 0',
    fails="t.merged_into <> t.customer_key",
    reason=Text(
        de="Ein Mensch mit zwei Datensätzen zählt als zwei Kunden.",
        en="One person with two records counts as two customers.",
    ),
    advice=Text(de="Führen Sie sie im Quellsystem zusammen.", en="Merge them in the source system."),
    bad={"customer": [{"customer_key": 2, "merged_into": 1}, {"customer_key": 1}]},
    good={"customer": [{"customer_key": 1, "merged_into": 1}]},
)
