"""Each further new customer costs much more than the average one: move budget until the next euro brings the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER = "cac"
TIMES = 2.0
"""A further customer must cost so many times the average one for the budget to count as saturated."""


def look(situation: Situation) -> Iterator[Advice]:
    for one in exact(worsened(situation, {LEVER})):
        now, then = situation.level(LEVER, one.dims), situation.level(LEVER, one.dims, before=12)
        further = _further(now, then)
        if now is None or further is None or further < TIMES * now.value:
            continue
        gap = gap_of(one)
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap,
            affected=Affected(now.denominator or now.n, Text(de="Neukunden im Jahr", en="new customers a year")),
            figures=figures_of(one) | {"mean": Figure(now.value, "currency"), "further": Figure(further, "currency")},
            # new customers a year × what each costs less
            money=Money(-gap.change * (now.denominator or now.n), "gross_margin"),
        )


def _further(now: Level | None, then: Level | None) -> float | None:
    """What each customer more than the year before cost in further spending; all of it where there are none more."""
    if now is None or then is None or None in (now.numerator, now.denominator, then.numerator, then.denominator):
        return None
    spent = (now.numerator or 0.0) - (then.numerator or 0.0)
    won = (now.denominator or 0.0) - (then.denominator or 0.0)
    return spent / max(won, 1.0) if spent > 0 else None


DEARER = Found("g1", "trend", LEVER, 15.0, "currency", since=date(2026, 1, 1), low=8.0, high=22.0, good=False)
SPENT: dict[Any, Level] = {
    (LEVER, (), 0): Level(50.0, 3000, numerator=150000.0, denominator=3000.0),
    (LEVER, (), 12): Level(36.0, 2800, numerator=100800.0, denominator=2800.0),
}

RULE = Rule(
    title=Text(de="Werbebudget nach Grenzkosten verteilen", en="Spread the budget by marginal cost"),
    pattern=Text(
        de=f"Neukunden werden teurer, und jeder weitere kostet mehr als das {TIMES:.0f}-Fache des Durchschnitts",
        en=f"new customers get dearer, and each further one costs more than {TIMES:.0f} times the average",
    ),
    guard=Text(
        de="nicht, wenn weniger ausgegeben wurde oder das höhere Budget entsprechend mehr Kunden brachte",
        en="not where less was spent, or the higher budget brought as many more customers",
    ),
    problem=Text(
        de="{finding} Im Mittel kostet ein Neukunde {mean}; jeder weitere gegenüber dem Vorjahr kostete {further}.",
        en="{finding} On average a new customer costs {mean}; each further one than the year before cost {further}.",
    ),
    diagnosis=Text(
        de="Das zusätzliche Budget brachte kaum zusätzliche Kunden: Die Kanäle sind gesättigt, oder Mitbewerber bieten "
        "mehr. Welcher Kanal es ist, zeigt erst eine Pause.",
        en="The further budget brought hardly any further customers: channels are saturated, or competitors bid more. "
        "Which channel it is shows only when one is paused.",
    ),
    action=Text(
        de="Das Marketing kürzt im nächsten Monat den Kanal mit den höchsten Kosten je weiterem Neukunden um ein "
        "Fünftel, verteilt es auf die übrigen und prüft alle vier Wochen, bis der nächste Euro überall gleich viel "
        "bringt; ein Teil geht in die Bindung bestehender Kunden. Erster Schritt: Ausgaben und Neukunden je Kanal und "
        "Monat nebeneinanderstellen.",
        en="Next month marketing cuts the channel with the highest cost per further customer by a fifth, spreads it "
        "over the others and checks every four weeks until the next euro brings the same everywhere; a part goes to "
        "keeping existing customers. First step: put spending and new customers by channel and month side by side.",
    ),
    kind="action",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Blattberg, Getz & Thomas (2001)",
    owner=Text(de="Leitung Marketing", en="Head of marketing"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        8,
        Text(de="Regionen oder Wochen mit und ohne Kürzung", en="regions or weeks with and without the cut"),
    ),
    guardrails=("rev_new", "revenue_net"),
    look=look,
    fires=Example(findings=[DEARER], levels=SPENT),
    silent=Example(
        findings=[DEARER],
        levels=SPENT | {(LEVER, (), 12): Level(36.0, 1000, numerator=60000.0, denominator=1000.0)},
    ),
    needs=("cost",),
)
