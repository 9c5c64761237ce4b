"""A person's name, mail and phone are found in no file but the vault and the encrypted originals."""

from __future__ import annotations

from pathlib import Path

import pytest

from leitstand.control import database
from leitstand.control.identity import services as identity
from leitstand.foundation.home import Home
from leitstand.jobs import maintenance
from leitstand.workspace import Workspace

NAME, MAIL, PHONE, STREET = "Kanaria Vogelsang-7731", "kanaria.7731@example.org", "+49 171 7731773", "Käfigweg 7731"
HEADER = "Bestellnr;Bestelldatum;Kundennr;Kundenname;E-Mail;Telefon;Straße;PLZ;Ort;Artikel;Menge;Einzelpreis;Betrag"
ROWS = [
    f"A-1;05.03.2024;K-77;{NAME};{MAIL};{PHONE};{STREET};80331;München;Tasse;2;4,50;9,00",
    f"A-2;06.03.2024;K-77;{NAME};{MAIL};{PHONE};{STREET};80331;München;Kanne;1;x;19,90",
    "A-3;07.03.2024;K-78;Berta Beispiel;berta@example.org;+49 30 1;Weg 1;10115;Berlin;Tasse;1;4,50;4,50",
]


@pytest.fixture
def loaded(home: Home, tmp_path: Path) -> Workspace:
    file = tmp_path / "bestellungen.csv"
    file.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="cp1252")
    workspace = Workspace(home.path)
    (outcome,) = workspace.import_files(file)
    assert (outcome.rows_in, outcome.accepted, outcome.rejected) == (3, 2, 1)
    return workspace


def files_with(home: Home, *words: str) -> set[str]:
    """Files of the home that hold one of the words, in any of the usual encodings."""
    needles = [word.encode(code) for word in words for code in ("utf-8", "cp1252", "utf-16-le")]
    return {
        str(path.relative_to(home.path))
        for path in home.path.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    }


def test_only_the_vault_knows_the_person(loaded: Workspace) -> None:
    assert files_with(loaded.home, NAME, MAIL, PHONE, STREET) == {"control.sqlite3"}
    alias = database.open(loaded.home.path)
    (key,) = identity.find(alias, "customer", "email", MAIL)
    assert identity.reveal(alias, "customer", [key])[key]["name"] == NAME


def test_the_store_only_knows_that_there_is_an_address(loaded: Workspace) -> None:
    rows = loaded.facts.backend.con.execute("SELECT email, name FROM customer_vault WHERE valid_to IS NULL").fetchall()
    assert rows == [(True, True), (True, True)]


def test_customer_numbers_stay_in_the_key_map(loaded: Workspace) -> None:
    assert files_with(loaded.home, "K-77") == {"control.sqlite3"}


def test_withdrawing_leaves_no_trace(loaded: Workspace) -> None:
    load_id = loaded.loads().load_id[0]
    loaded.withdraw(load_id)
    assert files_with(loaded.home, NAME, MAIL, PHONE, STREET) == set()
    assert not list(loaded.home.path.glob("originals/*")) and not list(loaded.home.path.glob("rejects/*"))


def test_deleted_bytes_disappear_with_the_rewrite(home: Home, tmp_path: Path) -> None:
    """Order numbers are not personal, so they stand in the store: a marker to look for."""
    file = tmp_path / "orders.csv"
    file.write_text("Bestellnr;Bestelldatum;Kundennr;Betrag\nMARKER-5511;05.03.2024;K-1;9,00\n")
    workspace = Workspace(home.path)
    (outcome,) = workspace.import_files(file)
    assert "store/leitstand.duckdb" in files_with(home, "MARKER-5511")
    workspace.withdraw(str(outcome.load_id))
    maintenance.rewrite(home)
    assert files_with(home, "MARKER-5511") == set()


def test_an_erased_person_does_not_come_back_with_a_new_file(loaded: Workspace, tmp_path: Path) -> None:
    alias = database.open(loaded.home.path)
    identity.erase(alias, "customer", *identity.find(alias, "customer", "email", MAIL))
    file = tmp_path / "april.csv"
    file.write_text(
        "\n".join([HEADER, ROWS[0].replace("A-1", "A-9"), ROWS[2].replace("A-3", "A-8")]) + "\n", encoding="cp1252"
    )
    (outcome,) = loaded.import_files(file)
    assert (outcome.accepted, outcome.rejected) == (1, 1)
    assert outcome.rejects[0].row == 2 and "erased" in outcome.rejects[0].reason.en
    assert identity.find(alias, "customer", "email", MAIL) == []


def test_free_text_among_codes_goes_to_the_vault(home: Home, tmp_path: Path) -> None:
    """A column 'Lost Reason' into which people write sentences, a column 'Source' with one address in it."""
    file = tmp_path / "deals.csv"
    rows = [
        f"D{n};K{n};2024-01-0{n % 9 + 1};2024-03-0{n % 9 + 1};Lost;100;"
        f"{NAME} Nr. {n} will nicht mehr;{'web' if n else MAIL}"
        for n in range(30)
    ]
    file.write_text(
        "\n".join(["Deal ID;Kundennr;Created Date;Close Date;Stage;Amount;Lost Reason;Source", *rows]) + "\n"
    )
    workspace = Workspace(home.path)
    (outcome,) = workspace.import_files(file)
    assert (outcome.accepted, outcome.rejected) == (30, 0)
    assert {"free text" in note.en for note in outcome.notes if "Lost Reason" in note.en} == {True}
    assert files_with(home, NAME) == {"control.sqlite3"}
    assert files_with(home, MAIL) == set()
    known = workspace.facts.backend.con.execute(
        "SELECT count(*) FROM deal WHERE lost_reason_text AND source = 'web'"
    ).fetchone()
    assert known == (29,)
