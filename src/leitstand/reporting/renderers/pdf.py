"""Makes a PDF of a report: pages to print and to file, readable for screen readers too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from leitstand.foundation.text import Language, Text
from leitstand.reporting.blocks import MARKS, Picture
from leitstand.reporting.building import told
from leitstand.reporting.charts.render import svg
from leitstand.reporting.contract import Document, Report
from leitstand.reporting.renderers.naming import file_name

FONTS = Path(__file__).parents[1] / "fonts"
TEMPLATE = Path(__file__).with_name("report.typ")
STANDARD: Literal["a-2a"] = "a-2a"
"""PDF/A-2a: everything that is needed to show it in decades is in the file, and its order can be read aloud."""
RANK = 2
"""Columns up to this rank fit on a page."""
NARROW = 12
"""Characters up to which a column is as wide as its words."""
WIDTH, SMALL = 720, 440
"""Of charts, in pixels: over the whole width of the page, and side by side."""
WORDS = {
    "product": Text(de="Leitstand", en="Leitstand"),
    "page": Text(de="Seite", en="Page"),
    "of": Text(de="von", en="of"),
}


def pdf(report: Report, language: Language) -> Document:
    """The report as PDF/A."""
    import typst

    data = told(report, language, RANK)
    skipped = report.kind == "cockpit"
    kept = [one for one in report.sections if not (skipped and one.appendix)]
    data["sections"] = [one for one in data["sections"] if one["id"] in {each.id for each in kept}]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for section, made in zip(data["sections"], kept, strict=True):
            for place, (block, value) in enumerate(zip(section["blocks"], made.blocks, strict=True)):
                _prepared(block, section["blocks"][place + 1 : place + 2])
                if isinstance(value, Picture):
                    block["file"] = f"{section['id']}-{place}.svg"
                    drawn = svg(value.chart, language, SMALL if value.small else WIDTH)
                    (folder / block["file"]).write_text(drawn, encoding="utf-8")
        data |= {
            "words": {key: text.get(language) for key, text in WORDS.items()},
            "keywords": [data["basis"]],
            "day": [report.made_at.year, report.made_at.month, report.made_at.day],
        }
        (folder / "report.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        shutil.copy(TEMPLATE, folder / TEMPLATE.name)
        content: bytes = typst.compile(
            str(folder / TEMPLATE.name),
            root=str(folder),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=int(report.made_at.timestamp()),
        )
    return Document(file_name(report, language, "pdf"), "application/pdf", content)


def _prepared(block: dict[str, Any], following: list[dict[str, Any]]) -> None:
    """Adds what the template needs: marks, the columns that fit, a text in place of the chart."""
    match block["block"]:
        case "table":
            for place, column in enumerate(block["columns"]):
                cells = [row["cells"][place] for row in block["rows"]]
                longest = max((len(cell["written"]) for cell in cells if "course" not in cell), default=0)
                heading = max(map(len, column["title"].split()), default=0)
                column["course"] = any("course" in cell for cell in cells)
                column["chars"] = max(longest, heading) if column["number"] or longest <= NARROW else 0
        case "paragraph":
            block["mark"] = MARKS[block["tone"]] if block["tone"] in ("good", "bad", "watch") else ""
            block["over"] = bool(following) and not block["tone"] and following[0]["block"] in ("points", "table")
        case "chart":
            block["alt"] = ". ".join(filter(None, (block["title"], block["subtitle"])))
