"""From files to the list of a person: what is due is told with its evidence, and answers hold until there is news."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from leitstand.cli import main
from leitstand.foundation.errors import UnknownId
from leitstand.jobs.tasks import Tasks
from leitstand.planning.triggers import machine
from leitstand.workspace import Workspace

LAST = date(2026, 6, 30)
HEADER = "order number,order date,customer number,sku,quantity,net amount"
Say = Callable[..., tuple[int, str, str]]


def orders(customer: str, *days_ago: int) -> list[str]:
    return [f"{customer}-{days},{LAST - timedelta(days=days)},{customer},TEA,1,90.00" for days in days_ago]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """K-1 has ordered every thirty days and then not for fifty; a dozen others go on; K-2 is new."""
    folder = tmp_path_factory.mktemp("tasks")
    lines = [HEADER, *orders("K-1", *range(50, 400, 30)), *orders("K-2", 4)]
    for number in range(12):
        lines += orders(f"R-{number}", *range(number, 400, 30 + number % 3))
    (folder / "orders.csv").write_text("\n".join(lines))
    Workspace(folder / "home").import_files(folder / "orders.csv", check=False)
    return folder / "home"


def tasks(home: Path) -> Tasks:
    workspace = Workspace(home)
    return Tasks(workspace.home, workspace.facts)


@pytest.fixture
def say(home: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--home", str(home), "--lang", "en", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def of(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (one,) = [one for one in found if one["type"] == kind]
    return one


def test_the_list_says_who_why_and_what_to_look_up(home: Path) -> None:
    found = tasks(home).today()
    late = of(found, "overdue_reorder")
    assert (late["source_id"], late["evidence"]["days_since"], late["evidence"]["own_median_days"]) == ("K-1", 50, 30)
    assert late["evidence"]["last_order_on"] == "2026-05-11" and "2026-05-11" in late["reason"]["en"]
    assert late["together_with"] == []
    assert (late["value_at_stake"], late["money_kind"], late["team"]) == (90.0, "revenue", "sales")
    assert date.fromisoformat(late["due"]) > LAST
    welcome = of(found, "first_purchase")
    assert welcome["records"][0]["source_id"] == "K-2-4"
    assert [one["value_at_stake"] for one in found] == sorted((one["value_at_stake"] for one in found), reverse=True)


def test_teams_by_id_or_word_and_unknown_ones(home: Path) -> None:
    mine = tasks(home)
    assert mine.today(team="sales") == mine.today(team="Vertrieb") == mine.today()
    with pytest.raises(UnknownId):
        mine.today(team="nonsense")
    with pytest.raises(UnknownId):
        mine.today(owner="crm:404")


def test_at_most_so_many_a_day_and_what_is_answered_today_counts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_A_DAY", 1)
    mine = tasks(home)
    (first,) = mine.today()
    assert (first["place"], first["of"]) == (1, len(mine.today(everything=True)))
    assert first["of"] > 1
    mine.answer(first["id"], "postponed", until=LAST)  # back on the very day
    assert mine.today() == []
    assert mine.task(first["id"])["status"] == "open"


def test_answers_on_the_command_line(home: Path, say: Say) -> None:
    code, out, _ = say("today", "--json")
    late = of(json.loads(out), "overdue_reorder")
    assert code == 0 and set(late) >= {"customer_key", "type", "reason", "evidence", "step", "due", "value_at_stake"}
    assert say("today", "dismiss", late["id"])[0] == 2  # needs a reason
    assert say("today", "postpone", late["id"])[0] == 2  # needs a day
    assert say("today", "done", "nonsense")[0] == 2
    assert say("today", "done")[0] == 2
    code, out, _ = say("today", "postpone", late["id"], "--until", "2026-08-01", "--by", "Anna", "--json")
    assert (code, json.loads(out)["status"], json.loads(out)["due"]) == (0, "postponed", "2026-08-01")
    assert late["id"] not in say("today")[1]
    assert late["id"] in say("today", "--all")[1]
    code, out, _ = say("today", "dismiss", late["id"], "--reason", "on holiday")
    assert code == 0 and "dismissed" in out
    shown = say("today", "show", late["id"])[1]
    assert (
        "on holiday" in shown
        and "Anna" in shown
        and "usual pause (median)" in shown
        and "30 days" in shown.replace("\xa0", " ")
    )


def test_new_data_take_the_reason_away(home: Path) -> None:
    mine = tasks(home)
    late = of(mine.today(everything=True), "overdue_reorder")
    (home.parent / "more.csv").write_text("\n".join([HEADER, *orders("K-1", 0)]))
    Workspace(home).import_files(home.parent / "more.csv", check=False)
    later = tasks(home)
    assert late["id"] not in {one["id"] for one in later.today(everything=True)}
    assert later.task(late["id"])["status"] == "gone"


def test_worth_says_when_the_data_do_not_reach(say: Say) -> None:
    code, out, _ = say("worth", "--cost", "100")
    assert code == 0 and "not enough data" in out
    assert json.loads(say("worth", "--json")[1])["verdict"] == "not_enough_data"
    assert say("worth", "--cost", "-1")[0] == 2
