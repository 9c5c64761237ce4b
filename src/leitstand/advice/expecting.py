"""What advice may be expected to bring: how much of a gap it closes, what that is worth, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from leitstand.advice.contract import Advice, Basis, Effort, Gap, Record, Rule, Situation
from leitstand.analysis.contract import Money, MoneyKind, Series

Z = 1.96
DAYS: Mapping[Effort, int] = {"S": 3, "M": 15, "L": 45}
"""Days of work (own judgement: a part of the time that the effort names)."""

DAY_COST = 400.0
"""Cost of a day of work in reporting currency (own judgement; setting `cost_per_day`)."""

HALF: tuple[Basis, ...] = ("own_segment", "benchmark")
"""Where nobody has yet shown that this company can get there, half the way counts as within reach (metrics.md D.18)."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A movement of the lever in its unit, and a year's money after costs; bounds hold at least 95 %.

    money fields None: no way to money is known. worth: of the whole gap, before costs.
    """

    low: float | None
    mid: float | None
    high: float | None
    money: float | None = None
    money_low: float | None = None
    money_high: float | None = None
    money_kind: MoneyKind | None = None
    worth: float | None = None


def cost_of(rule: Rule, advice: Advice, day_cost: float = DAY_COST) -> float:
    """Once, in reporting currency."""
    return DAYS[rule.effort] * day_cost + advice.cost


def reachable(gap: Gap, pace: float | None) -> Gap:
    """The part of a gap that is realistic within a year. pace: what the lever has moved in a year before."""
    if gap.basis not in HALF:
        return gap
    share = 0.5
    if pace is not None and gap.change:
        share = min(share, pace / abs(gap.change))
    return Gap(gap.change * share, gap.low * share, gap.high * share, gap.basis)


def own_pace(series: Series | None) -> float | None:
    """The 90th percentile of what a metric moved within twelve months; None with less than two years."""
    if series is None or len(series.values) < 24:
        return None
    moved = np.abs(series.values[12:] - series.values[:-12])
    moved = moved[np.isfinite(moved)]
    return float(np.quantile(moved, 0.9)) if len(moved) >= 12 else None


def expected(
    rule: Rule, advice: Advice, record: Record, situation: Situation, pace: float | None, cost: float
) -> Expected:
    """The gap times the share that such advice closes. Both intervals are taken at their ends."""
    if advice.gap is None:
        return Expected(None, None, None)
    gap = reachable(advice.gap, pace)
    least, share, most = shares(record)
    moved = sorted((gap.low * least, gap.high * least, gap.low * most, gap.high * most))
    low, mid, high = moved[0], gap.change * share, moved[-1]
    money = advice.money or situation.worth(
        rule.lever, advice.gap.change, advice.dims if advice.lever_dims is None else advice.lever_dims
    )
    if money is None or not advice.gap.change:
        return Expected(low, mid, high)
    each = money.per_year / advice.gap.change  # of one unit of the lever
    ends = sorted(_money_ends(money, each, gap, least, most))
    return Expected(
        low, mid, high, each * mid - cost, ends[0] - cost, ends[-1] - cost, money.kind, money.per_year
    )  # fmt: skip


def _money_ends(money: Money, each: float, gap: Gap, least: float, most: float) -> list[float]:
    """The money at the ends of gap and share; where the worth has an interval of its own, at its ends instead."""
    if money.low is None or money.high is None:
        return [each * bound * share for bound in (gap.low, gap.high) for share in (least, most)]
    part = gap.change * each / money.per_year if money.per_year else 1.0
    return [bound * part * share for bound in (money.low, money.high) for share in (least, most)]


def shares(record: Record) -> tuple[float, float, float]:
    """Lower bound, mean and upper bound of the share of the gap that is closed; never more than all of it, and where
    nothing speaks for harm no less than nothing."""
    low, high = record.share - Z * record.se, record.share + Z * record.se
    least = min(0.0, low) if record.source == "own" else max(0.0, low)
    return min(least, 1.0), min(max(record.share, 0.0), 1.0), min(max(high, 0.0), 1.0)


def chance(expecting: Expected) -> float | None:
    """The probability that it brings more than it costs, from mean and bounds taken as a normal distribution."""
    from scipy.stats import norm

    if expecting.money is None or expecting.money_low is None or expecting.money_high is None:
        return None
    spread = (expecting.money_high - expecting.money_low) / (2 * Z)
    return float(norm.cdf(expecting.money / spread)) if spread > 0 else float(expecting.money > 0)
