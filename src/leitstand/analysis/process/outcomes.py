"""Tells whether cases began to end otherwise: a share by month that changed for good, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LEAST_MONTHS, SHORTEST, LEAST_CASES = 12, 3, 25
"""Months of a history, months that a level lasts at least, cases on either side."""
OPTIONAL = (0.1, 0.9)
"""A step that so many of the decided cases pass divides them into two kinds."""


@dataclass(frozen=True, slots=True)
class Change:
    """A share of cases that changed. since: first month of the new level; before, after: the shares, low, high: 95 %
    interval of their difference; p: corrected for the months tried. months, shares, cases: the course."""

    since: date
    before: float
    after: float
    low: float
    high: float
    p: float
    months: tuple[date, ...]
    shares: np.ndarray
    cases: np.ndarray

    @property
    def effect(self) -> float:
        return self.after - self.before

    @property
    def yearly(self) -> float:
        """Cases in a year at the pace of the last twelve months."""
        return float(self.cases[-12:].sum())


def changed(month: pd.Series, hit: pd.Series) -> Change | None:
    """The likeliest change of level of the share of hits; None where the history is too short.

    month: first days of months, hit: bool, one of each per case. For each month that leaves enough before and after:
    Fisher's exact test of the sums, and Student's t of the months weighted by cases, whose variance is what the months
    show and not less than chance demands; the larger p of both. The smallest over all months times their number
    (Bonferroni). The month of change is where two levels fit best (binomial likelihood). Misleads with a strong season.
    """
    from scipy import stats

    table = hit.astype(float).groupby(month).agg(["sum", "size"]).sort_index()
    hits, cases = table["sum"].to_numpy(float), table["size"].to_numpy(float)
    if len(table) < LEAST_MONTHS:
        return None
    done, seen = (np.concatenate([[0.0], np.cumsum(one)]) for one in (hits, cases))
    places = np.arange(SHORTEST, len(table) - SHORTEST + 1)
    places = places[(seen[places] >= LEAST_CASES) & (seen[-1] - seen[places] >= LEAST_CASES)]
    if not len(places) or not 0 < done[-1] < seen[-1]:
        return None
    sides = [(done[places], seen[places]), (done[-1] - done[places], seen[-1] - seen[places])]
    fit = sum(_likelihood(k, n) for k, n in sides)
    error = np.array([_error(hits, cases, int(place)) for place in places])
    gap = sides[1][0] / sides[1][1] - sides[0][0] / sides[0][1]
    smooth = 2 * stats.t.sf(np.abs(gap) / error, len(table) - 2)
    exact = [stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue for a, n, b, m in
             zip(*(one.astype(int) for side in sides for one in side), strict=True)]  # fmt: skip
    at = int(np.argmax(fit))
    place = int(places[at])
    half = float(stats.t.ppf(0.975, len(table) - 2) * error[at])
    return Change(
        table.index[place].date(), float(sides[0][0][at] / sides[0][1][at]), float(sides[1][0][at] / sides[1][1][at]),
        float(gap[at]) - half, float(gap[at]) + half, float(min(1.0, np.maximum(smooth, exact).min() * len(places))),
        tuple(day.date() for day in table.index), hits / cases, cases,
    )  # fmt: skip


def _likelihood(k: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Of k hits of n at their own share."""
    from scipy.special import xlogy

    found: np.ndarray = xlogy(k, k / n) + xlogy(n - k, 1 - k / n)
    return found


def _error(hits: np.ndarray, cases: np.ndarray, place: int) -> float:
    """Standard error of the difference of two levels that change at the place; half a case keeps it above zero."""
    spread, variance = 0.0, 0.0
    for side in (slice(0, place), slice(place, None)):
        k, n = hits[side], cases[side]
        share = (k.sum() + 0.5) / (n.sum() + 1)
        usual = share * (1 - share)
        spread += float(((k - n * share) ** 2 / (n * usual)).sum())
        variance += usual / n.sum()
    return float(np.sqrt(variance * max(1.0, spread / (len(hits) - 2))))


def passages(moves: pd.DataFrame) -> pd.DataFrame:
    """One row per case and stage that it has left: stage, position, month in which it left, further (it got to a later
    stage, or was won).

    moves: of logs.deal_moves: case_id, stage, position, entered_at, left_at, is_end, outcome.
    """
    stays = moves[~moves.is_end & moves.left_at.notna()]
    last = stays.sort_values("left_at", kind="stable").drop_duplicates(["case_id", "stage"], keep="last")
    reached = moves[~moves.is_end].groupby("case_id").position.max()
    further = (last.case_id.map(reached) > last.position) | last.outcome.eq("won")
    return last.assign(further=further, month=last.left_at.dt.to_period("M").dt.start_time)


def optional_stages(moves: pd.DataFrame) -> list[str]:
    """Stages that some decided cases pass and others, that got further, do not."""
    decided = moves[moves.outcome.isin(["won", "lost"])]
    open_stages = decided[~decided.is_end]
    reached = open_stages.groupby("case_id").position.max()
    found = []
    for (position, stage), own in open_stages.groupby(["position", "stage"]):
        beyond = reached.index[reached > position]
        share = own.case_id[own.case_id.isin(beyond)].nunique() / max(len(beyond), 1)
        if len(beyond) and OPTIONAL[0] <= share <= OPTIONAL[1]:
            found.append(str(stage))
    return found
