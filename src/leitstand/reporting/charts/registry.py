"""The kinds of charts that there are."""

from __future__ import annotations

from functools import cache
from typing import cast

from leitstand.foundation.registry import things
from leitstand.reporting.charts.contract import Chart, Kind


@cache
def kinds() -> dict[str, Kind]:
    """Id → kind of chart."""
    return cast("dict[str, Kind]", things("leitstand.reporting.charts.kinds", "KIND"))


def kind_of(chart: Chart) -> Kind:
    """The kind of a chart. Raises ValueError where columns are missing or unequally long."""
    kind = kinds()[chart.kind]
    missing = [name for name in kind.columns if name not in chart.columns]
    if missing or len({len(values) for values in chart.columns.values()}) > 1:
        raise ValueError(f"a chart of kind {chart.kind} needs equally long columns {', '.join(kind.columns)}")
    return kind


def tells(kind: Kind, chart: Chart) -> bool:
    """Whether a chart, said in one language, holds any known number."""
    return any(
        isinstance(one, int | float) and not isinstance(one, bool)
        for name, values in chart.columns.items()
        if name not in kind.order
        for one in values
    )
