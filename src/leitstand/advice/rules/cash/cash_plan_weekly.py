"""The accounts ran or will run nearly empty: plan cash every week, stop what loses money, secure a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.findings import found_in, number, words
from leitstand.advice.reading.levels import bounds
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER = "net_cash_flow"
BALANCES = {"cash_balance_amount", LEVER, "operating_cash_flow"}
EMPTY_AHEAD = {"overdrawn", "reserve"}
"""Cases of a risk ahead that are about too little money, not about a missed target."""
RUNWAY = "cash_runway_months"
SHORT = 6.0
"""Months of runway below which a plan is due."""
NARROW = 0.5
"""Part of a week's outgoings below which a low balance is more than an unlucky day."""
DAYS = Text(de="Tage mit zu wenig Geld auf den Konten", en="days with too little money on the accounts")


def look(situation: Situation) -> Iterator[Advice]:
    for one in found_in(situation, {"cash_low"}):
        limit = number(one, "limit")
        if one.effect < NARROW * limit:
            days = (one.until - one.since).days if one.since and one.until else 1
            yield _advice([one.id], limit - one.effect, one.sentence, days)
            return
    for one in found_in(situation, {"risk_ahead"}, BALANCES):
        if words(one, "case").en in EMPTY_AHEAD:
            yield _advice([one.id], max(-one.effect, 0.0), one.sentence, 0)
            return
    runway = situation.level(RUNWAY)
    if runway is not None and runway.below(SHORT):
        months = f"{bounds(runway)[0]:.1f}"
        told = Text(
            de=f"Das Geld reicht beim jetzigen Verlauf noch {months.replace('.', ',')} Monate.",
            en=f"At the present course the money lasts {months} months.",
        )
        yield _advice([], 0.0, told, 0)


def _advice(findings: list[str], short: float, told: Text, days: int) -> Advice:
    """short: what was missing for a week's outgoings; money that has to be there once."""
    return Advice(
        dims={},
        findings=findings,
        gap=Gap(short, short, short, "threshold") if short else None,
        affected=Affected(days, DAYS),
        figures={"told": Figure(told, "text"), "short": Figure(short, "currency")},
        money=Money(short, "liquidity", once=True) if short else None,
    )


EMPTY = Found(
    "c1", "cash_low", "cash_balance_amount", 3000.0, "currency", since=date(2026, 6, 17), until=date(2026, 6, 19),
    good=False, figures={"limit": 65000.0, "day": "2026-06-17"},
)  # fmt: skip
SCARCE = Found(
    "c2", "cash_low", "cash_balance_amount", 59000.0, "currency", since=date(2025, 10, 15), until=date(2025, 10, 16),
    good=False, figures={"limit": 65000.0},
)  # fmt: skip

RULE = Rule(
    title=Text(de="Liquidität wöchentlich planen", en="Plan cash every week"),
    pattern=Text(
        de=f"Die Konten waren fast leer (weniger als eine halbe Woche Auszahlungen), werden es wahrscheinlich, oder "
        f"das Geld reicht weniger als {SHORT:.0f} Monate",
        en=f"the accounts were nearly empty (less than half a week's outgoings), probably will be, or the money lasts "
        f"less than {SHORT:.0f} months",
    ),
    guard=Text(
        de="nicht bei einem einzelnen Tag, an dem nur wenig zu einer Woche Auszahlungen fehlte",
        en="not for a single day on which little was missing for a week's outgoings",
    ),
    problem=Text(de="{told}", en="{told}"),
    diagnosis=Text(
        de="Wann Geld kommt und geht, war nicht rechtzeitig zu sehen. Was damit einherging (spätes Zahlen großer "
        "Kunden, hohe Auszahlungen), steht in der Feststellung; freie Kreditlinien sind nicht bekannt.",
        en="When money comes and goes was not seen in time. What went along with it (large customers paying late, high "
        "outgoings) is in the finding; free credit lines are not known.",
    ),
    action=Text(
        de="Die Leitung Finanzen führt ab Montag einen Plan über 13 Wochen, jede Woche mit den Ist-Zahlen abgeglichen, "
        "hält {short} als Mindestreserve frei, verschiebt Anschaffungen und stoppt Aktionen mit negativem Rohertrag. "
        "Erster Schritt: bis Freitag Ein- und Auszahlungen der nächsten vier Wochen aufschreiben und mit der Bank eine "
        "Linie besprechen.",
        en="From Monday the head of finance keeps a plan of 13 weeks, compared with actual figures every week, keeps "
        "{short} as a minimum reserve, postpones purchases and stops campaigns with negative margin. First step: write "
        "down what comes in and goes out in the next four weeks by Friday and talk to the bank about a line.",
    ),
    kind="restructuring",
    lever=LEVER,
    effort="S",
    grade="J",
    source="IAS 7",
    owner=Text(de="Leitung Finanzen", en="Head of finance"),
    check=Check(
        LEVER,
        ("before_after",),
        13,
        Text(
            de="Plan gegen Ist je Woche; niedrigster Kontostand der nächsten 13 Wochen",
            en="plan against actual by week; lowest balance of the next 13 weeks",
        ),
    ),
    guardrails=("revenue_net", "overdue_share"),
    look=look,
    fires=Example(findings=[EMPTY]),
    silent=Example(findings=[SCARCE], levels={(RUNWAY, (), 0): Level(14.0, 3)}),
    comes_first=True,
    needs=("cash_movement",),
)
