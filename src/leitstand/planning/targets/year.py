"""How a number will go on over a year if nothing new is done, and how far such a year was off in the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.analysis.series.forecast_models import forecasts, seasonal_indices
from leitstand.analysis.series.forecasting import forecast
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FREEDOM = 8
"""Years stray like Student's t: M3 has more extreme ones than the normal distribution."""
USUAL = 0.08
"""Spread of a forecast of a year's sum, as a share of it (M3 monthly, median series)."""
OF_LAST_YEAR = 0.11
"""The same where last year is the forecast (M3 monthly, 80 % within ±14 %)."""
OF_FEW_MONTHS = 0.2
"""The same with less than a year known (own judgement)."""
USUAL_COUNTS = 2.0
"""The usual spread counts as so many independent past years."""
MOST_ORIGINS = 40
POWERS = (-0.5, 1.0)
"""How an average strays with the number of its months: less where months stray by themselves, more on a drift."""

LEARNT = 0.25
"""So much of its mean past error counts as a leaning of the forecast (a damped trend lags behind steady growth); a
history holds few independent years. Tried on M3 and on simulated companies other than those of the benchmark."""
LEAST_GROWTH = 0.5
"""Power with which errors grow beyond what could be tried out."""

LAST_YEAR = Text(
    de="Für ein Modell ist die Geschichte zu kurz: Das letzte Jahr wird fortgeschrieben.",
    en="The history is too short for a model: last year is carried on.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """A series carried on. path: the next values, as likely too high as too low.

    relative: errors are shares (log scale), else in the unit. scale, power: spread of the mean of the next h values is
    scale · h^power. shift: how far the middle of a sum lies above the sum of the middles (relative only).
    """

    path: Floats
    relative: bool
    scale: float
    power: float
    shift: float
    method: Literal["ets_theta", "last_year", "few"]
    note: Text | None = None

    def spread(self, count: int, season: int) -> float:
        """Spread of the mean (or sum, as a share) of the values up to the `count`-th; beyond a season it grows."""
        near, beyond = min(count, season), max(count / season, 1.0)
        return float(self.scale * near**self.power * beyond ** max(self.power, LEAST_GROWTH))


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """A metric over twelve months, as it will probably be without anything new.

    value: the median forecast; what has already happened counts as it was. path: per month (or quarter), the first
    `known` of which have happened; weights: how much each counts in the value. flow: the value is the sum of the path.
    ahead: the share of the value that is still to come. last: the value of the last twelve known months.
    spread, shift: as in Ahead, of the value. limits: what values cannot pass.
    """

    value: float
    path: Floats
    weights: Floats
    known: int
    flow: bool
    ahead: float
    last: float | None
    relative: bool
    spread: float
    shift: float
    limits: tuple[float, float]
    method: str
    note: Text | None = None

    def draws(self, count: int, rng: np.random.Generator) -> Floats:
        """So many years as they may come, without anything new."""
        error = self.spread * rng.standard_t(FREEDOM, count)
        found: Floats = self.value * np.exp(self.shift + error) if self.relative else self.value + error
        return np.clip(found, *self.limits)


def year_ahead(
    values: Sequence[float] | Floats,
    *,
    season: int = 12,
    until: int | None = None,
    flow: bool = True,
    last: float | None = None,
    weights: Sequence[float] | Floats | None = None,
    limits: tuple[float, float] | None = None,
) -> Year:
    """The year that ends `until` periods after the last known one (default: a season, so all of it is ahead).

    values: complete periods, oldest first, NaN where unknown; a year has `season` of them. last: value of the last
    twelve known months where the metric is no flow (default: the mean of its months). weights: of the months of a
    ratio, by place in the season before the end of `values`. Raises UnusableInput where too little is known.
    """
    x = np.asarray(values, dtype=float)
    until = season if until is None else until
    if until < 1:
        raise _over()
    on = carry_on(x, until, season, limits)
    filled = _filled(x)
    known = max(season - until, 0)
    if known > len(filled):
        raise _begins_later()
    path = np.concatenate([filled[len(filled) - known :], on.path[max(until - season, 0) :]])
    counted = np.ones(season) if weights is None else _rolled(np.asarray(weights, dtype=float), season, until)
    last_path = filled[-season:] if len(filled) >= season else None
    least, most = limits or (0.0 if on.relative else -np.inf, np.inf)
    if flow:
        value, before = float(path.sum()), float(last_path.sum()) if last_path is not None else None
        to_come = float(path[known:].sum())
    else:
        mean = float(np.average(path, weights=counted))
        before = last if last is not None or last_path is None else float(np.average(last_path))
        moved = _moved(mean, float(np.average(_last_of(filled, season), weights=_fitting(counted, filled, until))), on)
        value = float(np.clip(moved(before if before is not None else mean), least, most))
        to_come = value * float(counted[known:].sum() / counted.sum())
    ahead = float(np.clip(to_come / value, 0, 1)) if on.relative and value else (season - known) / season
    spread = on.spread(until, season) * (ahead if on.relative else (season if flow else 1) * (season - known) / season)
    return Year(value, path, counted, known, flow, ahead, before, on.relative, spread, on.shift * ahead, (least, most),
                on.method, on.note)  # fmt: skip


def carry_on(x: Floats, horizon: int, season: int, limits: tuple[float, float] | None = None) -> Ahead:
    """The next values: the house's forecast with enough history; else last year; else the last value."""
    n = int(np.isfinite(x).sum())
    relative = n > 0 and bool(np.nanmin(x) > 0) and (limits is None or limits[0] >= 0)
    if season <= n < 2 * season:
        filled = _filled(x)
        path = filled[len(filled) - season + np.arange(horizon) % season]
        return Ahead(path, relative, OF_LAST_YEAR * _size(filled, relative), 0.0, 0.0, "last_year", LAST_YEAR)
    found = forecast(x, horizon, season, limits)
    if n < 2 * season:
        return Ahead(found.value, relative, OF_FEW_MONTHS * _size(x, relative), 0.0, 0.0, "few", found.note)
    scale, power, shift = _tried(_filled(x), season, relative)
    return Ahead(found.value, relative, scale, power, shift, "ets_theta", found.note)


def _tried(x: Floats, season: int, relative: bool) -> tuple[float, float, float]:
    """Scale, power and shift of the errors of means over the next 1, 2 … values, at past origins."""
    n = len(x)
    first = min(2 * season, max(n // 2, season + 2))
    origins = np.unique(np.linspace(first, n, min(MOST_ORIGINS, n - first + 1)).astype(np.intp))[:-1]
    scaled = np.log(x) if relative else x
    returning = seasonal_indices(scaled, season, np.array([n]))[0]  # a season hardly touches the sum of a year
    scaled = scaled - returning[np.arange(n) % len(returning)]
    said = np.median(forecasts(scaled, 1, origins, season), axis=0)
    at = origins[:, None] + np.arange(season)
    there = at < n
    actual = scaled[np.minimum(at, n - 1)]
    counts = np.arange(1, season + 1)

    def means(values: Floats) -> Floats:
        plain = np.exp(values) if relative else values
        return np.asarray(np.cumsum(plain, axis=1) / counts)

    error = np.log(means(actual) / means(said)) if relative else means(actual) - means(said)
    tried = there.sum(0)
    typical = np.sqrt((np.where(there, error, 0.0) ** 2).sum(0) / np.maximum(tried, 1))
    scale, power = _law(typical, tried, counts)
    single = np.where(there, actual - said, np.nan)[there.sum(1) >= season / 2]
    shift = 0.0
    if relative and len(single):
        far = error[:, season // 2 :][there[:, season // 2 :]]
        shift = float(np.nanmean(np.nanvar(single, axis=1, ddof=1))) / 2 + LEARNT * float(far.mean())
    years = len(origins) / (season / 2)
    usual = USUAL * _size(x, relative)
    own = scale * season**power
    mixed = np.sqrt((years * own**2 + USUAL_COUNTS * usual**2) / (years + USUAL_COUNTS))
    return float(mixed / season**power), power, shift


def _law(typical: Floats, tried: NDArray[np.intp], counts: NDArray[np.int_]) -> tuple[float, float]:
    """The power law through the typical errors, each as heavy as it was tried often."""
    use = (tried > 0) & (typical > 0)
    if use.sum() < 2:
        return (float(typical[0]), 0.0)
    over, size, weight = np.log(counts[use]), np.log(typical[use]), tried[use]
    centred = over - np.average(over, weights=weight)
    power = float(np.clip((weight * centred * size).sum() / (weight * centred**2).sum(), *POWERS))
    return float(np.exp(np.average(size - power * over, weights=weight))), power


def _moved(mean: float, before: float, on: Ahead) -> _Move:
    """How the year's value moves when the mean of its months does."""
    return _Move(mean / before if on.relative and before > 0 else None, mean - before)


@dataclass(frozen=True, slots=True)
class _Move:
    factor: float | None
    step: float

    def __call__(self, value: float) -> float:
        return value * self.factor if self.factor is not None else value + self.step


def _filled(x: Floats) -> Floats:
    """First to last known value, gaps bridged."""
    there = np.flatnonzero(np.isfinite(x))
    if not len(there):
        return x[:0]
    span = np.arange(there[0], len(x))
    return np.interp(span, there, x[there])


def _last_of(filled: Floats, season: int) -> Floats:
    return filled[-season:]


def _fitting(counted: Floats, filled: Floats, until: int) -> Floats:
    """The weights in the order of the last known season."""
    turned = np.roll(counted, until % len(counted))
    return turned[-len(filled[-len(counted) :]) :]


def _rolled(weights: Floats, season: int, until: int) -> Floats:
    """The weights of the last known season, in the order of the year ahead; unknown ones count as the mean."""
    usual = float(np.nanmean(weights)) if np.isfinite(weights).any() else 1.0
    full = np.full(season, usual)
    full[season - min(season, len(weights)) :] = np.nan_to_num(weights[-season:], nan=usual)
    return np.roll(full, -(until % season)) if full.sum() > 0 else np.ones(season)


def _size(x: Floats, relative: bool) -> float:
    """What the spread is a share of: 1 on the log scale, else the typical size of the values."""
    return 1.0 if relative else float(np.nanmean(np.abs(x))) or 1.0


def _begins_later() -> UnusableInput:
    return UnusableInput(
        Text(de="Die Daten beginnen erst innerhalb der zwölf Monate bis zu diesem Tag.",
             en="The data begin only within the twelve months up to that day."),
        Text(de="Nennen Sie mit --by einen späteren Tag.", en="Name a later day with --by."),
    )  # fmt: skip


def _over() -> UnusableInput:
    return UnusableInput(
        Text(de="Bis zu diesem Tag sind alle Monate schon bekannt.", en="All months up to that day are already known."),
        Text(de="Nennen Sie mit --by einen späteren Tag.", en="Name a later day with --by."),
    )
