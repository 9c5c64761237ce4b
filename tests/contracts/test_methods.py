"""Every method and finding type of the drawers keeps the contract; a new one needs no test file for that."""

from __future__ import annotations

import dataclasses
import string

import pytest
from tests.analysis.run.plain import PlainSight

from leitstand.analysis.contract import FindingType, Method, TooLittle
from leitstand.analysis.registry import methods, types
from leitstand.analysis.run.machine import run
from leitstand.foundation.schema import tables
from leitstand.foundation.text import Text
from leitstand.metrics.registry import relations


def texts(one: Method | FindingType) -> list[Text]:
    return [text for field in dataclasses.fields(one) if isinstance(text := getattr(one, field.name), Text)]


@pytest.mark.parametrize("name", sorted(methods()))
def test_method(name: str) -> None:
    one = methods()[name]
    for text in texts(one):
        assert text.de.strip() and text.en.strip() and text.de != text.en
    assert one.formula.strip() and one.reference.strip()
    assert one.finds and set(one.finds) <= set(types())
    assert set(one.needs) <= {*tables(), *relations()}


@pytest.mark.parametrize("name", sorted(methods()))
def test_without_data_there_is_nothing_to_find(name: str) -> None:
    found = run(PlainSight(), {name: methods()[name]}, strict=True)
    assert not found.findings and all(isinstance(one, TooLittle) for one in found.too_little_data)


@pytest.mark.parametrize("name", sorted(types()))
def test_type(name: str) -> None:
    one = types()[name]
    assert 0 < one.actionable <= 1 and one.sentences
    for text in (one.title, *one.sentences.values()):
        assert text.de.strip() and text.en.strip()
    for text in one.sentences.values():
        assert places(text.de) == places(text.en), "both languages tell the same figures"
    assert any(name in method.finds for method in methods().values()), "nobody finds it"


def places(template: str) -> set[str | None]:
    return {place for _, place, _, _ in string.Formatter().parse(template) if place is not None}
