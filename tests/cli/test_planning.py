"""`plan`, `action`, `accept` and `reject` at the command line, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Call


@pytest.fixture
def action(call: Call, shop: Path) -> str:
    """The id of a planned action in a loaded shop."""
    call("import", shop)
    made = call(
        "action", "new", "Call", "back", "--metric", "orders", "--where", "country=DE", "--owner-team", "Sales",
        "--cost", 1200, "--start", "2012-01-02", "--due", "2012-02-01", "--no-check", "--json",
    )  # fmt: skip
    assert made.code == 0, made.err
    return str(made.json["id"])


def test_an_action_from_its_beginning_to_its_end(call: Call, action: str) -> None:
    shown = call("action", action).out
    for words in (
        "Call back",
        "planned, overdue",
        "Sales",
        "2012-01-02 – 2012-02-01",
        "£1,200.00",
        "country=DE",
        "144",
    ):
        assert words in shown
    call("action", "milestone", action, "List", "is", "ready", "--due", "2012-01-09")
    step = call("action", action, "--json").json["milestones"][0]
    assert (step["title"], step["due_on"]) == ("List is ready", "2012-01-09")
    call("action", "reached", action, step["id"], "--on", "2012-01-08")
    call("action", "start", action, "--on", "2012-01-03")
    call("action", "comment", action, "half", "done")
    call("action", "change", action, "--cost", 1500, "--title", "Call them back")
    call("action", "postpone", action, "no", "time", "--due", "2012-03-01")
    done = call("action", "done", action, "--on", "2012-02-20", "--history")
    assert done.code == 0
    assert "Call them back" in done.out
    for words in ("started", "half done", "cost: 1200.0 → 1500.0", "no time; due: 2012-02-01 → 2012-03-01"):
        assert words in done.out
    assert "Nothing is planned." in call("plan").out
    assert action in call("plan", "--all").out


def test_the_plan_in_german(call: Call, action: str) -> None:
    second = call("action", "new", "Danach", "--metric", "aov", "--no-check", "--needs", action, "--json").json["id"]
    told = call("--lang", "de", "plan").out
    for words in ("Maßnahmen", "zuständig", "geplant, überfällig", "1.200", "Call back", "Danach", second):
        assert words in told
    waits = next(line for line in call("--lang", "de", "action", second).out.splitlines() if "Wartet auf" in line)
    assert action in waits
    assert call("--lang", "de", "action", "drop", second).code == 2
    assert call("--lang", "de", "action", "drop", second, "Kein", "Budget").code == 0


def test_conflicts_say_what_is_in_the_way(call: Call, action: str) -> None:
    again = ("action", "new", "Again", "--metric", "orders", "--no-check", "--start", "2012-01-20")
    refused = call(*again)
    assert refused.code == 2
    assert f"Action {action} works on the same metric (orders) at the same time" in refused.err
    assert "--anyway" in refused.err
    assert call(*again, "--anyway", "crossed over").code == 0
    assert call("action", "needs", action, action).code == 2


def test_a_cost_of_nothing_is_a_cost(call: Call, action: str) -> None:
    assert call("action", "change", action, "--cost", 0, "--json").json["cost"] == 0
    refused = call("action", "drop", action)
    assert f"leitstand action drop {action} REASON" in refused.err


def test_nothing_is_advised_where_there_is_nothing_to_look_at(call: Call) -> None:
    told = call("recommend")
    assert told.code == 0 and "too few data" in told.out


def test_out_into_a_file_and_in_again(call: Call, action: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    assert "2 rows are in" in call("plan", "export", file).out
    assert "Everything was so already." in call("plan", "import", file).out
    other = ("--home", tmp_path / "other")
    assert call(*other, "plan", "import", file, "--json").json["rows"] == {"plan.action": 1, "plan.change": 1}
    assert call(*other, "action", action, "--json").json["title"]["en"] == "Call back"
    file.write_text(file.read_text().replace("planned", "dreamt"))
    refused = call("plan", "import", file)
    assert refused.code == 2
    assert "state cannot be 'dreamt'" in refused.err


WRONG = (
    ("action", "nothing"), ("action", "new", "Call"), ("action", "start"), ("action", "milestone", "x"),
    ("plan", "export"), ("action", "new", "Call", "--metric", "orders", "--no-check", "--cost", "-5"),
    ("action", "new", "Call", "--metric", "orders", "--start", "soon"),
)  # fmt: skip


def test_what_cannot_be_done_is_said(call: Call, action: str) -> None:
    own = (
        ("action", "reached", action, "nothing"), ("action", "comment", action), ("action", "change", action),
        ("action", "postpone", action, "no time"), ("action", "change", action, "--cost", "-1"),
    )  # fmt: skip
    for words in (*WRONG, *own):
        refused = call(*words)
        assert refused.code == 2, words
        assert refused.err.strip()
        assert "Traceback" not in refused.err
