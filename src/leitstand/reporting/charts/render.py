"""Pictures of charts to keep: SVG and PNG with the sentence above; drawn as on the page, in the colours of paper."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.inline import drawn
from leitstand.reporting.charts.marks.letters import wrapped
from leitstand.reporting.charts.marks.pen import Pen

WIDTH, PADDING = 760, 16
TITLE, SUBTITLE = (15, 20), (12, 17)
"""Size and line of the words above the picture."""
FONTS = Path(__file__).parents[1] / "fonts"


def svg(chart: Chart, language: Language, width: int = WIDTH) -> str:
    """The chart as an SVG document that needs nothing else. width: of the drawing in pixels, without its border.

    Raises ValueError where columns are missing or unequally long.
    """
    body, head = drawn(chart, language, width), Pen(width)
    y = 0.0
    for line in wrapped(chart.title.get(language), width, 4, TITLE[0], True):
        head.words(0, y + TITLE[1] / 2, line, size=TITLE[0], bold=True)
        y += TITLE[1]
    if chart.subtitle:
        for line in wrapped(chart.subtitle.get(language), width, 3, SUBTITLE[0]):
            head.words(0, y + SUBTITLE[1] / 2 + 2, line, "second", size=SUBTITLE[0])
            y += SUBTITLE[1]
    high = y + 12 + body.height
    full = (width + 2 * PADDING, high + 2 * PADDING)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full[0]:g}" height="{full[1]:g}" '
        f'viewBox="0 0 {full[0]:g} {full[1]:g}" font-family="{look.FONT}" font-size="12">'
        f"<title>{escape(chart.title.get(language))}</title><style>{_style()}</style>"
        f'<rect class="f-card" width="100%" height="100%"/><g transform="translate({PADDING} {PADDING})">'
        f'{"".join(head.parts)}<g transform="translate(0 {y + 12:g})">{body.parts}</g></g></svg>'
    )


def png(chart: Chart, language: Language, scale: float = 2.0, width: int = WIDTH) -> bytes:
    """The chart as a PNG picture. scale: dots per pixel."""
    import vl_convert

    _register_fonts()
    drawn: bytes = vl_convert.svg_to_png(svg(chart, language, width), scale=scale)
    return drawn


def as_data(chart: Chart, language: Language) -> dict[str, Any]:
    """The chart as plain data: kind, sentence, unit, columns, events."""
    said = chart.said(language)
    return {
        "kind": chart.kind, "title": chart.title.get(language),
        "subtitle": chart.subtitle.get(language) if chart.subtitle else None, "unit": chart.unit,
        "currency": chart.currency, "columns": {name: list(values) for name, values in said.columns.items()},
        "notes": [{"day": note.day, "text": note.text.get(language)} for note in chart.notes],
    }  # fmt: skip


def save(chart: Chart, path: Path, language: Language) -> None:
    """Writes the chart; the ending says how: .svg, .png, or .json for its data. Raises UnusableInput."""
    match path.suffix.lower():
        case ".svg":
            content = svg(chart, language).encode()
        case ".png":
            content = png(chart, language)
        case ".json":
            import json

            content = json.dumps(as_data(chart, language), ensure_ascii=False, indent=1).encode()
        case _:
            raise UnusableInput(
                Text(de=f"„{path.name}“ endet nicht auf .svg, .png oder .json.",
                     en=f"'{path.name}' does not end in .svg, .png or .json."),
                Text(de="Wählen Sie eine dieser Endungen.", en="Choose one of these endings."),
            )  # fmt: skip
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnusableInput(
            Text(de=f"„{path}“ kann nicht geschrieben werden: {error.strerror}.",
                 en=f"'{path}' cannot be written: {error.strerror}."),
            Text(de="Wählen Sie einen Ordner, in den Sie schreiben dürfen.", en="Choose a folder you may write to."),
        ) from None  # fmt: skip


@cache
def _style() -> str:
    """The roles as a stylesheet of plain classes, as every reader of SVG understands it."""
    rules = [f".f-{role}{{fill:{color}}}.s-{role}{{stroke:{color}}}" for role, color in look.ROLES.items()]
    return "".join(rules) + ".hit{fill:none}text{font-feature-settings:'tnum'}"


@cache
def _register_fonts() -> None:
    """Pictures show the product's font also where the machine does not have it."""
    import vl_convert

    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))
