"""Every metric of the drawer keeps the contract; a new metric needs no test file of its own."""

from __future__ import annotations

import dataclasses
import random
import re
from functools import cache

import pytest

from leitstand.foundation.period import GRAINS, parse_day, parse_grain
from leitstand.foundation.text import Text
from leitstand.metrics import worked
from leitstand.metrics.compute import splits
from leitstand.metrics.compute.answer import Ask, answer, needed
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.evaluator import Evaluator, leaves_of
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Measure, Metric, Sum
from leitstand.metrics.registry import dimensions, family, find, measures, metrics

METRICS = sorted(metrics())
EXAMPLES = [(name, index) for name in METRICS for index in range(len(metrics()[name].examples))]


@cache
def outcome(name: str, index: int) -> float | None:
    """What the metric answers to its example; several tests look at it."""
    return worked.outcome(name, metrics()[name].examples[index])


def texts(one: object) -> list[Text]:
    return [value for field in dataclasses.fields(one) if isinstance(value := getattr(one, field.name), Text)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", METRICS)
def test_fields(name: str) -> None:
    one = metrics()[name]
    assert isinstance(one, Metric)
    for text in texts(one):
        assert text.de.strip() and text.en.strip()
        assert text.de != text.en or len(text.de) < 25, f"{text.de!r} is not translated"
    assert set(one.grains) <= set(GRAINS) and "total" in one.grains
    assert one.examples and one.source
    assert one.min_sample >= 0
    assert len(fingerprint(name)) == 12
    assert family(name)


@pytest.mark.parametrize("name", METRICS)
def test_refers_only_to_known_things(name: str) -> None:
    one = metrics()[name]
    assert all(leaf in measures() for leaf in leaves_of(name))
    assert set(one.dimensions) <= set(dimensions())
    for dimension in one.dimensions:
        fixed = getattr(one.kind, "fixed", ())
        for leaf in needed(name):
            if dimension not in fixed:
                table = measures()[leaf].table
                assert splits.reachable(table, dimensions()[dimension]), f"{table} cannot be split by {dimension}"


def test_ids_are_unique() -> None:
    assert not set(measures()) & set(metrics())
    former = [old for one in (*metrics().values(), *measures().values()) for old in one.former_ids]
    assert len(former) == len(set(former)) and not set(former) & {*measures(), *metrics()}


@pytest.mark.parametrize(("name", "index"), EXAMPLES)
def test_worked_example(name: str, index: int) -> None:
    example = metrics()[name].examples[index]
    assert outcome(name, index) == (
        None if example.value is None else pytest.approx(example.value, rel=1e-9, abs=1e-9)
    ), example.calculation.en


@pytest.mark.parametrize(("name", "index"), EXAMPLES)
def test_worked_example_is_told_in_every_language(name: str, index: int) -> None:
    example = metrics()[name].examples[index]
    assert example.calculation.de.strip() and example.calculation.en.strip()
    if isinstance(example.sum, str):
        assert reads_alike(example.sum), f"{example.sum!r} needs Text(de=…, en=…)"
    else:
        assert example.sum.de != example.sum.en, f"{example.sum.de!r} is not translated"


def reads_alike(calculation: str) -> bool:
    """Nothing in it depends on the language: no word but units, no comma or point in a number."""
    return not re.search(r"[^\W\d_]|\d[.,]\d", re.sub(r"Σ|\bEUR\b", "", calculation))


def test_a_calculation_with_words_or_separators_needs_both_languages() -> None:
    assert reads_alike("Σ 3 × (20 − 4) EUR / 40")
    assert not any(map(reads_alike, ("2 / 2 orders", "1,000 − 800", "1.2 / 1.1 − 1", "3 EURO")))


@pytest.mark.parametrize(("name", "index"), EXAMPLES)
def test_order_of_rows_does_not_matter(name: str, index: int) -> None:
    example = metrics()[name].examples[index]
    shuffled = {
        table: random.Random(7).sample([{**row, "row_key": n} for n, row in enumerate(rows, 1)], len(rows))
        for table, rows in example.rows.items()
    }
    keyed = {table: [_with_own_key(table, row) for row in rows] for table, rows in shuffled.items()}
    assert worked.outcome(name, dataclasses.replace(example, rows=keyed), intervals=False) == outcome(name, index)


def _with_own_key(table: str, row: dict[str, object]) -> dict[str, object]:
    from leitstand.foundation.schema import table as schema

    one = schema(table)
    if len(one.key) == 1 and one.column(one.key[0]).type == "key":
        return {one.key[0]: row["row_key"], **row}
    return row


@pytest.mark.parametrize("name", METRICS)
def test_awkward_data_get_an_honest_answer(name: str) -> None:
    example = metrics()[name].examples[0]
    ask = Ask(parse_grain(example.grain), start=parse_day(example.start), end=parse_day(example.end))
    empty = answer(worked.facts({}), name, ask)
    assert [value.status for value in empty] in (["no_data"], ["waiting"]) and empty[0].value is None and empty[0].note
    nulls = {table: [{}] for table in example.rows}
    for value in answer(worked.facts(nulls), name, ask):
        assert value.value is None or value.value in (0, 100), f"made {value.value} out of nothing"
    first = {table: rows[:1] for table, rows in example.rows.items()}
    for value in answer(worked.facts(first), name, ask):
        assert value.status in ("ok", "not_enough_data", "no_data", "waiting")
        assert (value.value is None) == (value.status != "ok")
    future = dataclasses.replace(example, start="2190-01-01", end="2191-01-01", by=())
    for value in worked.run(name, future, intervals=False):
        assert not value.complete


@pytest.mark.parametrize("name", [n for n in METRICS if isinstance(metrics()[n].kind, Sum)])
def test_splits_add_up(name: str) -> None:
    if not all(measures()[leaf].additive for leaf in leaves_of(name)):
        return
    example = metrics()[name].examples[0]
    start, end = parse_day(example.start), parse_day(example.end)
    total = answer(worked.facts(example.rows, example.as_of), name, Ask("total", start=start, end=end))[0]
    for dimension in sorted(metrics()[name].dimensions):
        question = Question((total.period,), (dimension,))
        parts = Evaluator(worked.facts(example.rows, example.as_of)).numbers(name, question)
        assert sum(part.value or 0 for part in parts.values()) == pytest.approx(total.value or 0)


@pytest.mark.parametrize("name", sorted(measures()))
def test_measures(name: str) -> None:
    one = find(name)
    assert isinstance(one, Measure)
    assert one.title.de and one.title.en
    assert (one.value is None) == (one.aggregate == "count")
    if one.aggregate == "distinct":
        assert not one.additive
