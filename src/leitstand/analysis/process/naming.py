"""Office words for processes, steps, outcomes and kinds of queues."""

from __future__ import annotations

from leitstand.foundation.text import Text

REASONS: dict[str, Text] = {
    "capacity": Text(de="zu wenig Hände: die Beteiligten sind fast ständig beschäftigt",
                     en="too few hands: those involved are busy nearly all the time"),
    "variability": Text(de="die Arbeit kommt in Wellen oder dauert sehr verschieden lang",
                        en="work comes in waves or takes very different times"),
    "batching": Text(de="nicht an Auslastung oder Schwankung: die Arbeit bleibt liegen (Stapel, anderes hat Vorrang)",
                     en="not for lack of hands or for waves: work lies about (batches, others come first)"),
    "unknown": Text(de="ohne Bearbeitungszeiten nicht zu sagen", en="cannot be said without service times"),
}  # fmt: skip
NAMES: dict[str, Text] = {
    "ticket": Text(de="Anliegen bis zur Lösung", en="Request to solution"),
    "order": Text(de="Bestellung bis zum Geldeingang", en="Order to cash"),
    "deal": Text(de="Verkaufschance bis zur Entscheidung", en="Deal to decision"),
    "created": Text(de="eröffnet", en="opened"),
    "first_response": Text(de="erste Antwort", en="first response"),
    "solved": Text(de="gelöst", en="solved"),
    "ordered": Text(de="bestellt", en="ordered"),
    "shipped": Text(de="versandt", en="shipped"),
    "delivered": Text(de="zugestellt", en="delivered"),
    "invoiced": Text(de="berechnet", en="invoiced"),
    "paid": Text(de="bezahlt", en="paid"),
    "entered": Text(de="begonnen", en="entered"),
    "advanced": Text(de="weiter", en="advanced"),
    "won": Text(de="gewonnen", en="won"),
    "lost": Text(de="verloren", en="lost"),
    "moved_back": Text(de="zurück", en="moved back"),
    "still_there": Text(de="noch da", en="still there"),
    "went_on": Text(de="weiter", en="went on"),
    "went_back": Text(de="zurück", en="went back"),
    "repeated": Text(de="wiederholt", en="repeated"),
    "ended": Text(de="Ende", en="ended"),
}
"""What the company has no words of its own for; names of its own steps stay as they are."""


def name_of(name: str) -> Text:
    """The name in office words; names of the company's own steps stay as they are."""
    return NAMES.get(name) or Text(de=name, en=name)
