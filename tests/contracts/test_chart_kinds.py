"""Every kind of chart of the drawer keeps the contract; a new one needs no test file for that."""

from __future__ import annotations

import json
import re

import pytest

from leitstand.foundation.text import LANGUAGES
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.inline import drawing
from leitstand.reporting.charts.registry import kinds
from leitstand.reporting.charts.render import as_data, svg


@pytest.mark.parametrize("name", sorted(kinds()))
def test_kind(name: str) -> None:
    one = kinds()[name]
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name) and one.example.kind == name
    for text in (one.title, one.example.title):
        assert text.de.strip() and text.en.strip()
        assert text.de != text.en or " " not in text.de
    assert one.columns and set(one.columns) <= set(one.example.columns)
    assert one.example.rows() and set(one.order) | set(one.units) <= set(one.example.columns)
    assert all(set(parts) | {whole} <= set(one.columns) for parts, whole in one.parts.items())


@pytest.mark.parametrize("name", sorted(kinds()))
def test_what_is_kept_is_plain_data_and_the_chart_stays_as_it_was(name: str) -> None:
    example = kinds()[name].example
    before = [dict(row) for row in example.rows()]
    for language in LANGUAGES:
        described = as_data(example, language)
        assert json.loads(json.dumps(described, allow_nan=False)) == described
        assert all(len(values) >= 1 for values in described["columns"].values())
        assert drawing(example, language) == drawing(example, language) and svg(example, language)
    assert example.rows() == before


@pytest.mark.parametrize("name", sorted(kinds()))
def test_without_one_of_its_columns_it_is_not_drawn(name: str) -> None:
    one = kinds()[name]
    for missing in one.columns:
        columns = {key: values for key, values in one.example.columns.items() if key != missing}
        with pytest.raises(ValueError, match=missing):
            drawing(Chart(name, columns, one.example.unit, one.example.title), "en")
