"""Ranks page elements by what they get out of being seen, and finds those that are seen much and used little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from leitstand.metrics.compute.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd

LEAST_SEEN = 1_000
"""Impressions before an element is ranked."""


@dataclass(frozen=True, slots=True)
class Element:
    """rate: interactions per impression; low, high: 95 % interval.

    shrunken: drawn towards the others, the less is known the more, so that few impressions make no winner.
    """

    name: str
    seen: int
    used: int
    rate: float
    low: float
    high: float
    shrunken: float


def ranked(elements: pd.DataFrame) -> list[Element]:
    """Elements by their shrunken rate, best first; those seen too little are left out. elements: name, seen, used.

    Empirical Bayes with a beta prior whose mean and variance are those of the elements (moments; Casella 1985). Where
    an element stands and who looks there is in the rate too: it goes along with the element, it is not its effect.
    """
    known = elements[elements.seen >= LEAST_SEEN]
    if known.empty:
        return []
    rate = known.used / known.seen
    mean = float(known.used.sum() / known.seen.sum())
    chance = float((mean * (1 - mean) / known.seen).mean())
    spread = max(float(rate.var(ddof=1)) - chance, 1e-9) if len(known) > 1 else 1e-9
    weight = max(mean * (1 - mean) / spread - 1, 1.0)
    shrunken = (known.used + weight * mean) / (known.seen + weight)
    found = []
    for name, seen, used, own in zip(known.name, known.seen, known.used, shrunken, strict=True):
        low, high = wilson(float(used), float(seen)) or (np.nan, np.nan)
        found.append(Element(str(name), int(seen), int(used), float(used / seen), low, high, float(own)))
    return sorted(found, key=lambda one: -one.shrunken)
