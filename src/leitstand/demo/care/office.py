"""Reckons in office hours: what is begun on Friday evening goes on when the office opens on Monday."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.world import END, FIRST_DAY, World

OPENS, HOURS = 8.5, 9.0
"""The office opens at half past eight and works nine hours, Monday to Friday, not on public holidays."""
START, STOP = np.datetime64(FIRST_DAY, "s"), np.datetime64(END, "s")
_EPOCH = np.datetime64("2023-01-02", "D")

Hours = npt.NDArray[np.float64]
Times = npt.NDArray[np.datetime64]


@cache
def _closed() -> tuple[Any, ...]:
    import holidays

    return tuple(np.datetime64(day, "D") for day in sorted(holidays.country_holidays("DE", years=range(2023, 2028))))


def clock(at: Any) -> Hours:
    """Office hours that have passed until these times; while the office is closed the clock stands still."""
    times = np.asarray(at, "datetime64[s]")
    day = times.astype("datetime64[D]")
    open_day = np.is_busday(day, holidays=list(_closed()))
    since = (times - day).astype(np.int64) / 3600 - OPENS
    return np.asarray(np.busday_count(_EPOCH, day, holidays=list(_closed())) * HOURS
                      + np.where(open_day, np.clip(since, 0, HOURS), 0), np.float64)  # fmt: skip


def time_of(hours: Any) -> Times:
    """The times at which the clock shows these office hours, to the second."""
    days, rest = np.divmod(np.asarray(hours, np.float64), HOURS)
    day = np.busday_offset(_EPOCH, days.astype(np.int64), roll="forward", holidays=list(_closed()))
    seconds = np.round((OPENS + rest) * 3600).astype("timedelta64[s]")
    return np.asarray(day.astype("datetime64[s]") + seconds, "datetime64[s]")


def later(at: Any, hours: Any) -> Times:
    """These times and so many office hours more."""
    return time_of(clock(at) + hours)


def known(at: Any) -> Times:
    """Times that have come; those after the last day of the story are not known yet (NaT)."""
    times = np.asarray(at, "datetime64[s]")
    return np.where(times < STOP, times, np.datetime64("NaT", "s"))


def staff(world: World, team: str, at: Any, dice: np.random.Generator) -> npt.NDArray[np.int64]:
    """Per time the employee_id of somebody of the team who worked for the company then; some do more than others."""
    people = world.tables["employees"].query("team == @team").sort_values("employee_id")
    days = np.asarray(at, "datetime64[D]")[:, None]
    first = pd.to_datetime(people["active_from"]).fillna(pd.Timestamp(FIRST_DAY)).to_numpy("datetime64[D]")
    last = pd.to_datetime(people["active_to"]).fillna(pd.Timestamp(END)).to_numpy("datetime64[D]")
    there = (days >= first) & (days <= last)
    zeal = dice.gamma(12, 1 / 12, len(people))
    luck = np.where(there, zeal * dice.exponential(1, there.shape), -1.0)
    return np.asarray(people["employee_id"].to_numpy(np.int64)[luck.argmax(axis=1)], np.int64)
