"""Puts the findings that matter most first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import zip_longest

from leitstand.analysis.contract import Candidate, Sight
from leitstand.analysis.run.gate import series_of

DESCRIBED = 0.5
"""Stands for the probability that it is real, where nothing was tested."""

IMMATERIAL = 0.001
"""Share of a year's revenue below which money does not decide the place of a finding."""

LEADS_ON = 0.5
"""A mere description from which less follows takes no place before news, however much money it is about."""

UNKNOWN = 0.3
"""Stands for a size that does not compare with the level of the metric."""

Score = tuple[float, float]


def score(
    candidate: Candidate,
    p_adjusted: float | None,
    quality: float,
    actionable: float,
    revenue: float | None,
    size: float,
) -> Score:
    """Money per year × probability that it is real × quality of the data × how far something follows from it, and the
    same with the relative size of the effect instead of money: that decides where there is no money in it.

    revenue: of a year, None where unknown. size: see `relative`. (metrics.md D.21)
    """
    sure = DESCRIBED if p_adjusted is None else 1 - p_adjusted
    weight = sure * quality * actionable
    worth = abs(candidate.money.per_year) if candidate.money else 0.0
    immaterial = revenue is not None and worth < IMMATERIAL * revenue
    if immaterial or (p_adjusted is None and actionable < LEADS_ON):
        worth = 0.0
    return worth * weight, size * weight


def order(scores: Sequence[Score]) -> list[int]:
    """Places of the findings, best first: those worth money and those without, each by their score, take turns.

    What cannot be told in money is not worth less for it.
    """
    places = range(len(scores))
    rich = sorted((place for place in places if scores[place][0] > 0), key=lambda place: scores[place], reverse=True)
    other = sorted(
        (place for place in places if not scores[place][0] > 0), key=lambda place: scores[place], reverse=True
    )
    return [place for pair in zip_longest(rich, other) for place in pair if place is not None]


def relative(sight: Sight, candidate: Candidate) -> float:
    """The size of the effect beside the usual level of the metric, at most 1; shares of a count as they are."""
    import numpy as np

    series = series_of(sight, candidate.metric, candidate.dims) or sight.series(candidate.metric)
    if candidate.unit == "quotient" and (series is None or series.unit != "quotient"):  # so many times
        return min(abs(math.log(candidate.effect)), 1.0) if candidate.effect > 0 else UNKNOWN
    if series is None or candidate.unit != series.unit:
        return min(abs(candidate.effect), 1.0) if candidate.unit == "ratio" else UNKNOWN
    level = float(np.nanmedian(np.abs(series.values)))
    return min(abs(candidate.effect) / level, 1.0) if level else 0.0
