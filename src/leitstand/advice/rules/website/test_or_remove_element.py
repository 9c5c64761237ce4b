"""Many see an element, nobody uses it, and a test showed no effect: take it away and use the place."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Rule, Situation
from leitstand.advice.reading.findings import found_in, number
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "element_interaction_rate"


def look(situation: Situation) -> Iterator[Advice]:
    tests = found_in(situation, {"element_without_effect"})
    for one in found_in(situation, {"unused_element"}):
        name = one.dims.get("page_element")
        test = next((each for each in tests if each.dims.get("page_element") == name), None)
        usual = number(one, "median")
        if name is None or test is None or one.low is None or one.high is None or one.high >= usual:
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id, test.id],
            gap=Gap(usual - one.effect, usual - one.high, usual - one.low, "own_segment"),
            affected=Affected(number(one, "seen"), Text(de="Einblendungen im Jahr", en="impressions a year")),
            figures={
                "element": Figure(name, "text"),
                "rate": Figure(one.effect, "ratio"),
                "usual": Figure(usual, "ratio"),
                "test": Figure(test.sentence, "text"),
            },
        )


UNUSED = Found("e1", "unused_element", LEVER, 0.007, "ratio", {"page_element": "Countdown"}, low=0.005, high=0.009,
               figures={"median": 0.034, "seen": 12000})  # fmt: skip
NOTHING = Found("e2", "element_without_effect", "conversion_rate", 0.0, "ratio", {"page_element": "Countdown"},
                low=-0.02, high=0.02)  # fmt: skip

RULE = Rule(
    title=Text(de="Wirkungsloses Element entfernen", en="Remove the element without effect"),
    pattern=Text(
        de="Ein Seitenelement wird oft gezeigt und kaum genutzt, und ein Test fand keine Wirkung auf Käufe",
        en="a page element is often shown and hardly used, and a test found no effect on purchases",
    ),
    guard=Text(
        de="nicht ohne Test: Manches wirkt, ohne angeklickt zu werden",
        en="not without a test: some things work without a click",
    ),
    problem=Text(
        de="„{element}“ wird bei {rate} der {count} Einblendungen genutzt; üblich sind {usual}. {test}",
        en="'{element}' is used in {rate} of {count} impressions; {usual} is usual. {test}",
    ),
    diagnosis=Text(
        de="Weder die Nutzung noch der Test spricht für das Element. Eine kleine Wirkung schließt der Test nicht aus.",
        en="Neither use nor test speaks for the element. The test does not rule out a small effect.",
    ),
    action=Text(
        de="Das Shop-Team nimmt „{element}“ bis Ende der Woche von der Seite und belegt den Platz mit etwas, das "
        "Besuchern hilft (Lieferzeit, Bewertungen). Erster Schritt: das neue Element von Anfang an mit ausgelosten "
        "Varianten zeigen.",
        en="By the end of the week the shop team takes '{element}' off the page and gives the place to something that "
        "helps visitors (delivery time, reviews). First step: show the new element with variants by lot from the "
        "start.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="A",
    source="Kohavi, Tang & Xu (2020)",
    owner=Text(de="Leitung Onlineshop", en="Head of online shop"),
    check=Check(
        LEVER,
        ("ab_test", "before_after"),
        6,
        Text(
            de="Varianten ausgelost, alle Elemente gemeinsam korrigiert",
            en="variants by lot, corrected over all elements",
        ),
    ),
    guardrails=("conversion_rate", "revenue_per_session"),
    look=look,
    fires=Example(findings=[UNUSED, NOTHING]),
    silent=Example(findings=[UNUSED]),
    needs=("element_day",),
)
