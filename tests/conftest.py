"""What all tests share: homes, the real data beside the project where they lie, one loaded shop, and what makes them
quick: one process per module, files read in the test's own process, new control databases copied from the first."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from leitstand.control import database
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.sources import sandbox
from leitstand.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FULL = bool(os.environ.get("LEITSTAND_TEST_ALL"))
APART = {"tests/journeys", "tests/malformed", "tests/pins", "tests/recovery", "tests/sources", "tests/store"}
"""Folders whose tests read files as users do: in the limited process."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Several processes: the tests of a module stay in one, so that what they share (a loaded home, an invented
    company) is made once; a module that has groups of its own is dealt out by them."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest.fixture(scope="module", autouse=True)
def _read_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Files are read in this process, by what the limited process does and with its protocol: to start one for each of
    hundreds of small files would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if not any(request.node.nodeid.startswith(f"{folder}/") for folder in APART):
            patch.setattr(sandbox, "run", _read)
        yield


def _read(
    job: Mapping[str, object],
    limits: sandbox.Limits = sandbox._LIMITS,
    progress: Callable[[int], None] | None = None,
) -> tuple[sandbox.Parsed, ...]:
    out = io.BytesIO()
    try:
        sandbox._work({**job, "path": str(Path(str(job["path"])).resolve()), "limits": asdict(limits)}, out)
    except LeitstandError as error:
        sandbox._say(out, kind="error", error=sandbox._plain_error(error))
    out.seek(0)
    return sandbox._answers(out, progress)


@pytest.fixture(scope="module", autouse=True)
def _databases_copied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The first new control database is migrated step by step, the others begin as its copy: it is the same in every
    home until something is written (the secrets lie beside it)."""
    first, create = tmp_path_factory.getbasetemp() / database.FILE, database._create

    def copied(alias: str, home: Path) -> None:
        if first.exists():
            shutil.copy(first, home / database.FILE)
        else:
            create(alias, home)
            shutil.copy(home / database.FILE, first)

    with pytest.MonkeyPatch.context() as patch:
        if request.path.name != "test_control_database.py":
            patch.setattr(database, "_create", copied)
        yield


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
