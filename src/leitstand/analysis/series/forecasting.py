"""Says how a series will probably go on, and how sure that is, judged by how such forecasts did on its own past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.analysis.series.forecast_intervals import errors, half_widths, realised_coverage
from leitstand.analysis.series.forecast_models import forecasts
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEWEST = 4
MOST_MISSING = 1 / 3
FEWEST_SEASONS = 2
FEWEST_MODELLED = (12, 24)
"""A model needs so many values: two seasons, but within these bounds."""
FURTHEST = 1.5
"""Never further ahead than so many times the history."""
FIRST_ORIGIN = 0.4
"""Forecasts are tried out from this share of the history on: earlier ones would know too little to be compared."""
MOST_ORIGINS = 40
CLEARLY_BETTER = 0.95
"""The plain scale replaces the logarithmic one if its past errors are at most so large a share of the other's."""
LEAST_TRIED = 6
"""Forecasts are tried out so far ahead at least: the errors of a nearer horizon alone would be few."""
LEVELS = (0.8, 0.95)
LINES = ("value", "p10", "p50", "p90", "low95", "high95")
PROBABILITIES = (0.025, 0.1, 0.5, 0.9, 0.975)

SHORT = Text(
    de="Erst {n} Zeiträume sind bekannt, ein Modell braucht {needed}: Der letzte Wert wird fortgeschrieben, wie oft "
    "der Bereich zutrifft, ließ sich nicht erproben.",
    en="Only {n} periods are known, a model needs {needed}: the last value is carried on, how often the range holds "
    "could not be tried out.",
)
SHORT_BY_SEASON = Text(
    de="Erst {n} Zeiträume sind bekannt, ein Modell braucht {needed}: Die letzte Saison wird fortgeschrieben, wie oft "
    "der Bereich zutrifft, ließ sich nicht erproben.",
    en="Only {n} periods are known, a model needs {needed}: the last season is carried on, how often the range holds "
    "could not be tried out.",
)
SEASON_UNKNOWN = Text(
    de="Erst {n} Zeiträume sind bekannt, eine Saison umfasst {period}: Sie bleibt außer Acht.",
    en="Only {n} periods are known, a season has {period}: it is left out of account.",
)
FILLED = Text(
    de="{count} Zeiträume ohne Wert wurden aus ihren Nachbarn ergänzt.",
    en="{count} periods without a value were filled in from their neighbours.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """The next values of a series; all arrays are as long as the horizon, in the unit of the series.

    value: as likely too high as too low, so the same as p50. p10 to p90 holds the truth with 80 %, low95 to high95 with
    95 %. coverage80, coverage95: the share of values that such intervals held in the past of this series; None where
    too little could be tried. note: what makes it weaker than usual.
    """

    value: Floats
    p10: Floats
    p50: Floats
    p90: Floats
    low95: Floats
    high95: Floats
    coverage80: float | None
    coverage95: float | None
    method: Literal["ets_theta", "seasonal_naive", "naive"]
    note: Text | None = None

    def below(self, limit: float) -> Floats:
        """Per horizon the probability of a value below the limit, read off between the quantiles."""
        from scipy.special import ndtr, ndtri

        marks = ndtri(np.array(PROBABILITIES))
        quantiles = np.stack([self.low95, self.p10, self.p50, self.p90, self.high95], axis=1)
        return np.array([float(ndtr(_on_line(limit, row, marks))) for row in quantiles])


def forecast(
    series: Sequence[float] | Floats, horizon: int, period: int = 12, limits: tuple[float, float] | None = None
) -> Forecast:
    """The next `horizon` values with intervals.

    series: equally spaced, oldest first; NaN where unknown. period: values of one season (12 for months, 1 for none).
    The value is the median of ETS and Theta on the seasonally adjusted series, on the logarithmic scale where all
    values are positive and it did no worse in the past. Intervals come from the errors of forecasts at past origins.
    With fewer than 24 values (two seasons where that is less, at least 12) only the last value or season is carried on,
    and `note` says so.

    limits: what values cannot pass, as 0 and 1 for a share; without, 0 where no value ever was below.

    Raises UnusableInput for fewer than four known values, more than a third of them missing, or a horizon below 1 or
    beyond 1.5 times the history.

    >>> found = forecast([100 + 10 * (month % 12 == 11) + month for month in range(48)], horizon=12)
    >>> [round(float(value)) for value in found.value[[0, 11]]]
    [146, 166]
    >>> bool((found.low95 <= found.p10).all() and (found.p90 <= found.high95).all())
    True
    """
    known, gaps, lost = _prepared(series)
    if horizon < 1 or horizon + lost > FURTHEST * len(known):
        raise _too_far(int(FURTHEST * len(known)) - lost)
    n, ahead = len(known), max(horizon + lost, LEAST_TRIED)
    needed = min(max(FEWEST_SEASONS * period, FEWEST_MODELLED[0]), FEWEST_MODELLED[1])
    seasonal = n >= FEWEST_SEASONS * period
    least, most = limits or (0.0 if known.min() >= 0 else -np.inf, np.inf)
    if n >= needed:
        found = _modelled(known, ahead, period if seasonal else 1, may_be_log=least >= 0)
    else:
        found = _naive(known, ahead, period, needed)
    filled = FILLED.format(count=gaps + lost) if gaps + lost else None
    unseasonal = SEASON_UNKNOWN.format(n=n, period=period) if n >= needed and not seasonal else None
    lines = {name: np.clip(getattr(found, name)[lost : lost + horizon], least, most) for name in LINES}
    return replace(found, **lines, note=joined(found.note, unseasonal, filled))


def _modelled(x: Floats, horizon: int, period: int, may_be_log: bool) -> Forecast:
    """ETS and Theta with tried-out intervals."""
    n = len(x)
    first = min(max(FEWEST_SEASONS * period, int(FIRST_ORIGIN * n)), n - FEWEST)
    origins = np.unique(np.linspace(first, n, min(MOST_ORIGINS, n - first + 1)).astype(np.intp))

    def tried(values: Floats) -> Floats:
        ahead: Floats = np.median(forecasts(values, period, origins, horizon), axis=0)
        return ahead

    scaled, ahead, logarithmic = x, tried(x), False
    if may_be_log and x.min() > 0:
        on_log = tried(np.log(x))
        off, off_on_log = (np.nanmean(np.abs(errors(x, origins, one))) for one in (ahead, np.exp(on_log)))
        if off > CLEARLY_BETTER * off_on_log:
            scaled, ahead, logarithmic = np.log(x), on_log, True
    missed = errors(scaled, origins, ahead)
    half80, half95 = (half_widths(missed, level) for level in LEVELS)
    middle = ahead[-1]
    lines = [middle, middle - half80, middle, middle + half80, middle - half95, middle + half95]
    value, p10, p50, p90, low95, high95 = (np.exp(line) if logarithmic else line for line in lines)
    coverage80, coverage95 = realised_coverage(missed, origins, LEVELS)
    return Forecast(value, p10, p50, p90, low95, high95, coverage80, coverage95, "ets_theta")


def _naive(x: Floats, horizon: int, period: int, needed: int) -> Forecast:
    """The last season where there is enough of one and it told more than the last value, else the last value."""
    from scipy.special import stdtrit

    n, steps = len(x), np.arange(horizon)
    by_season = period > 1 and n >= period + period // 2 and _off(x, period) < np.mean(
        [_off(x, step) for step in range(1, period)]
    )  # fmt: skip
    lag = period if by_season else 1
    middle = x[n - lag + steps % lag]
    differences = x[lag:] - x[:-lag]
    typical = np.sqrt(np.mean(differences**2) * (1 + steps // lag))
    half80, half95 = (typical * stdtrit(len(differences), (1 + level) / 2) for level in LEVELS)
    note = (SHORT_BY_SEASON if by_season else SHORT).format(n=n, needed=needed)
    method: Literal["seasonal_naive", "naive"] = "seasonal_naive" if by_season else "naive"
    return Forecast(middle, middle - half80, middle, middle + half80, middle - half95, middle + half95, None, None,
                    method, note)  # fmt: skip


def _prepared(series: Sequence[float] | Floats) -> tuple[Floats, int, int]:
    """First to last known value without gaps; how many were filled in between, how many are lacking at the end."""
    x = np.asarray(series, dtype=float)
    there = np.flatnonzero(np.isfinite(x))
    if len(there) < FEWEST:
        raise UnusableInput(
            Text(
                de=f"Eine Prognose braucht mindestens {FEWEST} bekannte Werte; hier: {len(there)}.",
                en=f"A forecast needs at least {FEWEST} known values; here: {len(there)}.",
            ),
            Text(
                de="Wählen Sie kürzere Zeiträume (--grain) oder weitere Bedingungen (--where), oder warten Sie ab.",
                en="Choose shorter periods (--grain) or wider conditions (--where), or wait.",
            ),
        )
    span = np.arange(there[0], there[-1] + 1)
    if len(span) - len(there) > MOST_MISSING * len(span):
        raise UnusableInput(
            Text(
                de=f"Von {len(span)} Zeiträumen ist nur für {len(there)} ein Wert bekannt: zu wenig für eine Prognose.",
                en=f"Of {len(span)} periods a value is known for {len(there)} only: too few for a forecast.",
            ),
            Text(de="Wählen Sie längere Zeiträume (--grain).", en="Choose longer periods (--grain)."),
        )
    return np.interp(span, there, x[there]), len(span) - len(there), len(x) - 1 - int(there[-1])


def _too_far(furthest: int) -> UnusableInput:
    return UnusableInput(
        Text(
            de="So weit reicht die Geschichte der Zahl nicht: Weiter als das 1,5-Fache voraus wäre geraten.",
            en="The history of this number does not reach so far: beyond 1.5 times of it would be guessing.",
        ),
        Text(
            de=f"Nennen Sie einen Horizont von 1 bis {furthest}.",
            en=f"Name a horizon from 1 to {furthest}.",
        ),
    )


def _off(x: Floats, lag: int) -> float:
    return float(np.mean(np.abs(x[lag:] - x[:-lag])))


def _on_line(limit: float, quantiles: Floats, marks: Floats) -> float:
    """Where the limit lies between the quantiles, as a normal score; beyond them straight on."""
    if quantiles[-1] <= quantiles[0]:
        return 0.0 if limit == quantiles[0] else float(np.copysign(np.inf, limit - quantiles[0]))
    place = int(np.clip(np.searchsorted(quantiles, limit), 1, len(quantiles) - 1))
    low, high = quantiles[place - 1], quantiles[place]
    if high <= low:
        return float(marks[place])
    return float(marks[place - 1] + (limit - low) / (high - low) * (marks[place] - marks[place - 1]))
