"""A new metric, measure or source is one file (or folder) and appears everywhere by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source tree in which things can be added; with what is compiled, which would take seconds anew."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", folder / "src")
    shutil.copytree(ROOT / "tests", folder / "tests")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "LEITSTAND_HOME": str(copy / "home"),
        "LEITSTAND_LANG": "en",
    }
    return subprocess.run([sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True)


def files(copy: Path) -> set[Path]:
    return {path for path in (copy / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_a_metric_is_one_file(copy: Path) -> None:
    before = files(copy)
    assert python(copy, "-m", "leitstand.new", "metric", "revenue/brand_new_rate").returncode == 0
    assert {path.name for path in files(copy) - before} == {"brand_new_rate.py"}
    listed = json.loads(python(copy, "-m", "leitstand", "metrics", "--json").stdout)
    assert next(one for one in listed if one["id"] == "brand_new_rate")["family"] == "revenue"
    page = "from leitstand.docs import pages; print('`brand_new_rate`' in pages()['metrics.md'])"
    api = "import leitstand; print(leitstand.open_workspace().show('brand_new_rate').status[0])"
    assert python(copy, "-c", f"{page}; {api}").stdout.split() == ["True", "no_data"]
    tests = python(
        copy, "-m", "pytest", "tests/contracts/test_metrics.py", "-k", "brand_new_rate", "-p", "no:cacheprovider"
    )
    assert tests.returncode == 0 and "passed" in tests.stdout, tests.stdout


def test_a_measure_is_one_file(copy: Path) -> None:
    assert python(copy, "-m", "leitstand.new", "measure", "revenue/brand_new_count").returncode == 0
    shown = python(copy, "-m", "leitstand", "show", "brand_new_count", "--json")
    assert json.loads(shown.stdout)[0]["status"] == "no_data", shown.stderr


def test_a_source_is_one_folder(copy: Path) -> None:
    assert python(copy, "-m", "leitstand.new", "source", "brand_new_shop").returncode == 0
    sample = copy / "src/leitstand/sources/connectors/brand_new_shop/sample/orders.csv"
    (outcome,) = json.loads(python(copy, "-m", "leitstand", "import", str(sample), "--json").stdout)
    assert (outcome["connector"], outcome["accepted"], outcome["tables"]) == ("brand_new_shop", 2, {"order": 2})


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["metric", "no_family"],
        ["metric", "nonsense/x"],
        ["metric", "revenue/Not-An-Id"],
        ["metric", "revenue/revenue_net"],
    ],
)
def test_what_cannot_be_made_is_refused(copy: Path, arguments: list[str]) -> None:
    result = python(copy, "-m", "leitstand.new", *arguments)
    assert result.returncode == 2 and result.stderr and "Traceback" not in result.stderr
