"""What own results say of each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.advice.contract import Grade, Record, prior
from leitstand.planning.lessons.shrinkage import ENOUGH, pooled, spread

HALF_LIFE = 2 * 365.25
"""Days after which a result counts half."""

WITHIN = 0.25
"""Part of the prior's variance that is between the actions of one company; the rest is doubt whether the rule works
there at all (own judgement), which each own result takes away."""

LEAST_ERROR = 0.02
"""No result is known more exactly than this, as a share of the gap: a full count is no promise for the next time."""


def records(
    lessons: Sequence[Mapping[str, Any]], as_of: date, grades: Mapping[str, Grade] | None = None
) -> dict[str, Record]:
    """Rule → its record, for rules with results. lessons: as `leitstand lessons --json`. grades: of the rules'
    evidence, default those of the product's own rules.

    The record's standard error is that of the next action: what is left of the doubt about the rule, and how much
    actions of one rule differ.
    Lessons without a share (nothing was expected, or the design proves nothing) do not count; undecided ones do, with
    their wide error: leaving them out would keep the lucky ones.
    """
    known = _grades() if grades is None else grades
    found: dict[str, Record] = {}
    for rule in dict.fromkeys(str(one["rule"]) for one in lessons if one["rule"]):
        own = [one for one in lessons if one["rule"] == rule and _counts(one)]
        if own:
            found[rule] = _record(rule, own, as_of, known.get(rule, "J"))
    return found


def _counts(one: Mapping[str, Any]) -> bool:
    return one["share"] is not None and one["share_se"] is not None and one["grade"] != "D"


def _record(rule: str, own: Sequence[Mapping[str, Any]], as_of: date, grade: Grade) -> Record:
    assumed = prior(rule, grade)
    shares = [float(one["share"]) for one in own]
    errors = [max(float(one["share_se"]), LEAST_ERROR) for one in own]
    between = spread(shares, errors) if len(own) >= ENOUGH else assumed.se**2 * WITHIN
    ages = [0.5 ** (max(_age(one, as_of), 0) / HALF_LIFE) for one in own]
    mean, se, weight = pooled(shares, errors, assumed.share, assumed.se * (1 - WITHIN) ** 0.5, between, ages)
    return Record(rule, mean, (se**2 + between) ** 0.5, len(own), "own" if weight > 0.5 else assumed.source)


def _age(one: Mapping[str, Any], as_of: date) -> int:
    return (as_of - date.fromisoformat(str(one.get("done_on") or one["at"])[:10])).days


def _grades() -> dict[str, Grade]:
    from leitstand.advice.registry import built_in

    return {name: rule.grade for name, rule in built_in().items()}
