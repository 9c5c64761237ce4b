"""The invented company's two finished actions: planned from what was known before, and judged as they truly were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.conftest import FULL

from leitstand.advice import registry
from leitstand.demo import actions
from leitstand.demo.loading import load
from leitstand.demo.world import Plan
from leitstand.foundation.home import Home
from leitstand.jobs.planning import Planning
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.workspace import Workspace

KNOWN: dict[str, float | None] = {
    "aov": 80.0, "gross_margin_rate": 0.45, "purchase_frequency": 3.0, "repeat_purchase_rate_90": 0.4,
}  # fmt: skip


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> StoreFacts:
    """A company of which only the figures above are known, and on which day they were asked for."""
    asked: list[date] = []

    def known_on(day: date) -> Any:
        asked.append(day)
        return SimpleNamespace()

    monkeypatch.setattr(actions, "_year", lambda _, metric: KNOWN[metric])
    monkeypatch.setattr(actions, "_quiet_again", lambda _, days: 0.1)
    return cast(StoreFacts, SimpleNamespace(known_on=known_on, asked=asked))


def test_the_smallest_effect_worth_having_brings_the_cost_back(facts: StoreFacts) -> None:
    back, voucher = (
        actions._told(facts, trial, 300, 300, 2700.0, trial.last) or {} for trial in actions.TRIALS
    )  # fmt: skip
    # 2700 / 300 treated = 9 each; an order brings 36, a customer who is back 108 in the year
    assert back["design"]["minimum_effect"] == pytest.approx(9 / 108, abs=1e-4)
    assert voucher["design"]["minimum_effect"] == pytest.approx(9 / 36, abs=1e-4)
    assert (back["baseline"], voucher["baseline"]) == (0.1, 0.4)
    assert cast(Any, facts).asked == [date(2025, 9, 22), date(2026, 2, 15)]  # before they began
    assert back["design"]["registered_at"] < back["design"]["start"]
    assert (voucher["design"]["start"], voucher["design"]["window_end"]) == ("2026-03-01", "2026-08-30")


def test_a_company_of_which_too_little_is_known_has_no_actions(
    facts: StoreFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KNOWN, "gross_margin_rate", None)
    assert actions._told(facts, actions.TRIALS[0], 300, 300, 2700.0, date(2025, 10, 6)) is None


def test_the_rules_are_there() -> None:
    assert {trial.rule for trial in actions.TRIALS} <= registry.rules().keys()


@pytest.mark.skipif(not FULL, reason="loads a whole company: LEITSTAND_TEST_ALL=1")
def test_the_verdicts_are_the_planted_truths(home: Home) -> None:
    load(home, replace(Plan(), customers=6000))
    workspace = Workspace(home.path)
    told = Planning(home, workspace.facts).plan(everything=True)["actions"]
    assert [(one["rule"], one["state"], one["effect"]["verdict"]) for one in told] == [
        ("win_back_lapsed", "done", "worked"), ("onboarding_first_90_days", "done", "no_effect"),
    ]  # fmt: skip
    assert len(workspace.effects.lessons()) == 2
    assert actions.finish(home) == [one["id"] for one in told]  # a second time changes nothing
