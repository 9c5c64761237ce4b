"""Customers who went quiet are won back before new ones are bought, best with what a trial has shown to work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.customers import histories, listed, orders_of
from leitstand.advice.reading.findings import found_in, number, worsened
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.money import margin_of
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

QUIET_DAYS = 90
"""A campaign was for lapsed customers if nine of ten had not ordered for longer than this."""
LEAST_LEFT = 100
LAPSED = Text(de="Kunden, die nicht mehr bestellen", en="customers who no longer order")


def look(situation: Situation) -> Iterator[Advice]:
    worked = found_in(situation, {"campaign_effect"}, {"purchase_rate"}, good=True)
    for found in worked:
        yield from _repeated(situation, found)
    if not worked:
        yield from _leaking(situation)


def _repeated(situation: Situation, found: Found) -> Iterator[Advice]:
    """The same campaign for those it was for, of whom most have not got it yet."""
    import pandas as pd

    arms = situation.rows("assignment", ["campaign.name", "customer_key", "arm", "assigned_on"])
    arms = arms[arms["campaign.name"] == found.dims.get("campaign")]
    orders = orders_of(situation)
    before = arms.merge(orders, on="customer_key")
    before = before[before.ordered_on < before.assigned_on]
    if before.empty:
        return
    quiet = (pd.to_datetime(before.assigned_on) - before.ordered_on).dt.days.groupby(before.customer_key).min()
    shortest, longest = quiet.quantile(0.1), quiet.quantile(0.9)
    if shortest < QUIET_DAYS:
        return
    left = histories(situation, orders)
    got_it = arms.customer_key[arms.arm == "treatment"]
    left = left[left.quiet.between(shortest, longest) & ~left.index.isin(got_it)]
    if len(left) < LEAST_LEFT or found.low is None or found.high is None:
        return
    # customers won back × what their orders were worth before they lapsed × margin, once
    order_value = left.spent.sum() / left.orders.sum()
    yield Advice(
        dims=found.dims,
        findings=[found.id],
        gap=Gap(found.effect, found.low, found.high, "own_test"),
        affected=listed(LAPSED, "customer", left.index),
        figures={
            "why": Figure(found.sentence, "text"),
            "won": Figure(found.effect * len(left), "count"),
            "days": Figure(number(found, "days", 60), "count"),
            "least": Figure(shortest, "count"),
            "most": Figure(longest, "count"),
        },
        money=margin_of(situation, found.effect * len(left) * float(order_value), once=True),
        against=[Text(de="Wer schon einmal angesprochen wurde, reagiert beim zweiten Mal vielleicht schwächer.",
                      en="Those approached once may react less the second time.")],
    )  # fmt: skip


def _leaking(situation: Situation) -> Iterator[Advice]:
    """Revenue does not grow, fewer customers buy, and more revenue leaves than comes with new ones."""
    flat = [one for one in worsened(situation, {"revenue_net", "revenue_identified"}) if not one.dims]
    flat += [one for one in found_in(situation, {"stagnation"}, {"revenue_net"}) if not one.dims]
    fewer = [one for one in worsened(situation, {"active_customers"}) if not one.dims]
    gone, new = situation.level("rev_churn", months=3), situation.level("rev_new", months=3)
    if not flat or not fewer or gone is None or new is None or gone.value <= new.value:
        return
    customers = histories(situation)
    lapsed = customers[customers.quiet > 2 * customers.rhythm.fillna(customers.rhythm.median())]
    gap = way_back(situation, "purchase_rate")
    rate, each = situation.level("purchase_rate"), situation.level("arpc")
    # customers who buy again × revenue of a customer in a year × margin
    revenue = gap.change * (rate.denominator or 0.0) * each.value if gap and rate and each else None
    why = Text(de=f"{flat[0].sentence.de} {fewer[0].sentence.de}", en=f"{flat[0].sentence.en} {fewer[0].sentence.en}")
    yield Advice(
        dims={},
        findings=[flat[0].id, fewer[0].id],
        gap=gap,
        affected=listed(LAPSED, "customer", lapsed.index),
        figures={
            "why": Figure(why, "text"),
            "won": Figure(0.0 if gap is None or rate is None else gap.change * (rate.denominator or 0.0), "count"),
            "days": Figure(60, "count"),
            "least": Figure(float(lapsed.quiet.min()) if len(lapsed) else 0.0, "count"),
            "most": Figure(float(lapsed.quiet.max()) if len(lapsed) else 0.0, "count"),
        },
        money=margin_of(situation, revenue),
    )


_WORKED = Found("a1", "campaign_effect", "purchase_rate", 0.05, "ratio", {"campaign": "Come back"},
                 low=0.016, high=0.084, good=True, figures={"treated": 0.19, "control": 0.14, "days": 60},
                 sentence=Text(de="Die Aktion hat gewirkt.", en="The campaign worked."))  # fmt: skip
_FRAMES: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "order": {
        "customer_key": range(150),
        "ordered_on": [datetime(2025, 1, 1 + n % 28) for n in range(40)] + [datetime(2026, 1, 5)] * 110,
        "net_amount_base": [80.0] * 150,
        "status": ["shipped"] * 150,
    },
    "assignment": {
        "campaign.name": ["Come back"] * 40,
        "customer_key": range(40),
        "assigned_on": [datetime(2025, 10, 6)] * 40,
        "arm": ["treatment", "control"] * 20,
    },
}

RULE = Rule(
    title=Text(de="Ausgebliebene Kunden zurückholen", en="Win back customers who lapsed"),
    pattern=Text(
        de=(
            "Eine Aktion für ausgebliebene Kunden hat im Versuch gewirkt; oder Umsatz und aktive Kunden gehen "
            "zurück und es geht mehr Umsatz verloren, als neu hinzukommt."
        ),
        en=(
            "A campaign for lapsed customers worked in a trial; or revenue and active customers fall and more "
            "revenue is lost than comes in new."
        ),
    ),
    guard=Text(
        de="Es sind noch mindestens 100 solche Kunden übrig. Nicht, wenn nur das Wachstum nachlässt.",
        en="At least 100 such customers are left. Not where growth merely slows.",
    ),
    problem=Text(
        de="{why} {count} Kunden bestellen seit {least} bis {most} Tagen nicht mehr.",
        en="{why} {count} customers have not ordered for {least} to {most} days.",
    ),
    diagnosis=Text(
        de=(
            "Wer ausbleibt, hat meist keinen Anlass mehr bekommen oder ist unbemerkt abgewandert. Den Grund "
            "nennt nur der Kunde selbst."
        ),
        en=(
            "Those who stay away mostly had no occasion any more, or left unnoticed. Only the customer can name "
            "the reason."
        ),
    ),
    action=Text(
        de=(
            "Wiederholen Sie die Ansprache bei den Kunden der Liste, die wertvollsten zuerst. Die ersten 50 ruft "
            "der zuständige Betreuer diese Woche an, fragt nach dem Grund und trägt ihn mit Schlüssel ins CRM "
            "ein; die übrigen erhalten die Aktion binnen {days} Tagen. Lassen Sie 10–20 % durch Los aus, damit "
            "sich die Wirkung messen lässt. Zu erwarten sind rund {won} zusätzliche Käufer."
        ),
        en=(
            "Repeat the approach with the customers on the list, the most valuable first. Their account owner "
            "calls the first 50 this week, asks for the reason and records it with a code in the CRM; the others "
            "get the campaign within {days} days. Leave out 10–20% by lot so that the effect can be measured. "
            "About {won} more buyers can be expected."
        ),
    ),
    kind="action",
    lever="purchase_rate",
    effort="S",  # the campaign exists; list and lot are what is new
    grade="J",
    source="Own judgement; ranking by customer value: Fader, Hardie, Lee (2005), BG/NBD and RFM with CLV",
    owner=Text(de="Leitung Kundenbetreuung", en="Head of account management"),
    check=Check(
        "purchase_rate",
        ("ab_test", "difference_in_differences"),
        13,
        Text(
            de=(
                "10–20 % der Liste bleiben durch Los ohne Ansprache; verglichen werden Käuferanteil und Umsatz "
                "je Kunde nach ein bis zwei Kaufzyklen."
            ),
            en=(
                "10–20% of the list stay without the approach by lot; buyers' share and revenue per customer are "
                "compared after one or two buying cycles."
            ),
        ),
    ),
    guardrails=("gross_margin_rate", "complaint_rate"),
    look=look,
    fires=Example(
        findings=[_WORKED],
        levels={("gross_margin_rate", (), 0): Level(0.4, 500)},
        frames=_FRAMES,
    ),
    silent=Example(
        findings=[
            Found("a2", "campaign_effect", "purchase_rate", -0.05, "ratio", {"campaign": "Come back"}, low=-0.08,
                  high=-0.01, good=False),
            Found("a3", "trend", "revenue_net", -900.0, "currency", good=False),
        ],
        levels={("rev_churn", (), 0): Level(100.0, 50), ("rev_new", (), 0): Level(150.0, 50)},
        frames=_FRAMES,
    ),
    needs=("order",),
)  # fmt: skip
