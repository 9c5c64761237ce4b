"""Recommendations become actions with a check; the plan says what is overdue; metrics count the actions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import lines

from leitstand.control import database
from leitstand.control.plan import actions, decisions, effects
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs.action_rows import keep_actions
from leitstand.jobs.advising import Advising
from leitstand.jobs.planning import Planning, user
from leitstand.workspace import Workspace

ADVICE: dict[str, Any] = {
    "id": "3f9c21ab", "rule": "win_back_lapsed", "title": {"de": "Zurückholen", "en": "Win back"}, "dims": {},
    "lever_dims": {},
    "lever": "orders", "owner": {"de": "Vertrieb", "en": "Sales"}, "effort": "S", "cost": 400.0,
    "expected": {"low": 1.0, "mid": 4.0, "high": 8.0, "unit": "count", "money_per_year": 900.0,
                 "money_kind": "gross_margin", "whole_gap": 2000.0},
    "gap": {"change": 10.0, "ci_low": 5.0, "ci_high": 15.0, "basis": "own_period"},
    "check": {"metric": "orders", "designs": ["interrupted_time_series", "before_after"], "weeks": 12},
    "guardrails": ["gross_margin_rate"], "evidence": [{"finding": "a1"}], "status": "open", "action_id": None,
}  # fmt: skip
NEXT = date(2012, 1, 2)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("planning")
    (folder / "shop.csv").write_text(lines())
    workspace = Workspace(folder / "home")
    workspace.import_files(folder / "shop.csv", check=False)
    return workspace


@pytest.fixture
def planning(loaded: Workspace) -> Iterator[Planning]:
    """The plan of a loaded shop, empty again after each test."""
    yield Planning(loaded.home, loaded.facts)
    database.close(loaded.home.path)
    for model in ("plan.action", "plan.goal", "plan.decision", "audit.change"):
        _clear(loaded.home, model)


def _clear(home: Home, model: str) -> None:
    from django.apps import apps

    apps.get_model(model).objects.using(database.open(home.path)).all().delete()


@pytest.fixture
def advised(monkeypatch: pytest.MonkeyPatch) -> None:
    """One recommendation."""

    def recommendation(self: Advising, identity: str) -> dict[str, Any]:
        taken = {one["recommendation"]: one["id"] for one in actions.actions(database.open(self.home.path))}
        found = taken.get(ADVICE["id"])
        return ADVICE | {"status": "accepted" if found else "open", "action_id": found}

    monkeypatch.setattr(Advising, "recommendation", recommendation)


def test_an_own_action_is_followed(planning: Planning) -> None:
    one = planning.add("Call back", "orders", where=["country=DE"], check=False, start=NEXT, team="Sales", cost=50.0)
    assert (one["baseline"], one["due_on"], one["dims"]) == (144.0, "2012-02-13", {"country": "DE"})
    planning.milestone(one["id"], "List", date(2012, 1, 10))
    other = planning.add("Later", "aov", check=False, start=NEXT, effort="S", needs=[one["id"]])
    told = planning.plan(today=date(2012, 1, 10))
    assert [(each["id"], each["overdue"], each["waits_for"]) for each in told["actions"]] == [
        (other["id"], True, [one["id"]]), (one["id"], False, []),
    ]  # fmt: skip
    late = planning.plan(today=date(2012, 1, 11))["actions"][1]
    assert (late["overdue"], late["overdue_milestones"]) == (True, [late["milestones"][0]["id"]])
    planning.finish(one["id"], date(2012, 1, 12))
    assert [each["id"] for each in planning.plan()["actions"]] == [other["id"]]
    assert len(planning.plan(everything=True)["actions"]) == 2
    history = planning.action(one["id"], history=True)["history"]
    assert [line["what"] for line in history] == ["created", "milestone", "done"]
    assert {line["by"] for line in history} == {user()}


def test_what_an_action_cannot_be_about_is_refused(planning: Planning) -> None:
    with pytest.raises(UnknownId):
        planning.add("Call", "nonsense", check=False)
    for where, error in (("colour=red", UnknownId), ("country!=DE", UnusableInput), ("country=A|B", UnusableInput)):
        with pytest.raises(error):
            planning.add("Call", "orders", where=[where], check=False)


def test_a_done_action_runs_until_its_effect_is_measured(planning: Planning) -> None:
    one = planning.add("Call", "orders", check=False, start=date(2011, 6, 1))["id"]
    alias, as_of = planning.alias, planning.facts.as_of
    design = {"design": "before_after", "metric": "orders", "start": "2011-06-01"}
    actions.register(alias, one, design | {"window_end": (as_of + timedelta(days=1)).isoformat()})
    planning.finish(one, date(2011, 7, 1))
    assert planning.plan()["actions"][0]["measurable"]
    effects.keep_effect(alias, one, as_of=as_of, design="before_after", unit="count", verdict="undecided", early=True)
    assert planning.plan()["actions"][0]["measurable"]
    effects.keep_effect(alias, one, as_of=as_of, design="before_after", unit="count", verdict="undecided")
    assert planning.plan()["actions"] == []
    assert planning.action(one)["effect"]["verdict"] == "undecided"


@pytest.mark.usefixtures("advised")
def test_a_recommendation_becomes_an_action_with_a_check(planning: Planning) -> None:
    one = planning.accept(ADVICE["id"], team="Sales", start=NEXT)
    for name in ("title", "rule", "effort", "cost", "guardrails"):
        assert one[name] == ADVICE[name]
    assert (one["metric"], one["recommendation"], one["owner_role"]) == ("orders", ADVICE["id"], ADVICE["owner"])
    assert (one["starts_on"], one["due_on"], one["baseline"]) == ("2012-01-02", "2012-01-09", 145.0)
    assert one["expected"] == ADVICE["expected"] | {"gap": 10.0}
    check = one["check"]
    assert (check["start"], check["window_end"], check["late"]) == ("2012-01-02", "2012-03-26", False)
    # 400 of cost, 2000 a year for 10 orders: two pay for it
    assert check["relative"]
    assert check["minimum_effect"] == pytest.approx(2.0 / 145)  # of the orders of a year
    (kept,) = decisions.decisions(planning.alias)
    assert (kept["kind"], kept["body"]["id"]) == ("accepted", ADVICE["id"])
    with pytest.raises(UnusableInput, match=f"is action {one['id']} already"):
        planning.accept(ADVICE["id"])


@pytest.mark.usefixtures("advised")
def test_an_adapted_one_is_told_as_such_and_a_late_check_too(planning: Planning) -> None:
    one = planning.accept(ADVICE["id"], title="Our way", cost=100.0, start=date(2011, 3, 1), weeks=4, note="smaller")
    assert (one["title"]["de"], one["check"]["late"], one["check"]["window_end"]) == ("Our way", True, "2011-03-29")
    assert [kept["kind"] for kept in decisions.decisions(planning.alias)] == ["adapted"]


@pytest.mark.usefixtures("advised")
def test_a_design_that_the_data_do_not_allow_is_refused_with_nothing_kept(planning: Planning) -> None:
    with pytest.raises(UnusableInput, match="customers are not enough for two arms"):
        planning.accept(ADVICE["id"], design="ab_test", start=NEXT)
    assert decisions.decisions(planning.alias) == []
    assert actions.actions(planning.alias) == []


@pytest.mark.usefixtures("advised")
def test_a_rejection_is_kept_with_its_evidence(planning: Planning) -> None:
    with pytest.raises(UnusableInput):
        planning.reject(ADVICE["id"], "")
    planning.reject(ADVICE["id"], "no budget")
    (kept,) = decisions.decisions(planning.alias)
    assert (kept["kind"], kept["reason"], kept["about"], len(kept["evidence"])) == (
        "rejected",
        "no budget",
        "3f9c21ab",
        16,
    )


def test_the_state_goes_out_and_in(planning: Planning, tmp_path: Path) -> None:
    planning.add("Call", "orders", check=False)
    file = tmp_path / "plan.json"
    assert planning.export(file) == {"plan.action": 1, "plan.change": 1}
    assert file.stat().st_mode & 0o777 == 0o600
    assert planning.take_in(file) == {}
    other = Planning(Home(tmp_path / "other"), planning.facts)
    assert other.take_in(file) == {"plan.action": 1, "plan.change": 1}
    assert [one["title"]["en"] for one in other.plan()["actions"]] == ["Call"]
    database.close(other.home.path)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, json.dumps({"format": "x"}), '{"format": NaN}'])
def test_a_file_that_is_no_plan_is_refused(planning: Planning, tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text)
    for path in (file, tmp_path, tmp_path / "nothing"):
        with pytest.raises(UnusableInput):
            planning.take_in(path)
    with pytest.raises(UnusableInput):
        planning.export(tmp_path)


def test_actions_become_rows_that_metrics_count(planning: Planning, loaded: Workspace) -> None:
    for number, metric in enumerate(("orders", "aov", "churn_rate", "win_rate", "csi", "order_count")):
        one = planning.add(f"Action {number}", metric, check=False, start=date(2011, 3, 1), due=date(2011, 3, 9))["id"]
        if number < 4:
            planning.finish(one, date(2011, 3, 8 + number))
    assert keep_actions(loaded.home)
    assert not keep_actions(loaded.home)
    fresh = Workspace(loaded.home.path)
    assert fresh.facts.as_of == loaded.facts.as_of
    (value,) = fresh.values("action_completion", "month", start="2011-03-01", end="2011-04-01")
    assert (value.value, value.n) == (2 / 6, 6)
    planning.drop(one, "no time")
    assert keep_actions(loaded.home)
    rows = Workspace(loaded.home.path).facts.backend.con.execute(
        "SELECT status, count(*) FROM action_fact WHERE valid_to IS NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()  # fmt: skip
    assert rows == [("done", 4), ("dropped", 1), ("planned", 1)]
