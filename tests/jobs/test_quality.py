"""Checks run after each import, keep their results, survive a rebuild, and warn beside the numbers they touch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from leitstand.cli import main
from leitstand.jobs import quality
from leitstand.workspace import Workspace

HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"


def pipeline(path: Path, *, backwards: int = 0) -> Path:
    """72 deals won in half a year; `backwards`: so many of June were closed before they were created."""
    rows = [HEADER]
    for number in range(72):
        month = number % 6 + 1
        closed = "2017-06-02" if month == 6 and number // 6 < backwards else f"2017-{month:02}-20"
        rows.append(
            f"D{number:03},Agent {number % 7},Alpha,Firm {number % 20},Won,2017-{month:02}-05,{closed},{100 + number}"
        )
    path.write_text("\n".join(rows) + "\n")
    return path


def loaded(workspace: Workspace) -> list[tuple[str, int]]:
    found = workspace.facts.backend.con.execute("SELECT connector, rows FROM _loads ORDER BY position").fetchall()
    return [(str(connector), int(rows)) for connector, rows in found]


def finding(workspace: Workspace, check: str) -> dict[str, Any]:
    return next(one for one in workspace.quality_findings() if one["check"] == check)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the deals, loaded once; each test takes `workspace`, a copy."""
    folder = tmp_path_factory.mktemp("quality")
    outcomes = Workspace(folder / "home").import_files(pipeline(folder / "sales_pipeline.csv", backwards=2))
    assert [(outcome.accepted, outcome.rejected) for outcome in outcomes] == [(72, 0)]
    return folder / "home"


@pytest.fixture
def workspace(filled: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(filled, tmp_path / "home")
    return Workspace(tmp_path / "home")


def test_an_import_keeps_what_the_checks_found(workspace: Workspace) -> None:
    found = finding(workspace, "deal_closed_before_created")
    assert (found["checked"], found["failed"], found["share"]) == (72, 2, 2 / 72)
    load = workspace.loads()["load_id"].tolist()
    assert found["examples"] == [{"load_id": load[0], "row": 7}, {"load_id": load[0], "row": 13}]
    kept = workspace.facts.backend.con.execute(
        """SELECT n_checked, n_failed, run_on::VARCHAR, source_system FROM dq_result
        WHERE rule_id = 'deal_closed_before_created' AND valid_to IS NULL"""
    ).fetchall()
    assert kept == [(72, 2, "2017-06-20", "leitstand")]
    validity = workspace.values("validity", grain="total")[0]
    assert (validity.status, validity.value) == ("ok", 1.0)
    assert workspace.quality_findings()[0] == found, "the worst first"
    assert workspace.quality()["check"].tolist()[0] == "deal_closed_before_created"


def test_checking_again_writes_nothing_and_does_not_move_the_data(workspace: Workspace) -> None:
    before, as_of = loaded(workspace), workspace.facts.as_of
    assert [connector for connector, _ in before] == ["crm_sales_opportunities", "leitstand"]
    quality.check(workspace.home)
    again = Workspace(workspace.home.path)
    assert loaded(again) == before
    assert again.facts.as_of == as_of
    assert len(again.loads()) == 1, "the results are no file that somebody loaded"


def test_results_survive_a_rebuild(workspace: Workspace) -> None:
    assert workspace.rebuild().equal
    assert loaded(workspace)[1][0] == "leitstand"
    assert all(check.ok for check in workspace.doctor() if check.name != "disk")


def test_corrected_rows_no_longer_fail(workspace: Workspace, tmp_path: Path) -> None:
    workspace.import_files(pipeline(tmp_path / "corrected.csv"))
    assert finding(workspace, "deal_closed_before_created")["failed"] == 0
    assert [connector for connector, _ in loaded(workspace)].count("leitstand") == 2
    assert not any(value.warnings for value in workspace.values("sales_cycle_days_won"))


def test_a_withdrawn_load_leaves_no_warning(workspace: Workspace) -> None:
    workspace.withdraw(workspace.loads()["load_id"].tolist()[0])
    assert workspace.quality_findings() == []
    assert [value.status for value in workspace.values("sales_cycle_days_won")] == ["no_data"]


def test_a_number_of_doubtful_rows_says_so_in_its_period_only(workspace: Workspace) -> None:
    warned = {value.period.start.month: value for value in workspace.values("sales_cycle_days_won") if value.warnings}
    assert list(warned) == [6]
    assert [warning.en for warning in warned[6].warnings] == ["2 × Deals closed before they were created"]
    assert warned[6].as_dict("de")["warnings"] == ["2 × Verkaufschancen, abgeschlossen vor der Anlage"]
    assert not any(value.warnings for value in workspace.values("validity", grain="total"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_command_names_rows_and_next_step(
    workspace: Workspace, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")

    def call(*words: str) -> str:
        capsys.readouterr()
        assert main(["--home", str(workspace.home.path), "--lang", language, *words]) == 0
        return capsys.readouterr().out

    said = call("quality")
    load = workspace.loads()["load_id"].tolist()[0]
    assert f"{load}, {'Zeile' if language == 'de' else 'row'} 7, 13" in said
    assert "→" in said and "2,8" in said.replace(".", ",")
    failing = json.loads(call("quality", "--json"))
    assert [one["check"] for one in failing] == ["deal_closed_before_created"]
    assert len(json.loads(call("quality", "--all", "--json"))) > len(failing)
    assert (
        call("quality", "deal_won_without_amount", "--csv").splitlines()[1].startswith("deal_won_without_amount,deal,")
    )
    assert "2 × " in call("show", "sales_cycle_days_won")
    missing = json.loads(call("metrics", "--missing", "--json"))
    assert [one["family"] for one in missing] == ["revenue", "satisfaction", "website", "cash", "social", "crm"]
    revenue = missing[0]
    assert len(revenue["answered"]) + len(revenue["missing"]) == revenue["metrics"]
    assert {"id", "title", "start", "end"} == set(revenue["answered"][0])
    assert next(one for one in revenue["missing"] if one["id"] == "aov")["tables"] == [["order"]]
    assert "aov" in call("metrics", "--missing", "--csv") and "aov" in call("metrics", "--missing")


def test_an_empty_home_has_nothing_to_check(tmp_path: Path) -> None:
    empty = Workspace(tmp_path / "home")
    assert empty.quality_findings() == [] and quality.check(empty.home) == []
