"""Customers with two records in the same system."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

_SAME = "coalesce((SELECT any_value(l.to_key) FROM link l WHERE l.entity = 'customer' AND l.from_key = {0}), {0})"

CHECK = Check(
    title=Text(de="Kunden mit zwei Datensätzen im selben System", en="Customers with two records in the same system"),
    table="customer",
    field="customer_key",
    dimension="uniqueness",
    severity="doubtful",
    where="EXISTS (SELECT 1 FROM link l WHERE l.entity = 'customer')",
    fails=f"""row_number() OVER (
        PARTITION BY t.source_system, {_SAME.format("t.customer_key")} ORDER BY t.customer_key) > 1""",
    reason=Text(
        de="Der Abgleich (`leitstand match`) hat sie als denselben Kunden erkannt. In den Zahlen zählen sie als einer, "
        "im Quellsystem sehen Mitarbeitende nur die halbe Geschichte.",
        en="Matching (`leitstand match`) recognised them as the same customer. The figures count them as one; in the "
        "source system employees see half of the story only.",
    ),
    advice=Text(de="Führen Sie sie im Quellsystem zusammen.", en="Merge them in the source system."),
    bad={
        "customer": [{"customer_key": 1}, {"customer_key": 2}],
        "link": [{"entity": "customer", "from_key": 2, "to_key": 1}],
    },
    good={
        "customer": [{"customer_key": 1}, {"customer_key": 2}, {"customer_key": 3}],
        "link": [{"entity": "customer", "from_key": 9, "to_key": 1}],
    },
)
