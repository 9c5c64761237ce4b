"""Invoices stay open because customers dispute them: put right what is billed, and settle disputes in five days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import worsened
from leitstand.advice.reading.invoices import invoices, overdue
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER = "overdue_share"
LATER = {LEVER, "overdue_days", "days_delinquent", "days_late_mean", "invoice_late_share", "dispute_rate"}
PART, LEAST = 0.25, 5
"""Share of the overdue amount and number of invoices that must be disputed."""


def look(situation: Situation) -> Iterator[Advice]:
    found, level = worsened(situation, LATER), situation.level(LEVER)
    open_ones = overdue(situation)
    disputed = open_ones[open_ones.disputed]
    part = float(disputed.open.sum() / open_ones.open.sum()) if len(open_ones) else 0.0
    if not found or level is None or part < PART or len(disputed) < LEAST:
        return
    change = -part * level.value
    yield Advice(
        dims={},
        findings=[found[0].id],
        gap=Gap(change, change, change, "threshold"),
        affected=invoices(disputed),
        figures=figures_of(found[0])
        | {"part": Figure(part, "ratio"), "open": Figure(float(disputed.open.sum()), "currency")},
        # what is disputed and overdue comes in once it is cleared
        money=Money(float(disputed.open.sum()), "liquidity", once=True),
    )


MORE = Found("f1", "trend", LEVER, 0.08, "ratio", since=date(2026, 2, 1), low=0.04, high=0.12, good=False)
OPEN: dict[str, list[Any]] = {
    "invoice_id": [f"r{place}" for place in range(10)], "customer_key": ["k1"] * 10,
    "due_on": [datetime(2026, 8, 1)] * 10, "paid_in_full_on": [None] * 10, "open_amount_base": [300.0] * 10,
    "disputed": [True] * 6 + [False] * 4,
}  # fmt: skip
LEVELS: dict[Any, Level] = {(LEVER, (), 0): Level(0.4, 500)}

RULE = Rule(
    title=Text(
        de="Rechnungsfehler abstellen, Streit in fünf Tagen klären", en="Fix invoices, settle disputes in five days"
    ),
    pattern=Text(
        de=f"Rechnungen werden später bezahlt, und mindestens {PART:.0%} des überfälligen Betrags sind bestritten",
        en=f"invoices are paid later, and at least {PART:.0%} of the overdue amount is disputed",
    ),
    guard=Text(
        de=f"nicht bei weniger als {LEAST} bestrittenen Rechnungen; nicht, wenn kaum etwas bestritten ist",
        en=f"not with fewer than {LEAST} disputed invoices; not where hardly anything is disputed",
    ),
    problem=Text(
        de="{finding} Von dem, was überfällig ist, sind {part} bestritten: {count} Rechnungen über {open}.",
        en="{finding} Of what is overdue {part} is disputed: {count} invoices over {open}.",
    ),
    diagnosis=Text(
        de="Wer eine Rechnung bestreitet, zahlt sie nicht. Häufige Gründe sind falsche Preise, Mengen oder "
        "Lieferungen; welche hier vorherrschen, zeigt erst ein Schlüssel je Streitfall.",
        en="Who disputes an invoice does not pay it. Frequent reasons are wrong prices, quantities or deliveries; "
        "which prevail here shows only once each dispute has a code.",
    ),
    action=Text(
        de="Die Buchhaltung vergibt ab Montag für jeden Streitfall einen Grundschlüssel und eine verantwortliche "
        "Person und klärt ihn binnen fünf Werktagen; der Vertrieb gleicht Preise und Mengen vor der Rechnung mit dem "
        "Auftrag ab. Erster Schritt: die {count} bestrittenen Rechnungen, die größten zuerst.",
        en="From Monday accounting gives each dispute a reason code and a person in charge and settles it within five "
        "working days; sales checks prices and quantities against the order before invoicing. First step: the {count} "
        "disputed invoices, the largest first.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="J",
    source="DAMA UK (2013)",
    owner=Text(de="Leitung Buchhaltung", en="Head of accounting"),
    check=Check(
        LEVER,
        ("interrupted_time_series", "before_after"),
        13,
        Text(de="bestrittener Anteil und Tage bis zur Klärung", en="disputed share and days until settled"),
    ),
    guardrails=("revenue_net", "nps"),
    look=look,
    fires=Example(findings=[MORE], levels=LEVELS, frames={"invoice": OPEN}),
    silent=Example(findings=[MORE], levels=LEVELS, frames={"invoice": OPEN | {"disputed": [False] * 10}}),
    needs=("invoice",),
)
