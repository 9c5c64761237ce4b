"""The data quality gate: what may be looked at, and how far its numbers can be trusted."""

from __future__ import annotations

from typing import Protocol

from leitstand.analysis.contract import Dims, Method, Series, Sight
from leitstand.foundation.text import Text

DOUBTFUL = 0.5
"""Quality of a metric with rows behind it that cannot be right."""


class Watched(Sight, Protocol):
    """A sight that knows which tables have rows."""

    def has(self, table: str) -> bool: ...


def obstacle(sight: Watched, method: Method) -> Text | None:
    """Why a method is not called; None where nothing is in its way."""
    empty = [name for name in method.needs if not sight.has(name)]
    if not empty:
        return None
    names = ", ".join(empty)
    return Text(de=f"Es fehlen Daten: {names}.", en=f"Data are missing: {names}.")


def quality(sight: Sight, metric: str, dims: Dims) -> float:
    """1 where the data behind a number are sound, DOUBTFUL where they are not."""
    found = series_of(sight, metric, dims) or sight.series(metric)
    return DOUBTFUL if found is not None and found.warned else 1.0


def series_of(sight: Sight, metric: str, dims: Dims) -> Series | None:
    """The series of a segment of one dimension, or of the whole company; None for others."""
    if not dims:
        return sight.series(metric)
    if len(dims) > 1:
        return None
    ((name, cell),) = dims.items()
    return sight.split(metric, name).get(cell)
