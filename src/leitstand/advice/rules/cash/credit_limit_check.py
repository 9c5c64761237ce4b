"""Few large debtors pay later and later: check limits before release, and let their account owner talk to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.invoices import DEBTORS, debtors, overdue
from leitstand.advice.reading.levels import way_back
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER = "days_late_mean"
FEW, MUCH = 5, 0.5
"""So few debtors must owe so much of what is overdue."""
THESE = Text(
    de="Die Tage gelten für diese Kunden, nicht für den Mittelwert aller Rechnungen.",
    en="The days hold for these customers, not for the mean of all invoices.",
)


def look(situation: Situation) -> Iterator[Advice]:
    owed = debtors(overdue(situation))
    for one in found_in(situation, {"paying_later"}, good=False):
        late = {str(dims["customer"]) for _, dims, _, _ in one.drivers if "customer" in dims}
        keys = sorted(late, key=lambda key: -float(owed[owed.index.astype(str) == key].sum()))
        tied = Money(-one.money.per_year, "liquidity", once=True) if one.money else None
        yield _advice(
            one, listed(DEBTORS, "customer", keys), float(owed[owed.index.astype(str).isin(late)].sum()), tied
        )
        return
    part = float(owed.head(FEW).sum() / owed.sum()) if len(owed) else 0.0
    for one in worsened(situation, {"overdue_share"})[:1] if part >= MUCH else []:
        yield _advice(
            one, listed(DEBTORS, "customer", owed.head(FEW).index), float(owed.head(FEW).sum()), None, situation
        )


def _advice(
    one: Found, affected: Affected, owed: float, money: Money | None, situation: Situation | None = None
) -> Advice:
    return Advice(
        dims=one.dims,
        findings=[one.id],
        gap=gap_of(one) if situation is None else way_back(situation, LEVER, one.dims, up=False),
        affected=affected,
        figures=figures_of(one) | {"owed": Figure(owed, "currency")},
        money=money,
        against=[THESE] if situation is None else [],
    )


LATER = Found(
    "z1", "paying_later", LEVER, 18.0, "days", since=date(2025, 11, 1), low=10.0, high=26.0, good=False,
    money=Money(-54000.0, "liquidity"), drivers=[(LEVER, {"customer": "k1"}, 21.0, "made_up_of")],
)  # fmt: skip
SHARE = Found("z2", "trend", "overdue_share", 0.1, "ratio", since=date(2026, 1, 1), low=0.05, high=0.15, good=False)
OPEN: dict[str, list[Any]] = {
    "invoice_id": ["r1", "r2"], "customer_key": ["k1", "k2"], "due_on": [datetime(2026, 8, 1)] * 2,
    "paid_in_full_on": [None, None], "open_amount_base": [40000.0, 100.0], "disputed": [False, False],
}  # fmt: skip
MANY = {name: list(cells) * 10 for name, cells in OPEN.items()} | {
    "customer_key": [f"k{place}" for place in range(20)], "open_amount_base": [500.0] * 20,
}  # fmt: skip

RULE = Rule(
    title=Text(
        de="Kreditrahmen prüfen und mit den Säumigen sprechen", en="Check credit limits and talk to late payers"
    ),
    pattern=Text(
        de=f"Die größten Rechnungskunden zahlen immer später, oder der überfällige Anteil steigt und {FEW} Kunden "
        f"schulden mehr als die Hälfte davon",
        en=f"the largest customers on credit pay later and later, or the overdue share grows and {FEW} customers owe "
        f"more than half of it",
    ),
    guard=Text(
        de="nicht, wenn sich das Überfällige auf viele kleine Kunden verteilt",
        en="not where what is overdue is spread over many small customers",
    ),
    problem=Text(
        de="{finding} Überfällig sind bei diesen {count} Kunden zurzeit {owed}.",
        en="{finding} These {count} customers owe {owed} that is overdue.",
    ),
    diagnosis=Text(
        de="Die Verspätung besteht aus wenigen Kunden. Ob sie knapp sind, Ihre Rechnungen bestreiten oder Sie als "
        "günstige Bank nutzen, wissen nur diese selbst.",
        en="The delay is made up of few customers. Whether they are short of cash, dispute your invoices or use you as "
        "a cheap bank only they know.",
    ),
    action=Text(
        de="Die Betreuung spricht bis Ende nächster Woche mit jedem der {count} Kunden (nicht nur mahnen) und "
        "vereinbart einen Zahlungsplan. Die Buchhaltung legt Kreditrahmen fest und prüft sie vor jeder "
        "Auftragsfreigabe; darüber gilt Anzahlung oder kürzeres Ziel. Erster Schritt: die Liste, den größten offenen "
        "Betrag zuerst.",
        en="By the end of next week the account owner talks to each of the {count} customers (not only dunning) and "
        "agrees on a payment plan. Accounting sets credit limits and checks them before orders are released; beyond "
        "them a deposit or shorter terms apply. First step: the list, the largest open amount first.",
    ),
    kind="process",
    lever=LEVER,
    effort="S",
    grade="J",
    source="Creditreform (2024)",
    owner=Text(de="Leitung Finanzen", en="Head of finance"),
    check=Check(
        "overdue_share",
        ("interrupted_time_series", "before_after"),
        9,
        Text(
            de="überfälliger Betrag dieser Kunden nach Altersstufen, zwei Monate",
            en="overdue amount of these customers by age band, two months",
        ),
    ),
    guardrails=("revenue_net", "nrr"),
    look=look,
    fires=Example(findings=[LATER], frames={"invoice": OPEN}),
    silent=Example(findings=[SHARE], frames={"invoice": MANY}),
    needs=("invoice",),
    instead_of=("invoice_on_delivery",),
)
