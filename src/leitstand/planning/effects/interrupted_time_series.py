"""One series, an action from a day on, and nothing to compare with: how far is it from how it would have gone on?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import Check, Effect
from leitstand.planning.effects.counterfactual import Array, Outlook, outlook

LEAST_BEFORE, LEAST_AFTER = 12, 6
"""Periods before and after the start without which nothing is said."""

CYCLES = 2
"""Years that must lie before the start, so that a season can be told from an effect."""

PLACEBO = 0.01
"""Actions follow bad months: a dip just before the start is common and must be a rare one to shake the model."""

UNUSUAL = 0.3
"""Periods just before the start that are as rare as this may have led to the action: whether they would have passed by
themselves is then left open, by an interval that holds both ways of going on."""

ALONE = Check(
    "co_events",
    None,
    Text(
        de="Was zur selben Zeit sonst geschah, rechnet dieser Vergleich der Maßnahme zu.",
        en="This comparison puts down to the action whatever else happened at the same time.",
    ),
)


def interrupted_time_series(
    series: Sequence[float] | npt.ArrayLike,
    start: int,
    *,
    period: int | None = None,
    controls: npt.ArrayLike | None = None,
    scale: Literal["level", "log"] = "level",
) -> Effect:
    """The mean over the window minus what level, season and trend (or controls) would have given (see `Effect`).

    series: one value per period, oldest first. start: place of the first period with the action. period: periods in a
    year (12, 52), None where there is no season. controls: series that the action does not touch, one column each, same
    length. scale: `log` for what grows in percent; the estimate is then relative. Raises UnusableInput for fewer than
    12 periods before or 6 after the start.

    The past is a regression whose errors may last long, be noise or return every year; each mixture counts by its
    restricted likelihood and the future is drawn from all of them. So the interval grows with the memory of the series,
    where Newey and West's stays too narrow in short ones. Bad periods just before the start, which come back by
    themselves, widen it too (regression to the mean); the check `placebo` measures an action on them that never was.
    """
    y, columns = _arrays(series, start, controls, scale)
    seen = float(y[start:].mean())
    expected = outlook(y[:start], columns, period)
    ways = [expected]
    last, p_last = _just_before(y[:start], columns[:start], len(y) - start, period)
    if last and p_last < UNUSUAL:
        ways.append(outlook(y[: start - last], columns, period, skip=last))
    low, high = min(one.reach()[0] for one in ways), max(one.reach()[1] for one in ways)
    told = np.array([seen - expected.mean, seen - high, seen - low])
    told, path = (np.expm1(told), np.exp(expected.path)) if scale == "log" else (told, expected.path)
    return Effect(
        design="interrupted_time_series",
        estimate=float(told[0]),
        low=float(told[1]),
        high=float(told[2]),
        se=max(one.se for one in ways),
        p=max(one.p(seen) for one in ways),
        n=len(y),
        checks=(*_season(start, period), *_before(last, p_last), ALONE),
        unit="ratio" if scale == "log" else "",
        expected=tuple(float(value) for value in path),
    )


def _arrays(
    series: Sequence[float] | npt.ArrayLike, start: int, controls: npt.ArrayLike | None, scale: str
) -> tuple[Array, Array]:
    y = np.asarray(series, dtype=float)
    if start < LEAST_BEFORE or len(y) - start < LEAST_AFTER:
        raise UnusableInput(
            Text(
                de=f"Eine unterbrochene Zeitreihe braucht {LEAST_BEFORE} Zeiträume vor und {LEAST_AFTER} nach dem "
                f"Beginn; es sind {start} und {max(len(y) - start, 0)}.",
                en=f"An interrupted time series needs {LEAST_BEFORE} periods before and {LEAST_AFTER} after the start; "
                f"there are {start} and {max(len(y) - start, 0)}.",
            )
        )
    if not np.isfinite(y).all() or (scale == "log" and (y <= 0).any()):
        raise UnusableInput(
            Text(
                de="Die Reihe hat Lücken oder, für relative Wirkungen, Werte ≤ 0.",
                en="The series has gaps or, for relative effects, values ≤ 0.",
            )
        )
    return (np.log(y) if scale == "log" else y), regressors(len(y), start, controls)


def regressors(length: int, start: int, controls: npt.ArrayLike | None = None) -> Array:
    """Level and controls, or level and trend (in units of the past) where there are none; one row per period."""
    base = np.ones((length, 1))
    if controls is None:
        return np.column_stack([base, np.arange(length) / start])
    other = np.asarray(controls, dtype=float).reshape(length, -1)
    mean, spread = other[:start].mean(axis=0), other[:start].std(axis=0)
    return np.column_stack([base, (other - mean) / np.where(spread > 0, spread, 1.0)])


def detectable(before: npt.ArrayLike, window: int, period: int | None = None) -> Outlook:
    """The outlook for a window to come: 2.8 of its standard errors is the smallest effect likely to be seen."""
    y = np.asarray(before, dtype=float)
    return outlook(y, regressors(len(y) + window, len(y)), period)


def _season(start: int, period: int | None) -> list[Check]:
    if period is None:
        return []
    ok = start >= CYCLES * period
    years = f"{start / period:.1f}"
    said = Text(de=f"{years.replace('.', ',')} Jahre vor dem Beginn: ", en=f"{years} years before the start: ")
    rest = (
        Text(de="die Saison ist bekannt.", en="the season is known.") if ok
        else Text(de="Saison und Wirkung lassen sich nicht trennen.", en="season and effect cannot be told apart.")
    )  # fmt: skip
    return [Check("season", ok, Text(de=said.de + rest.de, en=said.en + rest.en), start / period)]


def _just_before(before: Array, columns: Array, window: int, period: int | None) -> tuple[int, float]:
    """Periods just before the start, and the p-value of an effect on them, where nothing was done; 0 where that cannot
    be told."""
    last = min(window, len(before) // 4)
    start = len(before) - last
    if start < LEAST_BEFORE or start < columns.shape[1] + 3 or (period and start < period):
        return 0, 1.0
    return last, outlook(before[:start], columns, period).p(float(before[start:].mean()))


def _before(last: int, p: float) -> list[Check]:
    if not last:
        return []
    if p < PLACEBO:
        said = Text(
            de=f"Schon in den {last} Zeiträumen vor dem Beginn zeigt sich eine „Wirkung“.",
            en=f"An 'effect' shows even in the {last} periods before the start.",
        )
    elif p < UNUSUAL:
        said = Text(
            de=f"Die {last} Zeiträume vor dem Beginn waren ungewöhnlich: Die Spanne lässt offen, ob das von selbst "
            "vergangen wäre.",
            en=f"The {last} periods before the start were unusual: the interval leaves open whether that would have "
            "passed by itself.",
        )
    else:
        said = Text(
            de="Kurz vor dem Beginn zeigt sich keine Wirkung, wie es sein soll.",
            en="No effect shows just before the start, as it should be.",
        )
    return [Check("placebo", p >= PLACEBO, said, p)]
