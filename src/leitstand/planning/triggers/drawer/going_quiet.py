"""A valuable customer is probably leaving: the chance of still being one fell below half within the last months."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import Sight

PROBABLY_GONE = 0.5
VALUABLE = 0.8
"""Share of customers that a valuable one surpasses in what a sure customer would bring."""


def look(sight: Sight) -> Iterator[Task]:
    """Nobody where no model of buying holds: then nobody knows who is quiet rather than between two purchases."""
    table = sight.outlook.dropna(subset=["alive"])
    if table.empty:
        return
    full = table.ahead + table.at_stake
    quiet = table[
        (table.alive < PROBABLY_GONE) & (table.alive_before >= PROBABLY_GONE) & (full >= full.quantile(VALUABLE))
    ]
    last = sight.days.groupby("customer").day.agg(["max", "size"])
    quiet = quiet.assign(last=last["max"], order_days=last["size"], brought=sight.last_year)
    quiet = quiet.fillna({"brought": 0.0})
    for customer, row in quiet.iterrows():
        day = row["last"].date()
        yield Task(
            customer=int(str(customer)),
            evidence={
                "last_order_on": day, "order_days": int(row.order_days),
                "p_alive": float(row.alive), "p_alive_before": float(row.alive_before),
                "margin_last_year": float(row.brought), "margin_ahead": float(row.ahead),
                "at_stake": float(row.at_stake),
            },
            stake=float(row.at_stake),
            news=(day,),
        )  # fmt: skip


TRIGGER = Trigger(
    title=Text(de="Wertvoller Kunde wird still", en="Valuable customer going quiet"),
    reason=Text(
        de="Mit einer Wahrscheinlichkeit von {p_alive} noch Kunde (vor drei Monaten {p_alive_before}): letzte "
        "Bestellung am {last_order_on} nach {order_days} Bestelltagen.",
        en="Still a customer with a probability of {p_alive} ({p_alive_before} three months ago): last order on "
        "{last_order_on} after {order_days} order days.",
    ),
    step=Text(
        de="Persönlich anrufen und fragen, was sich geändert hat, bevor Sie etwas anbieten.",
        en="Call in person and ask what has changed before you offer anything.",
    ),
    worth=Text(
        de="Marge in zwölf Monaten als sicherer Kunde, weniger die so zu erwartende ({margin_ahead}): {at_stake}.",
        en="Margin within twelve months of a sure customer, less the one expected as it is ({margin_ahead}): "
        "{at_stake}.",
    ),
    facts={
        "last_order_on": Fact(Text(de="letzte Bestellung", en="last order"), "date"),
        "order_days": Fact(Text(de="Bestelltage bisher", en="order days so far"), "count"),
        "p_alive": Fact(
            Text(de="Wahrscheinlichkeit, noch Kunde zu sein", en="probability of being a customer"), "ratio"
        ),
        "p_alive_before": Fact(Text(de="dieselbe vor drei Monaten", en="the same three months ago"), "ratio"),
        "margin_last_year": Fact(Text(de="Marge der letzten zwölf Monate", en="margin of the last year"), "currency"),
        "margin_ahead": Fact(Text(de="so erwartete Marge in zwölf Monaten", en="margin expected as it is"), "currency"),
        "at_stake": Fact(Text(de="Wert auf dem Spiel", en="value at stake"), "currency"),
    },
    needs=("order",),
    role="sales",
    due=2,
    look=look,
)
