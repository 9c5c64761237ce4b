"""Hands over what a search found as candidates: with dates, size, interval and the numbers to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from leitstand.analysis.contract import Candidate, Evidence, Figure, Series
from leitstand.analysis.series.trend_panel import Panel
from leitstand.analysis.series.trend_search import Found
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

NEVER_SHOWN = 0.1
"""From this p on nothing is ever said, so there is nothing to draw."""

WORTH_SAYING = 0.02
"""A change by less than two percent of what was to be expected matters to nobody."""

LEAST_POINTS = 0.005
"""A share of which nothing was to be expected must change by half a percentage point."""

NOTHING = Evidence("series", {"day": (), "value": ()}, "count", Text(de="", en=""))


def tell(panel: Panel, found: Found, kind: str, worth: bool = True, unchecked: Sequence[Text] = ()) -> Candidate:
    """A candidate of the finding type `kind`. worth: whether this is the best way to say it.

    Figures: `before` what was to be expected without it, `now` with it, and `share` where it can be said.
    """
    series = panel.rows[found.row].series
    until = None if found.stop is None else panel.periods[found.stop - 1].end
    seen = np.isfinite(panel.y[found.row])
    months = seen & (np.arange(len(seen)) >= found.start) & (np.arange(len(seen)) < (found.stop or len(seen)))
    looked = np.flatnonzero(months)[-1:] if found.kind in ("trend", "bend") else np.flatnonzero(months)
    before = float(np.mean(found.expected[looked]))
    figures = {"before": Figure(before, series.unit), "now": Figure(before + found.effect, series.unit)}
    share = found.share[0]
    if np.isfinite(share):
        names = ("share", "share_low", "share_high")
        figures |= {name: Figure(one, "ratio", signed=True) for name, one in zip(names, found.share, strict=True)}
    return Candidate(
        type=kind,
        metric=series.metric,
        dims=series.dims,
        since=panel.periods[found.start].start,
        since_low=panel.periods[found.onset[0]].start,
        since_high=panel.periods[found.onset[1]].start,
        until=until,
        effect=found.effect,
        low=min(found.low, found.high),
        high=max(found.low, found.high),
        unit=series.unit,
        p=found.p,
        figures=figures,
        evidence=NOTHING if found.p >= NEVER_SHOWN else drawn(panel, series, found.expected),
        unchecked=unchecked,
        good=good(series, found.effect),
        worth_saying=worth and _matters(found.effect, share, series.unit),
    )


def _matters(effect: float, share: float, unit: str) -> bool:
    if not np.isfinite(share):
        return unit != "ratio" or abs(effect) >= LEAST_POINTS
    return abs(share) >= WORTH_SAYING


def good(series: Series, effect: float) -> bool | None:
    """Whether a change in this direction is good news."""
    return None if series.direction == "context" else (effect > 0) == (series.direction == "up")


def drawn(panel: Panel, series: Series, expected: np.ndarray) -> Evidence:
    """The series with what was to be expected."""
    place = {period: at for at, period in enumerate(panel.periods)}
    here = [(i, place[period]) for i, period in enumerate(series.periods) if period in place]
    columns: dict[str, Sequence[Any]] = {
        "day": [panel.periods[at].start.isoformat() for _, at in here],
        "value": [number(series.values[i]) for i, _ in here],
        "expected": [number(expected[at]) for _, at in here],
    }
    return Evidence("series", columns, series.unit, find(series.metric).title)


def number(value: float) -> float | None:
    """None for what is not known."""
    return float(value) if np.isfinite(value) else None
