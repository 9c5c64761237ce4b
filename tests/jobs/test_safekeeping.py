"""A backup put back into an empty folder is the same company, and brings nobody back who was erased."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from leitstand.control import database
from leitstand.control.privacy import services as privacy
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs import maintenance
from leitstand.jobs.privacy import erasing, people
from leitstand.jobs.safekeeping import backup
from leitstand.jobs.safekeeping.stream import CHUNK, Opening, Sealing
from leitstand.workspace import Workspace

MAIL, NAME = "kanaria.7731@example.org", "Kanaria Vogelsang"
PASSPHRASE = "ein ganzer langer Satz"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("safe")
    path = folder / "bestellungen.csv"
    path.write_text(
        "Bestellnr;Bestelldatum;Kundennr;Kundenname;E-Mail;Betrag\n"
        f"A-1;05.03.2024;K-77;{NAME};{MAIL};9,00\nA-2;06.03.2024;K-78;Berta Beispiel;berta@example.org;4,50\n"
    )
    workspace = Workspace(folder / "home")
    workspace.import_files(path)
    database.close(workspace.home.path)
    return workspace.home.path


@pytest.fixture
def home(original: Path, tmp_path: Path) -> Iterator[Home]:
    shutil.copytree(original, tmp_path / "home")
    yield Home(tmp_path / "home")
    database.close(tmp_path / "home")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Home]:
    yield Home(tmp_path / "elsewhere" / "home")
    database.close(tmp_path / "elsewhere" / "home")


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_restored_home_is_the_same(home: Home, empty: Home, passphrase: str) -> None:
    before = Workspace(home.path).rebuild().after
    made = backup.make(home, passphrase=passphrase)
    content = made.path.read_bytes()
    assert (MAIL.encode() in content) is (passphrase == "")
    told = backup.restore(empty, made.path, passphrase)
    assert told["files"] == made.files and told["tables"] == len(before) and told["erased_again"] == 0
    restored = Workspace(empty.path)
    assert all(check.ok for check in restored.doctor())
    assert restored.rebuild().before == before
    assert (
        restored.values("revenue_net", "total")[0].value == Workspace(home.path).values("revenue_net", "total")[0].value
    )
    assert maintenance.loads(empty) == maintenance.loads(home)
    assert (empty.path / "secret.key").stat().st_mode & 0o077 == 0


def test_whoever_was_erased_since_is_erased_again(home: Home, empty: Home) -> None:
    made = backup.make(home)
    (person,) = people.find(home, MAIL)
    request = privacy.ask(
        database.open(home.path), "erasure", {one: sorted(keys) for one, keys in person.keys.items()}, ""
    )
    privacy.confirm(database.open(home.path), request.id, "")
    erasing.erase(home, request.id)
    assert backup.restore(empty, made.path)["erased_again"] == 1
    for path in empty.path.rglob("*"):
        assert not path.is_file() or MAIL.encode() not in path.read_bytes(), path
    assert people.find(empty, "berta@example.org")


def test_nothing_is_restored_over_something(home: Home) -> None:
    made = backup.make(home)
    with pytest.raises(UnusableInput):
        backup.restore(home, made.path)
    assert Workspace(home.path).values("orders", "total")[0].value == 2


@pytest.mark.parametrize("place", [600, -2000, -1])
def test_damage_is_noticed_and_leaves_nothing(home: Home, empty: Home, place: int) -> None:
    made = backup.make(home, passphrase=PASSPHRASE)
    content = bytearray(made.path.read_bytes())
    content[place] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(LeitstandError):
        backup.restore(empty, made.path, PASSPHRASE)
    assert not empty.path.exists() and not list(empty.path.parent.iterdir())


def test_a_changed_file_of_a_plain_backup_is_noticed(home: Home, empty: Home) -> None:
    made = backup.make(home)
    content = made.path.read_bytes()
    made.path.write_bytes(content.replace(MAIL.encode(), MAIL.upper().encode()))
    with pytest.raises(LeitstandError, match="damaged"):
        backup.restore(empty, made.path)


@pytest.mark.parametrize("passphrase", ["", "another long sentence"])
def test_a_wrong_passphrase_is_told(home: Home, empty: Home, passphrase: str) -> None:
    made = backup.make(home, passphrase=PASSPHRASE)
    with pytest.raises(LeitstandError, match=r"passphrase|encrypted"):
        backup.restore(empty, made.path, passphrase)


def test_names_that_lead_elsewhere_are_not_taken(home: Home, empty: Home, tmp_path: Path) -> None:
    import tarfile

    path = tmp_path / "bad.tar"
    for name in ("../evil", "/etc/evil", "raw/../../evil", "other/file", "raw/a/../x"):
        with tarfile.open(path, "w") as archive:
            info = tarfile.TarInfo(name)
            info.size = 1
            archive.addfile(info, io.BytesIO(b"x"))
        with pytest.raises(LeitstandError):
            backup.restore(empty, path)
        assert not empty.path.exists()


def test_the_drill_says_that_it_would_work_and_leaves_nothing(home: Home) -> None:
    made = backup.make(home)
    told = backup.drill(home, made.path)
    assert told["files"] == made.files and told["tables"] > 10
    assert sorted(path.name for path in made.path.parent.iterdir()) == ["erased.json", made.path.name]
    assert json.loads((made.path.parent / "erased.json").read_text()) == []


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_is_sealed_comes_out_again(size: int) -> None:
    out, data = io.BytesIO(), b"x" * size
    sealing = Sealing(out, PASSPHRASE)
    sealing.write(data)
    sealing.close()
    opening = Opening(io.BytesIO(out.getvalue()), PASSPHRASE)
    assert opening.read(10) + opening.read() == data


def test_a_short_passphrase_is_none() -> None:
    with pytest.raises(LeitstandError):
        Sealing(io.BytesIO(), "kurz")


def test_by_command_line(home: Home, empty: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from leitstand.cli import main

    secret = tmp_path / "pass"
    secret.touch(0o600)
    secret.write_text(PASSPHRASE + "\n")
    assert (
        main(["--home", str(home.path), "backup", str(tmp_path / "b"), "--passphrase-file", str(secret), "--json"]) == 0
    )
    made = json.loads(capsys.readouterr().out)
    assert made["encrypted"]
    assert main(["--home", str(empty.path), "restore", made["path"], "--passphrase-file", str(secret)]) == 0
    assert Workspace(empty.path).values("orders", "total")[0].value == 2
    secret.chmod(0o644)
    assert main(["--home", str(empty.path), "restore", made["path"], "--passphrase-file", str(secret)]) == 2
