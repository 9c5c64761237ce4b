"""Many files at once come to the same as one after the other, also after an interruption or a file that is no use."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from leitstand.cli import main
from leitstand.foundation.errors import HomeBusy, UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs import many, matching
from leitstand.jobs.importing import import_file
from leitstand.sources import sandbox
from leitstand.sources.forked import Template
from leitstand.store.ingest.writer import opened
from leitstand.workspace import Workspace

SLOW = """
import time
from leitstand.sources import readers
read = readers.read
def slow(path, *args, **options):
    if path.name == "slow.csv":
        time.sleep(60)
    return read(path, *args, **options)
readers.read = slow
"""


def orders(path: Path, days: list[str]) -> Path:
    """An export of the shop; days as month/day, which only one after the 12th gives away."""
    rows = (f"{path.stem}-{i},{day}/2024,K-{i},{10 + i}.5" for i, day in enumerate(days))
    path.write_text("order number,order date,customer number,amount\n" + "\n".join(rows) + "\n")
    return path


def people(path: Path, first: str) -> Path:
    rows = (f"{first}{i};person{i}@mail.example;Anna Weber{i};0106{i}" for i in range(6))
    path.write_text("Kundennummer;E-Mail;Name;PLZ\n" + "\n".join(rows) + "\n")
    return path


def known(home: Home) -> list[tuple[str, str, str]]:
    rows = Workspace(home.path).facts.backend.con.execute(
        """SELECT o.source_system, o.ordered_on::VARCHAR, o.net_amount::DOUBLE::VARCHAR FROM "order" o
        WHERE valid_to IS NULL ORDER BY ALL"""
    )
    return [(str(system), str(day), str(amount)) for system, day, amount in rows.fetchall()]


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    """Two exports of one kind: only the first says how its days are meant."""
    given = {"jan": ["1/13", "1/14", "2/28"], "feb": ["2/3", "2/4", "3/6"]}
    return [orders(tmp_path / f"{name}.csv", days) for name, days in given.items()]


def test_many_files_are_read_as_one_after_the_other(exports: list[Path], home: Home, tmp_path: Path) -> None:
    single = Home(tmp_path / "single")
    for path in exports:
        import_file(single, path)
    outcomes = many.import_all(home, exports)
    assert [(one.accepted, one.already_loaded, one.replaces) for one in outcomes] == [(3, False, None)] * 2
    assert known(home) == known(single)
    assert {system for system, _, _ in known(home)} == {"jan"}
    assert ("jan", "2024-02-03", "10.5") in known(home)
    again = many.import_all(home, exports[::-1])
    assert all(one.already_loaded and not one.replaces for one in again)
    assert known(home) == known(single)
    assert len(Workspace(home.path).loads()) == len(exports)


def test_a_file_that_alone_is_not_understood_follows_the_one_before(home: Home, tmp_path: Path) -> None:
    """Where the first file came with a mapping of its own."""
    paths = [orders(tmp_path / f"{name}.csv", ["1/13", "1/14"]) for name in "ab"]
    for path in paths:
        path.write_text(path.read_text().replace("order number,order date,customer number,amount", "a,b,c,d"))
    mapping = (
        'source_system = "shop"\nzone = "Europe/Berlin"\ndelivery = "upsert"\ndate_order = "mdy"\n'
        '[columns]\na = "order.order_id"\nb = "order.ordered_at"\nc = "customer.customer_key"\nd = "order.net_amount"\n'
    )
    first, second = many.import_many(home, [(paths[0], {"mapping": mapping}), (paths[1], {})])
    assert [[one.accepted for one in came] for came in (first, second) if isinstance(came, list)] == [[2], [2]]
    assert {system for system, _, _ in known(home)} == {"shop"}


@pytest.fixture
def unmatched(home: Home, tmp_path: Path) -> tuple[Workspace, Path]:
    """Two systems that know the same people, brought in by imports interrupted before the matching; the second file."""
    workspace, path = Workspace(home.path), people(tmp_path / "b.csv", "K")
    workspace.import_files(people(tmp_path / "a.csv", "L"), options={"source_system": "shop"}, check=False)
    workspace.import_files(path, options={"source_system": "crm"}, check=False)
    assert workspace.links() == []
    return workspace, path


def test_the_command_makes_good_what_an_interruption_left_out(unmatched: tuple[Workspace, Path]) -> None:
    workspace, path = unmatched
    assert main(["--home", str(workspace.home.path), "import", str(path), "--source", "crm"]) == 0
    assert len(Workspace(workspace.home.path).links()) == 6


def test_so_does_the_api_and_one_useless_file_does_not_keep_it_from_that(
    unmatched: tuple[Workspace, Path], tmp_path: Path
) -> None:
    workspace, path = unmatched
    useless = tmp_path / "x.pdf"
    useless.write_text("%PDF-1.7")
    with pytest.raises(UnusableInput, match="PDF"):
        workspace.import_files(path, useless, options={"source_system": "crm"})
    assert len(workspace.links()) == 6


def test_where_another_process_writes_nothing_else_is_tried(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (many, matching):
        monkeypatch.setattr(module, "WAIT", 0)
    monkeypatch.setattr("leitstand.jobs.importing.WAIT", 0)
    monkeypatch.setattr(many, "match_quietly", lambda home: pytest.fail("waited again"))
    with opened(home), pytest.raises(HomeBusy):
        Workspace(home.path).import_files(people(tmp_path / "a.csv", "L"))


def test_an_interruption_ends_what_is_being_read(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(many, "ready", lambda: Template("leitstand.sources.sandbox", sandbox._environment()))
    paths = [orders(tmp_path / f"{name}.csv", ["1/13", "1/14"]) for name in ("quick", "slow")]
    started: list[float] = []

    def interrupt(step: str, rows: int) -> None:
        started.append(time.monotonic())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        many.import_all(home, paths, progress=interrupt)
    assert time.monotonic() - started[0] < 20
    assert len(known(home)) == 2, "what is in stays in"
