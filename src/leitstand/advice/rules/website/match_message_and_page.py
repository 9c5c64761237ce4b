"""Visitors of one landing page or advert leave at once more often: let the page keep what the advert promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.segments import exact
from leitstand.foundation.text import Text

LEVER = "engagement_rate_web"
SIGNS = {LEVER: 1.0, "bounce_rate": -1.0}
"""Metric → how much more engagement is for one unit of it: who bounces does not engage."""
PLACES = {"landing_page", "traffic_campaign"}
LEAST = 200


def look(situation: Situation) -> Iterator[Advice]:
    found = worsened(situation, {*SIGNS, "bounce_rate_classic"})
    if any(not one.dims for one in found):
        return  # the whole website
    for one in exact([one for one in found if PLACES & set(one.dims)]):
        visits = situation.level("sessions", one.dims)
        if visits is None or visits.value < LEAST:
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one, SIGNS[one.metric]) if one.metric in SIGNS else None,
            affected=Affected(visits.value, Text(de="Besuche im Jahr", en="visits a year")),
            figures=figures_of(one),
        )


LEFT = Found("l1", "level_shift", "bounce_rate", 0.12, "ratio", {"landing_page": "/offer"}, since=date(2026, 5, 1),
             low=0.07, high=0.17, good=False)  # fmt: skip
PAGE = (("landing_page", "/offer"),)

RULE = Rule(
    title=Text(de="Werbeversprechen und Zielseite abgleichen", en="Match advert and landing page"),
    pattern=Text(
        de="Auf einer Einstiegsseite oder nach einer Kampagne springen mehr Besuche sofort ab",
        en="more visits leave at once on a landing page or after a campaign",
    ),
    guard=Text(
        de=f"nicht unter {LEAST} Besuchen im Jahr; nicht, wenn die ganze Website betroffen ist",
        en=f"not below {LEAST} visits a year; not where the whole website is concerned",
    ),
    problem=Text(
        de="{finding} {count} Besuche im Jahr sind betroffen.", en="{finding} It concerns {count} visits a year."
    ),
    diagnosis=Text(
        de="Wer sofort geht, hat etwas anderes erwartet, oder die Seite lädt zu langsam. Was sich {since} an Anzeige, "
        "Suchbegriff oder Seite geändert hat, ist der erste Verdacht, kein Beweis.",
        en="Who leaves at once expected something else, or the page is too slow. What changed in advert, search term "
        "or page {since} is the first suspect, no proof.",
    ),
    action=Text(
        de="Das Marketing legt bis Freitag Anzeige und Seite nebeneinander und übernimmt Überschrift, Angebot und "
        "Preis der Anzeige auf eine eigene Zielseite. Erster Schritt: die drei Anzeigen mit den meisten Besuchen auf "
        "dieser Seite prüfen; danach alte gegen neue Seite auslosen.",
        en="By Friday marketing puts advert and page side by side and brings headline, offer and price of the advert "
        "onto a landing page of its own. First step: check the three adverts that bring most visits to this page; then "
        "test old against new page by lot.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="J",
    source="Kohavi, Tang & Xu (2020)",
    owner=Text(de="Leitung Marketing", en="Head of marketing"),
    check=Check(
        LEVER,
        ("ab_test", "difference_in_differences"),
        6,
        Text(de="neue gegen alte Zielseite, ausgelost", en="new against old landing page, by lot"),
    ),
    guardrails=("conversion_rate", "cac"),
    look=look,
    fires=Example(findings=[LEFT], levels={("sessions", PAGE, 0): Level(3000, 3000)}),
    silent=Example(findings=[LEFT], levels={("sessions", PAGE, 0): Level(90, 90)}),
    needs=("web_session",),
)
