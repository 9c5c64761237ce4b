"""The files of reports: each opens, says what the report says, with numbers as numbers and texts as texts."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, get_args

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from tests.reporting import invented

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import LANGUAGES, Language
from leitstand.reporting.building import built
from leitstand.reporting.contract import Document, ReportKind
from leitstand.reporting.renderers.formats import number_format
from leitstand.reporting.renderers.native import native
from leitstand.reporting.rendering import rendered

KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
CASES = pytest.mark.parametrize(("kind", "language"), [(kind, language) for kind in KINDS for language in LANGUAGES])


def document(kind: ReportKind, language: Language, form: Any) -> Document:
    return rendered(invented.report(kind), language, form)


@CASES
def test_pdf(kind: ReportKind, language: Language) -> None:
    content = document(kind, language, "pdf").content
    assert content.startswith(b"%PDF-1.7") and b"%%EOF" in content[-32:]
    metadata = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>")].decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert invented.report(kind).title.get(language) in metadata and f"<rdf:li>{language}</rdf:li>" in metadata


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_the_pdf(language: Language) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    content = document("monthly", language, "pdf").content
    read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    said = re.sub(r"\s+", " ", read.replace("\u00ad", ""))
    for part in ("266.167 €", "+13,7 %", "Datenstand 01.10.2026") if language == "de" else (
        "€266,167", "+13.7%", "Data as of 2026-10-01"):  # fmt: skip
        assert part in said
    assert "=HYPERLINK(" in said and "0123456789ab" in said


@CASES
def test_pptx(kind: ReportKind, language: Language) -> None:
    deck = Presentation(BytesIO(document(kind, language, "pptx").content))
    slides = list(deck.slides)
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    assert slides[0].shapes.title.text_frame.text == invented.report(kind).title.get(language)
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts)
    revenue = native(next(block.chart for section in invented.report(kind).sections if section.id == "figures"
                          for block in section.blocks if hasattr(block, "chart")), language)  # fmt: skip
    assert revenue is not None and tuple(revenue.series[0].values) in [
        tuple(one.values) for shape in charts for one in shape.chart.plots[0].series
    ]
    for slide in slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height, shape.name


@CASES
def test_xlsx(kind: ReportKind, language: Language) -> None:
    book = load_workbook(BytesIO(document(kind, language, "xlsx").content))
    sheet = book["Kennzahlen" if language == "de" else "Key figures"]
    rows = {row[1].value: row for row in sheet.iter_rows() if len(row) > 2}
    net = rows["Nettoumsatz" if language == "de" else "Net revenue"]
    assert net[2].value == invented.REVENUE and net[2].data_type == "n"
    assert net[2].number_format == number_format("currency", "EUR", language, [invented.REVENUE])
    score = rows["Weiterempfehlungswert (NPS)" if language == "de" else "Net promoter score (NPS)"]
    assert [cell.value for cell in score[2:5]] == [invented.NPS, -1.3, 34.6]
    assert pytest.approx(invented.REVENUE / invented.YEAR_AGO - 1) in [cell.value for cell in net[5:]]
    definitions = book[book.sheetnames[-1]]
    words = [cell.value for row in definitions.iter_rows() for cell in row]
    assert definitions.title == ("Definitionen" if language == "de" else "Definitions")
    assert "revenue_net" in words and words.count("0123456789ab") == 2
    assert len(book["Grafiken" if language == "de" else "Charts"]._charts) >= 5
    cells = [cell for each in book.worksheets for row in each.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(str(cell.value).startswith("=HYPERLINK") and cell.data_type == "s" for cell in cells)


class Page(HTMLParser):
    """What a mail is made of."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@CASES
def test_html(kind: ReportKind, language: Language) -> None:
    mail = document(kind, language, "html")
    content = mail.content.decode()
    page = Page(content)
    assert page.open == [] and page.tags.isdisjoint({"script", "style", "link", "img", "svg", "iframe"})
    assert page.names.isdisjoint({"src", "href", "class", "id"}) and "<script" not in content
    assert f'<html lang="{language}">' in content and invented.report(kind).headline.get(language) in content
    assert mail.subject == invented.report(kind).title.get(language)
    assert mail.text.startswith(mail.subject) and max(map(len, mail.text.splitlines())) <= 120
    assert "266.167\xa0€" in mail.text.replace("\n", " ") if language == "de" else "€266,167" in mail.text


@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx", "html"])
def test_without_data_each_form_is_a_whole_document(form: Any) -> None:
    made = rendered(built(invented.nothing("quarterly")), "de", form)
    assert made.name == f"leitstand-quartalsbericht-q3-2026.{form}" and len(made.content) > 1000


def test_another_form_is_refused() -> None:
    with pytest.raises(UnknownId, match="There is no form 'doc'"):
        rendered(invented.report("monthly"), "en", "doc")  # type: ignore[arg-type]
