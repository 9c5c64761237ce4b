"""One unit got the action: a mixture of the others that ran like it before shows how it would have gone on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import ALPHA, Check, Effect
from leitstand.planning.effects.donors import Array, fitted, importance
from leitstand.planning.effects.panel import panel

if TYPE_CHECKING:
    import pandas as pd

LEAST_DONORS = 19
"""With fewer, no placebo can be rare enough for an interval: even the largest effect of all has p > 5 %."""

GOOD_FIT = 0.5
"""Error before the start against the spread of the series, above which the mixture does not follow the unit."""


def synthetic_control(
    data: pd.DataFrame,
    *,
    unit: str,
    time: str,
    outcome: str,
    treated: str,
    predictors: Sequence[tuple[str, Any, Any]] | None = None,
    fit: tuple[Any, Any] | None = None,
) -> Effect:
    """Mean over the window of the treated unit minus its mixture of donors (Abadie et al.; see `Effect`, `weights`).

    data: one row per unit and period. treated: column, 1 from the start on, in one unit. predictors: (column, first
    period, last period), its mean over these is to be matched; their importance is what makes the outcome fit best
    before the start; None: the outcome itself, period by period. fit: first and last period of that fit, default all
    before the start. Units with gaps in the outcome are left out. Raises UnusableInput.

    p: share of units whose error after/before is as large when each in turn is taken for the treated one. The interval
    holds the constant effects that this test does not reject (where it rejects all of them: by the mean gap); it is
    infinite with fewer than 19 donors. The weights are ≥ 0 and sum to 1.
    """
    whole = panel(data, unit, time, outcome, treated)
    if len(whole.starts) != 1:
        raise _unusable("Es braucht genau eine Einheit mit der Maßnahme.", "It needs exactly one treated unit.")
    keep = np.asarray(~np.isnan(whole.values).any(axis=1))
    if not keep[0] or keep.sum() < 3:
        raise _unusable("Die Reihe hat Lücken, oder es gibt keine zwei vollständigen zum Vergleichen.",
                        "The series has gaps, or there are no two complete ones to compare with.")  # fmt: skip
    values, start = whole.values[keep], int(whole.starts[0])
    names = [name for name, kept in zip(whole.units, keep, strict=True) if kept]
    over = _columns(whole.periods, fit, start)
    features = _features(data, unit, time, predictors, names) if predictors else None
    weights, gaps = mixtures(values, start, over, features)
    low, high, p = placebo_interval(gaps, start)
    own = gaps[0, start:]
    return Effect(
        design="synthetic_control",
        estimate=float(own.mean()),
        low=low,
        high=high,
        se=(high - low) / 4,
        p=p,
        n=len(names),
        checks=_checks(values[0], gaps, start, len(names) - 1, p),
        expected=tuple(float(value) for value in values[0, start:] - own),
        weights={name: float(weight) for name, weight in zip(names[1:], weights, strict=True) if weight > 5e-4},
    )


def mixtures(values: Array, start: int, over: slice, features: Array | None = None) -> tuple[Array, Array]:
    """Weights of the donors of the first unit, and each unit's gap to its mixture, one row per unit.

    Every unit is mixed out of all but itself and, placebos being untouched by the action, the treated one.
    """
    gaps = np.empty_like(values)
    first = np.zeros(len(values) - 1)
    scale = None
    for row in range(len(values)):
        donors = np.array([other for other in range(1, len(values)) if other != row])
        target, mix = values[row, over], values[donors, over].T
        if features is None:
            weights = fitted(target, mix)
        else:
            scale = importance(features, row, donors, target, mix, scale)
            weights = fitted(scale * features[row], scale[:, None] * features[donors].T)
        gaps[row] = values[row] - weights @ values[donors]
        if row == 0:
            first = weights
    return first, gaps


def placebo_interval(gaps: Array, start: int) -> tuple[float, float, float]:
    """Interval of the first row's mean gap after the start, and p, from the gaps of all others."""
    before = np.sqrt((gaps[:, :start] ** 2).mean(axis=1))
    before = np.maximum(before, 1e-9 * max(float(np.abs(gaps).max()), 1e-300))
    ratio = np.sqrt((gaps[:, start:] ** 2).mean(axis=1)) / before
    p = float((ratio >= ratio[0]).mean())
    rank = int(ALPHA * len(gaps) + 1e-9)
    if rank == 0:
        return -np.inf, np.inf, p
    after = gaps[0, start:]
    limit = np.sort(ratio[1:])[-rank]
    room = (limit * before[0]) ** 2 - after.var()
    if room >= 0:
        reach = float(np.sqrt(room))
    else:
        shift = np.abs(gaps[1:, start:].mean(axis=1)) / before[1:]
        reach = float(np.sort(shift)[-rank] * before[0])
    return float(after.mean()) - reach, float(after.mean()) + reach, p


def _columns(periods: Sequence[Any], fit: tuple[Any, Any] | None, start: int) -> slice:
    if fit is None:
        return slice(0, start)
    inside = [place for place, at in enumerate(periods[:start]) if fit[0] <= at <= fit[1]]
    if not inside:
        raise _unusable(
            "Kein Zeitraum der Anpassung liegt vor dem Beginn.", "No period of the fit is before the start."
        )
    return slice(inside[0], inside[-1] + 1)


def _features(
    data: pd.DataFrame, unit: str, time: str, predictors: Sequence[tuple[str, Any, Any]], names: Sequence[str]
) -> Array:
    """One row per unit: means of the predictors, each divided by its spread over the units."""
    columns = []
    for name, first, last in predictors:
        means = data[data[time].between(first, last)].groupby(unit)[name].mean()
        means.index = means.index.map(str)
        columns.append(means.reindex(list(names)).to_numpy(float))
    table: Array = np.column_stack(columns)
    if np.isnan(table).any():
        raise _unusable("Einem Merkmal fehlen Werte in seinen Zeiträumen.", "A predictor has no values in its periods.")
    spread = table.std(axis=0, ddof=1)
    return table / np.where(spread > 0, spread, 1.0)


def _checks(own: Array, gaps: Array, start: int, donors: int, p: float) -> list[Check]:
    error = float(np.sqrt((gaps[0, :start] ** 2).mean()))
    misfit = error / (float(own[:start].std()) or 1.0)
    follows = misfit <= GOOD_FIT
    fit = (
        Text(de="Vorher folgt die Mischung der Einheit.",
             en="Before the start the mixture follows the unit.") if follows
        else Text(de="Schon vorher folgt die Mischung der Einheit nicht.",
                  en="Even before the start the mixture does not follow the unit.")
    )  # fmt: skip
    ranks = Text(
        de=f"Von {donors + 1} Einheiten weichen {round(p * (donors + 1))} mindestens so stark ab.",
        en=f"Of {donors + 1} units {round(p * (donors + 1))} deviate at least as much.",
    )
    enough = donors >= LEAST_DONORS
    count = (
        Text(de=f"{donors} Vergleichseinheiten.", en=f"{donors} donors.") if enough
        else Text(de=f"{donors} Vergleichseinheiten sind zu wenige für eine Spanne ({LEAST_DONORS} nötig).",
                  en=f"{donors} donors are too few for an interval ({LEAST_DONORS} needed).")
    )  # fmt: skip
    spill = Text(
        de="Ob die Maßnahme auf die Vergleichseinheiten abfärbt, zeigen Daten nicht.",
        en="Data cannot tell whether the action spills over to the donors.",
    )
    return [
        Check("fit", follows, fit, misfit),
        Check("placebo", None, ranks, p),
        Check("donors", enough, count, float(donors)),
        Check("interference", None, spill),
    ]


def _unusable(de: str, en: str) -> UnusableInput:
    return UnusableInput(Text(de=de, en=en))
