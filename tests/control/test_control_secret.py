"""The secret of a home: made once, never a default, never readable by others."""

from __future__ import annotations

from pathlib import Path

import pytest

from leitstand.control import database, secret
from leitstand.foundation.errors import LeitstandError


def test_it_is_made_once_and_private(tmp_path: Path) -> None:
    secret.create(tmp_path)
    path = tmp_path / secret.FILE
    first = path.read_text()
    secret.create(tmp_path)
    assert path.read_text() == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(first)) == 32
    assert [file.name for file in tmp_path.iterdir()] == [secret.FILE]


def test_each_home_and_each_purpose_has_its_own_key(tmp_path: Path) -> None:
    keys = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        secret.create(tmp_path / name)
        keys += [secret.key(tmp_path / name, purpose) for purpose in ("pseudonym", "tombstone", "wrapping")]
        assert secret.key(tmp_path / name, "pseudonym") == keys[-3]
    assert len(set(keys)) == 6
    assert {len(key) for key in keys} == {32}


@pytest.mark.parametrize("content", ["", "secret\n", "00" * 32, "0123456789abcdef" * 4, "ab" * 16, "\xff"])
def test_a_weak_or_damaged_secret_stops_the_start(alias: str, home: Path, content: str) -> None:
    database.close(home)
    (home / secret.FILE).write_text(content, encoding="latin-1")
    with pytest.raises(LeitstandError, match="damaged or weak"):
        database.open(home)


def test_a_lost_secret_is_not_replaced(alias: str, home: Path) -> None:
    database.close(home)
    (home / secret.FILE).unlink()
    with pytest.raises(LeitstandError, match="missing") as caught:
        database.open(home)
    assert "Sicherung" in caught.value.describe("de")
    assert not (home / secret.FILE).exists()


def test_a_secret_that_others_can_read_stops_the_start(alias: str, home: Path) -> None:
    database.close(home)
    (home / secret.FILE).chmod(0o640)
    with pytest.raises(LeitstandError, match="Others can read") as caught:
        database.open(home)
    assert "chmod 600" in caught.value.describe("de")
