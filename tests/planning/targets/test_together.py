"""Several goals at once: one lever serves two, money and guardrails hold them back."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.planning.targets import Guardrail, together
from leitstand.planning.targets.levers import Lever


def lever(name: str, base: float) -> Lever:
    return Lever(name, base, base, base * 1.1, "kept", "own_history")


LEVERS = [lever("customers", 100.0), lever("value", 50.0), lever("calls", 20.0)]


def model(values: Mapping[str, float]) -> dict[str, float]:
    revenue = values["customers"] * values["value"]
    return {"revenue": revenue, "load": values["customers"] / 10 + values["calls"], "margin": revenue * 0.4 - 1000}


def test_both_goals_are_met_with_as_little_as_possible() -> None:
    found = together({"revenue": 5250.0, "load": 31.0}, LEVERS, model)
    assert found.feasible and found.share == 1
    assert found.reached["revenue"] >= 5250 * (1 - 1e-6) and found.reached["load"] >= 31 * (1 - 1e-6)
    assert all(one.low - 1e-9 <= found.levers[one.metric] <= one.high + 1e-9 for one in LEVERS)


def test_a_shared_lever_is_used_for_both() -> None:
    alone = together({"revenue": 5250.0}, LEVERS, model)
    both = together({"revenue": 5250.0, "load": 30.6}, LEVERS, model)
    assert alone.levers["calls"] == pytest.approx(20.0, abs=1e-4)
    assert both.levers["customers"] > alone.levers["customers"]
    assert alone.levers["customers"] * alone.levers["value"] == pytest.approx(5250, rel=1e-5)


def test_out_of_reach_every_goal_gets_the_same_share_of_its_way() -> None:
    found = together({"revenue": 10_000.0, "load": 31.0}, LEVERS, model)
    assert not found.feasible
    assert found.share == pytest.approx((5000 * 1.21 - 5000) / 5000, rel=1e-3)
    assert {"customers", "value"} <= set(found.binding)


def test_the_budget_binds() -> None:
    prices = {"customers": 100.0, "value": 100.0}
    found = together({"revenue": 6000.0}, LEVERS, model, budget=500.0, prices=prices)
    assert not found.feasible and "budget" in found.binding
    assert sum(found.spent.values()) == pytest.approx(500, rel=1e-3)
    assert found.reached["revenue"] == pytest.approx(5000 * 1.05, rel=5e-3)
    enough = together({"revenue": 5100.0}, LEVERS, model, budget=500.0, prices=prices)
    assert enough.feasible and sum(enough.spent.values()) <= 500


def test_a_guardrail_holds() -> None:
    rail = Guardrail("load", 30.2, at_least=False)
    found = together({"revenue": 5450.0}, LEVERS, model, guardrails=[rail])
    assert found.feasible and found.reached["load"] <= 30.2 * (1 + 1e-6)
    assert found.levers["value"] > 50 * 1.06
    with pytest.raises(UnusableInput, match="cannot be held"):
        together({"revenue": 5100.0}, LEVERS, model, guardrails=[Guardrail("load", 20.0, at_least=False)])
