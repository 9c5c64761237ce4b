"""Finds in many series at once where the level steps, bends or leaves its path for a while, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from leitstand.analysis.series.behaviour_tails import dispersion, tail
from leitstand.analysis.series.trend_model import MEMORIES, STOCK, Fits, Problem, base, fit
from leitstand.analysis.series.trend_panel import Panel, Row
from leitstand.analysis.series.trend_shapes import allowed, candidates

DOUBTED = 0.02
"""From here on a result is looked at twice: without its strongest month, and with the tails of counts."""

LIKELY = 3.84
"""95 % quantile of χ² with one degree of freedom."""

Against = Literal["level", "line"]
"""What a series does if nothing happens: stays on its level (with season), or keeps its trend."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best candidate of some kinds for one series.

    row: place in the panel. start, stop: first month and the one after the last in the panel; stop None: it lasts.
    onset: first and last month in which it may have begun, by the likelihood of the other dates (95 %).
    p: two-sided, for the search over all candidates. effect, low, high: in the metric's unit with 95 % interval;
    share: the same as shares of what was to be expected, NaN where that is not above zero. expected: (T,) in the
    metric's unit, without what was found. t, df: test statistic of the candidate alone.
    """

    row: int
    kind: str
    start: int
    stop: int | None
    p: float
    effect: float
    low: float
    high: float
    share: tuple[float, float, float]
    expected: np.ndarray
    t: float
    df: float
    onset: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Group:
    """Series with the same design, what is tried on them, and how it fits."""

    rows: np.ndarray
    problem: Problem
    fits: Fits
    memories: Sequence[float]


def search(panel: Panel, kinds: Sequence[str], against: Against | None = None) -> list[Found]:
    """The best step, spell or bend (`kinds`) of each series, in the panel's order.

    against: None: what adds up (revenue, visits) is compared with its own trend, as it grows with the company; means
    and shares with their level. Idea: the largest of many t-statistics proves less than one; p = Σ over kinds of the
    number of dates × the tail of t (Bonferroni), which is honest however the dates hang together. A result under
    DOUBTED must also hold without the month that speaks for it most, and by the tail of counts.
    Reference: Andrews, Tests for parameter instability with unknown change point (Econometrica 1993); Worsley 1983.
    """
    columns, all_kinds = candidates(len(panel.periods))
    found: list[Found] = []
    for group in _groups(panel, against):
        found += _best(panel, group, columns, all_kinds, kinds)
    return sorted(found, key=lambda one: one.row)


def odd_months(panel: Panel, last: int) -> list[Found]:
    """The oddest of the `last` known months of each series, against season and trend. kind: "odd"."""
    number = len(panel.periods)
    columns, kinds = np.eye(number), np.array(["odd"] * number)
    found: list[Found] = []
    for rows, flow, stock in _split(panel):
        known = np.isfinite(panel.y[rows])
        tried = known & (known[:, ::-1].cumsum(axis=1)[:, ::-1] <= last)
        memories = STOCK if stock else MEMORIES
        problem = _problem(panel, rows, np.hstack([panel.design(flow), panel.line]), columns, tried)
        group = _Group(rows, problem, fit(problem, memories), memories)
        found += _best(panel, group, columns, kinds, ["odd"])
    return sorted(found, key=lambda one: one.row)


def _split(panel: Panel) -> list[tuple[np.ndarray, bool, bool]]:
    parts = [
        (np.flatnonzero((panel.flow == flow) & (panel.stock == stock)), flow, stock)
        for flow in (False, True)
        for stock in (False, True)
    ]
    return [part for part in parts if len(part[0])]


def _groups(panel: Panel, against: Against | None) -> list[_Group]:
    if ("groups", against) in panel.memo:
        return panel.memo["groups", against]  # type: ignore[no-any-return]
    columns, kinds = candidates(len(panel.periods))
    groups = []
    for rows, flow, stock in _split(panel):
        design = panel.design(flow)
        if against == "line" or (against is None and (flow or stock)):
            design = np.hstack([design, panel.line])
        problem = _problem(panel, rows, design, columns, allowed(np.isfinite(panel.y[rows]), columns, kinds))
        memories = STOCK if stock else MEMORIES
        groups.append(_Group(rows, problem, fit(problem, memories), memories))
    panel.memo["groups", against] = groups
    return groups


def _problem(panel: Panel, rows: np.ndarray, design: np.ndarray, columns: np.ndarray, tried: np.ndarray) -> Problem:
    floor = np.array([panel.rows[i].floor for i in rows])
    return Problem(panel.y[rows], panel.variance[rows], design, columns, tried, floor)


def _best(panel: Panel, group: _Group, columns: np.ndarray, all_kinds: np.ndarray, kinds: Sequence[str]) -> list[Found]:
    from scipy.stats import t as student

    fits, problem = group.fits, group.problem
    if not fits.t.shape[1]:
        return []
    everyone = np.arange(len(group.rows))
    df = np.minimum(fits.df, [panel.rows[i].tails for i in group.rows])
    p, chosen = np.full(len(everyone), np.inf), np.zeros(len(everyone), int)
    for kind in kinds:
        places = np.flatnonzero(all_kinds == kind)
        own = places[np.abs(fits.t[:, places]).argmax(axis=1)]
        number = problem.allowed[:, places].sum(axis=1) * len(kinds)
        tails = np.where(number > 0, 2 * student.sf(np.abs(fits.t[everyone, own]), df) * number, np.inf)
        p, chosen = np.where(tails < p, tails, p), np.where(tails < p, own, chosen)
    tested = np.flatnonzero(np.isfinite(p))
    p = np.where(p < DOUBTED, np.maximum(p, _second_look(panel, group, columns, all_kinds, chosen, df, p)), p)
    without = base(problem, chosen, fits)
    reach = student.ppf(0.975, df)
    found = [
        _found(panel, int(group.rows[i]), str(all_kinds[chosen[i]]), columns[:, chosen[i]], float(min(p[i], 1)),
               without[i], fits.effect[i, chosen[i]], fits.error[i, chosen[i]] * reach[i],
               float(fits.t[i, chosen[i]]), float(df[i]))
        for i in tested
    ]  # fmt: skip
    return [
        replace(one, onset=_onset(one, fits.t[i], columns, np.flatnonzero(all_kinds == one.kind)))
        for one, i in zip(found, tested, strict=True)
    ]


def _onset(one: Found, t: np.ndarray, columns: np.ndarray, places: np.ndarray) -> tuple[int, int]:
    """The months in which it may have begun: dates whose likelihood is not clearly less than that of the best one
    (Wilks). A trend lasts from the first month on, an odd month is that month."""
    if one.kind in ("trend", "odd"):
        return one.start, one.start
    near = places[one.df * np.log((one.df + one.t**2) / (one.df + t[places] ** 2)) <= LIKELY]
    starts = (columns[:, near] > 0).argmax(axis=0)
    return int(min(starts.min(initial=one.start), one.start)), int(max(starts.max(initial=one.start), one.start))


def _second_look(
    panel: Panel, group: _Group, columns: np.ndarray, all_kinds: np.ndarray, chosen: np.ndarray, df: np.ndarray,
    p: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """p without the month that speaks most for the result, and by the tail of counts, whichever is larger."""
    from scipy.stats import t as student

    doubted = np.flatnonzero(p < DOUBTED)
    again = np.zeros(len(p))
    if not len(doubted):
        return again
    problem = group.problem.part(doubted)
    picked = chosen[doubted]
    without = base(group.problem, chosen, group.fits)[doubted]
    inside = columns[:, picked].T > 0
    sign = np.sign(group.fits.effect[doubted, picked])
    strength = np.where(inside & np.isfinite(problem.y), (problem.y - without) * sign[:, None], -np.inf)
    factor = p[doubted] / np.maximum(2 * student.sf(np.abs(group.fits.t[doubted, picked]), df[doubted]), 1e-300)
    several = all_kinds[picked] != "odd"
    if several.any():
        y = problem.y.copy()
        y[np.flatnonzero(several), strength.argmax(axis=1)[several]] = np.nan
        uses, place = np.unique(picked, return_inverse=True)
        own = np.eye(len(uses), dtype=bool)[place] & several[:, None]
        less = fit(replace(problem, y=y, candidates=columns[:, uses], allowed=own), group.memories)
        t = np.abs(less.t[np.arange(len(y)), place])
        again[doubted] = np.where(several, 2 * student.sf(t, np.minimum(df[doubted], less.df)) * factor, 0)
    for at, i in enumerate(doubted):
        row, column = panel.rows[group.rows[i]], columns[:, picked[at]]
        if row.events is not None:
            fitted = without[at] + column * group.fits.effect[i, picked[at]]
            by_counts = _by_counts(panel, row, without[at], fitted, column, df[i])
            again[i] = max(again[i], factor[at] * by_counts)
    return again


def _by_counts(panel: Panel, row: Row, without: np.ndarray, fitted: np.ndarray, column: np.ndarray, df: float) -> float:
    """The tail of counts: the months of a step or spell, the later half of a trend or bend, against the others."""
    events, trials = panel.along(row, row.events), panel.along(row, row.trials)
    phi = dispersion(events, row.cases(_natural(row, fitted), trials), trials, df)
    return tail(events, row.cases(_natural(row, without), trials), column > column.max() / 2, trials, phi)


def _natural(row: Row, y: np.ndarray | float) -> np.ndarray:
    """From the scale back to the metric's unit."""
    if row.scale == "log":
        return np.exp(y)
    return np.maximum(np.asarray(y, float), 0) ** 2 - 0.375 if row.scale == "root" else np.asarray(y, float)


def _found(
    panel: Panel, at: int, kind: str, column: np.ndarray, p: float, without: np.ndarray, effect: float, reach: float,
    t: float, df: float,
) -> Found:  # fmt: skip
    """In the metric's unit. A trend or bend is measured by how far it has led until the last month; else on average."""
    row = panel.rows[at]
    inside = np.flatnonzero((column > 0) & np.isfinite(panel.y[at]))
    looked = inside[-1:] if kind in ("bend", "trend") else inside
    size = column[looked] - (column[inside[0]] if kind == "trend" else 0)
    without = without + effect * column[inside[0]] if kind == "trend" else without
    expected = _natural(row, without)
    level = float(np.mean(expected[looked]))
    sizes = [
        float(np.mean(_natural(row, without[looked] + one * size) - expected[looked]))
        for one in (effect, effect - reach, effect + reach)
    ]
    shares = [one / level if level > 0 else float("nan") for one in sizes]
    last = np.flatnonzero(np.isfinite(panel.y[at]))[-1]
    start = int(inside[0] if kind == "trend" else np.flatnonzero(column > 0)[0])
    stop = int(inside[-1]) + 1 if inside[-1] < last or kind == "odd" else None
    three = (shares[0], shares[1], shares[2])
    return Found(at, kind, start, stop, p, sizes[0], sizes[1], sizes[2], three, expected, t, df)
