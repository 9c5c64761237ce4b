"""Says which metrics that should grow surely do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Series, Sight
from leitstand.analysis.series.trend import STILL, yearly_growth
from leitstand.analysis.series.trend_panel import ADDED_UP, WINDOW, is_stock
from leitstand.analysis.series.trend_telling import number
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

LEAST_MONTHS = 33


def look(sight: Sight) -> Iterator[Candidate]:
    for metric in sight.metrics():
        series = sight.series(metric)
        if series is None or series.direction != "up" or series.unit not in ADDED_UP or is_stock(metric):
            continue
        values = series.values[-WINDOW:]
        known = np.isfinite(values)
        if known.sum() < LEAST_MONTHS or (values[known] <= 0).any():
            continue
        growth, low, high = yearly_growth(values)
        if low >= -STILL and high <= STILL:
            yield _candidate(series, growth, low, high)


def _candidate(series: Series, growth: float, low: float, high: float) -> Candidate:
    periods, values = series.periods[-WINDOW:], series.values[-WINDOW:]
    columns: dict[str, Sequence[Any]] = {
        "day": [one.start.isoformat() for one in periods],
        "value": [number(one) for one in values],
    }
    return Candidate(
        type="stagnation",
        metric=series.metric,
        effect=growth,
        low=low,
        high=high,
        unit="ratio",
        since=periods[0].start,
        figures={"slowest": Figure(low, "ratio", signed=True), "fastest": Figure(high, "ratio", signed=True)},
        evidence=Evidence("series", columns, series.unit, find(series.metric).title),
    )


METHOD = Method(
    title=Text(de="Stillstand", en="Stagnation"),
    question=Text(
        de="Welche Kennzahlen, die wachsen sollen, stehen nachweislich still?",
        en="Which metrics that should grow are known to stand still?",
    ),
    formula="95 % interval of the yearly growth (Theil–Sen on logarithms, seasonal) within ±1 %",
    misleads=Text(
        de="Ein breites Intervall heißt nicht Stillstand, sondern Unwissen; dann wird nichts gesagt.",
        en="A wide interval is not stagnation but ignorance; then nothing is said.",
    ),
    reference="Schuirmann 1987; Theil 1950; Sen 1968",
    finds=("stagnation",),
    look=look,
)
