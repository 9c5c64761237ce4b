"""Some units got the action, others did not: how much more did the treated change than the others?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import ALPHA, Check, Effect
from leitstand.planning.effects.counterfactual import outlook
from leitstand.planning.effects.groups import FEW, Array, Contrast, by_placement, placements_enough, welch
from leitstand.planning.effects.panel import Panel, logs, panel

if TYPE_CHECKING:
    import pandas as pd

LEAST_BEFORE = 12
"""Periods before the start that it takes to judge by time where there are too few units to judge by place."""

SPILL = Check(
    "interference",
    None,
    Text(
        de="Ob die Maßnahme auf die Vergleichseinheiten abfärbt, zeigen Daten nicht.",
        en="Data cannot tell whether the action spills over to the units compared with.",
    ),
)


def difference_in_differences(
    data: pd.DataFrame, *, unit: str, time: str, outcome: str, treated: str, scale: Literal["level", "log"] = "level"
) -> Effect:
    """Change of the treated units minus change of those never treated (two-way fixed effects; see `Effect`).

    data: one row per unit and period. treated: column, 1 from a unit's start on; starts may differ (each treated unit
    is then compared with the never treated around its own start, Callaway and Sant'Anna 2021). scale: `log` compares in
    percent, for units of different size; the estimate is then relative. Raises UnusableInput.

    Every unit counts as one observation (its mean after minus before), so memory within units does no harm (Bertrand,
    Duflo, Mullainathan 2004). From five treated and five other units on the interval is Student's with the spread of
    each group by itself; with fewer, wild bootstraps mislead too (MacKinnon, Webb 2018), so it is that of chance
    placements of the action; where there are too few units for that, the gap between the two is judged over time.
    """
    whole = panel(data, unit, time, outcome, treated)
    chosen = logs(whole) if scale == "log" else whole
    gaps = _gaps(chosen)
    found, how = _contrast(chosen, gaps)
    low, high, estimate = found.low, found.high, found.estimate
    if scale == "log":
        low, high, estimate = (float(np.expm1(one)) for one in (low, high, estimate))
    return Effect(
        design="difference_in_differences",
        estimate=estimate,
        low=low,
        high=high,
        se=found.se,
        p=found.p,
        n=len(chosen.units),
        checks=(how, _trend(chosen, gaps), *_holes(chosen), SPILL),
        unit="ratio" if scale == "log" else "",
    )


def _gaps(one: Panel) -> Array:
    """Each unit's values minus the mean of the untreated units that are complete, per period."""
    complete = one.control[~np.isnan(one.control).any(axis=1)]
    base = complete.mean(axis=0) if len(complete) else np.nanmean(one.control, axis=0)
    gaps: Array = one.values - base
    return gaps


def _contrast(one: Panel, gaps: Array) -> tuple[Contrast, Check]:
    """The effect, and a note of what its interval rests on."""
    columns, starts = np.unique(one.starts, return_inverse=True)
    changes = np.column_stack([_change(gaps, start) for start in columns])
    known = np.asarray(~np.isnan(changes).any(axis=1))
    treated, n = len(starts), int(known.sum())
    own = changes[np.arange(treated), starts]
    others = changes[treated:][known[treated:]][:, starts].mean(axis=1)
    if known[:treated].all() and min(treated, len(others)) >= FEW:
        return welch(own, others), _told("units", True, n, f"{treated} und {len(others)} Einheiten",
                                         f"{treated} and {len(others)} units")  # fmt: skip
    if known[:treated].all() and placements_enough(n, treated):
        return by_placement(changes[known], starts), _told(
            "placements", True, n, "ausgeloste Zuordnungen der Maßnahme", "chance placements of the action"
        )
    start = int(one.starts.min())
    estimate = float(np.nanmean(own) - (others.mean() if len(others) else 0.0))
    series = np.nanmean(gaps[:treated], axis=0)
    if len(columns) == 1 and start >= LEAST_BEFORE and not np.isnan(series).any():
        return _over_time(series, start), _told(
            "periods", True, n, "den Verlauf des Abstands vorher", "how the gap went before"
        )
    nothing = Contrast(estimate, -np.inf, np.inf, np.inf, 1.0)
    return nothing, _told("units", False, n, "zu wenige Einheiten", "too few units")


def _change(gaps: Array, start: int) -> Array:
    """Mean after minus before per unit; nan where a unit has nothing on one side."""
    after, before = (~np.isnan(part) for part in (gaps[:, start:], gaps[:, :start]))
    sums = np.nansum(gaps[:, start:], axis=1), np.nansum(gaps[:, :start], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        changes: Array = sums[0] / after.sum(axis=1) - sums[1] / before.sum(axis=1)
    return changes


def _over_time(gap: Array, start: int) -> Contrast:
    """The gap after the start against how it would have gone on."""
    expected = outlook(gap[:start], np.ones((len(gap), 1)))
    seen = float(gap[start:].mean())
    low, high = expected.reach()
    return Contrast(seen - expected.mean, seen - high, seen - low, expected.se, expected.p(seen))


def _trend(one: Panel, gaps: Array) -> Check:
    """Whether the treated were already drifting away from the others before the first start."""
    start = int(one.starts.min())
    before = gaps[:, :start]
    if start < 3 or np.isnan(before).any(axis=1).all():
        return _parallel(None, None)
    slopes = np.full(len(gaps), np.nan)
    for row, values in enumerate(before):
        known = ~np.isnan(values)
        if known.sum() >= 3:
            slopes[row] = np.polyfit(np.flatnonzero(known), values[known], 1)[0]
    treated = len(one.starts)
    own, others = slopes[:treated], slopes[treated:][~np.isnan(slopes[treated:])]
    if np.isnan(own).any() or not len(others):
        return _parallel(None, None)
    if min(treated, len(others)) >= FEW:
        p = welch(own, others).p
    elif placements_enough(treated + len(others), treated):
        p = by_placement(np.concatenate([own, others])[:, None], np.zeros(treated, dtype=np.int64)).p
    elif start >= 2 * LEAST_BEFORE and not np.isnan(before[:treated]).any():
        p = _over_time(before[:treated].mean(axis=0), start // 2).p
    else:
        return _parallel(None, None)
    return _parallel(p > ALPHA, p)


def _parallel(ok: bool | None, p: float | None) -> Check:
    told = {
        None: Text(de="Zu wenig Vorlauf oder Einheiten, um gleiche Verläufe vorher zu prüfen.",
                   en="Too few periods or units to check for equal courses before."),
        True: Text(de="Vorher liefen beide Gruppen gleich.", en="Both groups ran alike before."),
        False: Text(de="Die Gruppen liefen schon vorher auseinander.", en="The groups drifted apart even before."),
    }  # fmt: skip
    return Check("pre_trend", ok, told[ok], p)


def _holes(one: Panel) -> list[Check]:
    missing = int(np.isnan(one.values).sum())
    if not missing:
        return []
    said = Text(
        de=f"{missing} Werte fehlen; verglichen wird, was da ist.",
        en=f"{missing} values are missing; what is there is compared.",
    )
    return [Check("complete", None, said, float(missing))]


def _told(name: str, ok: bool, n: int, de: str, en: str) -> Check:
    said = Text(de=f"Die Spanne stützt sich auf {de}.", en=f"The interval rests on {en}.")
    if not ok:
        said = Text(de=f"{n} Einheiten sind zu wenige für eine Spanne.", en=f"{n} units are too few for an interval.")
    return Check(name, ok, said, float(n))
