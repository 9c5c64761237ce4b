"""A test showed that a variant converts better: show it to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Rule, Situation
from leitstand.advice.reading.findings import found_in, number, words
from leitstand.advice.reading.website import purchases_worth
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "conversion_rate"
FIRST = Text(
    de="Ein Gewinner fällt im Alltag meist etwas kleiner aus als im Test, der ihn gefunden hat.",
    en="A winner usually turns out somewhat smaller in everyday use than in the test that found it.",
)


def look(situation: Situation) -> Iterator[Advice]:
    for one in found_in(situation, {"element_effect"}, {LEVER}, good=True):
        if one.low is None or one.high is None or one.since is None or one.until is None:
            continue
        if _rolled_out(situation, one, one.until):
            continue
        days = (one.until - one.since).days
        seen = number(one, "sessions") * 365 / days
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=Gap(one.effect, one.low, one.high, "own_test"),
            affected=Affected(seen, Text(de="Besuche im Jahr, die das Element sehen", en="visits a year that see it")),
            figures={
                "element": Figure(words(one, "element"), "text"),
                "variant": Figure(words(one, "variant"), "text"),
                "control": Figure(words(one, "control"), "text"),
                "with": Figure(number(one, "with"), "ratio"),
                "without": Figure(number(one, "without"), "ratio"),
                "effect": Figure(one.effect, "percentage_points"),
                "low": Figure(one.low, "percentage_points"),
                "high": Figure(one.high, "percentage_points"),
            },
            # visits that see the element × share of them that buy more
            money=purchases_worth(situation, seen * one.effect),
            against=[FIRST],
        )


def _rolled_out(situation: Situation, one: Found, until: date) -> bool:
    """Whether only the better variant has been shown since the test."""
    import pandas as pd

    days = situation.rows("element_day", ["page_element.name", "variant", "day"])
    after = days[(days["page_element.name"] == one.dims.get("page_element")) & (days.day >= pd.Timestamp(until))]
    return set(after.variant) == {words(one, "variant").en}


WON = Found(
    "t1", "element_effect", LEVER, 0.083, "ratio", {"page_element": "Hint"}, since=date(2026, 4, 1),
    until=date(2026, 7, 1), low=0.056, high=0.111, good=True,
    figures={"element": "Hint", "variant": "B", "control": "A", "with": 0.78, "without": 0.697, "sessions": 5176},
)  # fmt: skip
SHOWN: dict[str, list[Any]] = {"page_element.name": ["Hint"], "variant": ["B"], "day": [datetime(2026, 7, 5)]}

RULE = Rule(
    title=Text(de="Siegreiche Variante für alle zeigen", en="Show the winning variant to everybody"),
    pattern=Text(
        de="In einem Test mit gleichzeitig gezeigten Varianten führte eine gesichert öfter zum Abschluss",
        en="in a test with variants shown at the same time one surely converted more often",
    ),
    guard=Text(
        de="nicht, wenn seit dem Test nur noch die bessere Variante gezeigt wird",
        en="not where only the better variant has been shown since the test",
    ),
    problem=Text(
        de="Mit Variante {variant} von „{element}“ schließen {with} der Besuche ab, mit {control} {without}: {effect} "
        "mehr ({low} bis {high}). Sie ist noch nicht für alle zu sehen.",
        en="With variant {variant} of '{element}' {with} of the visits convert, {without} with {control}: {effect} "
        "more ({low} to {high}). Not everybody sees it yet.",
    ),
    diagnosis=Text(
        de="Die Varianten liefen gleichzeitig. Hat der Zufall entschieden, wer welche sah, ist der Unterschied die "
        "Wirkung der Variante.",
        en="The variants ran at the same time. Where chance decided who saw which, the difference is the effect of the "
        "variant.",
    ),
    action=Text(
        de="Das Shop-Team zeigt Variante {variant} von „{element}“ ab nächster Woche allen Besuchen bis auf ein "
        "ausgelostes Zehntel. Erster Schritt: prüfen, dass im Test wirklich ausgelost wurde; nach acht Wochen das "
        "Zehntel vergleichen und ebenfalls umstellen.",
        en="From next week the shop team shows variant {variant} of '{element}' to all visits but a tenth drawn by "
        "lot. First step: check that the test was really drawn by lot; after eight weeks compare the tenth and switch "
        "it as well.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="A",
    source="Kohavi, Tang & Xu (2020)",
    owner=Text(de="Leitung Onlineshop", en="Head of online shop"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        8,
        Text(
            de="ausgelostes Zehntel ohne die Variante als Vergleich",
            en="a tenth without the variant, by lot, to compare",
        ),
    ),
    guardrails=("revenue_per_session", "refund_rate", "dispute_rate"),
    look=look,
    fires=Example(findings=[WON]),
    silent=Example(findings=[WON], frames={"element_day": SHOWN}),
    needs=("element_day",),
)
