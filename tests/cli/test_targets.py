"""What `leitstand target`, `whatif` and `goal` say: the documented shapes, in both languages, with errors by row."""

from __future__ import annotations

import math
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import HEADER, Call

from leitstand.workspace import Workspace

pytestmark = pytest.mark.xdist_group("targets")  # one process, so that the home is filled once


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of a shop that grows and sells more in December; every tenth order is anonymous."""
    folder = tmp_path_factory.mktemp("targets")
    rows = [HEADER]
    for month in range(36):
        year, number = 2010 + month // 12, month % 12 + 1
        price = 100 + month + 50 * (number == 12)
        for customer in range(20 + (month * 7) % 5):
            known = customer if customer % 10 else ""
            order = f"1{customer:02}{month:03}"
            rows.append(f"{order},85123A,LANTERN,2,{year}-{number:02}-01 10:00,{price},{known},Germany")
    rows.append("999999,85123A,LANTERN,1,2012-12-31 10:00,12,1,Germany")
    (folder / "shop.csv").write_text("\n".join(rows) + "\n")
    Workspace(folder / "home").import_files(folder / "shop.csv", check=False)
    return folder / "home"


@pytest.fixture(autouse=True)
def in_filled_home(filled: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("LEITSTAND_HOME", str(filled))


def test_a_target_comes_with_drivers_that_multiply_up_and_months_that_add_up(call: Call) -> None:
    found = call("target", "revenue_net", "--increase", "5%", "--json").json
    forecast = call("forecast", "revenue_net", "--horizon", "12", "--json").json
    assert found["baseline"] == pytest.approx(sum(point["p50"] for point in forecast["points"]))
    assert [one["metric"] for one in found["drivers"]] == ["active_customers", "purchase_frequency", "aov_identified"]
    product = math.prod(one["factor"] for one in found["drivers"])
    assert found["feasible"] and product == pytest.approx(found["target"] / found["baseline"], rel=1e-9)
    assert all(one["low"] <= one["to"] <= one["high"] and one["bound_by"] for one in found["drivers"])
    assert sum(month["target"] for month in found["months"]) == pytest.approx(found["target"], rel=1e-9)
    assert len(found["months"]) == 12 and found["months"][0]["month"] == "2013-01"
    assert found["p80"] < found["p50"] < found["p20"] and 0 < found["probability"] < 1
    week = found["per_week"]
    assert week["needed"] == pytest.approx(found["target"] / week["weeks"]) and week["weeks"] == pytest.approx(365 / 7)
    assert found["growth_on_last_year"] == pytest.approx(found["target"] / found["last_year"] - 1)


def test_an_impossible_wish_gives_the_largest_reachable_value(call: Call) -> None:
    found = call("target", "revenue_net", "--increase", "300%", "--json").json
    assert not found["feasible"] and found["binding"] == [one["metric"] for one in found["drivers"]]
    product = math.prod(one["factor"] for one in found["drivers"])
    assert product == pytest.approx(found["reachable"] / found["baseline"], rel=1e-9)
    assert call("target", "revenue_net", "--increase", "300%", "--keep", "aov_identified", "--json").json[
        "reachable"
    ] < found["reachable"]  # fmt: skip


@pytest.mark.parametrize("metric", ["orders", "aov", "net_price_per_unit", "active_customers", "sales_amount"])
def test_any_metric_with_a_forecast_has_a_target(call: Call, metric: str) -> None:
    found = call("target", metric, "--increase", "2%", "--by", "2013-12-31", "--json").json
    aim = found["target"] if found["feasible"] else found["reachable"]
    if found["operator"] == "product":
        assert math.prod(one["factor"] for one in found["drivers"]) == pytest.approx(aim / found["baseline"], rel=1e-9)
    else:
        gap = sum(one["contribution"] for one in found["drivers"])
        assert gap == pytest.approx(aim - found["baseline"], abs=1e-9 * max(1, abs(aim)))


def test_people_read_it_in_their_language(call: Call) -> None:
    german = call("--lang", "de", "target", "revenue_net", "--increase", "5%").out
    assert "Zusage (80 % wahrscheinlich)" in german and "Ab jetzt nötig je Woche" in german and "Ehrgeizig" in german
    english = call("target", "revenue_net", "--decrease", "5%").out
    assert "Commitment (80% likely)" in english and "Targets by month" in english


def test_what_cannot_be_meant_is_said(call: Call) -> None:
    for words in (["--increase", "viel"], ["--to", "1.234"], [], ["--increase", "5%", "--by", "2012-06"]):
        answer = call("target", "revenue_net", *words)
        assert answer.code == 2 and "Traceback" not in answer.err
    assert "two ways" in call("target", "revenue_net", "--to", "1.234").err
    assert "There is no driver 'nps'" in call("target", "revenue_net", "--increase", "5%", "--keep", "nps").err


def test_several_goals_at_once_share_their_levers_and_a_budget(call: Call) -> None:
    goals = ["target", "revenue_net=+4%", "active_customers=+3%", "--json"]
    free = call(*goals).json
    assert free["feasible"] and all(one["reached"] >= one["target"] * (1 - 1e-6) for one in free["goals"])
    poor = call(*goals, "--budget", "100", "--cost", "active_customers=100", "aov_identified=100").json
    assert not poor["feasible"] and "budget" in poor["binding"] and poor["spent"] <= 100.01
    assert "cannot be met" in call(*goals[:-1], "--budget", "100", "--cost", "active_customers=100").out


def test_what_if_follows_the_tree_at_once(call: Call) -> None:
    found = call("whatif", "active_customers=+5%", "--json").json
    known, net = ({one["metric"]: one for one in found["metrics"]}[name]
                  for name in ("revenue_identified", "revenue_net"))  # fmt: skip
    assert known["change_ratio"] == pytest.approx(0.05) and 0 < net["change_ratio"] < 0.05
    assert net["low"] < net["to"] < net["high"]
    assert found["milliseconds"] < 100
    assert "dann in den nächsten zwölf Monaten" in call("--lang", "de", "whatif", "active_customers=+5%").out
    assert call("whatif", "active_customers").code == 2
    assert "could be moved" in call("whatif", "win_rate=+5%").err


def test_without_data_it_says_what_is_missing(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITSTAND_HOME", str(tmp_path / "empty"))
    assert "Data are missing: order" in call("target", "revenue_net", "--increase", "5%").err
    assert call("whatif", "orders=+5%").code == 2
    assert "No goal is set yet" in call("goal").out


def test_a_goal_is_kept_followed_and_dropped(call: Call) -> None:
    kept = call("goal", "set", "revenue_net", "--increase", "5%", "--json").json
    assert kept["kind"] == "increase_to" and len(kept["months"]) == 12 and len(kept["drivers"]) == 3
    call("goal", "set", "aov", "--at-least", "250")
    goals = {one["metric"]: one for one in call("goal", "--json").json["goals"]}
    assert goals["aov"]["kind"] == "at_or_above" and goals["aov"]["outlook"] is not None
    assert goals["revenue_net"]["outlook"] == pytest.approx(kept["baseline"])
    assert 0 < goals["revenue_net"]["probability_now"] < 0.5
    assert "Plan bisher" in call("--lang", "de", "goal").out
    for one in goals.values():
        assert call("goal", "drop", one["id"]).code == 0
    assert call("goal", "--json").json == {"as_of": "2012-12-31", "goals": [], "plan": []}
    assert "No goal is set yet" in call("goal").out
    assert call("goal", "drop", "nothing").code == 2 and call("goal", "set").code == 2


def test_plan_values_come_from_a_workbook_whole_or_not_at_all(call: Call, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Kennzahl", "Teilgruppe", "Monat", "Wert"], ["Nettoumsatz", "", "11/2012", 5000],
                ["revenue_net", "", "2012-12", 6000], ["revenue_net", "", "2013-02", 7000]):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    said = call("goal", "import", tmp_path / "plan.xlsx", "--json").json
    assert said == {"values": 3, "metrics": ["revenue_net"], "from": "2012-11", "to": "2013-02"}
    (plan,) = call("goal", "--json").json["plan"]
    months = {one["month"]: (one["plan"], one["carried"]) for one in plan["course"]}
    assert months == {
        "2012-11": (5000, False),
        "2012-12": (6000, False),
        "2013-01": (6000, True),
        "2013-02": (7000, False),
    }
    assert plan["plan"] == 11_000 and plan["actual"] > 0

    bad = tmp_path / "bad.csv"
    bad.write_text(
        "metric;month;value\nrevenue_net;2013-03;8000\nrevenu_net;2013-03;1\nrevenue_net;13/2013;1\norders;2013-03;viel\n"
    )
    answer = call("goal", "import", bad)
    assert answer.code == 2
    assert all(word in answer.err for word in ("row 3", "revenue_net", "row 4", "13/2013", "row 5", "viel"))
    assert len(call("goal", "--json").json["plan"][0]["course"]) == 4
    bad.write_text("metric,month,value\n")  # only headings
    assert "no plan values" in call("goal", "import", bad).err
    assert "no plan values" in call("goal", "import", __file__).err or call("goal", "import", __file__).code == 2
