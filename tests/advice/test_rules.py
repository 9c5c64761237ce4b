"""Every rule says what it must, speaks on its own example, and is silent on the other."""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from leitstand.advice import rules as drawer
from leitstand.advice.contract import Advice, Example, Found, Rule
from leitstand.advice.machine import filled
from leitstand.advice.registry import built_in
from leitstand.analysis.registry import types
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.schema import tables
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.contract import Metric
from leitstand.metrics.registry import find, relations

RULES = built_in()
TEXTS = ("title", "pattern", "guard", "problem", "diagnosis", "action", "owner")
each_rule = pytest.mark.parametrize("name", sorted(RULES))


def advised(name: str, example: Example) -> list[Advice]:
    return list(RULES[name].look(example))


def is_known(metric: str) -> bool:
    try:
        find(metric)
    except UnknownId:
        return False
    return True


def places(template: Text) -> set[str]:
    return {name for language in LANGUAGES for _, name, _, _ in Formatter().parse(template.get(language)) if name}


@each_rule
def test_speaks_on_its_example(name: str) -> None:
    found = advised(name, RULES[name].fires)
    assert found
    for one in found:
        sane(RULES[name], one)


def sane(rule: Rule, advice: Advice) -> None:
    assert set(advice.findings) <= {one.id for one in rule.fires.findings}
    assert len(set(advice.findings)) == len(advice.findings)
    assert advice.affected.count >= 0 and advice.cost >= 0
    assert all(isinstance(key, str) for key in advice.affected.keys)
    assert advice.affected.table is None or advice.affected.table in tables()
    assert advice.affected.table is not None or not advice.affected.keys
    if advice.money is not None:
        assert math.isfinite(advice.money.per_year)
    if advice.gap is None:
        return
    assert all(math.isfinite(value) for value in (advice.gap.change, advice.gap.low, advice.gap.high))
    assert advice.gap.low <= advice.gap.change <= advice.gap.high
    direction = {"up": 1, "down": -1, "context": 0}[find(rule.lever).direction]
    assert advice.gap.change * direction >= 0, "the gap leads away from the better"


@each_rule
def test_is_silent_on_the_other_example(name: str) -> None:
    assert advised(name, RULES[name].silent) == []


@each_rule
def test_is_silent_where_nothing_is_known(name: str) -> None:
    assert advised(name, Example()) == []


@each_rule
def test_the_silent_example_is_about_something(name: str) -> None:
    """An empty example would be silent for lack of data, not because of the guard."""
    silent = RULES[name].silent
    assert silent.findings or silent.steps or silent.levels or silent.by or silent.frames


@each_rule
def test_the_order_of_the_findings_does_not_matter(name: str) -> None:
    fires = RULES[name].fires
    other = replace(fires, findings=list(reversed(fires.findings)), steps=list(reversed(fires.steps)))
    assert told(advised(name, fires)) == told(advised(name, other))


def told(found: Sequence[Advice]) -> list[str]:
    """What matters of advice: where, how far, how many, resting on what."""
    return sorted(
        str((sorted(one.dims.items()), sorted(one.findings), one.gap, one.affected.count, one.money)) for one in found
    )


@each_rule
def test_its_texts_are_there_and_can_be_filled_in(name: str) -> None:
    rule = RULES[name]
    for text in [*(getattr(rule, field) for field in TEXTS), rule.check.how]:
        assert all(text.get(language).strip() for language in LANGUAGES)
    for advice in advised(name, rule.fires):
        for template in (rule.problem, rule.diagnosis, rule.action):
            for language in LANGUAGES:
                said = filled(template, advice, "EUR").get(language)
                assert "{" not in said and "None" not in said and "nan" not in said.split()
        assert all(text.de.strip() and text.en.strip() for text in (*advice.against, advice.affected.what))


@each_rule
def test_both_languages_tell_the_same_figures(name: str) -> None:
    for template in (RULES[name].problem, RULES[name].diagnosis, RULES[name].action):
        german, english = (
            {place for _, place, _, _ in Formatter().parse(template.get(language)) if place} for language in LANGUAGES
        )
        assert german == english


@each_rule
def test_no_figure_is_worked_out_in_vain(name: str) -> None:
    rule = RULES[name]
    used = places(rule.problem) | places(rule.diagnosis) | places(rule.action)
    shared = {"finding", "metric", "effect", "since"}  # of reading.figures, the same for all
    for advice in advised(name, rule.fires):
        assert set(advice.figures) - shared <= used


@each_rule
def test_what_it_names_exists(name: str) -> None:
    rule = RULES[name]
    assert isinstance(find(rule.lever), Metric), "a lever is a metric of the catalogue"
    assert all(is_known(metric) for metric in (rule.check.metric, *rule.guardrails))
    assert rule.guardrails and rule.lever not in rule.guardrails
    assert rule.check.designs and rule.check.weeks > 0
    assert all(table in tables() or table in relations() for table in rule.needs)
    assert all(other in RULES and other != name for other in rule.instead_of)
    assert rule.source.strip()


@each_rule
def test_its_examples_could_be_real(name: str) -> None:
    """Findings of types and metrics that exist, with the effect in its interval; levels likewise."""
    for example in (RULES[name].fires, RULES[name].silent):
        ids = [one.id for one in example.findings]
        assert len(set(ids)) == len(ids)
        for one in example.findings:
            could_be_found(one)
        for (metric, _, _), level in example.levels.items():
            assert is_known(metric)
            assert level.low is None or level.high is None or level.low <= level.value <= level.high
        for table in example.frames:
            assert table in tables() or table in relations()


def could_be_found(one: Found) -> None:
    assert one.type in types()
    assert is_known(one.metric)
    if one.low is not None and one.high is not None:
        assert one.low <= one.effect <= one.high


@each_rule
def test_it_does_not_lean_on_another_rule(name: str) -> None:
    source = Path(inspect.getfile(RULES[name].look)).read_text(encoding="utf-8")
    imported = [node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    assert not [module for module in imported if module.startswith(drawer.__name__)]


def test_enough_rules_change_how_work_is_done() -> None:
    """Not only actions: roles, capacity, hand-offs, limits of approval, routing, the mix of channels."""
    assert len(RULES) >= 40
    assert sum(rule.kind != "action" for rule in RULES.values()) >= 12


def test_titles_tell_the_rules_apart() -> None:
    for language in LANGUAGES:
        assert len({rule.title.get(language) for rule in RULES.values()}) == len(RULES)
