"""The customers of a company as they were before they were worked with, who was, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

LEAST_WORKED = 50
QUARTER = 91
LENGTHS = ((365, 182, 365), (182, 91, 182))
"""Days before, with work and after: a year on both sides where the data reach that far, else half a year."""
TRAITS = ("sales", "order_days", "lately", "recency", "tenure", "company", "tickets")


@dataclass(frozen=True, slots=True)
class Windows:
    """before: [start, work), with work: [work, after), after: [after, end]. All days."""

    start: pd.Timestamp
    work: pd.Timestamp
    after: pd.Timestamp
    end: pd.Timestamp

    @property
    def years(self) -> float:
        """Length of the time after."""
        return float((self.end - self.after).days + 1) / 365


@dataclass(frozen=True, slots=True)
class Panel:
    """One row per customer who bought before: the traits, `worked`, `margin` (after, per year), `stayed` (bought
    after), `earlier` (margin per year of the time before that; missing where the data do not reach a quarter back).

    newly: those worked with in the time before are left out, so that the traits are those of customers nobody had
    worked with yet. placebo: `earlier` is known."""

    rows: pd.DataFrame
    windows: Windows
    newly: bool
    placebo: bool


def panel(sight: Sight) -> Panel | None:
    """None where the data do not reach far enough or too few customers were worked with."""
    work = worked_days(sight)
    for lengths in LENGTHS:
        windows = _windows(sight, lengths)
        if windows is None or work.empty or work.day.min() > windows.work:
            continue
        rows = _rows(sight, windows)
        during = work[(work.day >= windows.work) & (work.day < windows.after)]
        before = work[(work.day >= windows.start) & (work.day < windows.work)]
        rows = rows.assign(worked=rows.index.isin(during.customer))
        known = rows.index.isin(before.customer)
        newly = int((rows.worked & ~known).sum()) >= LEAST_WORKED
        rows = rows[~known] if newly else rows
        if rows.worked.sum() >= LEAST_WORKED:
            return Panel(rows, windows, newly, bool(rows.earlier.notna().any()))
    return None


def worked_days(sight: Sight) -> pd.DataFrame:
    """`customer`, `day` of all work that the CRM knows of: activities, and deals set up. Tickets are not among them:
    there the customer came to the company."""
    import pandas as pd

    parts = []
    if sight.has("crm_activity"):
        acts = sight.of_customers("crm_activity", "occurred_on")
        parts.append(acts.rename(columns={"occurred_on": "day"}))
    if sight.has("deal"):
        parts.append(sight.of_customers("deal", "created_on").rename(columns={"created_on": "day"}))
    if not parts:
        return pd.DataFrame({"customer": [], "day": pd.DatetimeIndex([])})
    return pd.concat(parts)[["customer", "day"]].dropna()


def _windows(sight: Sight, lengths: tuple[int, int, int]) -> Windows | None:
    import pandas as pd

    if sight.days.empty:
        return None
    before, during, later = (pd.Timedelta(days=one) for one in lengths)
    end = min(sight.until("order"), max(sight.until(one) for one in ("crm_activity", "deal") if sight.has(one)))
    after = end - later + pd.Timedelta(days=1)
    work = after - during
    start = work - before
    return Windows(start, work, after, end) if sight.days.day.min() <= start else None


def _rows(sight: Sight, windows: Windows) -> pd.DataFrame:
    import pandas as pd

    days = sight.days
    margin = sight.margin(days.customer, days.amount.to_numpy(dtype=float))
    days = days.assign(margin=margin)
    before = days[(days.day >= windows.start) & (days.day < windows.work)].groupby("customer")
    rows = pd.DataFrame({"spent": before.margin.sum(), "days": before.size(), "last": before.day.max()})
    keys = rows.index
    known = days[days.day < windows.work].groupby("customer").day.min().reindex(keys)
    lately = days[(days.day >= windows.work - pd.Timedelta(days=QUARTER)) & (days.day < windows.work)]
    after = days[(days.day >= windows.after) & (days.day <= windows.end)].groupby("customer").margin.sum().reindex(keys)
    length = windows.end - windows.after + pd.Timedelta(days=1)
    past = days[(days.day >= windows.start - length) & (days.day < windows.start)]
    reach = min((windows.start - days.day.min()).days, length.days)
    earlier = (
        past.groupby("customer").margin.sum().reindex(keys).fillna(0.0) / reach * 365 if reach >= QUARTER else np.nan
    )
    return pd.DataFrame(
        {
            "sales": np.log1p(rows.spent.clip(lower=0)),
            "order_days": np.log1p(rows.days),
            "lately": np.log1p(lately.groupby("customer").size().reindex(keys).fillna(0)),
            "recency": np.log1p((windows.work - rows["last"]).dt.days),
            "tenure": np.log1p((windows.work - known).dt.days),
            "company": _companies(sight, keys),
            "tickets": _tickets(sight, keys, windows),
            "margin": after.fillna(0.0) / windows.years,
            "stayed": after.notna().astype(float),
            "earlier": earlier,
        },
        index=keys,
    )


def _companies(sight: Sight, keys: Any) -> np.ndarray:
    if not sight.has("customer"):
        return np.zeros(len(keys))
    rows = sight.of_customers("customer", "customer_type")
    return np.asarray(keys.isin(rows.customer[rows.customer_type == "company"]), dtype=float)


def _tickets(sight: Sight, keys: Any, windows: Windows) -> np.ndarray:
    if not sight.has("ticket"):
        return np.zeros(len(keys))
    rows = sight.of_customers("ticket", "created_on")
    rows = rows[(rows.created_on >= windows.start) & (rows.created_on < windows.work)]
    return np.asarray(np.log1p(rows.groupby("customer").size().reindex(keys).fillna(0)), dtype=float)
