"""Chance decided who got it: the difference between those who did and those who did not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leitstand.analysis.trials import two_shares
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import Check, Effect
from leitstand.planning.effects.groups import Array, Contrast, welch

BROKEN = 0.001
"""Arms that chance would make so unequal (in size, or before the start) this rarely were not made by chance alone."""

LEAST = 10
"""Units in each arm before anything is said."""

ALONE = Check(
    "interference",
    None,
    Text(
        de="Ob sich die Personen der beiden Gruppen beeinflussen, zeigen Daten nicht.",
        en="Data cannot tell whether people of the two arms influence each other.",
    ),
)


def ab_test(
    outcome: npt.ArrayLike,
    treated: npt.ArrayLike,
    *,
    covariate: npt.ArrayLike | None = None,
    denominator: npt.ArrayLike | None = None,
    cluster: Sequence[object] | npt.ArrayLike | None = None,
    share: float = 0.5,
) -> Effect:
    """Mean of the treated minus mean of the control arm (see `Effect`).

    outcome: one value per unit; zeros and ones get Newcombe's interval and Fisher's exact p, all else Welch's. treated:
    1 or true for the arm with the action. covariate: a value of each unit from before the start: what it explains is
    taken out (CUPED; Deng et al. 2013). denominator: the metric is sum of outcome / sum of denominator per arm (delta
    method). cluster: what chance was drawn for, where that is larger than a unit (customers with sessions). share: of
    units meant to be treated. Raises UnusableInput for fewer than 10 units in an arm.
    """
    y, arm = np.asarray(outcome, dtype=float), np.asarray(treated).astype(bool)
    bottom = None if denominator is None else np.asarray(denominator, dtype=float)
    before = None if covariate is None else np.asarray(covariate, dtype=float)
    if cluster is not None:
        y, bottom, arm, before = _clustered(y, bottom, arm, before, cluster)
    sizes = int(arm.sum()), int((~arm).sum())
    if min(sizes) < LEAST or not np.isfinite(y).all():
        raise UnusableInput(
            Text(
                de=f"Je Gruppe braucht es {LEAST} Werte ohne Lücken; es sind {sizes[0]} und {sizes[1]}.",
                en=f"Each arm needs {LEAST} values without gaps; there are {sizes[0]} and {sizes[1]}.",
            )
        )
    found = _contrast(y, bottom, arm, before)
    return Effect(
        design="ab_test",
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        se=found.se,
        p=found.p,
        n=sum(sizes),
        checks=(_sizes(*sizes, share), *_balance(before, arm), ALONE),
    )


def _contrast(y: Array, bottom: Array | None, arm: npt.NDArray[np.bool_], before: Array | None) -> Contrast:
    if bottom is None and before is None and np.isin(y, (0.0, 1.0)).all():
        return _shares(int(y[arm].sum()), int(arm.sum()), int(y[~arm].sum()), int((~arm).sum()))
    estimate = None
    if bottom is not None:
        ratios = {side: float(y[arm == side].sum() / bottom[arm == side].sum()) for side in (True, False)}
        estimate = ratios[True] - ratios[False]
        y = _linear(y, bottom, arm, ratios)
    if before is not None:
        y = adjusted(y, before, arm)
    found = welch(y[arm], y[~arm])
    if estimate is None or before is not None:
        return found
    moved = estimate - found.estimate
    return Contrast(estimate, found.low + moved, found.high + moved, found.se, found.p)


def _shares(successes: int, n: int, others: int, m: int) -> Contrast:
    found = two_shares(successes, n, others, m)
    se = (found.treated * (1 - found.treated) / n + found.control * (1 - found.control) / m) ** 0.5
    return Contrast(found.effect, found.low, found.high, se, found.p)


def adjusted(y: Array, before: Array, arm: npt.NDArray[np.bool_]) -> Array:
    """The outcome without what was to be expected of each unit from its value before (CUPED, slope within the arms)."""
    own = y - np.where(arm, y[arm].mean(), y[~arm].mean())
    past = before - np.where(arm, before[arm].mean(), before[~arm].mean())
    spread = float(past @ past)
    slope = float(past @ own) / spread if spread > 0 else 0.0
    return np.asarray(y - slope * (before - before.mean()), dtype=float)


def _linear(y: Array, bottom: Array, arm: npt.NDArray[np.bool_], ratios: dict[bool, float]) -> Array:
    """Per unit, a value whose mean is its arm's ratio and whose spread is that of the ratio (delta method)."""
    ratio = np.where(arm, ratios[True], ratios[False])
    mean = np.where(arm, bottom[arm].mean(), bottom[~arm].mean())
    return np.asarray(ratio + (y - ratio * bottom) / mean, dtype=float)


def _clustered(
    y: Array,
    bottom: Array | None,
    arm: npt.NDArray[np.bool_],
    before: Array | None,
    cluster: Sequence[object] | npt.ArrayLike,
) -> tuple[Array, Array, npt.NDArray[np.bool_], Array | None]:
    """Sums per cluster; the mean per unit is then a ratio of sums."""
    _, place, size = np.unique(np.asarray(cluster), return_inverse=True, return_counts=True)

    def sums(values: Array) -> Array:
        return np.bincount(place, values).astype(float)

    share = sums(arm.astype(float)) / size
    if ((share > 0) & (share < 1)).any():
        raise UnusableInput(
            Text(de="Was zusammengehört, darf nicht in beiden Gruppen sein.", en="A cluster must not be in both arms.")
        )
    below = size.astype(float) if bottom is None else sums(bottom)
    return sums(y), below, share > 0.5, None if before is None else sums(before) / size


def _sizes(treated: int, control: int, share: float) -> Check:
    from scipy.stats import binomtest

    p = float(binomtest(treated, treated + control, share).pvalue)
    ok = p >= BROKEN
    de = f"{format_number(treated, 'de')} und {format_number(control, 'de')}"
    en = f"{format_number(treated, 'en')} and {format_number(control, 'en')}"
    said = (
        Text(de=f"{de} Personen: so teilt das Los.", en=f"{en} people: as chance splits them.") if ok
        else Text(de=f"{de} Personen: so teilt kein Los. Etwas hat ausgewählt.",
                  en=f"{en} people: chance does not split so. Something selected.")
    )  # fmt: skip
    return Check("sample_ratio", ok, said, p)


def _balance(before: Array | None, arm: npt.NDArray[np.bool_]) -> list[Check]:
    if before is None:
        return []
    p = welch(before[arm], before[~arm]).p
    ok = p >= BROKEN
    said = (
        Text(de="Vorher waren beide Gruppen gleich.", en="Both arms were alike before.") if ok
        else Text(de="Die Gruppen unterschieden sich schon vorher.", en="The arms differed even before.")
    )  # fmt: skip
    return [Check("balance", ok, said, p)]
