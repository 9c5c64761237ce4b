"""Reads off a forecast how probable it is that a limit is crossed, or that a sum is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from leitstand.analysis.series.forecasting import LINES, Forecast


@dataclass(frozen=True, slots=True)
class Risk:
    """Where crossing is most probable. place: of the horizon, from 0."""

    place: int
    limit: float
    probability: float


def most_probable(found: Forecast, limits: Sequence[float | None], below: bool) -> Risk | None:
    """The most probable single crossing; None where no horizon has a limit.

    limits: one per horizon, None for none. below: whether falling below is the crossing, else rising above. That the
    limit is crossed at some time ahead is at least as probable.
    """
    risks = [
        Risk(place, limit, float(under if below else 1 - under))
        for place, limit in enumerate(limits)
        if limit is not None
        for under in found.below(limit)[[place]]
    ]
    return max(risks, key=lambda one: one.probability, default=None)


def summed(found: Forecast) -> Forecast:
    """The sum over the horizon as a forecast of one value.

    Errors are taken to go together from period to period, as they mostly do; where they do not, the range is too wide.
    """
    lines: dict[str, Any] = {name: np.array([getattr(found, name).sum()]) for name in LINES}
    return replace(found, **lines)
