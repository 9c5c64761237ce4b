"""What customers cost and how many stay, by how long they have been customers; all bands in the same calendar time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from leitstand.metrics.compute.intervals import wilson
from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

YEAR = timedelta(days=365)
BANDS = {0: "<1", 1: "1–2", 2: "2–3", 3: "3+"}
"""Full years since the first order, from which a band begins → its name."""
UNKNOWN = "unknown"
SETTLED = timedelta(days=180)
"""Who is seen within the first half year of the data may have been a customer before: nobody knows for how long."""
PERIODS = ("last_year", "year_before")
"""Age and calendar time go together in one customer's life; only within one period are bands compared like with like,
and only what both periods show is likely to be age and not the cohort."""


def retention(sight: Sight) -> list[dict[str, Any]]:
    """Per period and band: customers who bought within the year before it, the share that bought within it, with the
    95 % interval. Bands by the first day of the period."""
    import pandas as pd

    days, end = sight.days, sight.until("order")
    first, since = days.groupby("customer").day.min(), _since(sight)
    found = []
    for place, period in enumerate(PERIODS):
        last = end - place * YEAR
        start = last - YEAR
        if first.empty or first.min() > start - YEAR:
            continue
        before = pd.Index(days.customer[(days.day > start - YEAR) & (days.day <= start)].unique())
        within = set(days.customer[(days.day > start) & (days.day <= last)])
        bands = _bands(since.reindex(before), start)
        for band in (*BANDS.values(), UNKNOWN):
            keys = before[(bands == band).to_numpy()]
            stayed = sum(key in within for key in keys)
            bounds = wilson(stayed, len(keys))
            if len(keys) and bounds:
                found.append(
                    {"period": period, "band": band, "customers": len(keys), "stayed": stayed,
                     "share": stayed / len(keys), "low": bounds[0], "high": bounds[1]}
                )  # fmt: skip
    return found


def service(sight: Sight) -> list[dict[str, Any]]:
    """Per period and band: orders, and per hundred of them tickets, disputes and their cost.

    service_cost: booked service cost of the period spread over its tickets, and compensation paid; dispute_cost:
    handling, and amounts of cases lost or settled. Costs are None where nothing of them is known.
    """
    import pandas as pd

    since, began = _since(sight), sight.days.day.min()
    orders = sight.orders[["customer", "day"]]
    tickets, disputes = _tickets(sight), _disputes(sight)
    found = []
    for place, period in enumerate(PERIODS):
        last = sight.until("order") - place * YEAR
        if sight.days.empty or began > last - YEAR:
            continue
        within = [
            one[(one.day > last - YEAR) & (one.day <= last)].assign(
                band=lambda rows: _bands(rows.customer.map(since), rows.day)
            )
            for one in (orders, tickets, disputes)
        ]
        each = _booked(sight, "service", last - YEAR, last) / max(len(within[1]), 1)
        counts = [one.groupby("band").size() for one in within]
        paid, lost = (one.groupby("band").cost.sum() for one in within[1:])
        for band in (*BANDS.values(), UNKNOWN):
            bought, asked, argued = (int(one.get(band, 0)) for one in counts)
            if not bought:
                continue
            cost = asked * each + float(paid.get(band, 0.0))
            found.append(
                {"period": period, "band": band, "orders": bought,
                 "tickets": 100 * asked / bought if sight.has("ticket") else None,
                 "service_cost": 100 * cost / bought if pd.notna(cost) and cost else None,
                 "disputes": 100 * argued / bought if sight.has("dispute") else None,
                 "dispute_cost": 100 * float(lost.get(band, 0.0)) / bought if sight.has("dispute") else None}
            )  # fmt: skip
    return found


def acquisition(sight: Sight) -> list[dict[str, Any]]:
    """Per year back from the end (0 = the last one): cost of winning customers, new customers, cost of each, how many
    of them bought within the last year, and the cost per one of these and year of the relation so far.

    retention_each: booked cost of keeping customers per customer who bought in that year; None where nothing of it is
    known.
    """
    days, end = sight.days, sight.until("order")
    if days.empty:
        return []
    first, began = _since(sight), days.day.min()
    active = set(days.customer[days.day > end - YEAR])
    found = []
    for age in range((end - began - SETTLED).days // YEAR.days):
        last = end - age * YEAR
        start = last - YEAR
        new = first[(first > start) & (first <= last)]
        cost = _booked(sight, "acquisition", start, last)
        if not len(new) or not cost > 0:
            continue
        still = sum(key in active for key in new.index)
        kept = _booked(sight, "retention", start, last)
        buyers = days.customer[(days.day > start) & (days.day <= last)].nunique()
        years = float((end - new).dt.days.mean()) / YEAR.days
        found.append(
            {"years_ago": age, "cost": cost, "new_customers": len(new), "each": cost / len(new), "active": still,
             "each_active": cost / still if still else None,
             "each_active_per_year": cost / still / years if still and years > 0 else None,
             "retention_each": kept / buyers if kept == kept and buyers else None}
        )  # fmt: skip
    return found


def _since(sight: Sight) -> pd.Series:
    """Customer → day since which they are one: as the source says, else the first order; missing where that lies within
    the first half year of the data."""
    import pandas as pd

    first = sight.days.groupby("customer").day.min()
    known = first.where(first >= first.min() + SETTLED)
    if sight.has("customer"):
        rows = sight.of_customers("customer", "acquisition_date").dropna(subset=["acquisition_date"])
        told = rows.groupby("customer").acquisition_date.min().reindex(first.index)
        known = pd.concat([told, known.fillna(first).where(told.notna() | known.notna())], axis=1).min(axis=1)
    return known


def _bands(since: pd.Series, day: Any) -> pd.Series:
    import pandas as pd

    years = ((day - since).dt.days / 365.25).clip(lower=0)
    named: pd.Series = pd.cut(years, [*BANDS, float("inf")], right=False, labels=list(BANDS.values())).astype(object)
    return named.fillna(UNKNOWN)


def _booked(sight: Sight, kind: str, start: Any, end: Any) -> float:
    """Booked cost of a type (or all that begin with it) in (start, end]; NaN where none is known."""
    if not sight.has("booked_cost"):
        return float("nan")
    rows = sight.rows("booked_cost", "booked_on", "cost_type", "amount_base")
    rows = rows[rows.cost_type.fillna("").str.startswith(kind)]
    rows = rows[(rows.booked_on > start) & (rows.booked_on <= end)]
    return float(rows.amount_base.sum()) if len(rows) else float("nan")


def _tickets(sight: Sight) -> pd.DataFrame:
    """`customer`, `day`, `cost` (compensation)."""
    if not sight.has("ticket"):
        return _none()
    rows = sight.of_customers("ticket", "created_on", "compensation_amount_base")
    rows = rows.rename(columns={"created_on": "day"})
    return rows.assign(cost=rows.compensation_amount_base.astype(float).fillna(0.0))[["customer", "day", "cost"]]


def _disputes(sight: Sight) -> pd.DataFrame:
    """`customer`, `day`, `cost`: handling, and the amount where it was lost or settled."""
    if not sight.has("dispute"):
        return _none()
    rows = sight.of_customers("dispute", "opened_on", "outcome", "amount_base", "handling_cost_base")
    rows = rows.rename(columns={"opened_on": "day"})
    gone = rows.amount_base.astype(float).fillna(0.0).where(rows.outcome.isin(["lost", "settled"]), 0.0)
    return rows.assign(cost=gone + rows.handling_cost_base.astype(float).fillna(0.0))[["customer", "day", "cost"]]


def _none() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {"customer": pd.Series(dtype="int64"), "day": pd.DatetimeIndex([]), "cost": pd.Series(dtype=float)}
    )
