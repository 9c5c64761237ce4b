"""The frame of all slides: format, colours and type of the house, title, foot."""

from __future__ import annotations

from typing import Any, cast

from leitstand.foundation.text import Language
from leitstand.reporting.blocks import MARKS, Tone
from leitstand.reporting.contract import Report

WIDE, HIGH = 13.333, 7.5
LEFT, TOP, WIDTH, BOTTOM = 0.6, 1.45, 12.13, 6.8
"""Of the part of a slide that holds its content, in inches."""
FONT = "Arial"
"""On every computer; slides take no type along."""
INK, SECONDARY, HAIRLINE, PAPER, PETROL = "1B2227", "5B6670", "DFE2E0", "F6F6F3", "0F5C6E"
TONES: dict[Tone, str] = {"good": "0B6E4F", "bad": "B4450F", "watch": "8A6D1B", "quiet": SECONDARY, "": INK}
COLORS = {
    "dk2": "10303A", "lt2": PAPER, "accent1": PETROL, "accent2": "F2B66D", "accent3": "0B6E4F", "accent4": "B4450F",
    "accent5": "6B4E9B", "accent6": "AEB6BA",
}  # fmt: skip
TITLE_SIZES = ((74, 24), (150, 18), (10_000, 14))
"""Characters of a title up to which it is so large, in points."""
TITLE_LAYOUT = "Title Only"
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"


class Deck:
    """Slides with the title slide already made."""

    def __init__(self, report: Report, language: Language) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.language, self.report = language, report
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(WIDE), Inches(HIGH)
        self._dressed()
        properties = self.deck.core_properties
        properties.title, properties.subject = report.title.get(language), report.basis.get(language)
        properties.author, properties.language = "Leitstand", language
        properties.created = properties.modified = report.made_at.replace(tzinfo=None)
        self._first()

    def slide(self, title: str) -> Any:
        """A new slide with title and foot."""
        slide = self.deck.slides.add_slide(self.layout)
        place(slide.shapes.title, LEFT, 0.5, WIDTH, 0.8)
        write(slide.shapes.title.text_frame, title, size=_title_size(title), bold=True, anchor="b")
        self._foot(slide)
        return slide

    def save(self, out: Any) -> None:
        self.deck.save(out)

    def _dressed(self) -> None:
        """One layout is used, the others go; the theme gets the colours of the house, so that new charts match."""
        layouts = self.deck.slide_layouts
        self.layout = next(one for one in layouts if one.name == TITLE_LAYOUT)
        for one in [one for one in layouts if one is not self.layout]:
            layouts.remove(one)
        for shape in [*self.layout.placeholders, *self.deck.slide_master.placeholders]:
            if shape.placeholder_format.type is not None and shape.placeholder_format.idx in (10, 11, 12):
                shape._element.getparent().remove(shape._element)  # date, foot and number stand in boxes of our own
            elif shape.placeholder_format.idx == 0:
                place(shape, LEFT, 0.5, WIDTH, 0.8)
        self._recoloured()

    def _recoloured(self) -> None:
        from pptx.opc.oxml import serialize_part_xml
        from pptx.oxml import parse_xml

        part = self.deck.slide_master.part.part_related_by(THEME)
        root = parse_xml(part.blob)
        space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
        for name, color in COLORS.items():
            for one in root.findall(f".//a:clrScheme/a:{name}/*", space):
                one.tag = f"{{{space['a']}}}srgbClr"
                one.attrib.clear()
                one.set("val", color)
        for one in root.findall(".//a:fontScheme/*/a:latin", space):
            one.set("typeface", FONT)
        part._blob = serialize_part_xml(root)

    def _first(self) -> None:
        report, language = self.report, self.language
        slide = self.deck.slides.add_slide(self.layout)
        bar = slide.shapes.add_shape(1, 0, 0, inches(0.28), inches(HIGH))
        fill(bar, PETROL)
        add_text(slide, "Leitstand", 1.0, 1.1, 10, 0.4, size=16, color=PETROL, bold=True)
        place(slide.shapes.title, 1.0, 1.55, 11.3, 1.0)
        write(slide.shapes.title.text_frame, report.title.get(language), size=38, bold=True, anchor="t")
        add_text(slide, report.headline.get(language), 1.0, 2.9, 11.0, 2.0, size=22)
        add_text(slide, report.basis.get(language), 1.0, 6.3, 11.0, 0.4, size=14, color=SECONDARY)

    def _foot(self, slide: Any) -> None:
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        words = f"{self.report.title.get(self.language)} · {self.report.basis.get(self.language)}"
        add_text(slide, words, LEFT, 7.02, 10.5, 0.3, size=10, color=SECONDARY)
        box = add_text(slide, "", WIDE - 1.6, 7.02, 1.0, 0.3, size=10, color=SECONDARY, right=True)
        paragraph = box.text_frame.paragraphs[0]._p
        number = len(self.deck.slides)
        paragraph.append(parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="{self.language}" sz="1000"><a:solidFill><a:srgbClr val="{SECONDARY}"/></a:solidFill>'
            f'<a:latin typeface="{FONT}"/></a:rPr><a:t>{number}</a:t></a:fld>'
        ))  # fmt: skip


def rgb(color: str) -> Any:
    """A colour of six hex digits."""
    from pptx.dml.color import RGBColor

    return cast(Any, RGBColor).from_string(color)


def _title_size(title: str) -> int:
    return next(size for most, size in TITLE_SIZES if len(title) <= most)


def inches(number: float) -> Any:
    from pptx.util import Inches

    return Inches(number)


def place(shape: Any, left: float, top: float, wide: float, tall: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (inches(one) for one in (left, top, wide, tall))


def fill(shape: Any, color: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(color)
    if hasattr(shape, "line"):
        shape.line.fill.background()


def add_text(slide: Any, text: str, left: float, top: float, wide: float, tall: float, *, size: float,
             color: str = INK, bold: bool = False, right: bool = False, tone: Tone = "") -> Any:  # fmt: skip
    """A box with words; a tone gives it colour and sign."""
    box = slide.shapes.add_textbox(inches(left), inches(top), inches(wide), inches(tall))
    mark = f"{MARKS[tone]} " if tone in ("good", "bad", "watch") else ""
    write(box.text_frame, mark + text, size=size, bold=bold, color=TONES[tone] if tone else color, right=right)
    return box


def write(frame: Any, text: str, *, size: float, bold: bool = False, color: str = INK, right: bool = False,
          anchor: str = "t") -> None:  # fmt: skip
    """Replaces the words of a frame."""
    from pptx.enum.text import MSO_ANCHOR

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if anchor == "b" else MSO_ANCHOR.TOP
    frame.clear()
    add_run(frame.paragraphs[0], text, size=size, bold=bold, color=color, right=right)


def add_run(
    paragraph: Any, text: str, *, size: float, bold: bool = False, color: str = INK, right: bool = False
) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = rgb(color)
