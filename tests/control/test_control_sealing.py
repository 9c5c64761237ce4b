"""Sealed files: unreadable without their key, whole or refused, gone when shredded."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from leitstand.control import database, sealing
from leitstand.control.ledger.models import SealedFile
from leitstand.foundation.errors import LeitstandError, StoreDamaged

SIZES = [0, 1, sealing.CHUNK - 1, sealing.CHUNK, sealing.CHUNK + 1, 3 * sealing.CHUNK]


def content(size: int) -> bytes:
    return (b"Ada Lovelace;Bonn\n" * (size // 18 + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out(alias: str, tmp_path: Path, size: int) -> None:
    sealing.seal(alias, "load1", "original", content(size))
    assert sealing.unseal(alias, "load1", "original") == content(size)
    plain, back = tmp_path / "plain.csv", tmp_path / "back.csv"
    plain.write_bytes(content(size))
    sealing.seal(alias, "load2", "original", plain)
    sealing.unseal_to(alias, "load2", "original", back)
    assert back.read_bytes() == content(size)
    assert back.stat().st_mode & 0o777 == 0o600


def test_nothing_readable_lies_in_the_home(everything: Callable[[], bytes], alias: str, home: Path) -> None:
    path = sealing.seal(alias, "load1", "original", content(5000))
    assert path == home / "originals" / "load1.sealed"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["load1.sealed"]
    assert b"Lovelace" not in everything()


def test_original_and_rejects_are_apart(alias: str) -> None:
    sealing.seal(alias, "load1", "original", b"all")
    sealing.seal(alias, "load1", "rejects", b"few")
    assert sealing.unseal(alias, "load1", "original") == b"all"
    assert sealing.unseal(alias, "load1", "rejects") == b"few"


def test_equal_content_looks_different(alias: str) -> None:
    one = sealing.seal(alias, "load1", "original", b"same" * 100).read_bytes()
    two = sealing.seal(alias, "load2", "original", b"same" * 100).read_bytes()
    assert one[-400:] != two[-400:]


def test_sealing_again_replaces_file_and_key(alias: str) -> None:
    sealing.seal(alias, "load1", "rejects", b"first")
    sealing.seal(alias, "load1", "rejects", b"second")
    assert sealing.unseal(alias, "load1", "rejects") == b"second"
    assert SealedFile.objects.using(alias).count() == 1


@pytest.mark.parametrize("place", [0, 25, 40, sealing.CHUNK, -1])
def test_a_changed_byte_is_noticed(alias: str, place: int) -> None:
    path = sealing.seal(alias, "load1", "original", content(2 * sealing.CHUNK))
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreDamaged, match="altered"):
        sealing.unseal(alias, "load1", "original")


def test_missing_added_and_swapped_parts_are_noticed(alias: str, tmp_path: Path) -> None:
    path = sealing.seal(alias, "load1", "original", content(3 * sealing.CHUNK))
    data = path.read_bytes()
    part = sealing.CHUNK + sealing.TAG_BYTES
    head = len(data) - 3 * part
    pieces = [data[head + i * part : head + (i + 1) * part] for i in range(3)]
    forged = {
        "cut at a seam": data[: head + 2 * part],
        "cut inside": data[:-100],
        "added": data + pieces[2],
        "swapped": data[:head] + pieces[1] + pieces[0] + pieces[2],
        "only the head": data[:head],
        "half a head": data[: head - 5],
        "empty": b"",
    }
    target = tmp_path / "plain"
    for name, one in forged.items():
        path.write_bytes(one)
        with pytest.raises(StoreDamaged):
            sealing.unseal_to(alias, "load1", "original", target)
        assert list(tmp_path.glob("plain*")) == [], name  # no half-decrypted file stays behind


def test_a_file_or_key_of_another_load_does_not_fit(alias: str) -> None:
    one = sealing.seal(alias, "load1", "original", b"one")
    two = sealing.seal(alias, "load2", "original", b"two")
    shutil.copy(two, one)
    with pytest.raises(StoreDamaged):
        sealing.unseal(alias, "load1", "original")
    SealedFile.objects.using(alias).filter(load_id="load2").update(load_id="load1")  # now the key is moved along
    with pytest.raises(StoreDamaged):
        sealing.unseal(alias, "load1", "original")


def test_another_secret_opens_nothing(alias: str, home: Path, tmp_path: Path) -> None:
    sealing.seal(alias, "load1", "original", b"one")
    database.open(tmp_path / "other")
    database.close(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "secret.key", home / "secret.key")
    with pytest.raises(StoreDamaged):
        sealing.unseal(alias, "load1", "original")


def test_a_shredded_file_stays_unreadable_even_when_a_copy_comes_back(
    everything: Callable[[], bytes], alias: str, home: Path, tmp_path: Path
) -> None:
    path = sealing.seal(alias, "load1", "original", b"one")
    sealing.seal(alias, "load1", "rejects", b"two")
    wrapped = bytes(SealedFile.objects.using(alias).get(kind="original").wrapped_key)
    assert wrapped in everything()
    shutil.copy(path, tmp_path / "backup")
    sealing.shred(alias, "load1")
    assert not list(home.rglob("*.sealed"))
    assert wrapped not in everything()
    shutil.copy(tmp_path / "backup", path)
    with pytest.raises(LeitstandError, match="no longer kept"):
        sealing.unseal(alias, "load1", "original")
    sealing.shred(alias, "load1")


def test_what_was_never_sealed_is_not_kept(alias: str) -> None:
    with pytest.raises(LeitstandError, match="no longer kept"):
        sealing.unseal(alias, "load1", "original")


@pytest.mark.parametrize("load_id", ["", "../secret", "a/b", "a.b", "a" * 65])
def test_a_load_id_cannot_leave_the_folder(alias: str, load_id: str) -> None:
    with pytest.raises(ValueError, match="a load id is"):
        sealing.seal(alias, load_id, "original", b"")


def test_a_kill_at_any_moment_leaves_one_whole_version(
    alias: str, home: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    program = (
        "from leitstand.control import sealing\n"
        "alias = database.open(home)\n"
        "for i in range(100000):\n"
        "    sealing.seal(alias, 'load1', 'original', bytes([i % 256]) * 3_000_000)\n"
        "    print(i, flush=True)\n"
    )
    for delay in (0.0, 0.003, 0.007, 0.012, 0.02):
        process = start(program, home)
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        time.sleep(delay)
        process.kill()
        process.wait()
        data = sealing.unseal(alias, "load1", "original")
        assert len(data) == 3_000_000
        assert len(set(data)) == 1
    sealing.seal(alias, "load1", "original", b"after")
    assert SealedFile.objects.using(alias).count() == 1
    assert [file.name for file in (home / "originals").iterdir()] == ["load1.sealed"]
