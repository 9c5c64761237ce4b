"""What became of orders whose parcels came late: requests, complaints, and whether people ordered again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from leitstand.analysis.explain.localising_shifts import Cells, Shift, combined, moved, shifted

if TYPE_CHECKING:
    import pandas as pd

AGAIN_DAYS = 90
"""Days after the order within which another one counts."""
SURE, CLEAR = 1e-4, 0.1
"""A spell of lateness must be beyond doubt, and this much of the parcels, before anything is put down to it."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Parcels of one carrier, region or both came late for a while.

    dims: column → value. months: of the table; start, end: places of the spell in them. cell: place among `cells`.
    shift: of the late share against the other cells.
    """

    dims: dict[str, str]
    by: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    months: tuple[date, ...]
    shift: Shift

    @property
    def window(self) -> tuple[int, int]:
        return self.shift.start, self.shift.end

    @property
    def since(self) -> date:
        return self.months[self.shift.start]

    @property
    def until(self) -> date | None:
        """The first month after it; None where it goes on."""
        return self.months[self.shift.end] if self.shift.end < len(self.months) else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A share of the spell's parcels beside those of the same segment at other times.

    shift: its change against the other segments. per_late: change for one parcel that came late, with 95 % interval.
    course: the share in the segment by month.
    """

    shift: Shift
    before: float
    during: float
    per_late: tuple[float, float, float]
    course: tuple[float | None, ...]


def deliveries(parcels: pd.DataFrame, orders: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Per delivered parcel: month it was sent, late (bool), again (another order within 90 days; NaN: not known yet).

    parcels: order, sent, promised, delivered, ordered and what they are split by. orders: order, customer, day.
    """
    import pandas as pd

    found = parcels.dropna(subset=["promised", "delivered", "sent"])
    later = orders.sort_values(["customer", "day"], kind="stable").drop_duplicates(["customer", "day"])
    days = orders.merge(
        later.assign(after=later.groupby("customer").day.shift(-1))[["customer", "day", "after"]],
        on=["customer", "day"],
    )
    wait = found.order.map((days.after - days.day).dt.days.groupby(days.order).first())
    month = found.sent.dt.to_period("M").dt.start_time
    recent = found.ordered > pd.Timestamp(as_of) - pd.Timedelta(days=AGAIN_DAYS + 1)
    known = found.order.isin(days.order) & ~(month >= month[recent].min())  # a month of which only part is known is odd
    again = pd.Series(np.where(known, wait <= AGAIN_DAYS, np.nan), index=found.index)
    return found.assign(month=month, late=found.delivered > found.promised, again=again)


def spell(rows: pd.DataFrame) -> Spell | None:
    """The clearest spell of lateness by carrier and region, else by one of them; None where there is none.

    rows: of `deliveries` with `carrier` and `region`.
    """
    for by in (("carrier", "region"), ("carrier",), ("region",)):
        own = rows.dropna(subset=list(by))
        if own.empty or any(own[name].nunique() < 2 for name in by):
            continue
        names = tuple(product(*(sorted(own[name].unique()) for name in by)))
        months = _months(own)
        cells = table(own, "late", by, names, months)
        found = combined(cells) if len(by) > 1 else shifted(cells)
        if found and found.p < SURE and found.effect >= CLEAR:
            dims = dict(zip(by, names[found.cell], strict=True))
            return Spell(dims, by, names, tuple(day.date() for day in months), found)
    return None


def table(
    rows: pd.DataFrame, outcome: str, by: Sequence[str], names: Sequence[tuple[str, ...]], months: pd.DatetimeIndex
) -> Cells:
    """Shares of an outcome by segment and month; unknown outcomes do not count."""
    import pandas as pd

    known = rows.dropna(subset=[outcome, *by])
    keys = pd.Series(list(known[list(by)].itertuples(index=False, name=None)), index=known.index, dtype=object)
    groups = known[outcome].astype(float).groupby([keys, known.month])
    hits, n = (
        one.unstack(fill_value=0).reindex(index=list(names), columns=months, fill_value=0.0).to_numpy(float)
        for one in (groups.sum(), groups.size())
    )
    values = np.divide(hits, n, out=np.full(hits.shape, np.nan), where=n > 0)
    return Cells(list(names), values, n, hits)


def outcome(rows: pd.DataFrame, column: str, of: Spell) -> Outcome | None:
    """What an outcome was within the spell, beside other times and other segments; None where that cannot be said."""
    import pandas as pd

    own = rows.dropna(subset=list(of.by))
    cells = table(own, column, of.by, of.cells, pd.DatetimeIndex(of.months))
    found = moved(cells, of.shift.cell, of.window)
    if found is None or cells.hits is None:
        return None
    inside = np.zeros(len(of.months), bool)
    inside[found.start : found.end] = True
    before = np.arange(len(of.months)) < found.start
    hits, n = cells.hits[of.shift.cell], cells.n[of.shift.cell]
    course = tuple(None if np.isnan(one) else float(one) for one in cells.values[of.shift.cell])
    return Outcome(
        found, float(hits[before].sum() / n[before].sum()), float(hits[inside].sum() / n[inside].sum()),
        _each(found, of.shift), course,
    )  # fmt: skip


def _each(outcome: Shift, late: Shift) -> tuple[float, float, float]:
    """Change of the outcome over change of the late share: the effect of one late parcel where the spell does nothing
    else to customers (Wald 1940), with its interval by the delta method."""
    effect = outcome.effect / late.effect
    own, other = (outcome.high - outcome.low) / 2, (late.high - late.low) / 2
    half = float(np.hypot(own / late.effect, effect * other / late.effect))
    return effect, effect - half, effect + half


def _months(rows: pd.DataFrame) -> pd.DatetimeIndex:
    import pandas as pd

    return pd.date_range(rows.month.min(), rows.month.max(), freq="MS")
