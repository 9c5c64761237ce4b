"""The headings and words of the template for competitor observations; the template is written with the same ones."""

from __future__ import annotations

from leitstand.foundation.text import Text

COLUMNS: dict[str, Text] = {
    "competitor": Text(de="Wettbewerber", en="Competitor"),
    "own_brand": Text(de="Eigene Marke", en="Own brand"),
    "metric": Text(de="Kennzahl", en="Metric"),
    "period": Text(de="Zeitraum", en="Period"),
    "value": Text(de="Wert", en="Value"),
    "source": Text(de="Fundstelle", en="Source"),
    "method": Text(de="Wie ermittelt", en="How obtained"),
    "observed_on": Text(de="Beobachtet am", en="Observed on"),
    "confidence": Text(de="Verlässlichkeit", en="Confidence"),
}
CONFIDENCE: dict[str, Text] = {
    "high": Text(de="hoch", en="high"),
    "medium": Text(de="mittel", en="medium"),
    "low": Text(de="niedrig", en="low"),
}
EXAMPLE = Text(de="[Beispiel]", en="[Example]")
"""How the name of a competitor begins in a row that only shows how to fill in the template."""

METRIC_LIST: dict[str, Text] = {
    "metric": Text(de="Kennzahl (Kurzname)", en="Metric (short name)"),
    "title": Text(de="Bezeichnung der Kennzahl", en="Title of the metric"),
    "unit": Text(de="Einheit der Kennzahl", en="Unit of the metric"),
}
"""Headings of the sheet that lists the metrics one may enter."""


def headings(columns: dict[str, Text]) -> dict[str, tuple[str, str]]:
    """Own name of a column → its headings in both languages."""
    return {own: (heading.de, heading.en) for own, heading in columns.items()}
