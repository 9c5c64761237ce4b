"""The data dictionary leaves nothing out."""

from __future__ import annotations

from leitstand.foundation.schema import Privacy, tables
from leitstand.foundation.schema.dictionary import PRIVACY, markdown


def _sections() -> dict[str, str]:
    head, *sections = markdown().split("\n## `")
    assert all(f"**{privacy.value}**" in head for privacy in Privacy)
    return {section.split("`", 1)[0]: section for section in sections}


def test_every_table_and_column_has_its_row() -> None:
    sections = _sections()
    assert list(sections) == sorted(tables())
    for name, table in tables().items():
        rows = [line for line in sections[name].splitlines() if line.startswith("| `")]
        assert len(rows) == len(table.columns)
        for column, row in zip(table.columns, rows, strict=True):
            cells = [cell.strip() for cell in row.strip("|").split(" | ")]
            assert cells[0] == f"`{column.name}`"
            assert cells[1].startswith(column.type)
            assert cells[2:] == [column.unit, column.privacy.value, column.meaning.de, column.meaning.en]
            assert all(value in cells[1] for value in column.values)
            assert column.references is None or f"`{column.references}`" in cells[1]


def test_every_section_names_meaning_key_and_times() -> None:
    for name, section in _sections().items():
        table = tables()[name]
        assert table.meaning.de in section and table.meaning.en in section
        assert "Key: " + ", ".join(f"`{column}`" for column in table.key) in section
        assert (f"event time: `{table.event_time}`" in section) == (table.event_time is not None)
        assert (f"capture time: `{table.capture_time}`" in section) == (table.capture_time is not None)


def test_every_privacy_class_is_explained() -> None:
    assert set(PRIVACY) == set(Privacy)
