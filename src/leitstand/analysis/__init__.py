"""Finds and explains: the methods on plain data, without a workspace.

Each works on lists and arrays. Inside a company the run (`leitstand analyse`) applies them to the metric catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    import pandas as pd

    from leitstand.analysis.explain.attribution import Tree
    from leitstand.analysis.explain.localising import Cause
    from leitstand.analysis.series.forecasting import Forecast
    from leitstand.analysis.series.outliers import Anomaly

__all__ = ["anomalies", "attribute", "change_points", "forecast", "localise"]


def forecast(series: Sequence[float], horizon: int, period: int = 12) -> Forecast:
    """The next `horizon` values of a series with intervals. See series.forecasting.forecast."""
    from leitstand.analysis.series.forecasting import forecast

    return forecast(series, horizon, period)


def change_points(series: Sequence[float]) -> list[int]:
    """Where the level of a series changes. See series.changes.change_points."""
    from leitstand.analysis.series.changes import change_points

    return change_points(series)


def anomalies(series: Sequence[float], timestamps: Sequence[date | datetime | str]) -> list[Anomaly]:
    """The values of a series that do not fit in. See series.outliers.anomalies."""
    from leitstand.analysis.series.outliers import anomalies

    return anomalies(series, timestamps)


def localise(
    leaves: pd.DataFrame,
    dims: Sequence[str],
    actual: str,
    expected: str,
    *,
    actual_weight: str | None = None,
    expected_weight: str | None = None,
) -> list[Cause]:
    """The segments that a deviation comes from. See explain.localising.localise."""
    from leitstand.analysis.explain.localising import localise

    return localise(leaves, dims, actual, expected, actual_weight=actual_weight, expected_weight=expected_weight)


def attribute(tree: Tree, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, float]:
    """How much of a change each part of a tree is. See explain.attribution.attribute."""
    from leitstand.analysis.explain.attribution import attribute

    return attribute(tree, before, after)
