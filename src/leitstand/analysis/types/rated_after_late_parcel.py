"""After a late parcel customers rate a point worse, or better, than after one that came on time."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "worse" if one.effect < 0 else "better"


def _template(de: str, en: str) -> Text:
    return Text(
        de="{metric}: Kunden mit verspätetem Paket in den {days} Tagen vor der Antwort bewerten „{item}“ um {effect} "
        f"{de} "
        "({low} bis {high}) als solche mit pünktlichen Paketen: {late} statt {on_time} ({customers} Betroffene); ein "
        "Zusammenhang, kein Nachweis der Wirkung.",
        en="{metric}: customers with a late parcel in the {days} days before their answer rate '{item}' {effect} "
        f"{en} "
        "({low} to {high}) than those with parcels on time: {late} instead of {on_time} ({customers} concerned); an "
        "association, not a proven effect.",
    )


TYPE = FindingType(
    title=Text(de="Bewertung nach verspätetem Paket", en="Rating after a late parcel"),
    sentences={"worse": _template("schlechter", "worse"), "better": _template("besser", "better")},
    variant=variant,
    tested=True,
    actionable=0.8,
)
