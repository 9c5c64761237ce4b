"""A table of numbers by two dimensions; the darker, the more. Cells with too few cases stay empty."""

from __future__ import annotations

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks.grid import grid
from leitstand.reporting.charts.telling import HIGHEST, LOWEST, UNKNOWN


def says(chart: Chart, language: Language) -> str:
    cells = [row for row in chart.rows() if row["value"] is not None]
    if not cells:
        return UNKNOWN.get(language)
    cells.sort(key=lambda row: -row["value"])
    told = [(HIGHEST, cells[0])] if len(cells) == 1 else [(HIGHEST, cells[0]), (LOWEST, cells[-1])]
    return " ".join(
        text.get(language).format(label=f"{row['row']} × {row['column']}",
                                  value=look.written(chart, row["value"], language))
        for text, row in told
    )  # fmt: skip


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    return grid(chart, language, width, cases=True)


KIND = Kind(
    title=Text(de="Matrix", en="Matrix"),
    columns=("row", "column", "value", "n"),
    draws=draws,
    says=says,
    example=Chart(
        "matrix",
        {
            "row": ["Reel", "Reel", Text(de="Bild", en="Image"), Text(de="Bild", en="Image")],
            "column": ["Instagram", "LinkedIn", "Instagram", "LinkedIn"],
            "value": [0.094, 0.031, 0.032, None],
            "n": [120, 80, 210, 4],
        },
        "ratio",
        Text(de="Reels wirken auf Instagram", en="Reels work on Instagram"),
    ),
)
