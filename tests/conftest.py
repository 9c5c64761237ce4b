"""What all tests share: homes, the real data beside the project where they lie, one loaded shop."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from leitstand.foundation.home import Home
from leitstand.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FULL = bool(os.environ.get("LEITSTAND_TEST_ALL"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty data directory."""
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """A file of the real public data; the test is skipped where they are absent."""

    def find(name: str) -> Path:
        path = DATA / name
        if not path.exists():
            pytest.skip(f"the real data ({name}) are not beside the project")
        return path

    return find


@pytest.fixture(scope="session")
def shop(real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the whole Online Retail file; read only."""
    workspace = Workspace(tmp_path_factory.mktemp("shop"))
    workspace.import_files(real_data("online_retail/online_retail_uci352.parquet"))
    return workspace
