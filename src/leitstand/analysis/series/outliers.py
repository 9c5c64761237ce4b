"""Finds the values of a series that do not fit in: what is far off even for a day on which something always is off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Times = NDArray[np.datetime64]

SHORTEST_SERIES = 12
FAR = 3.5
"""Robust standard deviations from which a value may be called an outlier at all (Iglewicz and Hoaglin 1993)."""
ALARMS = 1.0
"""Alarms in a whole series of calm but heavy-tailed noise, judged in groups."""
ALONE = 0.05
"""The chance of an alarm in a whole series of normal noise, judged value by value."""
LEVEL_DAYS = 28
FEWEST_PEAKS = 8
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One value that does not fit in; of several close together the farthest off.

    index: from 0 in the series as given. expected: the usual value at that time; low, high: how far values may lie
    from it without alarm. score: distance from expected as a multiple of that allowance, above 1.
    """

    index: int
    timestamp: date | datetime | str
    value: float
    expected: float
    low: float
    high: float
    score: float


def anomalies(series: Sequence[float], timestamps: Sequence[date | datetime | str]) -> list[Anomaly]:
    """The values of a series that do not fit in, in the order of time; at most one per day (week for daily values).

    Idea: expected is the median of the same time of day or weekday, on a slowly moving median level. What is left over
    has heavy tails in most series: every day has a worst moment. So each day (of daily values: each week) stands for
    itself by its farthest value, and an alarm is a day whose farthest value is far even among these; of alarms on
    days in a row the farthest is kept. Values without such groups (weekly, monthly) are compared with each other,
    and what recurs a year earlier or later is season.

    Formula: z = |x − expected| / (1.4826·MAD). Groups: h = ln(max z + ½) of each; alarm where max z > 3.5 and
    h > median(h) + b·(ln groups − 0.367), b = MAD(h)/0.767, at least 0.1. One group of the series passes this height
    if h is Gumbel distributed, as it is for tails as heavy as a power law; with lighter tails hardly any does. Single
    values: expected is the median of three values on each side, z is measured by the mean distance where that is
    wider; alarm where z > the two-sided t quantile of 0.05/n with n/2 degrees of freedom, at least 3.5.
    Counts must also be beyond the Poisson tail of 0.05/n, so that no rare event is odd just for being rare.

    When it misleads: single values with very heavy tails give false alarms (t with 3 degrees of freedom: in every
    fifth series of 36 months); a lasting change is flagged once or not at all (see changes.change_points); several
    anomalies a week make the extraordinary ordinary; a fault at the same hour of every day is learnt as season. The
    whole series is looked at, later values included: it is a search in the past, no live alarm.

    series, timestamps: equally long, any order, at least 12 values (fewer give []); dates, naive or zoned datetimes
    (the wall clock counts) or ISO texts. Missing values (nan) are skipped. ValueError if the lengths differ or a
    timestamp cannot be read.

    References: Iglewicz & Hoaglin 1993 (3.5 MAD); Gumbel 1958 and Siffer et al. 2017 (extremes among extremes).

    >>> days = [f"2024-{month:02}-01" for month in range(1, 13)]
    >>> [a.timestamp for a in anomalies([50, 52, 49, 51, 50, 95, 51, 50, 49, 52, 50, 51], days)]
    ['2024-06-01']
    """
    if len(series) != len(timestamps):
        raise ValueError(f"{len(series)} values but {len(timestamps)} timestamps")
    raw, clock = np.asarray(series, dtype=float), read_times(timestamps)
    order = np.argsort(clock, kind="stable")
    order = order[np.isfinite(raw[order])]
    if len(order) < SHORTEST_SERIES:
        return []
    return [
        Anomaly(
            int(order[i]), timestamps[order[i]], float(raw[order[i]]), middle, middle - reach, middle + reach, score
        )
        for i, middle, reach, score in odd_ones(raw[order], clock[order])
    ]


def odd_ones(values: Floats, times: Times) -> list[tuple[int, float, float, float]]:
    """Position, expected value, allowance to both sides and score of each anomaly. Values known, in order of time."""
    expected = usual(values, times)
    left = values - expected
    scale = robust_deviation(left)
    if scale <= 1e-9 * max(float(np.max(np.abs(values))), 1e-300):
        return []
    group = groups(times)
    if group is None:
        scale = max(scale, 1.2533 * float(np.mean(np.abs(left))))
        distance = np.abs(without_echo(left, times)) / scale
        limit = single_limit(len(values))
        flagged = np.flatnonzero(distance > limit)
    else:
        distance = np.abs(left) / scale
        flagged, limit = peaks(distance, group)
    no_chance = beyond_counting(values, expected)
    return [(int(i), float(expected[i]), limit * scale, float(distance[i] / limit)) for i in flagged if no_chance[i]]


def read_times(timestamps: Sequence[date | datetime | str]) -> Times:
    """As seconds of the wall clock."""
    plain = [t.replace(tzinfo=None) if isinstance(t, datetime) else t for t in timestamps]
    return np.array([np.datetime64(t, "s") for t in plain], dtype="datetime64[s]")


def step_of(times: Times) -> float:
    """The usual time between two values in seconds."""
    return max(float(np.median(np.diff(times).astype(float))), 1.0)


def robust_deviation(values: Floats) -> float:
    """1.4826·MAD; where more than half of the values are equal, from the mean distance instead."""
    away = np.abs(values - np.median(values))
    middle = 1.4826 * float(np.median(away))
    return middle if middle > 1e-9 * max(float(away.max()), 1e-300) else 1.2533 * float(away.mean())


def usual(values: Floats, times: Times) -> Floats:
    """Moving median level plus the median of each phase of the season, if that brings the values nearer by a tenth."""
    base = level(values, times)
    left = values - base
    best, nearest = base, float(np.mean(np.abs(left)))
    for phase in phases(times):
        pattern = np.zeros(int(phase.max()) + 1)
        for place in np.unique(phase):
            pattern[place] = np.median(left[phase == place])
        tried = base + pattern[phase]
        distance = float(np.mean(np.abs(values - tried)))
        if distance < 0.9 * nearest:
            best, nearest = tried, distance
    return best


def level(values: Floats, times: Times) -> Floats:
    """The running median over LEVEL_DAYS of shorter steps; of longer steps the median of three values on each side."""
    from scipy.ndimage import median_filter

    step = step_of(times)
    if step > 2 * DAY:
        around = np.lib.stride_tricks.sliding_window_view(np.pad(values, 3, mode="reflect"), 7)
        return np.asarray(np.median(np.delete(around, 3, axis=1), axis=1), dtype=float)
    width = round(LEVEL_DAYS * DAY / step) | 1
    if len(values) < 3 * width:
        return np.full(len(values), float(np.median(values)))
    return np.asarray(median_filter(values, width, mode="nearest"), dtype=float)


def phases(times: Times) -> list[NDArray[np.int64]]:
    """For each season that the series has seen three times: the place of each value in it."""
    step, days = step_of(times), times.astype("datetime64[D]")
    span = float((times[-1] - times[0]).astype(float))
    second = (times - days).astype(np.int64)
    weekday = (days.astype(np.int64) + 3) % 7
    found = []
    if step < DAY and span >= 3 * DAY:
        moment = np.round(second / step).astype(np.int64)
        found.append(moment)
        if span >= 21 * DAY:
            found.append(moment + weekday * (int(moment.max()) + 1))
    if step == DAY and span >= 21 * DAY:
        found.append(weekday)
    return found


def groups(times: Times) -> NDArray[np.int64] | None:
    """The day of each value, of daily values the week; eight even spans where days are fewer; None for longer steps."""
    step, day = step_of(times), times.astype("datetime64[D]").astype(np.int64)
    if step > DAY / 4:
        week = (day + 3) // 7
        return week if step <= DAY and len(np.unique(week)) >= FEWEST_PEAKS else None
    if len(np.unique(day)) >= FEWEST_PEAKS:
        return day
    return np.arange(len(times)) * FEWEST_PEAKS // len(times)


def peaks(distance: Floats, group: NDArray[np.int64]) -> tuple[NDArray[np.int64], float]:
    """The farthest value of each group or row of groups that stands out, and from which distance one does."""
    ordered = np.lexsort((distance, group))
    last = np.append(np.flatnonzero(np.diff(group[ordered])), len(group) - 1)
    top = np.sort(ordered[last])
    heights = np.log(distance[top] + 0.5)
    middle = float(np.median(heights))
    width = max(float(np.median(np.abs(heights - middle))) / 0.767, 0.1)
    limit = float(np.exp(middle + width * (np.log(len(top) / ALARMS) - 0.367)) - 0.5)
    limit = max(FAR, limit)
    top = top[distance[top] > limit]
    episodes = np.split(top, np.flatnonzero(np.diff(group[top]) > 1) + 1) if len(top) else []
    return np.array([episode[np.argmax(distance[episode])] for episode in episodes], dtype=np.int64), limit


def single_limit(n: int) -> float:
    """From which distance one of n values stands out, none of which has neighbours to be compared with."""
    from scipy.special import stdtrit

    return max(FAR, -float(stdtrit(n / 2, ALONE / 2 / n)))


def beyond_counting(values: Floats, expected: Floats) -> NDArray[np.bool_]:
    """Whether a value is no mere chance of rare counts: Poisson tail below 0.05/n. True where values are no counts."""
    from scipy.special import pdtr, pdtrc

    if values.min() < 0 or np.any(values != np.round(values)):
        return np.ones(len(values), dtype=bool)
    often = np.maximum(expected, values.mean())
    tail = np.where(values > expected, pdtrc(np.maximum(values - 1, 0), often), pdtr(values, np.maximum(expected, 0)))
    return np.asarray((tail < ALONE / len(values)) & ((values > expected) | (expected > 0)))


def without_echo(left: Floats, times: Times) -> Floats:
    """What is left over, less what is left over a year earlier or later: a value that recurs is season."""
    step = step_of(times)
    if not 6 * DAY < step < 100 * DAY:
        return left
    lag = round(365.25 * DAY / step)
    least = left.copy()
    for shift in (lag, -lag):
        other = np.zeros_like(left)
        if shift > 0:
            other[shift:] = left[:-shift]
        else:
            other[:shift] = left[-shift:]
        alike = np.sign(other) == np.sign(left)
        rest = np.where(alike, np.sign(left) * np.maximum(np.abs(left) - np.abs(other), 0), left)
        least = np.where(np.abs(rest) < np.abs(least), rest, least)
    return least
