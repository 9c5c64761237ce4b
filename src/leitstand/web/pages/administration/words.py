"""The words of the administration."""

from __future__ import annotations

from collections.abc import Mapping

from leitstand.foundation.text import Text

LANGUAGES = (("de", "Deutsch"), ("en", "English"))
FACTORS: Mapping[str, Text] = {
    "off": Text(de="niemand", en="nobody"),
    "persons": Text(
        de="wer Namen von Kund:innen sieht (empfohlen)", en="those who see names of customers (recommended)"
    ),
    "all": Text(de="alle", en="everybody"),
}
RHYTHMS: Mapping[str, Text] = {
    "daily": Text(de="täglich", en="daily"), "workdays": Text(de="werktags", en="on workdays"),
    "weekly": Text(de="wöchentlich", en="weekly"), "monthly": Text(de="monatlich", en="monthly"),
    "quarterly": Text(de="vierteljährlich", en="quarterly"),
}  # fmt: skip
WEEKDAYS = (
    Text(de="Montag", en="Monday"), Text(de="Dienstag", en="Tuesday"), Text(de="Mittwoch", en="Wednesday"),
    Text(de="Donnerstag", en="Thursday"), Text(de="Freitag", en="Friday"), Text(de="Samstag", en="Saturday"),
    Text(de="Sonntag", en="Sunday"),
)  # fmt: skip
ALERTS: Mapping[str, Text] = {
    "special_cause": Text(de="Eine Kennzahl weicht über den Zufall hinaus ab", en="A metric deviates beyond chance"),
    "threshold": Text(de="Eine Kennzahl überschreitet eine Schwelle", en="A metric crosses a threshold"),
    "relative_change": Text(de="Eine Kennzahl verändert sich um mehr als …", en="A metric changes by more than …"),
    "missing_delivery": Text(de="Eine Lieferung von Daten bleibt aus", en="A delivery of data is missing"),
}
DIRECTIONS: Mapping[str, Text] = {
    "any": Text(de="jede", en="any"), "bad": Text(de="nur zum Schlechteren", en="only for the worse"),
    "above": Text(de="darüber", en="above"), "below": Text(de="darunter", en="below"),
    "rise": Text(de="Anstieg", en="rise"), "fall": Text(de="Rückgang", en="fall"),
}  # fmt: skip
NOTICES: Mapping[str, Text] = {
    "alert": Text(de="Alarm", en="Alert"), "report": Text(de="Bericht", en="Report"),
    "morning": Text(de="Aufgaben am Morgen", en="Tasks of the day"), "failure": Text(de="Störung", en="Failure"),
    "trial": Text(de="Probe", en="Trial"),
}  # fmt: skip
SENT: Mapping[str, Text] = {
    "waiting": Text(de="wartet", en="waits"), "sent": Text(de="gesendet", en="sent"),
    "failed": Text(de="gescheitert", en="failed"), "withheld": Text(de="zurückgehalten", en="withheld"),
}  # fmt: skip
SECURITIES = (("starttls", "STARTTLS (587)"), ("tls", "TLS (465)"), ("none", "–"))
