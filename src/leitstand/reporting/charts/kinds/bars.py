"""Numbers side by side, each with its interval."""

from __future__ import annotations

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.pen import Pen, widest
from leitstand.reporting.charts.marks.rows import Rows, rows_of
from leitstand.reporting.charts.marks.scales import Scale
from leitstand.reporting.charts.telling import ends

BAR = 18


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, rows = Pen(width), rows_of(chart.columns["label"], width)
    words = [look.written(chart, one, language, change=chart.changes) or "–" for one in chart.columns["value"]]
    scale = _scale(chart, rows, words)
    zero = scale(0)
    for row, text in zip(chart.rows(), words, strict=True):
        y, value = rows.name(pen), row["value"]
        low, high = row.get("low"), row.get("high")
        reach = [zero, *(scale(one) for one in (value, low, high) if one is not None)]
        if value is not None:
            role = look.tone(chart, value) if chart.changes else "plan"
            pen.rect(min(zero, scale(value)), y - BAR / 2, abs(scale(value) - zero), BAR, role)
        if low is not None and high is not None:
            pen.rule(scale(low), y, scale(high), y, "card", 4)
            pen.rule(scale(low), y, scale(high), y, "ink", 1.5)
            for end in (low, high):
                pen.rule(scale(end), y - 4, scale(end), y + 4, "ink", 1.5)
        if value is not None and value < 0:
            pen.words(min(reach) - 6, y, text, "ink", "end", bold=True)
        else:
            pen.words(max(reach) + 6, y, text, bold=True)
        rows.hit(pen, _says(chart, row, language))
    if scale.low < 0:
        pen.rule(zero, 0, zero, rows.end, "grey")
    return pen.drawing(rows.end)


def _scale(chart: Chart, rows: Rows, words: list[str]) -> Scale:
    """From zero over all ends of bars and intervals, with room for the words behind them."""
    ends = [one for name in ("value", "low", "high") for one in chart.columns.get(name, ()) if one is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = widest(words, bold=True) + 10
    left = rows.left + (room if low < 0 else 0)
    right = rows.right - (room if high > 0 or low == 0 else 4)
    return Scale(low, high if high > low else low + 1, left, max(right, left + 20))


def _says(chart: Chart, row: dict[str, object], language: Language) -> str:
    def said(name: str) -> str:
        return look.exact(row[name], chart.unit, chart.currency, language, signed=chart.changes)  # type: ignore[arg-type]

    reach = f" ({said('low')} – {said('high')})" if row.get("low") is not None and row.get("high") is not None else ""
    return f"{row['label']} · {said('value')}{reach}"


KIND = Kind(
    title=Text(de="Balken", en="Bars"),
    columns=("label", "value"),
    draws=draws,
    says=lambda chart, language: ends(chart, language, signed=chart.changes),
    example=Chart(
        "bars",
        {"label": ["Eilbote", "Landpost"], "value": [0.31, 0.93], "low": [0.28, 0.91], "high": [0.34, 0.95]},
        "ratio",
        Text(de="Pünktlich zugestellt", en="Delivered on time"),
    ),
)
