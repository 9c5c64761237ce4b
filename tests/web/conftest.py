"""What tests of the web share: a small invented company that is analysed once, and signed-in test clients."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from leitstand.control import database
from leitstand.demo.loading import load
from leitstand.demo.world import Plan
from leitstand.foundation.home import Home
from leitstand.workspace import Workspace
from tests.web.serving import served, signed_in

CUSTOMERS = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of the web in one process: the company is made once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("web"))


@pytest.fixture(scope="session")
def small_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the invented company with 300 customers, its story and what was found in it. Never write to it."""
    home = Home(tmp_path_factory.mktemp("company") / "home")
    load(home, Plan(7, CUSTOMERS, True, 36))
    workspace = Workspace(home.path)
    workspace.advice.recommendations()
    workspace.tasks.today()
    database.close(home.path)
    return home.path


@pytest.fixture(scope="module")
def web_home(small_company: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the small company, served by Django in this process: tests of a module may write to it."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(small_company, home)
    with served(home):
        yield home


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home without data, served by Django in this process."""
    home = tmp_path_factory.mktemp("empty") / "home"
    with served(home):
        yield home


@pytest.fixture
def client_of() -> Callable[..., Any]:
    """A signed-in test client for a role; fields: of the user. The home is that of the test (web_home, empty_home)."""
    return signed_in
