"""What tests of the web share: homes served inside the process, and signed-in test clients."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.serving import served, signed_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of the web in one process: the company is made once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("web"))


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
