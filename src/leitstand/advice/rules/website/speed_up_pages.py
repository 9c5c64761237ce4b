"""Pages have become slow for visitors: find what was added there, and make them fast again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.segments import during, exact
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "lcp_p75"
GOOD = 2500.0
"""Milliseconds within which three of four loads should be done (web.dev)."""
UNTESTED = Text(
    de="Was die Beschleunigung in Geld bringt, ist hier nicht gemessen; bekannte Studien sind Beobachtungen.",
    en="What speed brings in money has not been measured here; known studies are observational.",
)


def look(situation: Situation) -> Iterator[Advice]:
    slower = worsened(situation, {LEVER})
    # where a segment stands out from its neighbours, its single pages and what holds it say no more
    places = exact([one for one in slower if one.type == "localised"]) or exact(slower)
    for one in places:
        now = during(situation, LEVER, one.dims, one.since, None) if one.since else None
        if now is None or not now.above(GOOD):
            continue
        year = situation.level(LEVER, one.dims)
        yield Advice(
            dims=one.dims,
            findings=[one.id, *(other.id for other in slower if other.dims.items() < one.dims.items())],
            gap=gap_of(one),
            affected=Affected(year.n if year else now.n, Text(de="Seitenaufrufe im Jahr", en="page loads a year")),
            figures=figures_of(one) | {"now": Figure(now.value, "milliseconds"), "good": Figure(GOOD, "milliseconds")},
            against=[UNTESTED],
        )


SLOW = Found("v1", "localised", LEVER, 1370.0, "milliseconds", {"device": "mobile", "page_template": "product"},
             since=date(2026, 6, 1), low=1006.0, high=1735.0, good=False)  # fmt: skip
PLACE = (("device", "mobile"), ("page_template", "product"))
FAST: dict[Any, Level] = {(LEVER, PLACE, 0): Level(2100.0, 20000, 2080.0, 2120.0)}

RULE = Rule(
    title=Text(de="Langsame Seiten beschleunigen", en="Speed up slow pages"),
    pattern=Text(
        de=f"Seiten laden langsamer als früher und brauchen sicher mehr als {GOOD:.0f} ms",
        en=f"pages load more slowly than before and surely need more than {GOOD:.0f} ms",
    ),
    guard=Text(
        de="nicht, wenn sie trotz Anstieg noch im guten Bereich liegen; nicht bei seit jeher gleicher Ladezeit",
        en="not where they are still good in spite of the rise; not where loading time has always been the same",
    ),
    problem=Text(
        de="{finding} Drei von vier Aufrufen dauern dort bis zu {now}; gut sind {good}.",
        en="{finding} There three of four loads take up to {now}; {good} is good.",
    ),
    diagnosis=Text(
        de="Der Anstieg{segment} begann {since}. Naheliegend ist etwas, das damals dort hinzukam: große Bilder, ein "
        "Skript, ein Dienst eines Dritten. Belegt ist der Zeitpunkt, nicht die Ursache.",
        en="The rise{segment} began {since}. Something added there at that time is likely: large images, a script, a "
        "third-party service. The time is shown, not the cause.",
    ),
    action=Text(
        de="Die Webentwicklung vergleicht bis Freitag die Fassung der Seite vor und nach {since}, verkleinert Bilder, "
        "lädt Skripte verzögert und entfernt Dienste Dritter, die niemand braucht. Erster Schritt: die drei größten "
        "Dateien dieser Seiten ermitteln. Danach gilt eine Obergrenze für Bilder und Skripte je Seite.",
        en="By Friday web development compares the version of the page before and after {since}, shrinks images, "
        "defers scripts and removes third-party services nobody needs. First step: find the three largest files of "
        "these pages. From then on there is a limit for images and scripts per page.",
    ),
    kind="action",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Deloitte, 55 & Google (2020)",
    owner=Text(de="Webentwicklung", en="Web development"),
    check=Check(
        LEVER,
        ("ab_test", "difference_in_differences", "interrupted_time_series"),
        6,
        Text(
            de="schnelle Fassung für einen Teil der Besuche ausgelost; Ladezeit und Konversionsrate",
            en="fast version for a part of the visits by lot; loading time and conversion rate",
        ),
    ),
    guardrails=("conversion_rate", "bounce_rate"),
    look=look,
    fires=Example(findings=[SLOW], levels={(LEVER, PLACE, 0): Level(4860.0, 20000, 4800.0, 4920.0)}),
    silent=Example(findings=[SLOW], levels=FAST),
    needs=("web_event",),
)
