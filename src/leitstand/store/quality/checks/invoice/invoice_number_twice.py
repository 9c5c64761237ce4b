"""Invoice numbers that occur more than once."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Rechnungsnummern, die mehrfach vorkommen", en="Invoice numbers that occur more than once"),
    table="invoice",
    field="number",
    dimension="uniqueness",
    severity="wrong_number",
    where="t.number IS NOT NULL",
    fails="row_number() OVER (PARTITION BY t.source_system, t.number ORDER BY t.row_key) > 1",
    reason=Text(
        de="Forderungen und Umsatz laut Rechnung zählen doppelt.", en="Receivables and invoiced revenue count twice."
    ),
    advice=Text(
        de=(
            "Sehen Sie die Beispiele an. Ist eine Zeile zu viel, löschen Sie sie im Quellsystem oder nehmen "
            "Sie den doppelten Ladevorgang zurück."
        ),
        en=(
            "Look at the examples. If a row is one too many, delete it in the source system or withdraw the "
            "load that repeats it."
        ),
    ),
    bad={"invoice": [{"number": "R1"}, {"number": "R1"}]},
    good={"invoice": [{"number": "R1"}, {"number": "R2"}]},
)
