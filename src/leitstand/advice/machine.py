"""Asks every rule, values what it advises, resolves what is said twice, and puts the best first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leitstand.advice.contract import Advice, Found, Record, Rule, Situation, prior
from leitstand.advice.expecting import DAY_COST, DAYS, Expected, chance, cost_of, expected, shares
from leitstand.analysis.contract import Dims, Figure
from leitstand.analysis.run.result import plain
from leitstand.analysis.run.words import segment, written
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.registry import find

MOST_KEYS = 200
"""Of a list of those affected that a recommendation carries along."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One piece of advice with its price tag. score: expected money per day of work, discounted by doubt."""

    id: str
    rule_id: str
    rule: Rule
    advice: Advice
    record: Record
    expecting: Expected
    cost: float
    score: float
    rests_on: Sequence[Found]
    overlaps: tuple[str, ...] = ()


def recommend(
    situation: Situation,
    rules: Mapping[str, Rule],
    records: Mapping[str, Record],
    pace: Callable[[str, Dims], float | None],
    has: Callable[[str], bool] = lambda table: True,
    day_cost: float = DAY_COST,
) -> tuple[list[Recommendation], dict[str, str]]:
    """The recommendations, best first, and the rules that failed with the reason.

    records: rule → what own results say of it. pace: metric, segment → what it has moved in a year before.
    """
    found: dict[str, Recommendation] = {}
    failed: dict[str, str] = {}
    known = {one.id: one for one in situation.findings}
    for name, rule in rules.items():
        if not all(has(table) for table in rule.needs):
            continue
        try:
            advised = list(rule.look(situation))
        except Exception as error:  # one faulty rule must not silence the others
            failed[name] = f"{type(error).__name__}: {error}"
            continue
        for advice in advised:
            one = _valued(name, rule, advice, situation, records, pace, day_cost, known)
            if one.id not in found or found[one.id].score < one.score:
                found[one.id] = one
    ranked = sorted(_without_lesser(list(found.values())), key=_order)
    return [replace(one, overlaps=_overlapping(one, ranked)) for one in ranked], failed


def _valued(name: str, rule: Rule, advice: Advice, situation: Situation, records: Mapping[str, Record],
            pace: Callable[[str, Dims], float | None], day_cost: float,
            known: Mapping[str, Found]) -> Recommendation:  # fmt: skip
    record = records.get(name) or prior(name, rule.grade)
    cost = cost_of(rule, advice, day_cost)
    expecting = expected(rule, advice, record, situation, pace(rule.lever, _measured(advice)), cost)
    rests_on = [known[each] for each in advice.findings if each in known]
    sure = min(((1 - (one.p_adjusted or 0.0)) * one.quality for one in rests_on), default=1.0)
    score = (expecting.money or 0.0) * sure / DAYS[rule.effort]
    return Recommendation(identity(name, advice.dims), name, rule, advice, record, expecting, cost, score, rests_on)


def _measured(advice: Advice) -> Dims:
    return advice.dims if advice.lever_dims is None else advice.lever_dims


def identity(rule: str, dims: Dims) -> str:
    """The same for the same rule and segment, whenever it is asked."""
    told = json.dumps([rule, sorted(dims.items())], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _order(one: Recommendation) -> tuple[bool, float, str]:
    """By money per effort; what has no price by its effort, after what pays and before what does not."""
    if one.expecting.money is None:
        return True, DAYS[one.rule.effort], one.id
    return one.expecting.money <= 0, -one.score, one.id


def _without_lesser(found: list[Recommendation]) -> list[Recommendation]:
    """Without advice that another says more exactly about the same segment."""
    return [
        one
        for one in found
        if not any(one.rule_id in other.rule.instead_of and _same_place(one.advice.dims, other.advice.dims)
                   for other in found)
    ]  # fmt: skip


def _same_place(one: Dims, other: Dims) -> bool:
    """Whether one segment lies within the other."""
    first, second = set(one.items()), set(other.items())
    return first <= second or second <= first


def _overlapping(one: Recommendation, others: Sequence[Recommendation]) -> tuple[str, ...]:
    """Those whose effects must not be added to this one's: the same lever or the same findings."""
    return tuple(
        other.id
        for other in others
        if other.id != one.id
        and (
            bool(set(one.advice.findings) & set(other.advice.findings))
            or (one.rule.lever == other.rule.lever and _same_place(one.advice.dims, other.advice.dims))
        )
    )


def as_dict(one: Recommendation, currency: str) -> dict[str, Any]:
    """The documented shape (`leitstand recommend --json`), ready for JSON."""
    rule, advice, expecting = one.rule, one.advice, one.expecting
    least, share, most = shares(one.record)
    told = {
        "id": one.id,
        "rule": one.rule_id,
        "kind": rule.kind,
        "title": rule.title,
        "problem": filled(rule.problem, advice, currency),
        "affected": {
            "count": advice.affected.count, "what": advice.affected.what, "table": advice.affected.table,
            "keys": list(advice.affected.keys)[:MOST_KEYS],
        },
        "evidence": [{"finding": each.id, "sentence": each.sentence} for each in one.rests_on],
        "diagnosis": filled(rule.diagnosis, advice, currency),
        "action": filled(rule.action, advice, currency),
        "owner": rule.owner,
        "lever": rule.lever,
        "dims": dict(advice.dims),
        "lever_dims": dict(_measured(advice)),
        "gap": None if advice.gap is None else {
            "change": advice.gap.change, "ci_low": advice.gap.low, "ci_high": advice.gap.high,
            "basis": advice.gap.basis,
        },
        "expected": {
            "low": expecting.low, "mid": expecting.mid, "high": expecting.high, "unit": find(rule.lever).unit,
            "money_per_year": expecting.money, "money_low": expecting.money_low, "money_high": expecting.money_high,
            "money_kind": expecting.money_kind, "whole_gap": expecting.worth,
        },
        "effort": rule.effort,
        "cost": one.cost,
        "currency": currency,
        "confidence": {
            "probability": chance(expecting), "share": share, "share_low": least, "share_high": most,
            "from": one.record.source, "lessons": one.record.lessons, "grade": rule.grade, "source": rule.source,
        },
        "check": {
            "metric": rule.check.metric, "designs": list(rule.check.designs), "weeks": rule.check.weeks,
            "how": rule.check.how,
        },
        "guardrails": list(rule.guardrails),
        "against": list(advice.against),
        "overlaps": list(one.overlaps),
        "comes_first": rule.comes_first,
        "score": one.score,
    }  # fmt: skip
    return {name: plain(what) for name, what in told.items()}


def filled(template: Text, advice: Advice, currency: str) -> Text:
    """A text of the rule with the figures of the advice. Raises KeyError where one is missing."""
    said = {}
    for language in LANGUAGES:
        figures = {name: written(one, currency, language) for name, one in _figures(advice).items()}
        told = template.get(language).format(segment=segment(advice.dims).get(language), **figures)
        said[language] = told[:1].upper() + told[1:]
    return Text(de=said["de"], en=said["en"])


def _figures(advice: Advice) -> dict[str, Figure]:
    return {"count": Figure(advice.affected.count, "count"), **advice.figures}
