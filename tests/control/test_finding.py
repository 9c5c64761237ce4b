"""Findings keep their id from run to run, and answers hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.control.finding import services as kept
from leitstand.foundation.errors import UnknownId


def body(
    metric: str = "revenue_net", since: str | None = "2025-03-01", effect: float = -5.0, **more: Any
) -> dict[str, Any]:
    return {"type": "shift", "metric": metric, "dims": {}, "since": since, "effect": effect, "part_of": None, **more}


def run(alias: str, *found: dict[str, Any], version: str = "1") -> list[dict[str, Any]]:
    kept.keep(alias, version, date(2025, 12, 31), {"tests_made": 7}, found)
    return kept.findings(alias)


def test_a_later_run_updates_the_same_finding(alias: str) -> None:
    (first,) = run(alias, body())
    assert first["status"] == "new"
    (second,) = run(alias, body(since="2025-04-01", effect=-7.0, type="trend"))
    assert (second["id"], second["status"], second["effect"]) == (first["id"], "ongoing", -7.0)


OTHERS = [
    body(since="2025-09-01"),
    body(effect=5.0),
    body("orders"),
    body(dims={"channel": "web"}),
    body(since=None),
]


@pytest.mark.parametrize("other", OTHERS)
def test_another_matter_is_another_finding(alias: str, other: dict[str, Any]) -> None:
    (first,) = run(alias, body())
    second, gone = run(alias, other)
    assert second["id"] != first["id"] and second["status"] == "new"
    assert (gone["id"], gone["status"]) == (first["id"], "gone")


def test_what_comes_back_is_the_same_again(alias: str) -> None:
    (first,) = run(alias, body())
    run(alias)
    (again,) = run(alias, body())
    assert (again["id"], again["status"]) == (first["id"], "ongoing")


def test_two_alike_in_one_run_stay_two(alias: str) -> None:
    one, two = run(alias, body(), body(since="2025-04-01"))
    assert one["id"] != two["id"]
    assert {each["id"] for each in run(alias, body(), body(since="2025-04-01"))} == {one["id"], two["id"]}


def test_the_order_is_that_of_the_run_and_a_driver_knows_its_whole(alias: str) -> None:
    part, whole = run(alias, body(dims={"channel": "web"}, part_of=1), body())
    assert part["part_of"] == whole["id"] and whole["part_of"] is None


def test_ids_are_the_same_on_every_machine(alias: str) -> None:
    assert [one["id"] for one in run(alias, body())] == ["c6cb5d71"]


def test_answers(alias: str) -> None:
    one, other = run(alias, body(), body("orders", since=None, dims={"channel": "web"}))
    kept.answer(alias, one["id"], "temporary", " strike ")
    assert kept.baselines(alias) == {}
    kept.answer(alias, one["id"], "lasting")
    kept.answer(alias, other["id"], "lasting")
    assert kept.baselines(alias) == {
        ("revenue_net", frozenset()): date(2025, 3, 1),
        ("orders", frozenset({("channel", "web")})): date(2026, 1, 1),
    }
    again = run(alias, body())
    assert [found["status"] for found in again] == ["answered", "answered"], "also where it is no longer seen"
    assert again[0]["answer"]["kind"] == "lasting"


def test_an_answer_to_nothing(alias: str) -> None:
    with pytest.raises(UnknownId):
        kept.answer(alias, "nonsense", "temporary")


def test_a_run_counts_for_its_version_only(alias: str) -> None:
    assert kept.latest(alias) is None and kept.findings(alias) == []
    run(alias, body())
    found = kept.latest(alias, "1")
    assert found is not None and found.summary == {"tests_made": 7}
    assert kept.latest(alias, "2") is None
