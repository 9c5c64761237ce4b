"""Where parcels came late for a while, people complained more or ordered again less often."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text

_LATE_DE = "Verspätete Lieferungen{segment} von {since} bis {until} (Anteil {later}): "
_LATE_EN = "Late deliveries{segment} from {since} to {until} (share {later}): "
_STILL_DE = "Verspätete Lieferungen{segment} seit {since} (Anteil {later}): "
_STILL_EN = "Late deliveries{segment} since {since} (share {later}): "
_COMPLAINTS = Text(
    de="{effect} mehr Beschwerden, als der Verlauf der übrigen Lieferungen erwarten lässt ({low} bis {high}); {during} "
    "statt {before}.",
    en="{effect} more complaints than the course of the other deliveries suggests ({low} to {high}); {during} instead "
    "of {before}.",
)
_AGAIN = Text(
    de="Dort bestellten binnen 90 Tagen {during} wieder statt {before}; gemessen an den übrigen sind das je "
    "verspätetem Paket {effect} weniger ({low} bis {high}).",
    en="{during} ordered again within 90 days instead of {before}; measured by the others that is {effect} less for "
    "each late parcel ({low} to {high}).",
)
_CALMER = Text(
    de="{during} statt {before}, gemessen an den übrigen {effect} anders ({low} bis {high}).",
    en="{during} instead of {before}, {effect} off the course of the others ({low} to {high}).",
)


def variant(one: Candidate) -> str:
    """What followed, and whether the delays are over; the third: complaints fell, or more people came again."""
    harm = "complaints" if one.unit == "per_thousand" else "again"
    what = "calmer" if one.good else harm
    return what if one.until else f"{what}_still"


TYPE = FindingType(
    title=Text(de="Folgen verspäteter Pakete", en="Aftermath of delays"),
    sentences={
        f"{name}{still}": Text(de=de + said.de, en=en + said.en)
        for name, said in (("complaints", _COMPLAINTS), ("again", _AGAIN), ("calmer", _CALMER))
        for still, de, en in (("", _LATE_DE, _LATE_EN), ("_still", _STILL_DE, _STILL_EN))
    },
    variant=variant,
    tested=True,
    actionable=1.0,
)
