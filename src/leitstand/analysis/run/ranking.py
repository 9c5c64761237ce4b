"""Puts the findings that matter most first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from leitstand.analysis.contract import Candidate, Sight
from leitstand.analysis.run.gate import series_of
from leitstand.analysis.run.merging import SCANNED

DESCRIBED = 0.7
"""Stands for the probability that it is real, where nothing was tested."""

OLD_DAYS = 730
"""What has been going on for so long is known to everybody."""

OLD, NO_HARM = 0.4, 0.45
"""What a scan came across counts less where it is no news, and where nobody need put it right."""

IMMATERIAL = 0.001
"""Share of a year's revenue below which money does not decide the place of a finding."""

LEADS_ON = 0.5
"""A mere description from which less follows takes no place before news, however much money it is about."""

FEW, SMALL = 0.05, 0.4
"""A segment with fewer of the cases (one page of the website) is a detail."""

UNKNOWN = 0.4
"""Stands for a size that does not compare with the level of the metric. What a method looked for on purpose and found
worth saying counts no less: a small share of wrong records matters though it is small."""

Score = tuple[float, float]


def score(
    candidate: Candidate,
    p_adjusted: float | None,
    quality: float,
    actionable: float,
    revenue: float | None,
    size: float,
    news: float = 1.0,
) -> Score:
    """Money per year × probability that it is real × quality of the data × how far something follows from it, and the
    same with the relative size of the effect instead of money: that decides where there is no money in it.

    revenue: of a year, None where unknown. size: see `relative`. news: see `news`; money decides on news only.
    (metrics.md D.21)
    """
    sure = DESCRIBED if p_adjusted is None else 1 - p_adjusted
    weight = sure * quality * actionable * news
    worth = abs(candidate.money.per_year) if candidate.money else 0.0
    immaterial = revenue is not None and worth < IMMATERIAL * revenue
    if immaterial or (p_adjusted is None and actionable < LEADS_ON) or news <= OLD:
        worth = 0.0
    return worth * weight, (size if candidate.type in SCANNED else max(size, UNKNOWN)) * weight


def news(candidate: Candidate, as_of: date, share: float | None = None) -> float:
    """How far it is news to people, 0 … 1: what a scan came across is less so the longer it lasts, in a segment that
    few cases belong to, and good news or neither can wait. share: of the cases that are in the segment."""
    if candidate.type not in SCANNED:
        return 1.0
    small = SMALL if share is not None and share < FEW else 1.0
    old = candidate.since is not None and (as_of - candidate.since).days > OLD_DAYS
    return small * (OLD if old else 1.0) * (1.0 if candidate.good is False else NO_HARM)


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

    if candidate.p is None and candidate.since is None:  # how things are: that it is all of the level says nothing
        return min(abs(candidate.effect), 1.0) if candidate.unit == "ratio" else UNKNOWN
    series = series_of(sight, candidate.metric, candidate.dims) or sight.series(candidate.metric)
    if candidate.unit == "quotient" and (series is None or series.unit != "quotient"):  # so many times
        return min(abs(math.log(candidate.effect)), 1.0) if candidate.effect > 0 else UNKNOWN
    if series is None or candidate.unit != series.unit:
        return min(abs(candidate.effect), 1.0) if candidate.unit == "ratio" else UNKNOWN
    level = float(np.nanmedian(np.abs(series.values)))
    return min(abs(candidate.effect) / level, 1.0) if level else 0.0
