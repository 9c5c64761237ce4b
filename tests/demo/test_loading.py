"""`leitstand demo`: leaves other data alone, writes the files, and loads them without losing a row."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import FULL

from leitstand.cli.command import run
from leitstand.demo import apart, company
from leitstand.demo.loading import claim, load
from leitstand.demo.world import Plan
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.workspace import Workspace


def test_a_home_with_other_data_is_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("order number,order date,net amount\nA-1,2024-03-05,9.00\n")
    workspace = Workspace(home.path)
    workspace.import_files(tmp_path / "orders.csv", check=False)
    with pytest.raises(UnusableInput, match="other data"):
        load(home, Plan(customers=300))
    assert len(workspace.loads()) == 1


def test_one_home_holds_one_company(home: Home) -> None:
    assert claim(home, Plan(customers=300))
    assert claim(home, Plan(customers=300))  # begun, not loaded yet: go on
    with pytest.raises(UnusableInput, match="another demo company"):
        claim(home, Plan(seed=8, customers=300))


def test_files_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "files"
    assert run(["demo", "--files", str(folder), "--customers", "250", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {name.split("/")[0] for name in answer["files"]} >= {"shop", "erp", "bank", "crm", "web"}
    assert all((folder / name).stat().st_size for name in [*answer["files"], "truth.json", "links.csv"])
    assert run(["demo", "--files", str(folder)]) == 2  # not empty any more


def test_files_come_one_by_one_from_a_process_of_its_own(tmp_path: Path) -> None:
    with closing(apart.files(Plan(customers=200), tmp_path)) as paths:
        first = next(paths)
        assert first.stat().st_size
        found = [first, *paths]
    assert {path.parent.name for path in found} == set(company.SYSTEMS)
    assert found == sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_a_folder_that_cannot_be_written_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "ads").touch()
    with pytest.raises(FileExistsError), closing(apart.files(Plan(customers=200), tmp_path)) as paths:
        next(paths)


def test_too_small_a_company_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--customers", "3"]) == 2
    assert "at least" in capsys.readouterr().err


@pytest.mark.skipif(not FULL, reason="loads the whole company; runs with LEITSTAND_TEST_ALL")
def test_every_row_of_the_company_is_taken_but_the_planted_ones(home: Home) -> None:
    loaded = load(home, Plan(customers=600))
    assert loaded.rows_in == loaded.accepted + loaded.rejected
    assert loaded.rejected <= 10
    assert load(home, Plan(customers=600)) == loaded
