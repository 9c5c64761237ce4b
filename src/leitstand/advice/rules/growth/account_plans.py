"""Customers stay but no longer grow: plans for the accounts with the most potential."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from leitstand.advice.contract import Advice, Check, Example, Level, Rule, Situation
from leitstand.advice.reading.customers import histories, listed, orders_of
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.money import margin_of
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

WHOLE, KEPT = 1.0, 0.8
"""Net retention below the one, gross retention above the other: they stay, but do not buy more."""
LEAST_FALL = 0.1
"""Fall of the additional revenue that is worth a word; it is a full count without an interval."""
TOP = 0.2


def look(situation: Situation) -> Iterator[Advice]:
    net, gross = situation.level("nrr"), situation.level("grr")
    more = situation.level("rev_expansion")
    gap = way_back(situation, "rev_expansion")
    if net is None or gross is None or more is None or gap is None:
        return
    if not net.below(WHOLE) or not gross.above(KEPT) or gap.change < LEAST_FALL * (more.value + gap.change):
        return
    orders = orders_of(situation)
    year = orders[orders.ordered_on > datetime.combine(situation.as_of, datetime.min.time()) - timedelta(days=365)]
    customers = histories(situation, year)
    top = customers.head(max(int(len(customers) * TOP), 1) if len(customers) else 0)
    yield Advice(
        dims={},
        findings=[],
        gap=gap,
        affected=listed(Text(de="umsatzstärkste Kunden", en="largest customers"), "customer", top.index),
        figures={
            "net": Figure(net.value, "ratio"),
            "gross": Figure(gross.value, "ratio"),
            "now": Figure(more.value, "currency"),
            "then": Figure(more.value + gap.change, "currency"),
        },
        # what customers bought more a year before × margin
        money=margin_of(situation, gap.change),
    )


_FRAME: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "order": {
        "customer_key": list(range(10)),
        "ordered_on": [datetime(2026, 3, 1)] * 10,
        "net_amount_base": [100.0 * n for n in range(10)],
        "status": ["shipped"] * 10,
    }
}

RULE = Rule(
    title=Text(de="Kundenpläne für die wichtigsten Kunden", en="Account plans for the most important customers"),
    pattern=Text(
        de=(
            "Die Netto-Umsatzbindung liegt unter 100 %, obwohl die Kunden bleiben; ihr Mehrumsatz ist gegenüber "
            "dem Vorjahr gefallen."
        ),
        en=(
            "Net revenue retention is below 100% although customers stay; what they buy more has fallen against "
            "the year before."
        ),
    ),
    guard=Text(
        de="Brutto-Umsatzbindung über 80 %: Sonst ist zuerst der Verlust zu stoppen. Rückgang um mindestens 10 %.",
        en="Gross revenue retention above 80%: otherwise the loss must be stopped first. A fall of at least 10%.",
    ),
    problem=Text(
        de=(
            "Bestandskunden bringen netto {net} ihres Vorjahresumsatzes (brutto {gross}). Ihr Mehrumsatz fiel in "
            "zwölf Monaten von {then} auf {now}."
        ),
        en=(
            "Existing customers bring {net} of last year's revenue net ({gross} gross). What they bought more "
            "fell within twelve months from {then} to {now}."
        ),
    ),
    diagnosis=Text(
        de=(
            "Die Kunden gehen nicht, sie werden nicht weiterentwickelt: Der Rückgang besteht aus ausbleibendem "
            "Mehrumsatz. Wahrscheinlich kennt niemand den nächsten Bedarf."
        ),
        en=(
            "Customers do not leave, they are not developed: the fall is made up of missing additional revenue. "
            "Probably nobody knows their next need."
        ),
    ),
    action=Text(
        de=(
            "Jeder Kundenbetreuer schreibt für seine Kunden aus der Liste ({count}) einen Plan auf einer Seite: "
            "Bedarf, Ansprechpartner, nächstes Angebot, Anlass. Angebote gehen heraus, wenn Verbrauch oder "
            "Bedarf es nahelegen, nicht nach Kalender. Erster Schritt: die zehn größten in zwei Wochen "
            "besprechen; die übrigen folgen ein Quartal später und dienen als Vergleich."
        ),
        en=(
            "Every account owner writes a one-page plan for their customers on the list ({count}): needs, "
            "contacts, next offer, occasion. Offers go out when use or need suggest it, not by calendar. First "
            "step: discuss the ten largest within two weeks; the others follow a quarter later and serve as "
            "comparison."
        ),
    ),
    kind="action",
    lever="rev_expansion",
    effort="M",
    grade="J",
    source="Own judgement",
    owner=Text(de="Leitung Kundenbetreuung", en="Head of account management"),
    check=Check(
        "rev_expansion",
        ("difference_in_differences",),
        26,
        Text(
            de="Mehrumsatz der Kunden mit Plan gegen die auf der Warteliste, zwei Quartale.",
            en="Additional revenue of customers with a plan against those on the waiting list, two quarters.",
        ),
    ),
    guardrails=("grr", "gross_margin_rate"),
    look=look,
    fires=Example(
        levels={
            ("nrr", (), 0): Level(0.93, 400),
            ("grr", (), 0): Level(0.88, 400),
            ("rev_expansion", (), 0): Level(50_000.0, 90),
            ("rev_expansion", (), 12): Level(90_000.0, 120),
            ("gross_margin_rate", (), 0): Level(0.4, 400),
        },
        frames=_FRAME,
    ),
    silent=Example(
        levels={
            ("nrr", (), 0): Level(0.83, 400),
            ("grr", (), 0): Level(0.58, 400),
            ("rev_expansion", (), 0): Level(50_000.0, 90),
            ("rev_expansion", (), 12): Level(90_000.0, 120),
        },
        frames=_FRAME,
    ),
    needs=("order",),
)
