"""A home of its own for every test, with a real SQLite file in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leitstand.control import database


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "home"
    yield folder
    database.close(folder)


@pytest.fixture
def alias(home: Path) -> str:
    return database.open(home)


@pytest.fixture
def start() -> Iterator[Callable[[str, Path], subprocess.Popen[str]]]:
    """Starts a second process with the given program; `home` is ready in it. What still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def run(program: str, folder: Path) -> subprocess.Popen[str]:
        head = f"from pathlib import Path\nfrom leitstand.control import database\nhome = Path({str(folder)!r})\n"
        process = subprocess.Popen([sys.executable, "-c", head + program], text=True, stdout=subprocess.PIPE)
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def everything(home: Path) -> Callable[[], bytes]:
    """All bytes of all files of the home, as they are when it is called."""
    return lambda: b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())
