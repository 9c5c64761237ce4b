"""Office hours between two moments: what a case really lost, nights, weekends and holidays left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.foundation.calendar import holidays_de
from leitstand.metrics.compute.working_time import CLOSES, OPENS

if TYPE_CHECKING:
    import pandas as pd

HOURS_A_DAY = (CLOSES - OPENS) / 60


def office_hours(start: pd.Series, end: pd.Series) -> np.ndarray:
    """Hours in which somebody could have worked. start, end: clock times; the same length. NaN where one is missing,
    below zero where the clock runs backwards.

    Monday to Friday from eight to six, without the public holidays of all of Germany.
    """
    known = (start.notna() & end.notna()).to_numpy()
    hours = np.full(len(start), np.nan)
    if known.any():
        first, last = start[known].min(), end[known].max()
        years = range(min(first.year, last.year) - 1, max(first.year, last.year) + 2)
        free = np.array(sorted(day for year in years for day in holidays_de(year, None)), "datetime64[D]")
        hours[known] = _since_epoch(end[known], free) - _since_epoch(start[known], free)
    return hours


def _since_epoch(at: Any, free: np.ndarray) -> np.ndarray:
    moment = at.to_numpy("datetime64[s]")
    day = moment.astype("datetime64[D]")
    days = np.arange(day.min(), day.max() + 1)  # each day is looked up once, however many moments it has
    place = (day - days[0]).astype(int)
    before = np.busday_count(np.datetime64("1970-01-01", "D"), days, holidays=free)[place] * HOURS_A_DAY
    minute = (moment - day).astype(float) / 60
    today = (np.clip(minute, OPENS, CLOSES) - OPENS) / 60
    return np.asarray(before + np.where(np.is_busday(days, holidays=free)[place], today, 0.0))
