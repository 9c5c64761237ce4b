"""Makes pictures of charts: a Vega-Lite description for the browser, SVG and PNG without one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import FIXED_SPACE, THIN_SPACE
from leitstand.foundation.registry import things
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
LOCALES: dict[Language, Literal["de-DE", "en-US"]] = {"de": "de-DE", "en": "en-US"}


@cache
def kinds() -> dict[str, Kind]:
    """Id → kind of chart."""
    return cast("dict[str, Kind]", things("leitstand.reporting.charts.kinds", "KIND"))


def vega_lite(chart: Chart, language: Language, width: int = look.WIDTH) -> dict[str, Any]:
    """The chart as a Vega-Lite description. Raises ValueError where columns are missing or unequally long."""
    kind, chart = kinds()[chart.kind], chart.said(language)
    missing = [name for name in kind.columns if name not in chart.columns]
    if missing or len({len(values) for values in chart.columns.values()}) > 1:
        raise ValueError(f"a chart of kind {chart.kind} needs equally long columns {', '.join(kind.columns)}")
    title: dict[str, Any] = {"text": look.lines(chart.title.get(language), look.TITLE_LINE)}
    if chart.subtitle:
        title["subtitle"] = look.lines(chart.subtitle.get(language), look.SUBTITLE_LINE)
    return {
        "$schema": SCHEMA,
        "description": chart.title.get(language),
        "title": title,
        "width": width,
        "height": kind.height(chart),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 16,
        "data": {"values": chart.rows()},
        **kind.draws(chart, language),
        "config": look.CONFIG,
    }


def svg(chart: Chart, language: Language) -> str:
    """The chart as an SVG document."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(
        vega_lite(chart, language), format_locale=_number_locale(chart, language), time_format_locale=LOCALES[language]
    )
    return drawn


def png(chart: Chart, language: Language, scale: float = 2.0) -> bytes:
    """The chart as a PNG picture. scale: dots per pixel."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(
        vega_lite(chart, language),
        scale=scale,
        format_locale=_number_locale(chart, language),
        time_format_locale=LOCALES[language],
    )
    return drawn


def save(chart: Chart, path: Path, language: Language) -> None:
    """Writes the chart; the ending says how: .svg, .png, or .json for Vega-Lite. Raises UnusableInput."""
    match path.suffix.lower():
        case ".svg":
            content = svg(chart, language).encode()
        case ".png":
            content = png(chart, language)
        case ".json":
            import json

            content = json.dumps(vega_lite(chart, language), ensure_ascii=False, indent=1).encode()
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


def _number_locale(chart: Chart, language: Language) -> dict[str, Any]:
    """Separators of the language, with the sign of the chart's own currency."""
    import vl_convert

    locale = dict(vl_convert.get_format_locale(LOCALES[language]))
    symbol = look.currency_symbol(chart, language)
    if language == "de":
        return locale | {"currency": ["", f"{FIXED_SPACE}{symbol}"], "percent": f"{THIN_SPACE}%"}
    return locale | {"currency": [symbol, ""]}
