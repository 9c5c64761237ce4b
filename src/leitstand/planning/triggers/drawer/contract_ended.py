"""A contract has ended lately: now the customer still knows why, and can be won back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.contracts import contracts
from leitstand.planning.triggers.sight import Sight

LATELY = timedelta(days=45)


def look(sight: Sight) -> Iterator[Task]:
    """Not where another contract of the same customer runs on."""
    import pandas as pd

    table, end = contracts(sight), pd.Timestamp(sight.as_of)
    newest = table.paid_until.max()
    running = set(table.customer[table.paid_until == newest])
    over = table[(table.paid_until <= end) & (table.paid_until > end - LATELY) & (table.paid_until < newest)]
    over = over[~over.customer.isin(running)]
    yearly = sight.margin(over.customer, 12 * over.mrr.to_numpy(dtype=float))
    for row, margin in zip(over.to_dict("records"), yearly, strict=True):
        day = row["paid_until"].date()
        yield Task(
            customer=int(row["customer"]),
            evidence={
                "ended_on": day, "since": row["since"].date(), "months": int(row["months"]),
                "monthly_revenue": float(row["mrr"]), "year_margin": float(margin),
            },
            stake=float(margin),
            news=(day,),
            records=(("subscription_period", int(row["subscription_id"])),),
            subject=str(row["subscription_id"]),
        )  # fmt: skip


TRIGGER = Trigger(
    title=Text(de="Vertrag beendet", en="Contract ended"),
    reason=Text(
        de="Der Vertrag über {monthly_revenue} im Monat ist seit dem {ended_on} zu Ende ({months} bezahlt).",
        en="The contract of {monthly_revenue} per month has been over since {ended_on} ({months} paid).",
    ),
    step=Text(
        de="Nach dem Grund fragen, ihn im CRM festhalten und, wo es passt, ein Angebot zur Rückkehr machen.",
        en="Ask for the reason, note it in the CRM and, where it fits, make an offer to come back.",
    ),
    worth=Text(
        de="Marge des Vertrags in zwölf Monaten: {year_margin}.", en="Margin of the contract in a year: {year_margin}."
    ),
    facts={
        "ended_on": Fact(Text(de="zu Ende seit", en="over since"), "date"),
        "since": Fact(Text(de="Vertrag seit", en="contract since"), "date"),
        "months": Fact(Text(de="bezahlte Monate", en="months paid"), "months"),
        "monthly_revenue": Fact(Text(de="Umsatz im Monat", en="revenue per month"), "currency"),
        "year_margin": Fact(Text(de="Marge in zwölf Monaten", en="margin in a year"), "currency"),
    },
    needs=("subscription_period",),
    role="sales",
    due=2,
    look=look,
)
