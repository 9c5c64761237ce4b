"""Every method and finding type of the drawers keeps the contract; a new one needs no test file for that."""

from __future__ import annotations

import dataclasses
import re
import string
from functools import cache

import pytest
from tests.analysis.run.plain import PlainSight

from leitstand.analysis.contract import FindingType, Method, TooLittle
from leitstand.analysis.registry import methods, types
from leitstand.analysis.run.machine import run
from leitstand.analysis.run.sight import StoreSight
from leitstand.foundation.registry import modules
from leitstand.foundation.schema import tables
from leitstand.foundation.text import Text
from leitstand.metrics import worked
from leitstand.metrics.registry import relations

GIVEN = {"metric", "segment", "effect", "low", "high", "since", "until"}
"""Places of a sentence that the run fills for every type; the others are figures of the candidate."""


@cache
def nothing() -> StoreSight:
    """The sight over a store whose tables are all empty."""
    return StoreSight(worked.facts({}))


def texts(one: Method | FindingType) -> list[Text]:
    return [text for field in dataclasses.fields(one) if isinstance(text := getattr(one, field.name), Text)]


@pytest.mark.parametrize("name", sorted(methods()))
def test_method(name: str) -> None:
    one = methods()[name]
    for text in texts(one):
        assert text.de.strip() and text.en.strip() and text.de != text.en
    assert one.formula.strip() and one.reference.strip()
    assert one.finds and set(one.finds) <= set(types()) and len(set(one.finds)) == len(one.finds)
    assert set(one.needs) <= {*tables(), *relations()}


@pytest.mark.parametrize("name", sorted(methods()))
def test_without_data_there_is_nothing_to_find(name: str) -> None:
    found = run(PlainSight(), {name: methods()[name]}, strict=True)
    assert not found.findings and all(isinstance(one, TooLittle) for one in found.too_little_data)


@pytest.mark.xdist_group("an empty store")
@pytest.mark.parametrize("name", sorted(methods()))
def test_empty_tables_are_no_trouble(name: str) -> None:
    """Asked directly, for the run would not even call most of them."""
    assert all(isinstance(one, TooLittle) for one in methods()[name].look(nothing()))


@pytest.mark.parametrize(("drawer", "what"), [("methods", "METHOD"), ("types", "TYPE")])
def test_ids_are_plain_names_of_files(drawer: str, what: str) -> None:
    for name, module in modules(f"leitstand.analysis.{drawer}", what).items():
        assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name) and module.__name__.endswith(f".{name}")


@pytest.mark.parametrize("name", sorted(types()))
def test_type(name: str) -> None:
    one = types()[name]
    assert 0 < one.actionable <= 1 and one.sentences
    for text in (one.title, *one.sentences.values()):
        assert text.de.strip() and text.en.strip()
        assert text.de != text.en
    for key, text in one.sentences.items():
        assert places(text.de) == places(text.en), "both languages tell the same figures"
        assert re.fullmatch(r"[a-z_]+", key)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", str(place)) for place in places(text.de) - GIVEN)
    assert any(name in method.finds for method in methods().values()), "nobody finds it"


def places(template: str) -> set[str | None]:
    return {place for _, place, _, _ in string.Formatter().parse(template) if place is not None}
