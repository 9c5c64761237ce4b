"""One figure for how things stand with a customer, and which parts of it cost most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

FULL = 100.0
LEAST_KNOWN = 0.5
"""Share of the weights that must be known; below, the figure would speak for too little."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score. group: what it belongs to; weight: beside the others."""

    title: Text
    group: str
    weight: float


PARTS: dict[str, Part] = {
    "activity": Part(Text(de="noch Kunde", en="still a customer"), "buying", 3),
    "frequency": Part(Text(de="Häufigkeit der Käufe", en="frequency of purchases"), "buying", 2),
    "value": Part(Text(de="Höhe der Käufe", en="size of purchases"), "buying", 1),
    "paying": Part(Text(de="zahlt pünktlich", en="pays on time"), "paying", 2),
    "complaints": Part(Text(de="keine Beschwerden", en="no complaints"), "contentment", 2),
    "returns": Part(Text(de="keine Retouren", en="no returns"), "contentment", 1),
}


def standing(parts: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """Per row `score` (0 … 100) and, as `cost_<part>`, the points each part keeps it from 100: w·(100 − x)/Σw.

    parts: values from 0 to 100, one column per part, missing where unknown; then the others weigh for it. score and
    costs are missing where less than half of the weights is known. Score and costs add up to 100.

    >>> import pandas as pd
    >>> found = standing(pd.DataFrame({"a": [50.0], "b": [80.0]}), {"a": 3, "b": 1})
    >>> found.round(1).iloc[0].to_dict()
    {'score': 57.5, 'cost_a': 37.5, 'cost_b': 5.0}
    """
    import pandas as pd

    values = parts[list(weights)].to_numpy(dtype=float)
    weight = np.array(list(weights.values()), dtype=float)
    known = ~np.isnan(values)
    counted = known @ weight
    enough = counted >= LEAST_KNOWN * weight.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        costs = np.where(known, weight * (FULL - values), 0.0) / counted[:, None]
    costs = np.where(enough[:, None], costs, np.nan)
    table = {"score": FULL - costs.sum(axis=1)} | {
        f"cost_{name}": costs[:, place] for place, name in enumerate(weights)
    }
    return pd.DataFrame(table, index=parts.index)
