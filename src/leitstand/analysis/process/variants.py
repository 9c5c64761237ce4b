"""The ways cases take: how many take each, and which are slower than the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LEAST = 30
"""Cases of a variant before its times are compared."""


@dataclass(frozen=True, slots=True)
class Variant:
    """path: the activities in their order. cases, share; median: hours by the clock; p: log-rank test of its times
    against those of all other cases, None below 30 cases."""

    path: tuple[str, ...]
    cases: int
    share: float
    median: float
    p: float | None


def variants_of(cases: pd.DataFrame, most: int = 20) -> list[Variant]:
    """The commonest ways. cases: of `steps.cases_of`."""
    from scipy.stats import logrank

    sizes = cases.variant.value_counts()
    found = []
    for path, size in zip(sizes.index[:most].tolist(), sizes.tolist(), strict=False):
        own = cases.variant == path
        times, others = cases.elapsed[own], cases.elapsed[~own]
        p = float(logrank(times, others).pvalue) if size >= LEAST and len(others) >= LEAST else None
        found.append(Variant(tuple(path), int(size), size / len(cases), float(times.median()), p))
    return found
