"""A person asks: everything is found, and after the erasure nothing is left in any file of the home."""

from __future__ import annotations

import html
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from leitstand.control import database
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.control.privacy import services as privacy
from leitstand.control.task.models import Task
from leitstand.foundation.home import Home
from leitstand.jobs.privacy import erasing, export, people
from leitstand.workspace import Workspace

NAME, MAIL, PHONE = "Kanaria Vogelsang-7731", "kanaria.7731@example.org", "+49 171 7731773"
STREET, VAT, NUMBER = "Käfigweg 7731", "DE377317731", "K-KANARIA-77"
COMMENT, SUBJECT, PURPOSE = "Der Käfig-4471 klemmt", "Beschwerde von Vogel-4472", "Zahlung Vogel-4473"
CANARY = (NAME, MAIL, PHONE, STREET, VAT, NUMBER, COMMENT, PURPOSE)
FILES = {
    "kunden.csv": (
        "[columns]\nNr = \"customer.customer_key\"\nName = \"customer_vault.name\"\nMail = \"customer_vault.email\"\n"
        "Tel = \"customer_vault.phone\"\nStrasse = \"customer_vault.street\"\nUSt = \"customer_vault.vat_id\"\n",
        "Nr;Name;Mail;Tel;Strasse;USt",
        f"{NUMBER};{NAME};{MAIL};{PHONE};{STREET};{VAT}",
        "K-2;Berta Beispiel;berta@example.org;+49 30 123456;Weg 1;DE111111111",
    ),
    "bestellungen.csv": (
        "[columns]\nNr = \"order.order_id\"\nTag = \"order.ordered_at\"\nKunde = \"order.customer_key\"\n"
        "Betrag = \"order.net_amount\"\n",
        "Nr;Tag;Kunde;Betrag",
        f"A-1;2024-03-05;{NUMBER};100,00",
        f"A-3;unlesbar;{NUMBER};19,90",
        "A-2;2024-03-06;K-2;50,00",
    ),
    "umfrage.csv": (
        "[columns]\nNr = \"survey_answer.answer_id\"\nTag = \"survey_answer.answered_at\"\n"
        "Kunde = \"survey_answer.customer_key\"\nNote = \"survey_answer.score\"\nText = \"survey_answer.comment\"\n"
        "",
        "Nr;Tag;Kunde;Note;Text",
        f"U-1;2024-03-07;{NUMBER};3;{COMMENT}",
        "U-2;2024-03-08;K-2;9;Alles gut",
    ),
    "zahlungen.csv": (
        "[columns]\nNr = \"payment.payment_id\"\nTag = \"payment.paid_at\"\nKunde = \"payment.customer_key\"\n"
        "Betrag = \"payment.amount\"\nText = \"payment.bank_ref\"\n",
        "Nr;Tag;Kunde;Betrag;Text",
        f"Z-1;2024-03-09;{NUMBER};100,00;{PURPOSE}",
        "Z-2;2024-03-09;K-2;50,00;Danke",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("privacy")
    workspace = Workspace(folder / "home")
    for name, (mapping, *lines) in FILES.items():
        path = folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = {"mapping": f'source_system = "shop"\n{mapping}'}
        (outcome,) = workspace.import_files(path, options=options, check=False)
        assert outcome.error is None, outcome.error.describe("en")
    workspace.match_new()
    home = workspace.home
    home.folder("incoming").joinpath("wartet").write_text(MAIL)
    home.folder("logs").joinpath("web.log").write_text(f"saw {MAIL} once")
    home.folder("cache").joinpath("x").write_text(NAME)
    database.close(home.path)
    return home.path


@pytest.fixture
def loaded(original: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(original, tmp_path / "home")
    yield Workspace(tmp_path / "home")
    database.close(tmp_path / "home")


def holding(home: Home, *words: str) -> set[str]:
    forms = [form for word in words for form in (word.encode(), word.encode("cp1252"), word.encode("utf-16-le"))]
    files = [path for path in home.path.rglob("*") if path.is_file()]
    return {str(path.relative_to(home.path)) for path in files if any(form in path.read_bytes() for form in forms)}


def the_person(workspace: Workspace, words: str = MAIL) -> people.Person:
    (found,) = people.find(workspace.home, words)
    return found


@pytest.mark.parametrize("words", [MAIL.upper(), PHONE, "0171 7731773", NUMBER, f"shop:{NUMBER}", NAME, "A-1"])
def test_a_person_is_found_by_whatever_they_give(loaded: Workspace, words: str) -> None:
    assert the_person(loaded, words).fields["email"] == (MAIL,)


def test_nobody_is_found_by_nothing(loaded: Workspace) -> None:
    assert people.find(loaded.home, " ") == [] == people.find(loaded.home, "nobody@example.org")


def test_after_the_erasure_no_file_of_the_home_holds_the_person(loaded: Workspace) -> None:
    home, alias = loaded.home, database.open(loaded.home.path)
    person = the_person(loaded)
    (key,) = person.keys["customer"]
    Task.objects.using(alias).create(
        id="t1", customer=key, type="call", due="2024-03-10", filed_on="2024-03-10", seen_on="2024-03-10",
        version="v", stake=1, body={"note": f"bei {NAME} anrufen"},
    )  # fmt: skip
    ledger.set_setting(alias, "a_note", {"text": f"{NAME} hat angerufen ({MAIL})"})
    before = {name: loaded.values(name, "total")[0].value for name in ("revenue_net", "orders")}
    planned = erasing.plan(home, person.keys)
    assert planned.gone == {"customer": 1, "customer_vault": 1, "survey_answer": 1}
    assert planned.kept == {"order": 1, "payment": 1} and planned.tasks == 1
    assert planned.texts == 2 and planned.values == 5 and len(planned.loads) == 4

    request = privacy.ask(alias, "erasure", {name: sorted(keys) for name, keys in person.keys.items()}, "a@b.de")
    privacy.confirm(alias, request.id, "c@d.de")
    certificate = erasing.erase(home, request.id)

    assert holding(home, *CANARY) == set()
    assert people.find(home, MAIL) == []
    assert not list(home.path.glob("originals/*")) and not list(home.path.glob("rejects/*"))
    assert certificate["kept"] == {"order": 1, "payment": 1} and certificate["notes"] == 2
    assert certificate["uploads"] == certificate["logs"] == certificate["tasks"] == 1
    fresh = Workspace(home.path)  # the books still hold
    assert {name: fresh.values(name, "total")[0].value for name in before} == before
    connection = fresh.facts.backend.con
    assert connection.execute("SELECT count(*) FROM survey_answer").fetchone() == (1,)
    assert connection.execute('SELECT count(customer_key), count(*) FROM "order"').fetchone() == (1, 2)
    assert all(check.ok for check in fresh.doctor())
    assert fresh.rebuild().equal
    assert erasing.erase(home, request.id) == certificate
    assert identity.find(alias, "customer", "email", "berta@example.org")


def test_an_erased_person_is_turned_away_and_shown(loaded: Workspace, tmp_path: Path) -> None:
    erasing.erase_keys(loaded.home, the_person(loaded).keys)
    path = tmp_path / "neu.csv"
    path.write_text(f"Nr;Tag;Kunde;Betrag\nA-9;2024-04-05;{NUMBER};100,00\nA-10;2024-04-05;K-2;1,00\n")
    (outcome,) = loaded.import_files(path, options={"source_system": "shop"})
    assert (outcome.accepted, outcome.rejected) == (1, 1)
    assert "Verlangen" in outcome.rejects[0].reason.de


def test_an_interrupted_replacement_of_a_load_is_finished(loaded: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from leitstand.store.ingest import raw

    keys = the_person(loaded).keys

    def stop(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(raw.shutil, "rmtree", lambda path, **given: stop(path) if ".replaced" in str(path) else None)
    with pytest.raises(KeyboardInterrupt):
        erasing.erase_keys(loaded.home, keys)
    monkeypatch.undo()
    erasing.erase_keys(loaded.home, keys)
    assert holding(loaded.home, *CANARY) == set()
    assert not list(loaded.home.path.glob("raw/.*"))


def test_the_export_holds_everything(loaded: Workspace) -> None:
    person = the_person(loaded)
    archive = zipfile.ZipFile(io.BytesIO(export.archive(loaded.home, person.keys, "de")))
    assert {"person.json", "person.html", "order.csv", "payment.csv", "survey_answer.csv"} <= set(archive.namelist())
    told, page = archive.read("person.json").decode(), archive.read("person.html").decode()
    for word in CANARY:
        assert word in told, word
        assert html.escape(word) in page, word
    assert "A-1" in told and "A-2" not in told and "Berta" not in told
    assert [one["file"] for one in json.loads(told)["sources"]]
    assert COMMENT in archive.read("survey_answer.csv").decode("utf-8-sig")


def test_a_formula_in_the_export_is_a_text(loaded: Workspace) -> None:
    assert export._csv([{"a": "=1+1", "b": -1.5}]).decode("utf-8-sig") == "a,b\r\n'=1+1,-1.5\r\n"
