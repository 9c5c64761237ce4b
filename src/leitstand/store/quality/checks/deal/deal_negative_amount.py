"""Deals with a negative amount."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Verkaufschancen mit negativem Betrag", en="Deals with a negative amount"),
    table="deal",
    field="amount",
    dimension="validity",
    severity="wrong_number",
    where="t.amount IS NOT NULL",
    fails="t.amount < 0",
    reason=Text(de="Sie verkleinern die Pipeline.", en="They make the pipeline smaller."),
    advice=Text(
        de="Berichtigen Sie die Zeilen im Quellsystem und laden Sie den Export neu.",
        en="Correct the rows in the source system and load the export again.",
    ),
    bad={"deal": [{"amount": -5}]},
    good={"deal": [{"amount": 5}]},
)
