"""The template for competitors: written, filled in with Excel, imported, seen beside the own number."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import LANGUAGES, Language
from leitstand.jobs.templates import write_competitor_template
from leitstand.metrics.registry import metrics
from leitstand.workspace import Workspace

LINES: dict[Language, list[list[Any]]] = {
    "de": [
        ["Alpha AG", None, "revenue_net", "2023", 250, "Bericht", None, datetime(2024, 3, 1), "hoch"],
        ["Wir", "ja", "revenue_net", "2023", 100, "Bericht", None, datetime(2024, 3, 1), "hoch"],
        ["Beta AG", "nein", "revenue_net", "2023", 50, "Bericht", None, datetime(2024, 3, 1), "vielleicht"],
    ],
    "en": [
        ["Alpha AG", None, "revenue_net", "2023", 250, "report", None, datetime(2024, 3, 1), "High"],
        ["We", "yes", "revenue_net", "2023", 100, "report", None, datetime(2024, 3, 1), "high"],
        ["Beta AG", "no", "revenue_net", "2023", 50, "report", None, datetime(2024, 3, 1), "perhaps"],
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_and_imported(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "competitors.xlsx"
    write_competitor_template(path, language)
    book = openpyxl.load_workbook(path)
    for line in LINES[language]:
        book.worksheets[0].append(line)
    book.save(path)
    workspace = Workspace(tmp_path / "home")
    observed, listed = workspace.import_files(path)
    assert (observed.connector, observed.rows_in, observed.accepted, observed.rejected) == (
        "competitor_template",
        3,
        2,
        1,
    )
    assert [(one.column, one.value) for one in observed.rejects] == [
        (book.worksheets[0].cell(1, 9).value, LINES[language][2][8]),
    ]
    assert (listed.connector, listed.accepted, listed.rejected) == ("competitor_template", 0, 0)
    (value,) = workspace.values("revenue_net", "total", start="2023", end="2024", compare=["competitor"])
    (alpha,) = value.comparisons
    assert (alpha.label.en, alpha.value, alpha.year, alpha.confidence) == ("Alpha AG (2023)", 250, 2024, "high")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_workbook_holds(tmp_path: Path, language: Language) -> None:
    write_competitor_template(tmp_path / "template.xlsx", language)
    first, second = openpyxl.load_workbook(tmp_path / "template.xlsx").worksheets
    assert all(cell.font.italic for cell in first[2])
    assert all(first.cell(1, column).font.bold for column in range(1, 10))
    choices = {str(one.sqref).split(":")[0]: one.formula1 for one in first.data_validations.dataValidation}
    assert choices["I2"] == {"de": '"hoch,mittel,niedrig"', "en": '"high,medium,low"'}[language]
    assert choices["C2"] == f"'{second.title}'!$A$2:$A${len(metrics()) + 1}"
    rows = {key: (title, unit) for key, title, unit in second.iter_rows(min_row=2, values_only=True)}
    assert set(rows) == set(metrics())
    assert rows["revenue_net"][0] == metrics()["revenue_net"].title.get(language)
    assert all(unit for _, unit in rows.values())


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as error:
        write_competitor_template(tmp_path / "nowhere" / "template.xlsx", "de")
    assert "Schließen Sie" in error.value.describe("de")
