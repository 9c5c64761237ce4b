"""A campaign did nothing visible: choose those it moves, not those at risk, and keep a group without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Rule, Situation
from leitstand.advice.reading.customers import listed, orders_of
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in
from leitstand.advice.reading.money import margin_of
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

LEAST = 400
"""Customers in the trial below which nothing visible says nothing."""


def look(situation: Situation) -> Iterator[Advice]:
    for found in found_in(situation, {"campaign_without_effect"}, {"purchase_rate"}):
        if found.low is None or found.high is None or float(found.figures.get("customers", 0)) < LEAST:
            continue
        cost = _budget(situation, found.dims.get("campaign", ""))
        arms = situation.rows("assignment", ["campaign.name", "customer_key", "arm"])
        treated = arms[(arms["campaign.name"] == found.dims.get("campaign")) & (arms.arm == "treatment")]
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            # what was measured, nothing included: no more can be expected of the same selection
            gap=Gap(found.effect, found.low, found.high, "own_test"),
            affected=listed(Text(de="Kunden, die die Aktion erhielten", en="customers who got the campaign"),
                            "customer", treated.customer_key),
            figures={**figures_of(found), "cost": Figure(cost, "currency")},
            money=_saved(situation, found, treated.customer_key, cost) if cost else None,
            against=[Text(de="Eine kleine Wirkung kann der Versuch übersehen haben; der Bereich sagt, welche.",
                          en="The trial may have missed a small effect; the interval says which.")],
        )  # fmt: skip


def _saved(situation: Situation, found: Found, treated: pd.Series, cost: float) -> Money:
    """The budget, where it is not spent again, less the margin of the purchases that it may have brought after all."""
    orders = orders_of(situation)
    amounts = orders.amount[orders.customer_key.isin(treated)]
    worth = margin_of(situation, len(treated) * float(amounts.mean())) if len(amounts) else None
    each = worth.per_year if worth else 0.0  # of all of them buying once more
    low, high = found.low or 0.0, found.high or 0.0
    return Money(cost - each * found.effect, "gross_margin", cost - each * high, cost - each * low, once=True)


def _budget(situation: Situation, campaign: str) -> float:
    known = situation.rows("campaign", ["name", "budget_base"])
    return float(known.budget_base[known.name == campaign].astype(float).sum())


RULE = Rule(
    title=Text(de="Nach Wirkung auswählen statt nach Risiko", en="Select by effect, not by risk"),
    pattern=Text(
        de="Eine Aktion mit Kontrollgruppe zeigt keine erkennbare Wirkung.",
        en="A campaign with a control group shows no visible effect.",
    ),
    guard=Text(
        de="Die Gruppen wurden ausgelost und umfassen zusammen mindestens 400 Kunden.",
        en="The groups were made by lot and hold at least 400 customers together.",
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de=(
            "Wer die Aktion erhielt, bestellte kaum öfter als wer sie nicht erhielt{segment}. Wahrscheinlich "
            "ging sie an Kunden, die ohnehin gekauft hätten oder sich nicht bewegen lassen; in einem Feldversuch "
            "waren die mit dem höchsten Risiko nicht die, bei denen es half."
        ),
        en=(
            "Those who got the campaign hardly ordered more often than those who did not{segment}. Probably it "
            "went to customers who would have bought anyway or will not be moved; in a field experiment those at "
            "the highest risk were not those whom it helped."
        ),
    ),
    action=Text(
        de=(
            "Setzen Sie die Aktion in dieser Form aus (Budget zuletzt {cost}). Das Kundenmarketing wertet den "
            "Versuch nach Gruppen aus (Segment, Anlass, Wert), schlägt eine Auswahl nach gemessener Wirkung vor "
            "und lässt künftig bei jeder Aktion dauerhaft 10 % durch Los aus. Erster Schritt: den Versand bis "
            "dahin stoppen."
        ),
        en=(
            "Suspend the campaign in this form (budget lately {cost}). Customer marketing evaluates the trial by "
            "groups (segment, occasion, value), proposes a selection by measured effect and from now on leaves "
            "out 10% by lot in every campaign for good. First step: stop sending until then."
        ),
    ),
    kind="process",
    lever="purchase_rate",
    effort="S",  # stopping is done at once, the evaluation takes days
    grade="A",
    source="Ascarza (2018), Journal of Marketing Research 55, 80–98 (field experiments)",
    owner=Text(de="Leitung Kundenmarketing", en="Head of customer marketing"),
    check=Check(
        "purchase_rate",
        ("ab_test",),
        13,
        Text(
            de="Käuferanteil und Marge nach Abzug der Kosten: neue Auswahl gegen Kontrollgruppe.",
            en="Buyers' share and margin after costs: new selection against the control group.",
        ),
    ),
    guardrails=("gross_margin_rate", "repeat_purchase_rate_90"),
    look=look,
    fires=Example(
        findings=[Found("a1", "campaign_without_effect", "purchase_rate", 0.01, "ratio", {"campaign": "Voucher"},
                        low=-0.03, high=0.05, figures={"customers": 900})],
        frames={
            "campaign": {"name": ["Voucher"], "budget_base": [2500.0]},
            "assignment": {"campaign.name": ["Voucher"] * 2, "customer_key": [7, 8], "arm": ["treatment", "control"]},
        },
    ),
    silent=Example(
        findings=[
            Found("a1", "campaign_without_effect", "purchase_rate", 0.01, "ratio", {"campaign": "Voucher"},
                  low=-0.2, high=0.22, figures={"customers": 80}),
            Found("a2", "campaign_effect", "purchase_rate", 0.05, "ratio", {"campaign": "Come back"}, good=True),
        ],
    ),
    needs=("assignment",),
)  # fmt: skip
