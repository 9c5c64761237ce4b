"""Stock keeping units that occur more than once."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Artikelnummern, die mehrfach vorkommen", en="Stock keeping units that occur more than once"),
    table="product",
    field="sku",
    dimension="uniqueness",
    severity="doubtful",
    where="t.sku IS NOT NULL",
    fails="row_number() OVER (PARTITION BY t.source_system, t.sku ORDER BY t.row_key) > 1",
    reason=Text(
        de="Der Absatz eines Produkts verteilt sich auf mehrere Zeilen.",
        en="The sales of one product are spread over several rows.",
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
    bad={"product": [{"sku": "A"}, {"sku": "A"}]},
    good={"product": [{"sku": "A"}, {"sku": "B"}]},
)
