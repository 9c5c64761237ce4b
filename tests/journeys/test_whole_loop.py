"""The whole loop by command line: files, findings, advice, goal, targets, action, later files, effect, lesson, and
advice that has changed: on Online Retail, and on a small shop of the same shape where the action truly works."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.cli.conftest import HEADER, Answer, Call

from leitstand.cli import main

CUT = pd.Timestamp("2011-10-01")
"""Online Retail is loaded up to the day before, the rest when the action is over."""
FIRST, ACTED, WEEKS = date(2010, 1, 4), 48, 87
"""Of the small shop: the Monday it opens, the week from which every order has a customer number, weeks in all."""
PARTS = {"low", "mid", "high"}


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line in a home of its own, in English."""
    monkeypatch.setenv("LEITSTAND_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LEITSTAND_LANG", "en")

    def run(*argv: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@dataclass(frozen=True)
class Loop:
    """One company on its way through the loop; `ask` is what a script does: a command with --json that must succeed."""

    call: Call

    def ask(self, *argv: object) -> Any:
        answer = self.call(*argv, "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def refused(self, *argv: object) -> str:
        answer = self.call(*argv)
        assert answer.code == 2 and not answer.out and "Traceback" not in answer.err
        return answer.err

    def load(self, file: Path, rows: int) -> None:
        (outcome,) = self.ask("import", file)
        assert (outcome["rows_in"], outcome["accepted"], outcome["rejected"]) == (rows, rows, 0)

    def advised(self, *options: str) -> dict[str, Any]:
        """The recommendation that this journey follows."""
        (found,) = (one for one in self.ask("recommend", *options) if one["rule"] == "field_ownership")
        return dict(found)

    def advice(self, without: int, checked: int) -> dict[str, Any]:
        """Findings lead to advice: `without` of `checked` orders lack a customer."""
        findings = {one["id"]: one for one in self.ask("findings")["findings"]}
        advice = self.advised()
        (evidence,) = advice["evidence"]
        finding = findings[evidence["finding"]]
        assert finding["sentence"] == evidence["sentence"] and finding["type"] == "records_in_doubt"
        assert f"{without:,} of {checked:,} rows" in advice["problem"]["en"]
        assert advice["affected"]["count"] == without
        assert advice["gap"]["change"] == pytest.approx(finding["effect"]) == pytest.approx(without / checked)
        assert advice["lever_dims"] == {"object": "order", "field": "customer_key"}
        assert (advice["status"], advice["action_id"]) == ("open", None)
        assert (advice["confidence"]["from"], advice["confidence"]["lessons"]) == ("published", 0)
        _expected_is_share_of_gap(advice)
        return advice

    def goal(self) -> dict[str, Any]:
        """A calculated target, kept as a goal; what is kept is what was calculated, and control follows it."""
        target = self.ask("target", "revenue_net", "--increase", "4%")
        assert target["target"] == pytest.approx(1.04 * target["baseline"]) and target["feasible"]
        product = math.prod(one["factor"] for one in target["drivers"])
        assert product == pytest.approx(target["target"] / target["baseline"], rel=1e-4)
        for one in target["drivers"]:
            assert one["low"] <= one["to"] <= one["high"] and one["to"] == pytest.approx(one["factor"] * one["from"])
        assert sum(one["target"] for one in target["months"]) == pytest.approx(target["target"])
        assert target["p80"] < target["p50"] < target["p20"] and 0 < target["probability"] < 1
        goal = self.ask("goal", "set", "revenue_net", "--increase", "4%")
        for name in ("baseline", "target", "probability", "p20", "p50", "p80", "drivers"):
            assert goal[name] == target[name], name
        assert self.followed(goal, actual=False)["target"] == goal["target"]
        return dict(goal)

    def followed(self, goal: dict[str, Any], actual: bool) -> dict[str, Any]:
        """The goal in `control`, with its months; actual: whether the first of them is over."""
        (one,) = (one for one in self.ask("control")["goals"] if one["id"] == goal["id"])
        assert [each["plan"] for each in one["months"]] == pytest.approx([each["target"] for each in goal["months"]])
        month = one["months"][0]
        assert (month["actual"] is not None) is actual
        if actual:
            shown = {
                each["period_start"]: each["value"] for each in self.ask("show", "revenue_net", "--grain", "month")
            }
            assert month["actual"] == pytest.approx(shown[month["month"]])
        return dict(one)

    def action(self, advice: dict[str, Any], goal: dict[str, Any], start: date, weeks: int) -> dict[str, Any]:
        """The advice accepted, with the check that the data before it allow."""
        asked = ("accept", advice["id"], "--start", start, "--weeks", weeks, "--cost", 800, "--owner-team", "CRM")
        action = self.ask(*asked, "--goal", goal["id"])
        assert (action["recommendation"], action["goal"]) == (advice["id"], goal["id"])
        assert (action["metric"], action["dims"]) == (advice["lever"], advice["lever_dims"])
        assert action["expected"]["gap"] == advice["gap"]["change"]
        assert {name: action["expected"][name] for name in PARTS} == {name: advice["expected"][name] for name in PARTS}
        check = action["check"]
        assert (check["design"], check["dimension"]) == ("difference_in_differences", "field") and not check["late"]
        assert date.fromisoformat(check["window_end"]) == start + timedelta(weeks=weeks) and check["detectable"] > 0
        assert action["id"] in self.refused(*asked)  # it is this action already
        answered = self.advised()
        assert (answered["status"], answered["action_id"]) == ("accepted", action["id"])
        return dict(action)

    def too_early(self, action: dict[str, Any]) -> None:
        """Done, but nobody looks before there are data of the window."""
        start = action["starts_on"]
        assert self.ask("action", "start", action["id"], "--on", start)["state"] == "running"
        assert self.ask("action", "done", action["id"], "--on", start)["state"] == "done"
        end = action["check"]["window_end"]
        for early in ((), ("--early",)):
            words = self.refused("effect", action["id"], *early)
            assert f"The window ends on {end}" in words and f"The window begins on {start}" in words
        assert not self.ask("lessons") and not self._planned(action)["measurable"]

    def effect(self, action: dict[str, Any]) -> dict[str, Any]:
        """By the registered check, once the window is over; looking again changes nothing."""
        assert self._planned(action)["measurable"]
        found = self.ask("effect", action["id"])
        assert (found["design"], found["grade"], found["early"]) == (action["check"]["design"], "B", False)
        assert found["ci_low"] < found["estimate"] < found["ci_high"]
        checks = {one["name"]: one["ok"] for one in found["checks"]}
        assert checks == {"periods": True, "pre_trend": True, "interference": None, "registered": True}
        assert found["share"] == pytest.approx(found["estimate"] / action["expected"]["gap"])
        assert self.ask("effect", action["id"]) == found
        return dict(found)

    def lesson(self, action: dict[str, Any], effect: dict[str, Any]) -> None:
        (lesson,) = self.ask("lessons")
        assert (lesson["action"], lesson["rule"]) == (action["id"], "field_ownership")
        assert (lesson["verdict"], lesson["text"]) == (effect["verdict"], effect["text"])
        assert (lesson["measured"], lesson["share"]) == (effect["estimate"], effect["share"])
        assert self.ask("action", action["id"])["effect"]["verdict"] == effect["verdict"]
        assert not any(one["id"] == action["id"] for one in self.ask("plan")["actions"])

    def changed(self, before: dict[str, Any], effect: dict[str, Any], without: int) -> None:
        """The same advice rests on the own result now: between what was assumed and what was measured."""
        now, untaught = self.advised(), self.advised("--without-lessons")
        assert now["id"] == before["id"] and now["status"] == "accepted"
        assert now["affected"]["count"] == without
        assert untaught["confidence"] == before["confidence"]
        taught = now["confidence"]
        assert (taught["from"], taught["lessons"]) == ("own", 1)
        ends = sorted((untaught["confidence"]["share"], effect["share"]))
        assert ends[0] < taught["share"] < ends[1]
        assert abs(taught["share"] - effect["share"]) < abs(taught["share"] - untaught["confidence"]["share"])
        assert taught["share_high"] - taught["share_low"] < 1
        _expected_is_share_of_gap(now)
        assert now["gap"] == untaught["gap"] and now["expected"]["mid"] < untaught["expected"]["mid"]

    def _planned(self, action: dict[str, Any]) -> dict[str, Any]:
        (one,) = (one for one in self.ask("plan")["actions"] if one["id"] == action["id"])
        return dict(one)


def _expected_is_share_of_gap(advice: dict[str, Any]) -> None:
    gap, share = advice["gap"], advice["confidence"]
    assert advice["expected"]["mid"] == pytest.approx(gap["change"] * share["share"])
    assert advice["expected"]["high"] == pytest.approx(gap["ci_high"] * share["share_high"])
    assert gap["ci_low"] < gap["change"] < gap["ci_high"]


def test_online_retail(call: Call, real_data: Callable[[str], Path], tmp_path: Path) -> None:
    """Nobody did anything about the field, and the effect says so: nothing that could be seen."""
    lines = pd.read_parquet(real_data("online_retail/online_retail_uci352.parquet"))
    first, later = lines[lines.InvoiceDate < CUT], lines[lines.InvoiceDate >= CUT]
    for name, part in (("first", first), ("later", later)):
        part.to_parquet(tmp_path / f"{name}.parquet")
    sums, orders = _documents(first)

    loop = Loop(call)
    loop.load(tmp_path / "first.parquet", len(first))
    advice = loop.advice(int((orders.customer == 0).sum()), len(orders))
    goal = loop.goal()
    action = loop.action(advice, goal, CUT.date(), 9)
    assert action["baseline"] == pytest.approx((sums.customer > 0).mean())
    loop.too_early(action)
    loop.load(tmp_path / "later.parquet", len(later))
    loop.followed(goal, actual=True)
    effect = loop.effect(action)
    assert effect["verdict"] == "undecided" and effect["next"] == "unclear"
    assert effect["ci_low"] < 0 < effect["ci_high"] < action["expected"]["gap"]
    loop.lesson(action, effect)
    loop.changed(advice, effect, int((_documents(lines)[1].customer == 0).sum()))


def _documents(lines: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Everything that is no cancellation, by number, and what of it is an order: no write-off, no movement of stock."""
    documents = lines[lines.InvoiceNo.str[0] != "C"].groupby("InvoiceNo")
    sums = documents.agg(customer=("CustomerID", "count"), price=("UnitPrice", "max"), quantity=("Quantity", "max"))
    return sums, sums[(sums.index.str[0] != "A") & ((sums.price > 0) | (sums.quantity > 0))]


def test_a_small_shop_where_it_works(call: Call, tmp_path: Path) -> None:
    """One order in five has no customer, until the action: from then on all have one."""
    dice, rows, guests = np.random.default_rng(7), [], 0
    for week in range(WEEKS):
        for number in range(60):
            customer = int(dice.integers(300))
            guest = week < ACTED and dice.random() < 0.2
            guests += guest
            day = FIRST + timedelta(weeks=week, days=number % 5)
            country = ("United Kingdom", "Germany", "France")[customer % 3]
            price = 20 * dice.gamma(20, 1 / 20)
            rows.append(
                f"{500_000 + 60 * week + number},85123A,LANTERN,{1 + number % 4},{day} 10:00,{price:.2f},"
                f"{'' if guest else 10_000 + customer},{country}"
            )
    before = 60 * ACTED
    for name, part in (("first", rows[:before]), ("later", rows[before:])):
        (tmp_path / f"{name}.csv").write_text("\n".join([HEADER, *part]) + "\n")

    loop = Loop(call)
    loop.load(tmp_path / "first.csv", before)
    advice = loop.advice(guests, before)
    goal = loop.goal()
    action = loop.action(advice, goal, FIRST + timedelta(weeks=ACTED), 38)
    assert action["baseline"] == pytest.approx(1 - guests / before, abs=0.005)
    loop.too_early(action)
    loop.load(tmp_path / "later.csv", len(rows) - before)
    loop.followed(goal, actual=True)
    effect = loop.effect(action)
    weeks = [guests / (60 * (ACTED + week)) for week in range(1, 39)]
    truth = guests / before - float(np.mean(weeks))  # of all orders so far, fewer and fewer lack one
    assert effect["verdict"] == "worked" and effect["ci_low"] < truth < effect["ci_high"]
    assert effect["next"] == "repeat"
    loop.lesson(action, effect)
    loop.changed(advice, effect, guests)
