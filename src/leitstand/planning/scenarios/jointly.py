"""Several goals of one company at once: its levers, its tree, and how far they get together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from leitstand.analysis.explain.telling import part_title
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import find
from leitstand.planning.scenarios.following import below, one_name
from leitstand.planning.scenarios.scenario import Scenario, scenario
from leitstand.planning.targets.course import course
from leitstand.planning.targets.joint import Guardrail, Joint, together
from leitstand.planning.targets.levers import Lever
from leitstand.planning.targets.tree import Terms, levers, split

ALIKE = {"aov_identified": "aov"}
"""The same thing seen twice: moving both would count it double."""
_RAIL = re.compile(r"\s*([a-z0-9_]+)\s*(>=|<=)\s*(\S+)\s*")


def jointly(facts: StoreFacts, goals: Mapping[str, float], by: date, terms: Terms, budget: float | None,
            prices: Mapping[str, float], guardrails: Sequence[str]) -> dict[str, Any]:  # fmt: skip
    """The documented shape of `leitstand target A=+10% B=+5% --json`. goals: metric → increase as a share.

    The tree says how the levers move goals and guardrails; what they do not move stays as forecast.
    """
    rails = [_rail(text) for text in guardrails]
    found = _levers(facts, list(goals), by, terms)
    names = [one.metric for one in found]
    made = scenario(facts, [*names, *goals, *(one.metric for one in rails)])
    measured = [one_name(name) for name in (*goals, *(one.metric for one in rails))]
    shifted = {one.metric: made.value(one.metric) / one.baseline for one in found if one.baseline}

    def model(values: Mapping[str, float]) -> dict[str, float]:
        moved = {one_name(name): value * shifted.get(name, 1.0) for name, value in values.items()}
        after = made.after(moved)
        return {name: after.get(name, made.baseline(name)) for name in measured}

    wanted = {one_name(name): made.baseline(name) + share * abs(made.baseline(name)) for name, share in goals.items()}
    rails = [replace(one, metric=one_name(one.metric)) for one in rails]
    joint = together(wanted, found, model, budget=budget, prices=prices, guardrails=rails)
    return _told(made, wanted, rails, found, joint, budget)


def _levers(facts: StoreFacts, goals: Sequence[str], by: date, terms: Terms) -> list[Lever]:
    """The drivers of all goals; one that rests on others of them is moved by these."""
    found: dict[str, Lever] = {}
    for metric in goals:
        goal = course(facts, metric)
        _, year = goal.ahead(by)
        own = split(goal)
        known = {name for name, _ in own.parts}
        fitting = replace(
            terms, capacity={name: value for name, value in terms.capacity.items() if name in known},
            kept=[name for name in terms.kept if name in known],
        )  # fmt: skip
        for one in levers(goal, year, by, own, fitting):
            found.setdefault(one.metric, one)
    names = {one_name(name) for name in found}
    return [one for one in found.values() if not _seen_closer(one.metric) & names]


def _seen_closer(metric: str) -> set[str]:
    """What a lever rests on, or what is the same thing by another name."""
    same = ALIKE.get(metric)
    return {*below(one_name(metric)), *({same, *below(same)} if same else ())}


def _rail(text: str) -> Guardrail:
    match = _RAIL.fullmatch(text)
    try:
        value = float(match[3].replace(",", ".")) if match else 0.0
    except ValueError:
        match = None
    if match is None:
        raise UnusableInput(
            Text(de=f"„{text}“ ist keine Leitplanke.", en=f"'{text}' is no guardrail."),
            Text(de="Zum Beispiel: 'win_rate>=0.2' oder 'cac<=40'.", en="Such as: 'win_rate>=0.2' or 'cac<=40'."),
        )
    find(match[1])
    return Guardrail(match[1], value, match[2] == ">=")


def _told(made: Scenario, goals: Mapping[str, float], rails: Sequence[Guardrail], used: Sequence[Lever], joint: Joint,
          budget: float | None) -> dict[str, Any]:  # fmt: skip
    def row(name: str, value: float, met: bool) -> dict[str, Any]:
        return {
            "metric": name, "title": part_title(name).as_dict(), "unit": find(name).unit,
            "baseline": made.baseline(name), "target": value, "reached": joint.reached[name], "met": met,
        }  # fmt: skip

    return {
        "feasible": joint.feasible, "share": joint.share, "binding": joint.binding, "currency": made.currency,
        "budget": budget, "spent": sum(joint.spent.values()),
        "goals": [row(name, value, joint.feasible) for name, value in goals.items()],
        "guardrails": [row(one.metric, one.value, True) for one in rails],
        "drivers": [
            {"metric": one.metric, "title": part_title(one.metric).as_dict(), "unit": find(one.metric).unit,
             "from": one.baseline, "to": joint.levers[one.metric], "factor": joint.levers[one.metric] / one.baseline,
             "low": one.low, "high": one.high, "bound_by": one.bound_by(joint.levers[one.metric] >= one.baseline),
             "cost": joint.spent.get(one.metric, 0.0)}
            for one in used
        ],
    }  # fmt: skip
