"""Cash movements dated after the day they were loaded."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Kontobewegungen mit einem Datum nach dem Laden", en="Cash movements dated after the day they were loaded"
    ),
    table="cash_movement",
    field="booked_on",
    dimension="validity",
    severity="wrong_number",
    where="t.booked_on IS NOT NULL",
    fails="t.booked_on > t.ingested_at::DATE",
    reason=Text(
        de=(
            "Was noch nicht geschehen ist, fehlt in den Zeiträumen, in die es gehört; meist sind Tag und "
            "Monat vertauscht."
        ),
        en=("What has not happened yet is missing from the periods it belongs to; mostly day and month were swapped."),
    ),
    advice=Text(
        de=(
            "Prüfen Sie die Reihenfolge von Tag und Monat in der Datei, sonst berichtigen Sie die Zeilen im "
            "Quellsystem."
        ),
        en="Check the order of day and month in the file, else correct the rows in the source system.",
    ),
    bad={"cash_movement": [{"booked_on": "2201-05-01"}]},
    good={"cash_movement": [{"booked_on": "2024-05-01"}]},
)
