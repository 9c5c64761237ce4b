"""What all tests share: homes, the real data beside the project where they lie, one loaded shop, and what makes them
quick: what is shared is made once, processes that read files have one parent, new control databases are copies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from functools import cache
from pathlib import Path

import pytest

from leitstand.control import database
from leitstand.demo.loading import load
from leitstand.demo.world import Plan
from leitstand.foundation.home import Home
from leitstand.jobs import many
from leitstand.sources import sandbox
from leitstand.sources.forked import Template
from leitstand.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FULL = bool(os.environ.get("LEITSTAND_TEST_ALL"))
OF_THEIR_OWN = ("test_sandbox.py", "test_control_database.py")
"""What these test is how such a process starts, and how a control database is made."""
SHARING = ("tests/demo/", "tests/jobs/", "tests/metrics/")
"""Folders whose modules each make something once for all their tests."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Several processes: tests that share something (a loaded home, an invented company, the answer to an example) stay
    in one, so that it is made once."""
    for item in items:
        shared: str | None = None
        if item.nodeid.startswith(SHARING):
            shared = item.nodeid.partition("::")[0]
        elif item.nodeid.startswith("tests/contracts/") and isinstance(item, pytest.Function):
            given = item.callspec.params if hasattr(item, "callspec") else {}
            shared = next((str(given[key]) for key in ("name", "check_id") if key in given), None)
        if shared and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(shared))
    yield
    if getattr(config.option, "loadgroup", False):
        for item in items:
            _in_its_group(item)


def _in_its_group(item: pytest.Item) -> None:
    """xdist 3.8 writes the group into a field that pytest 9.2 no longer reads, and then groups nothing (tests/pins)."""
    mark = item.get_closest_marker("xdist_group")
    if mark is not None and not item.nodeid.endswith(f"@{mark.args[0]}"):
        item._id = item._id.parse(f"{item.nodeid}@{mark.args[0]}")  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def _template() -> Iterator[Callable[[], Template]]:
    """The process from which those that read files are forked; started when first asked for."""
    start = sandbox.ready
    with ExitStack() as open_until_the_end:
        yield cache(lambda: open_until_the_end.enter_context(start()))


@pytest.fixture(scope="module", autouse=True)
def _one_template(request: pytest.FixtureRequest, _template: Callable[[], Template]) -> Iterator[None]:
    """To start it anew for each of hundreds of small files would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if request.path.name not in OF_THEIR_OWN:
            for module in (sandbox, many):
                patch.setattr(module, "ready", lambda: nullcontext(_template()))
        yield


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
        if request.path.name not in OF_THEIR_OWN:
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


@pytest.fixture(scope="session")
def small_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the invented company with 300 customers, its story and what was found in it. Never write to it."""
    home = Home(tmp_path_factory.mktemp("company") / "home")
    load(home, Plan(7, 300, True, 36))
    workspace = Workspace(home.path)
    workspace.advice.recommendations()
    workspace.tasks.today()
    database.close(home.path)
    return home.path
