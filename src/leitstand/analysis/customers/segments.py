"""Sorts customers by recency, frequency and money (RFM) into segments with plain names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

LEAST_GAPS = 3
"""Gaps between order days from which on a customer's own pace is known; otherwise that of all customers holds."""
SILENT = 3
"""Usual gaps after which nobody counts as recent, however few others are."""
MOST_SAME = 0.2
"""Where more customers share one frequency, fifths would split equals: fixed steps are used instead."""
STEPS = (1, 2, 3, 6)
"""Order days up to which a frequency scores 1, 2, 3, 4; more scores 5."""

SEGMENTS: dict[str, Text] = {
    "champions": Text(de="Spitzenkunden", en="Champions"),
    "loyal": Text(de="Treue Kunden", en="Loyal"),
    "new": Text(de="Neukunden", en="New"),
    "promising": Text(de="Vielversprechende", en="Promising"),
    "at_risk": Text(de="Gefährdete", en="At risk"),
    "cannot_lose": Text(de="Wertvolle, lange still", en="Valuable, long silent"),
    "fading": Text(de="Nachlassende", en="Fading"),
    "dormant": Text(de="Ruhende", en="Dormant"),
}
"""Segment → its name, the best first."""


def rfm(days: pd.DataFrame, until: date) -> pd.DataFrame:
    """One row per customer: recency (days), frequency (order days), monetary (mean amount), r, f, m (1 … 5), segment.

    days: see `histories.order_days`; later ones than `until` do not count. Recency is scored by how many of the usual
    gaps between order days have passed: the customer's own where there are enough, else those of all. A description;
    nothing is tested.
    """
    import pandas as pd

    end = pd.Timestamp(until)
    known = days[days.day <= end]
    gaps = known.groupby("customer").day.diff().dt.days
    own = gaps.groupby(known.customer).agg(["median", "count"])
    found = known.groupby("customer").agg(last=("day", "max"), frequency=("day", "size"), monetary=("amount", "mean"))
    usual = float(gaps.median()) if gaps.notna().any() else 1.0
    pace = own["median"].where(own["count"] >= LEAST_GAPS, usual).clip(lower=1.0).reindex(found.index)
    found["recency"] = (end - found["last"]).dt.days
    waited = found.recency / pace
    found["r"] = (6 - _fifths(waited)).clip(upper=5 - 3 * (waited > SILENT).astype(int))
    found["f"] = _steps(found.frequency) if _same(found.frequency) > MOST_SAME else _fifths(found.frequency)
    found["m"] = _fifths(found.monetary)
    found["segment"] = _segment(found.r.to_numpy(), found.f.to_numpy(), found.m.to_numpy(), found.frequency.to_numpy())
    return found.drop(columns="last")


def _same(values: pd.Series) -> float:
    return float(values.value_counts(normalize=True).max()) if len(values) else 0.0


def _fifths(values: pd.Series) -> pd.Series:
    """1 for the smallest fifth … 5; equal values score alike."""
    return (values.rank(pct=True) * 5).apply(np.ceil).clip(1, 5).astype(int)


def _steps(frequency: pd.Series) -> pd.Series:
    import pandas as pd

    return pd.Series(1 + np.searchsorted(STEPS, frequency.to_numpy(), side="left"), frequency.index)


def _segment(r: np.ndarray, f: np.ndarray, m: np.ndarray, frequency: np.ndarray) -> np.ndarray:
    worth = (f + m) / 2
    rules = [
        ((r >= 4) & (frequency == 1), "new"),
        ((r >= 4) & (worth >= 4), "champions"),
        ((r >= 3) & (worth >= 3), "loyal"),
        ((r == 2) & (worth >= 3.5), "at_risk"),
        ((r == 1) & (worth >= 3.5), "cannot_lose"),
        (r >= 3, "promising"),
        (worth >= 2.5, "fading"),
    ]
    return np.select([rule for rule, _ in rules], [name for _, name in rules], "dormant")
