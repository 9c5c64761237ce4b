"""When each customer orders again, and how each parcel travels: a late one makes its customer slower to return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import holidays
import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.world import END, FIRST_DAY, World

Days = npt.NDArray[np.int64]

HORIZON = (END - FIRST_DAY).days
LATE_HAZARD = 0.65
"""How often a customer comes back after a late parcel, beside one whose parcel was on time."""
CARRIERS = ("Eilbote", "Paketring", "Landpost")
SLOW_CARRIER, SLOW_REGION = "Eilbote", "DE2"
SLOW_FROM, SLOW_UNTIL, EXTRA_DAYS = date(2025, 9, 1), date(2026, 4, 1), 3
"""Where and when (end exclusive) parcels took longer, and by how many days in the median."""
_SEASON = np.array([0.92, 0.95, 1.0, 0.96, 0.92, 0.84, 0.78, 0.82, 1.0, 1.1, 1.5, 1.35])
_WEEKDAY = {"person": (1.15, 1.02, 0.98, 0.97, 0.9, 0.85, 1.13), "company": (1.25, 1.15, 1.05, 1.0, 0.8, 0.02, 0.01)}
_FAR = HORIZON + 120


def day_number(day: date) -> int:
    """Days since the first day."""
    return (day - FIRST_DAY).days


def next_open() -> Days:
    """For each day the first day, itself included, on which parcels are handled."""
    free = holidays.country_holidays("DE", years=range(FIRST_DAY.year, END.year + 2))
    days = [FIRST_DAY + timedelta(days=n) for n in range(_FAR)]
    is_open = np.array([day.weekday() < 6 and day not in free for day in days])
    following = np.where(is_open, np.arange(_FAR), _FAR - 1)
    return np.minimum.accumulate(following[::-1])[::-1]


def _clock(kind: str) -> npt.NDArray[np.float64]:
    """How much demand has passed by the start of each day, 1 a day in the mean: season, weekdays and holidays."""
    free = holidays.country_holidays("DE", years=range(FIRST_DAY.year, END.year + 2))
    days = [FIRST_DAY + timedelta(days=n) for n in range(_FAR)]
    pull = np.array([_SEASON[day.month - 1] * _WEEKDAY[kind][day.weekday()] for day in days])
    quiet = np.array([day in free or (day.month == 12 and day.day > 22) for day in days])
    pull = np.where(quiet, pull * (0.7 if kind == "person" else 0.1), pull)
    return np.append(0.0, np.cumsum(pull / pull[:365].mean()))


@dataclass(slots=True)
class Parcels:
    """How parcels of orders travelled: carrier as position in CARRIERS, the rest as day numbers."""

    carrier: Days
    promised: Days
    shipped: Days
    delivered: Days

    @property
    def late(self) -> npt.NDArray[np.bool_]:
        """Delivered after the promised day."""
        return self.delivered > self.promised


def travel(dice: np.random.Generator, ordered: Days, nuts: npt.NDArray[Any], opened: Days, story: bool) -> Parcels:
    """One parcel per order; every call takes the same number of dice per order, with the story or without."""
    many = len(ordered)
    day = np.clip(ordered, 0, HORIZON)
    share = np.where(nuts == SLOW_REGION, 0.55, 0.15)
    pick = dice.random(many)
    carrier = np.where(pick < share, 0, np.where(pick < share + (1 - share) * 0.6, 1, 2))
    shipped = opened[day + np.searchsorted([0.45, 0.87], dice.random(many))]
    transit = 1 + np.searchsorted([0.55, 0.88, 0.96], dice.random(many))
    mishap = dice.random(many) < 0.04
    extra = np.maximum(1, np.rint(EXTRA_DAYS * np.exp(0.4 * dice.standard_normal(many)))).astype(int)
    slow = (carrier == 0) & (nuts == SLOW_REGION)
    slow &= (shipped >= day_number(SLOW_FROM)) & (shipped < day_number(SLOW_UNTIL)) & story
    delivered = opened[shipped + transit + np.where(mishap, 3, 0) + np.where(slow, extra, 0)]
    return Parcels(carrier, opened[day + 4], shipped, delivered)


def purchases(world: World) -> pd.DataFrame:
    """Every order before what is in it: person_id, day, carrier, promised, shipped, delivered; by person and time."""
    persons, dice = world.tables["persons"], world.dice("buying")
    many, opened = len(persons), next_open()
    is_company, nuts = (persons.kind == "company").to_numpy(), persons.nuts.to_numpy()
    clocks, days = {kind: _clock(kind) for kind in _WEEKDAY}, np.arange(_FAR + 1)

    def passed(day: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        company, person = (np.interp(day, days, clocks[kind]) for kind in ("company", "person"))
        return np.asarray(np.where(is_company, company, person), np.float64)

    def day_of(moment: npt.NDArray[np.float64]) -> Days:
        company, person = (np.interp(moment, clocks[kind], days) for kind in ("company", "person"))
        return np.floor(np.where(is_company, company, person) + 1e-9).astype(np.int64)

    rate, leaving = _habits(persons, dice)
    joined = (persons.joined_on - pd.Timestamp(FIRST_DAY)).dt.days.to_numpy()
    still = (dice.random(many) < 0.8) | persons.large.to_numpy()
    start = passed(np.maximum(joined, 0)) + np.where(joined < 0, dice.exponential(size=many) / rate, 0.0)
    moment = np.where((joined >= 0) | still, start, np.inf)
    found = []
    while (alive := moment < clocks["person"][HORIZON] + 9).any():
        day = day_of(np.where(alive, moment, 0.0))
        alive &= day < HORIZON
        parcels = travel(dice, day, nuts, opened, world.plan.story)
        at = np.flatnonzero(alive)
        found.append(np.column_stack([at, day[at], parcels.carrier[at], parcels.promised[at], parcels.shipped[at],
                                      parcels.delivered[at]]))  # fmt: skip
        wait = dice.exponential(size=many) / np.where(parcels.late & ~is_company, rate * LATE_HAZARD, rate)
        stays = dice.random(many) >= leaving
        moment = np.where(alive & stays, moment + np.maximum(wait, 0.8), np.inf)
    table = pd.DataFrame(np.concatenate(found), columns=["person_id", *COLUMNS])
    table["person_id"] += 1
    return table.sort_values(["person_id", "day"], kind="stable", ignore_index=True)


COLUMNS = ("day", "carrier", "promised", "shipped", "delivered")


def _habits(
    persons: pd.DataFrame, dice: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Orders a day of each customer, and the chance to leave after an order."""
    many, is_company = len(persons), (persons.kind == "company").to_numpy()
    yearly = np.where(is_company, dice.gamma(1.6, 6.2, many), dice.gamma(0.9, 4.6, many)) + 0.15
    large = persons.large.to_numpy()
    yearly = np.where(large, 10 * large_factor(persons) ** 0.55, yearly)
    return yearly / 365, np.where(large, 0.0, np.where(is_company, 0.025, 0.10))


def large_factor(persons: pd.DataFrame) -> float:
    """How much more a large company buys than another one, so that the large ones make 30 % of it all."""
    companies, large = (persons.kind == "company").sum(), persons.large.sum()
    return float(0.3 / 0.7 * (companies - large) / max(large, 1))
