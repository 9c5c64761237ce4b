"""How many customers stay: by cohort, and over all of them with those who are still being watched counted rightly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

Z = 1.959964


@dataclass(frozen=True, slots=True)
class Survival:
    """Share that is left after each time at which somebody was lost, with its 95 % interval; arrays equally long."""

    times: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_risk: np.ndarray

    def at(self, time: float) -> tuple[float, float, float]:
        """Share, low, high after a time."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return 1.0, 1.0, 1.0
        return float(self.share[place]), float(self.low[place]), float(self.high[place])


def kaplan_meier(durations: np.ndarray, lost: np.ndarray) -> Survival:
    """Kaplan and Meier (1958), interval after Greenwood on the log(−log) scale, which stays within 0 and 1.

    durations: time that each was watched. lost: whether it ended with the loss (else they are still there).

    >>> kaplan_meier(np.array([1.0, 2.0, 2.0, 3.0]), np.array([True, True, False, False])).share.tolist()
    [0.75, 0.5]
    """
    times = np.unique(durations[lost])
    ordered, losses = np.sort(durations), np.sort(durations[lost])
    at_risk = len(ordered) - np.searchsorted(ordered, times, side="left")
    events = np.searchsorted(losses, times, side="right") - np.searchsorted(losses, times, side="left")
    share = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        width = Z * np.sqrt(greenwood) / np.abs(np.log(share))
        low, high = share ** np.exp(width), share ** np.exp(-width)
    gone = share <= 0
    low, high = np.where(gone, 0.0, low), np.where(gone, 0.0, high)
    return Survival(times, share, low, high, at_risk)


def cohorts(days: pd.DataFrame, until: date, grain: str = "M") -> pd.DataFrame:
    """One row per cohort and full month since: `cohort` (first day), `age`, `size`, `active`, `share`, `amount`.

    days: see `histories.order_days`. grain: pandas period of the cohorts, "M" or "Q". Only months are there that were
    over for everybody in the cohort, so equal ages can be compared. The month of the first purchase is age 0.
    """
    import pandas as pd

    known = days[days.day <= pd.Timestamp(until)]
    first = known.groupby("customer").day.transform("min")
    month = known.day.dt.to_period("M")
    born = first.dt.to_period("M")
    rows = pd.DataFrame(
        {
            "cohort": first.dt.to_period(grain).dt.start_time,
            "youngest": first.dt.to_period(grain).dt.end_time.dt.to_period("M"),
            "age": (month.dt.year - born.dt.year) * 12 + month.dt.month - born.dt.month,
            "customer": known.customer,
            "amount": known.amount,
        }
    )
    last_over = (pd.Timestamp(until) + pd.Timedelta(days=1)).to_period("M") - 1
    parts = []
    for cohort, rows_of in rows.groupby("cohort"):
        youngest = rows_of.youngest.iloc[0]
        ages = range((last_over.year - youngest.year) * 12 + last_over.month - youngest.month + 1)
        by_age = rows_of.groupby("age").agg(active=("customer", "nunique"), amount=("amount", "sum"))
        full = by_age.reindex(ages, fill_value=0).rename_axis("age").reset_index()
        parts.append(full.assign(cohort=cohort, size=rows_of.customer.nunique()))
    columns = ["cohort", "age", "size", "active", "share", "amount"]
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts, ignore_index=True)
    table["share"] = table["active"] / table["size"]
    return table[columns]


def lives(spells: pd.DataFrame, until: date) -> Survival:
    """Survival in days since the first purchase. spells: `customer`, `since`, `until` (missing: still buying).

    A customer counts as lost when the first time of regular buying ended in silence.
    """
    import pandas as pd

    first = spells.sort_values("since").drop_duplicates("customer")
    end = first.until.fillna(pd.Timestamp(until))
    watched = (pd.to_datetime(end) - first.since).dt.days.clip(lower=0)
    return kaplan_meier(watched.to_numpy(dtype=float), first.until.notna().to_numpy())


@dataclass(frozen=True, slots=True)
class Change:
    """How many new customers came back: by month of the first purchase, and the latest months beside the same months a
    year before (who buys first before Christmas comes back otherwise than who does in spring).

    effect: difference of the shares, with 95 % interval. p: of a two-sided t test; months differ among each other by
    more than chance (dispersion), and that counts.
    """

    months: tuple[date, ...]
    share: np.ndarray
    customers: np.ndarray
    since: date
    before: float
    now: float
    effect: float
    low: float
    high: float
    p: float
    dispersion: float


RECENT, LEAST_MONTHS, LEAST_NEW = 6, 18, 30
AGAIN_DAYS = 90
WARM_UP = 12
"""Months after the data begin: who is first seen there was often a customer before, and comes back more."""


def ripe_months(days: pd.DataFrame, until: date) -> pd.DataFrame:
    """By month of the first purchase: `size`, and `back`: how many ordered again within 90 days.

    Only months for all of whose customers these days are over, and none of the first twelve (see WARM_UP).
    """
    import pandas as pd

    ordered = days.sort_values(["customer", "day"])
    place = ordered.groupby("customer").cumcount()
    first = ordered[place == 0].set_index("customer").day
    second = ordered[place == 1].set_index("customer").day.reindex(first.index)
    back = (second - first).dt.days <= AGAIN_DAYS
    month = first.dt.to_period("M")
    found = pd.DataFrame({"size": back.groupby(month).size(), "back": back.groupby(month).sum()})
    last = (pd.Timestamp(until) - pd.Timedelta(days=AGAIN_DAYS - 1)).to_period("M") - 1
    ripe: pd.DataFrame = found[(found.index <= last) & (found.index >= found.index.min() + WARM_UP)]
    return ripe


def change(days: pd.DataFrame, until: date) -> Change | None:
    """Whether customers of the last six ripe months come back more or less than those a year before; None: too few."""
    from scipy.stats import t

    table = ripe_months(days, until)
    if len(table) < LEAST_MONTHS or table["size"].iloc[-RECENT:].sum() < LEAST_NEW:
        return None
    months = tuple(month.start_time.date() for month in table.index)
    share = (table.back / table["size"]).to_numpy(dtype=float)
    customers = table["size"].to_numpy(dtype=float)
    latest = table.index[-RECENT:]
    table = table[table.index.isin([*latest, *(latest - 12)])]
    size, back = table["size"].to_numpy(dtype=float), table.back.to_numpy(dtype=float)
    late = table.index.isin(latest)
    if size[~late].sum() < LEAST_NEW:
        return None
    n_now, n_before = size[late].sum(), size[~late].sum()
    now, before = back[late].sum() / n_now, back[~late].sum() / n_before
    expected = size * np.where(late, now, before)
    variance = np.where(late, size * now * (1 - now), size * before * (1 - before))
    kept = variance > 0
    free = int(kept.sum()) - 2
    if free < RECENT:
        return None
    dispersion = max(1.0, float(((back - expected)[kept] ** 2 / variance[kept]).sum() / free))
    pooled = back.sum() / size.sum()
    error = np.sqrt(dispersion * pooled * (1 - pooled) * (1 / n_now + 1 / n_before))
    width = t.ppf(0.975, free) * np.sqrt(dispersion * (now * (1 - now) / n_now + before * (1 - before) / n_before))
    effect = float(now - before)
    return Change(
        months=months,
        share=share,
        customers=customers,
        since=months[-RECENT],
        before=float(before),
        now=float(now),
        effect=effect,
        low=float(effect - width),
        high=float(effect + width),
        p=float(2 * t.sf(abs(effect) / error, free)),
        dispersion=dispersion,
    )
