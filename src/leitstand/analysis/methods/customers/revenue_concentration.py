"""Tells how much of the revenue hangs on how few customers: a description, nothing is tested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.customers.concentration import concentration
from leitstand.analysis.customers.reading import bought
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

METRIC = "revenue_net"
LEAST_CUSTOMERS = 30
MUCH = 0.15
"""Share of the ten largest from which on it is worth saying."""
SHOWN = 10


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    days = bought(sight)
    year = _sums(days, sight.as_of, 365, 0)
    now = concentration(year.to_numpy())
    if now is None or now.customers < LEAST_CUSTOMERS:
        what = Text(de="Kunden mit Umsatz im letzten Jahr", en="customers with revenue in the last year")
        yield TooLittle(METRIC, {}, what, LEAST_CUSTOMERS, now.customers if now else 0)
        return
    before = concentration(_sums(days, sight.as_of, 730, 365).to_numpy())
    figures = {"customers": Figure(now.customers, "count"), "half": Figure(now.half, "count")}
    if before and before.customers >= LEAST_CUSTOMERS:
        figures |= {"before": Figure(before.top10, "ratio"), "change": Figure(now.top10 - before.top10, "ratio")}
    largest = year.sort_values(ascending=False).head(SHOWN)
    yield Candidate(
        type="concentration",
        metric=METRIC,
        effect=now.top10,
        unit="ratio",
        figures=figures,
        evidence=Evidence(
            "bars",
            {
                "label": [str(place) for place in range(1, len(largest) + 1)],
                "value": largest.tolist(),
                "low": [None] * len(largest),
                "high": [None] * len(largest),
            },
            "currency",
            Text(de="Umsatz der größten Kunden, zwölf Monate", en="Revenue of the largest customers, twelve months"),
        ),
        drivers=[
            Driver(
                Text(de=f"Kunde {key}", en=f"Customer {key}"), float(amount), "currency", "made_up_of", METRIC,
                {"customer": str(key)},
            )
            for key, amount in largest.items()
        ],
        matter="dependence on few customers",
        worth_saying=now.top10 >= MUCH,
    )  # fmt: skip


def _sums(days: pd.DataFrame, as_of: date, start: int, end: int) -> pd.Series:
    """Revenue per customer from so many days before the last one until so many before it."""
    import pandas as pd

    last = pd.Timestamp(as_of)
    within = (days.day > last - pd.Timedelta(days=start)) & (days.day <= last - pd.Timedelta(days=end))
    return days[within].groupby("customer").amount.sum()


METHOD = Method(
    title=Text(de="Abhängigkeit von wenigen Kunden", en="Dependence on few customers"),
    question=Text(de="Wie viel Umsatz hängt an wie wenigen Kunden?", en="How much revenue hangs on how few customers?"),
    formula="share of the ten largest in net sales of known customers, twelve months; number that makes half",
    misleads=Text(
        de="Was Käufer ohne Kundenkonto bringen, zählt nicht mit.",
        en="Sales to buyers without an account do not count.",
    ),
    reference="Herfindahl (1950); Gini (1912)",
    finds=("concentration",),
    look=look,
    needs=("order",),
)
