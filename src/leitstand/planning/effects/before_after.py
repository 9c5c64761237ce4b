"""After minus before, with nothing to compare with: never proof, and mostly too rosy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import Check, Effect
from leitstand.planning.effects.counterfactual import outlook

LEAST = 2
"""Periods on each side."""

ENOUGH = 8
"""Periods before the start from which on it can be told what would have come anyway."""


def before_after(series: Sequence[float] | npt.ArrayLike, start: int) -> Effect:
    """The mean after the start minus what was to be expected; the verdict is always `undecided` (see `Effect`).

    Actions begin after bad months, and bad months are followed by ordinary ones with or without them. Where there are
    eight periods before, the comparison is therefore with how the series returns to its own level, and the check
    `regression_to_the_mean` tells how much of plain after minus before that is. Raises UnusableInput for fewer than two
    periods on a side.
    """
    y = np.asarray(series, dtype=float)
    before, after = y[:start], y[start:]
    if min(len(before), len(after)) < LEAST or not np.isfinite(y).all():
        raise UnusableInput(
            Text(
                de=f"Vorher und nachher braucht es je {LEAST} Zeiträume ohne Lücke.",
                en=f"It needs {LEAST} periods without gaps before and after.",
            )
        )
    expected = outlook(before, np.ones((len(y), 1)))
    low, high = expected.reach()
    seen = float(after.mean())
    usual = expected.mean if len(before) >= ENOUGH else float(before.mean())
    shift = usual - expected.mean
    return Effect(
        design="before_after",
        estimate=seen - usual,
        low=seen - high - shift,
        high=seen - low - shift,
        se=expected.se,
        p=expected.p(seen),
        n=len(y),
        checks=(_return(before, len(after), usual), ALONE),
        expected=tuple(float(value) for value in expected.path) if len(before) >= ENOUGH else (),
    )


def _return(before: npt.NDArray[np.float64], window: int, usual: float) -> Check:
    """What comes back by itself after the periods just before the start."""
    if len(before) < ENOUGH:
        said = Text(
            de="Zu wenig Vorlauf, um zu sagen, was von selbst wiedergekommen wäre.",
            en="Too few periods before to tell what would have come back by itself.",
        )
        return Check("regression_to_the_mean", None, said)
    back = usual - float(before[-min(window, len(before) // 2) :].mean())
    said = Text(
        de="Der Vergleich rechnet heraus, was nach den Zeiträumen vor dem Beginn von selbst wiedergekommen wäre.",
        en="The comparison leaves out what would have come back by itself after the periods before the start.",
    )
    return Check("regression_to_the_mean", True, said, back)


ALONE = Check(
    "attributable",
    False,
    Text(
        de="Ohne Vergleich lässt sich die Veränderung der Maßnahme nicht zurechnen.",
        en="Without anything to compare with, the change cannot be put down to the action.",
    ),
)
