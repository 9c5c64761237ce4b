"""Customers leave in one place only: treat the cause there before any programme for all."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.customers import CUSTOMERS
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.money import margin_of
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

CHURN = {"churn_rate": 1.0, "retention_rate": -1.0}
"""Metrics of the loss of customers → how a change of them moves the churn rate."""


def look(situation: Situation) -> Iterator[Advice]:
    whole = [one for one in worsened(situation, CHURN) if not one.dims]
    late = found_in(situation, {"delay_aftermath"})
    local = [one for one in worsened(situation, CHURN) if one.dims and one.unit == "ratio"]
    for found in exact(local):
        spoken_of = any(set(found.dims.items()) & set(one.dims.items()) for one in late)
        if spoken_of or (whole and found.type != "localised"):
            continue
        gap = gap_of(found, CHURN[found.metric])
        rate, each = situation.level("churn_rate", found.dims), situation.level("arpc", found.dims)
        customers = (rate.denominator or 0.0) if rate else 0.0
        # customers kept × revenue of a customer in a year × margin
        revenue = -gap.change * customers * each.value if each and customers else None
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            gap=gap,
            affected=Affected(customers, CUSTOMERS),
            figures={**figures_of(found), "lost": Figure(-gap.change * customers, "count")},
            money=margin_of(situation, revenue),
        )


RULE = Rule(
    title=Text(de="Die Ursache vor Ort beheben", en="Treat the local cause"),
    pattern=Text(
        de="In einem Segment gehen mehr Kunden verloren als früher, im Ganzen nicht oder nur deswegen.",
        en="In one segment more customers are lost than before, in the whole not or only because of it.",
    ),
    guard=Text(
        de=(
            "Der Anstieg ist örtlich nachgewiesen. Nicht, wenn verspätete Lieferungen im selben Gebiet ihn schon "
            "erklären."
        ),
        en="The rise is shown to be local. Not where late deliveries in the same area already explain it.",
    ),
    problem=Text(
        de="{finding} Das sind im Jahr etwa {lost} von {count} Kunden.",
        en="{finding} That is about {lost} of {count} customers a year.",
    ),
    diagnosis=Text(
        de=(
            "Der Verlust beschränkt sich auf dieses Segment{segment}. Wahrscheinlich ist dort etwas geschehen: "
            "eine Preisänderung, ein Ausfall, ein Wechsel im Team. Was es war, zeigen die Zahlen nicht."
        ),
        en=(
            "The loss is confined to this segment{segment}. Probably something happened there: a change of "
            "price, an outage, a change in the team. What it was the numbers do not show."
        ),
    ),
    action=Text(
        de=(
            "Die zuständige Leitung stellt diese Woche zusammen, was sich dort seit {since} geändert hat, und "
            "fragt zehn verlorene Kunden nach dem Grund. Danach wird diese eine Ursache behoben; ein "
            "Treueprogramm für alle wartet so lange."
        ),
        en=(
            "This week the head in charge lists what has changed there since {since} and asks ten lost customers "
            "for the reason. Then this one cause is removed; a loyalty programme for all waits until then."
        ),
    ),
    kind="action",
    lever="churn_rate",
    effort="M",
    grade="B",
    source="Localisation: Bhagwan et al. (2014), Adtributor; Li et al. (2019), Squeeze",
    owner=Text(de="Leitung der Region oder Produktlinie", en="Head of the region or product line"),
    check=Check(
        "churn_rate",
        ("difference_in_differences",),
        13,
        Text(
            de="Verlust dieses Segments gegen die übrigen, vor und nach der Abhilfe.",
            en="Loss of this segment against the others, before and after the remedy.",
        ),
    ),
    guardrails=("gross_margin_rate", "complaint_rate"),
    look=look,
    fires=Example(
        findings=[Found("a1", "localised", "churn_rate", 0.05, "ratio", {"region": "DE2"}, low=0.03, high=0.07,
                        good=False)],
        levels={
            ("churn_rate", (("region", "DE2"),), 0): Level(0.12, 600, 0.1, 0.15, 72.0, 600.0),
            ("arpc", (("region", "DE2"),), 0): Level(300.0, 600),
            ("gross_margin_rate", (), 0): Level(0.4, 600),
        },
    ),
    silent=Example(
        findings=[
            Found("a1", "localised", "churn_rate", 0.05, "ratio", {"region": "DE2"}, low=0.03, high=0.07, good=False),
            Found("a2", "delay_aftermath", "complaint_rate", 80.0, "per_thousand", {"region": "DE2", "carrier": "X"},
                  good=False),
            Found("a3", "level_shift", "churn_rate", 0.05, "ratio", good=False),
        ],
    ),
    instead_of=("win_back_lapsed",),
)  # fmt: skip
