"""Customers pay later: send the invoice on the day of delivery, with a visible due day and a person to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.invoices import debtors, invoices, overdue
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER = "days_delinquent"
LATER = {LEVER, "days_late_mean", "dso", "dso_countback", "invoice_late_share"}
FEW, MUCH, PART = 5, 0.5, 0.25
"""So few debtors owing so much of what is overdue, or so much of it disputed, are another matter."""


def look(situation: Situation) -> Iterator[Advice]:
    open_ones = overdue(situation)
    owed, disputed = debtors(open_ones), open_ones[open_ones.disputed].open.sum()
    few = len(owed) > 0 and owed.head(FEW).sum() >= MUCH * owed.sum()
    if few or disputed > PART * open_ones.open.sum() or found_in(situation, {"paying_later"}, good=False):
        return
    found = [one for one in worsened(situation, LATER) if "disputed" not in one.dims]
    for one in exact(found):
        gap = gap_of(one) if one.metric == LEVER else way_back(situation, LEVER, one.dims, up=False)
        if gap is None:
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap,
            affected=invoices(open_ones),
            figures=figures_of(one) | {"open": Figure(open_ones.open.sum(), "currency")},
            money=_money(situation, one, gap),
        )


def _money(situation: Situation, one: Found, gap: Gap) -> Money | None:
    """invoiced amount a day × days paid earlier: money that comes once and stays"""
    invoiced = situation.level("dso", one.dims)
    if invoiced is None or invoiced.denominator is None:
        return None
    return Money(-gap.change * invoiced.denominator / 365, "liquidity", once=True)


LATE = Found("i1", "trend", LEVER, 4.0, "days", since=date(2026, 1, 1), low=2.0, high=6.0, good=False)

RULE = Rule(
    title=Text(de="Am Liefertag fakturieren und Zahlung erleichtern", en="Invoice on delivery and make paying easy"),
    pattern=Text(de="Rechnungen werden später bezahlt als früher", en="invoices are paid later than before"),
    guard=Text(
        de="nicht, wenn es an wenigen großen Kunden oder an bestrittenen Rechnungen liegt",
        en="not where a few large customers or disputed invoices are the reason",
    ),
    problem=Text(
        de="{finding} Zurzeit sind {count} Rechnungen über zusammen {open} überfällig.",
        en="{finding} At present {count} invoices over {open} in total are overdue.",
    ),
    diagnosis=Text(
        de="Die Verspätung verteilt sich auf viele Kunden; das spricht für den eigenen Ablauf: Rechnung kommt spät, "
        "Fälligkeit ist schwer zu finden, niemand ist als Ansprechperson genannt.",
        en="The delay is spread over many customers; that speaks for the own process: the invoice comes late, the due "
        "day is hard to find, nobody is named to ask.",
    ),
    action=Text(
        de="Die Buchhaltung verschickt Rechnungen ab nächster Woche am Liefertag, nennt Fälligkeit und Ansprechperson "
        "oben, bietet Lastschrift an und erinnert drei Tage vor Fälligkeit. Erster Schritt: die {count} überfälligen "
        "Rechnungen, die größten zuerst, bis Freitag telefonisch klären; neue Rechnungen dafür nach Los in zwei "
        "Gruppen teilen.",
        en="From next week accounting sends invoices on the day of delivery, states due day and contact person at the "
        "top, offers direct debit and reminds three days before the due day. First step: clear the {count} overdue "
        "invoices by phone by Friday, the largest first; divide new invoices into two groups by lot.",
    ),
    kind="process",
    lever=LEVER,
    effort="S",
    grade="C",
    source="Creditreform (2024)",
    owner=Text(de="Leitung Buchhaltung", en="Head of accounting"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        12,
        Text(de="neue gegen bisherige Rechnungsstellung, ausgelost", en="new against present invoicing, by lot"),
    ),
    guardrails=("complaint_rate", "revenue_net"),
    look=look,
    fires=Example(findings=[LATE], levels={("dso", (), 0): Level(20.0, 500, numerator=6e7, denominator=3e6)}),
    silent=Example(findings=[LATE, Found("i2", "paying_later", "days_late_mean", 15.0, "days", good=False)]),
    needs=("invoice",),
)
