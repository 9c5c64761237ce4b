"""What pages remember: per version, program and key, never too many files, and never broken by a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from leitstand.foundation.home import Home
from leitstand.web import memory


def test_computed_once_and_found_by_other_processes(tmp_path: Path) -> None:
    asked: list[int] = []
    first = memory.Memory(Home(tmp_path), "1")
    assert [first.of(("a", 1), lambda: asked.append(1) or len(asked)) for _ in range(3)] == [1, 1, 1]
    assert memory.Memory(Home(tmp_path), "1").of(("a", 1), lambda: 99) == 1
    assert first.of(("a", 2), lambda: 2) == 2


def test_a_new_version_or_program_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.Memory(Home(tmp_path), "1").put(("a",), 1)
    assert memory.Memory(Home(tmp_path), "2").of(("a",), lambda: 2) == 2
    assert not (tmp_path / memory.FOLDER / "1").exists()
    monkeypatch.setattr(memory, "_program", lambda: "newer")
    assert memory.Memory(Home(tmp_path), "2").of(("a",), lambda: 3) == 3


def test_a_damaged_file_is_computed_anew(tmp_path: Path) -> None:
    memory.Memory(Home(tmp_path), "1").put(("a",), 1)
    for file in (tmp_path / memory.FOLDER / "1").iterdir():
        file.write_bytes(b"\x80")
    assert memory.Memory(Home(tmp_path), "1").of(("a",), lambda: 5) == 5


def test_the_older_half_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_FILES", 10)
    kept = memory.Memory(Home(tmp_path), "1")
    for number in range(25):
        kept.put((number,), number)
    assert 1 <= sum(1 for _ in kept.folder.iterdir()) <= 10


def test_nothing_kept_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        memory.Memory(Home(tmp_path), "1").get(("a",))
