"""Days on which banks work in Germany, where all others are weekends and holidays."""

from __future__ import annotations

from typing import Any

import holidays
import numpy as np
import numpy.typing as npt

from leitstand.demo.world import END, FIRST_DAY

Days = npt.NDArray[np.datetime64]
_HOLIDAYS = np.array(
    sorted(holidays.country_holidays("DE", subdiv="HH", years=range(FIRST_DAY.year, END.year + 2))), "datetime64[D]"
)


def workday(days: Any, later: int = 0) -> Days:
    """That day or the next on which banks work, plus `later` such days."""
    plain = np.asarray(days, "datetime64[D]")
    return np.asarray(np.busday_offset(plain, later, roll="forward", holidays=_HOLIDAYS)).astype("datetime64[ns]")


def workday_before(days: Any) -> Days:
    """That day or the last before it on which banks work."""
    plain = np.asarray(days, "datetime64[D]")
    return np.asarray(np.busday_offset(plain, 0, roll="backward", holidays=_HOLIDAYS)).astype("datetime64[ns]")


def next_weekday(days: Any, weekday: int) -> Days:
    """The first day from then on that is this day of the week (Monday is 0)."""
    plain = np.asarray(days, "datetime64[D]")
    of_week = (plain.astype("int64") + 3) % 7
    return np.asarray(plain + (weekday - of_week) % 7).astype("datetime64[ns]")
