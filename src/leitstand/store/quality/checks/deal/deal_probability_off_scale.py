"""Probabilities outside 0 to 100%."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Wahrscheinlichkeiten außerhalb von 0 bis 100 %", en="Probabilities outside 0 to 100%"),
    table="deal",
    field="probability",
    dimension="validity",
    severity="wrong_number",
    where="t.probability IS NOT NULL",
    fails="t.probability NOT BETWEEN 0 AND 1",
    reason=Text(de="Die gewichtete Pipeline wird falsch.", en="The weighted pipeline comes out wrong."),
    advice=Text(
        de=("Prüfen Sie, ob die Spalten richtig zugeordnet sind, sonst berichtigen Sie die Zeilen im Quellsystem."),
        en="Check that the columns are mapped correctly, else correct the rows in the source system.",
    ),
    bad={"deal": [{"probability": 50}]},
    good={"deal": [{"probability": 0.5}]},
)
