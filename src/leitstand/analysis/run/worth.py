"""What a change of a metric is worth in a year, where the way from the metric to money is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from leitstand.analysis.contract import Candidate, Dims, Money, MoneyKind, Series, Sight
from leitstand.analysis.run.gate import series_of
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import Period, add_months
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.contract import Metric, Ratio, Sum
from leitstand.metrics.registry import find, measures

DAYS = 365.0


@dataclass
class Year:
    """The last twelve complete months, of a segment."""

    sight: Sight
    dims: Dims
    known: dict[str, float] = field(default_factory=dict)

    def __call__(self, metric: str) -> float:
        """Total or rate of the metric over the twelve months. Raises LookupError where it cannot be said."""
        if metric not in self.known:
            self.known[metric] = self._read(metric)
        return self.known[metric]

    def mean(self, metric: str) -> float:
        """Mean of the twelve months, for what is counted anew each month (customers). Raises LookupError."""
        series = series_of(self.sight, metric, self.dims)
        if series is None or self.dims:  # a segment's customers buy elsewhere too
            raise LookupError(metric)
        return float(series.values[-12:].mean())

    def _read(self, metric: str) -> float:
        whole = self.sight.series(metric)
        if whole is None:
            raise LookupError(metric)
        part = series_of(self.sight, metric, self.dims)
        added = None if part is None else added_up(part, whole.periods[-12:])
        if added is not None:
            return added
        end = whole.periods[-1].end
        where = [f"{name}={value}" for name, value in self.dims.items()]
        try:
            found = self.sight.values(metric, (), add_months(end, -12), end, "total", where, intervals=False)
        except LeitstandError as error:  # the metric does not have the dimension
            raise LookupError(metric) from error
        if len(found) != 1 or found["value"].isna()[0]:
            raise LookupError(metric)
        return float(found["value"][0])


def added_up(series: Series, months: Sequence[Period]) -> float | None:
    """Total or rate of the months, from their own sums; None where one is missing or they do not add up."""
    one = find(series.metric)
    kind = one.kind if isinstance(one, Metric) else Sum(series.metric)
    own = slice(-len(months), None)
    if list(series.periods[own]) != list(months) or not isinstance(kind, Sum | Ratio) or not steady(series.metric):
        return None
    if isinstance(kind, Sum):
        total = float(series.values[own].sum())
    else:
        share = float(series.numerators[own].sum() / series.denominators[own].sum())
        total = kind.scale * (1 - share if kind.complement else share)
    return total if np.isfinite(total) else None


def steady(metric: str) -> bool:
    """Whether what its measures count in a month stays the same in a longer period."""
    counted = [measures()[leaf] for leaf in leaves_of(metric)]
    return all(one.additive and one.aggregate in ("count", "sum") and isinstance(one.time, str) for one in counted)


Path = Callable[[Year], float]
"""The last year → money per year for one unit more of the metric (of a total by month: one more in every month)."""

PATHS: dict[str, tuple[MoneyKind, Path]] = {
    "revenue_net": ("revenue", lambda year: 12.0),
    "revenue_identified": ("revenue", lambda year: 12.0),
    "rev_new": ("revenue", lambda year: 12.0),
    "orders": ("revenue", lambda year: 12.0 * year("aov")),
    "units_sold": ("revenue", lambda year: 12.0 * year("net_price_per_unit")),
    "active_customers": ("revenue", lambda year: year("revenue_net") / year.mean("active_customers")),
    "aov": ("revenue", lambda year: year("orders")),
    "units_per_order": ("revenue", lambda year: year("orders") * year("net_price_per_unit")),
    "net_price_per_unit": ("revenue", lambda year: year("units_sold")),
    # of what was sold before refunds, as both rates are defined
    "refund_rate": ("revenue", lambda year: -year("sales_amount")),
    "refund_rate_period": ("revenue", lambda year: -year("sales_amount")),
    "gross_margin_rate": ("gross_margin", lambda year: year("revenue_net")),
    # of the web orders alone: the order value of all channels holds field sales too
    "conversion_rate": (
        "revenue",
        lambda year: year("sessions") * year("revenue_per_session") / year("conversion_rate"),
    ),
    "sessions": ("revenue", lambda year: 12.0 * year("revenue_per_session")),
    "revenue_per_session": ("revenue", lambda year: year("sessions")),
    "win_rate": ("revenue", lambda year: year("deals_decided") * year("mean_won_amount")),
    "mean_won_amount": ("revenue", lambda year: year("deals_won")),
    "lost_order_value": ("revenue", lambda year: -12.0),
    # what is invoiced, or paid, in a day, with VAT: so much more is tied up for every day that a euro comes later
    "dso": ("liquidity", lambda year: -year("invoice_amount") / DAYS),
    "days_delinquent": ("liquidity", lambda year: -year("settled_invoice_amount") / DAYS),
    "cash_in": ("liquidity", lambda year: 12.0),
    "cash_out": ("liquidity", lambda year: -12.0),
    "net_cash_flow": ("liquidity", lambda year: 12.0),
    "operating_cash_flow": ("liquidity", lambda year: 12.0),
    "cash_balance_amount": ("liquidity", lambda year: 1.0),
}


ONCE = frozenset({"dso", "days_delinquent", "cash_balance_amount"})
"""Metrics of a stock of money: a change of it comes once, and not every year again."""


def money(sight: Sight, candidate: Candidate) -> Money | None:
    """What the method said, else what the way from the metric to money gives; None where no way is known.

    An effect in the metric's own unit counts as it is, one in percent as a share of what the last year's level would
    be without it. What has no beginning and was not tested describes how things are: no change, no money.
    """
    state = candidate.since is None and candidate.p is None
    if candidate.money is not None or candidate.metric not in PATHS or state:
        return candidate.money
    kind, path = PATHS[candidate.metric]
    year = Year(sight, candidate.dims)
    try:
        each = path(year) * _own_units(year, candidate)
    except (LookupError, ZeroDivisionError):
        return None
    bounds = sorted(bound * each for bound in (candidate.low, candidate.high) if bound is not None)
    low, high = bounds if len(bounds) == 2 else (None, None)
    return Money(candidate.effect * each, kind, low, high, candidate.metric in ONCE)


def _own_units(year: Year, candidate: Candidate) -> float:
    """How many units of the metric one unit of the effect is. Raises LookupError where they do not compare."""
    one = find(candidate.metric)
    if candidate.unit == one.unit:
        return 1.0
    if candidate.unit != "ratio":
        raise LookupError(candidate.unit)
    level = year.mean(candidate.metric) if candidate.metric == "active_customers" else year(candidate.metric)
    without = 1 + candidate.effect * _part_of_year(year, candidate)
    if without <= 0:
        raise LookupError(candidate.metric)
    return level / without / (12 if candidate.metric in TOTALS else 1)


def _part_of_year(year: Year, candidate: Candidate) -> float:
    """The share of the last twelve months in which the effect was there."""
    whole = year.sight.series(candidate.metric)
    if candidate.since is None or whole is None:
        return 1.0
    months = whole.periods[-12:]
    return sum(month.start >= candidate.since for month in months) / len(months)


TOTALS = frozenset({"revenue_net", "revenue_identified", "rev_new", "orders", "units_sold", "sessions", "cash_in",
                    "cash_out", "net_cash_flow", "operating_cash_flow", "lost_order_value"})  # fmt: skip
"""Metrics whose year is the sum of its months."""
