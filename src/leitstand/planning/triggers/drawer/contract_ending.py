"""A contract runs out soon, or reaches the end of its usual term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.contracts import contracts
from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

AHEAD = timedelta(days=60)
TERMS = (24, 12)
LEAST_ENDED = 10
BOUND = 0.5
"""Share of ended contracts that must have ended after full terms, for the company to have terms at all."""


def look(sight: Sight) -> Iterator[Task]:
    """Where the source lists paid months ahead, the contract ends with the last; else where most ended ones ran for
    full terms of a year or two, each running one can end at the end of its term."""
    import pandas as pd

    table, end = contracts(sight), pd.Timestamp(sight.as_of)
    month = end.to_period("M").to_timestamp()
    newest = table.paid_until.max()
    if table.empty:
        return
    if newest > month + pd.DateOffset(months=1):
        soon = table[(table.paid_until > end) & (table.paid_until < newest)].assign(
            ends=lambda one: one.paid_until, term=0
        )
    else:
        running = table[table.paid_until == newest]
        term = _term(table[table.paid_until < newest])
        if term is None:
            return
        whole = -(-running.months // term) * term
        ends = [since + pd.DateOffset(months=int(count)) for since, count in zip(running.since, whole, strict=True)]
        soon = running.assign(ends=pd.to_datetime(ends), term=term)
    soon = soon[soon.ends <= end + AHEAD]
    yearly = sight.margin(soon.customer, 12 * soon.mrr.to_numpy(dtype=float))
    for row, margin in zip(soon.to_dict("records"), yearly, strict=True):
        yield Task(
            customer=int(row["customer"]),
            evidence={
                "ends_on": row["ends"].date(), "since": row["since"].date(), "months": int(row["months"]),
                "monthly_revenue": float(row["mrr"]), "year_margin": float(margin),
                "term_months": int(row["term"]) or None,
            },
            stake=float(margin),
            news=(row["ends"].date(),),
            records=(("subscription_period", int(row["subscription_id"])),),
            subject=str(row["subscription_id"]),
        )  # fmt: skip


def _term(ended: pd.DataFrame) -> int | None:
    """Months of the usual term: the longest one of which most ended contracts ran a whole number."""
    if len(ended) < LEAST_ENDED:
        return None
    return next((term for term in TERMS if float((ended.months % term == 0).mean()) >= BOUND), None)


TRIGGER = Trigger(
    title=Text(de="Vertrag läuft aus", en="Contract ending"),
    reason=Text(
        de="Der Vertrag über {monthly_revenue} im Monat (seit {since}, {months} bezahlt) endet oder verlängert sich am "
        "{ends_on}.",
        en="The contract of {monthly_revenue} per month (since {since}, {months} paid) ends or renews on {ends_on}.",
    ),
    step=Text(
        de="Jetzt über die Verlängerung sprechen: was der Kunde nutzt, was fehlt, was als Nächstes kommt.",
        en="Talk about the renewal now: what the customer uses, what is missing, what comes next.",
    ),
    worth=Text(
        de="Marge des Vertrags in zwölf Monaten: {year_margin}.", en="Margin of the contract in a year: {year_margin}."
    ),
    facts={
        "ends_on": Fact(Text(de="Ende der Laufzeit", en="end of the term"), "date"),
        "since": Fact(Text(de="Vertrag seit", en="contract since"), "date"),
        "months": Fact(Text(de="bezahlte Monate", en="months paid"), "months"),
        "term_months": Fact(Text(de="übliche Laufzeit", en="usual term"), "months"),
        "monthly_revenue": Fact(Text(de="Umsatz im Monat", en="revenue per month"), "currency"),
        "year_margin": Fact(Text(de="Marge in zwölf Monaten", en="margin in a year"), "currency"),
    },
    needs=("subscription_period",),
    role="sales",
    due=5,
    look=look,
)
