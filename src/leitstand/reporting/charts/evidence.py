"""Turns the numbers behind a finding into a chart."""

from __future__ import annotations

from leitstand.analysis.contract import Evidence
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart


def chart_of(
    evidence: Evidence, sentence: Text | None = None, currency: str | None = None, metric: str | None = None
) -> Chart | None:
    """The evidence drawn, under the sentence it proves; None for a plain table and for evidence without rows.

    metric: that it is about; it says which changes are good.
    """
    if evidence.kind == "table" or not any(len(values) for values in evidence.columns.values()):
        return None
    title, subtitle = (sentence, evidence.title) if sentence else (evidence.title, None)
    direction = find(metric).direction if metric else "up"
    return Chart(evidence.kind, evidence.columns, evidence.unit, title, subtitle, currency, direction)
