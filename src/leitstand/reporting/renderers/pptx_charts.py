"""Charts of slides: real ones, whose numbers can be changed; a picture where slides have no such kind."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any, cast

from leitstand.foundation.text import Language
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.render import png
from leitstand.reporting.renderers import formats
from leitstand.reporting.renderers.native import COLORS, Native, Series, months_between_ticks, native
from leitstand.reporting.renderers.pptx_deck import FONT, HAIRLINE, INK, SECONDARY, add_text, inches, rgb

HEAD = 0.4
"""Room above a chart for its title or subtitle, in inches."""
BAR = 0.62
"""Height of a bar with its name: fewer bars make a lower chart."""
DASHES = {"plan": "DASH", "limit": "ROUND_DOT", "range": "SQUARE_DOT"}


def add_chart(slide: Any, chart: Chart, language: Language, left: float, top: float, wide: float, tall: float, *,
              titled: bool) -> None:  # fmt: skip
    """titled: the chart's own title stands above it, because that of the slide is another."""
    told = chart.said(language)
    title, subtitle = told.title.get(language), told.subtitle.get(language) if told.subtitle else ""
    above = title if titled else subtitle
    if above:
        add_text(slide, above, left, top, wide, HEAD, size=14 if titled else 12, bold=titled,
                 color=INK if titled else SECONDARY)  # fmt: skip
    found = native(chart, language)
    if found is None:
        _picture(slide, chart, language, left, top + HEAD, wide, tall - HEAD)
        return
    tall = tall - HEAD
    if found.shape in ("bars", "stacked"):
        tall = min(tall, BAR * len(found.categories) + 0.8)
    drawn = _drawn(slide, found, left, top + HEAD, wide, tall)
    drawn._element.nvGraphicFramePr.cNvPr.set("descr", f"{title}. {subtitle}")
    _dressed(drawn.chart, found, language)


def _picture(slide: Any, chart: Chart, language: Language, left: float, top: float, wide: float, tall: float) -> None:
    picture = slide.shapes.add_picture(BytesIO(png(chart, language)), inches(left), inches(top))
    scale = min(wide * 914400 / picture.width, tall * 914400 / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    picture._element.nvPicPr.cNvPr.set("descr", chart.title.get(language))


def _drawn(slide: Any, found: Native, left: float, top: float, wide: float, tall: float) -> Any:
    from pptx.chart.data import CategoryChartData, XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data: Any
    if found.shape == "scatter":
        data = cast(Any, XyChartData)(number_format="General")
        points = data.add_series(found.title)
        for x, y in zip(found.series[0].values, found.series[1].values, strict=True):
            points.add_data_point(x, y)
        kind = XL_CHART_TYPE.XY_SCATTER
    else:
        data = cast(Any, CategoryChartData)(number_format=found.format)
        data.categories = found.categories
        for one in found.series:
            data.add_series(one.name, one.values)
        kind = {"line": XL_CHART_TYPE.LINE, "bars": XL_CHART_TYPE.BAR_CLUSTERED,
                "stacked": XL_CHART_TYPE.BAR_STACKED}[found.shape]  # fmt: skip
    return slide.shapes.add_chart(kind, inches(left), inches(top), inches(wide), inches(tall), data)


def _dressed(drawn: Any, found: Native, language: Language) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    drawn.font.size, drawn.font.name = Pt(11), FONT
    drawn.font.color.rgb = rgb(SECONDARY)
    drawn.has_title = False
    drawn.has_legend = found.legend
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if found.shape == "scatter":
        _scattered(drawn, found)
        return
    plot = drawn.plots[0]
    if found.shape != "line":
        plot.gap_width = 60
        plot.overlap = 100 if found.shape == "stacked" else 0
    for series, one in zip(plot.series, found.series, strict=True):
        _look(series, one, found)
    _axes(drawn, found, language)


def _look(series: Any, one: Series, found: Native) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    color = rgb(COLORS[one.role])
    if found.shape == "line":
        series.smooth = False
        series.marker.style = None
        series.format.line.color.rgb = color
        series.format.line.width = Pt(2.5 if one.role == "main" else 1.5)
        if one.role in DASHES:
            series.format.line.dash_style = getattr(MSO_LINE, DASHES[one.role])
        _without_marks(series)
        return
    if one.role == "base":
        series.format.fill.background()
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = color
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, one.sign + found.format, False
    labels.font.size = Pt(11)
    if found.shape == "stacked" and one.role != "soft":
        labels.font.color.rgb = rgb("FFFFFF")


def _without_marks(series: Any) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    series.marker.style = XL_MARKER_STYLE.NONE


def _axes(drawn: Any, found: Native, language: Language) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    values, names = drawn.value_axis, drawn.category_axis
    values.has_major_gridlines = found.shape == "line"
    values.format.line.fill.background()
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(HAIRLINE)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if found.shape == "line":
        values.major_gridlines.format.line.color.rgb = rgb(HAIRLINE)
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = found.axis, False
        if isinstance(found.categories[0], date):
            names.tick_labels.number_format = formats.MONTH[language]
            names.tick_labels.number_format_is_linked = False
            _ticks(names, months_between_ticks(found))
    else:
        values.visible = False
        names.reverse_order = True
        low = min((one for each in found.series for one in each.values if one is not None), default=0.0)
        if low >= 0:
            values.minimum_scale = 0


def _ticks(axis: Any, months: int) -> None:
    """So many months apart; the library has no word for it."""
    from pptx.oxml.ns import qn

    element = axis._element
    for name in ("c:majorUnit", "c:majorTimeUnit"):
        for one in element.findall(qn(name)):
            element.remove(one)
    known = (element.find(qn(name)) for name in ("c:baseTimeUnit", "c:lblOffset", "c:auto"))
    after = next(one for one in known if one is not None)
    for name, value in (("c:majorTimeUnit", "months"), ("c:majorUnit", str(months))):
        one = element.makeelement(qn(name))
        one.set("val", value)
        after.addnext(one)


def _scattered(drawn: Any, found: Native) -> None:
    """Each point under its own name."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.util import Pt

    series = drawn.plots[0].series[0]
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(COLORS["main"])
    for place, name in enumerate(found.categories):
        label = series.points[place].data_label
        label.position = XL_LABEL_POSITION.RIGHT
        label.text_frame.text = str(name)
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    for axis, one in zip((drawn.category_axis, drawn.value_axis), found.series, strict=True):
        axis.has_major_gridlines = False
        axis.has_title = True
        axis.axis_title.text_frame.text = one.name
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
