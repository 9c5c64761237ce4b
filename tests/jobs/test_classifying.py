"""Bank lines find their invoices, transfers net out, rules can be tried first, and what is not known is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from leitstand.cli import main
from leitstand.jobs import classifying
from leitstand.jobs.banking import rules
from leitstand.jobs.banking.invoices import Invoice, bare_name, discount_of
from leitstand.jobs.banking.lines import account_of
from leitstand.jobs.banking.numbers import Numbers
from leitstand.workspace import Workspace

OWN, SECOND = "DE89370400440532013000", "DE12500105170648489890"
SPARKASSE = (
    "Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Kundenreferenz (End-to-End);"
    "Beguenstigter/Zahlungspflichtiger;Kontonummer/IBAN;Betrag;Waehrung;Info"
)
INVOICES = """Rechnungsnummer;Kundennummer;Kundenname;Rechnungsdatum;Fälligkeitsdatum;Bruttobetrag;Währung
RE-2024-00117;K-1;Muster Handel GmbH;01.03.2024;31.03.2024;1.238,00;EUR
RE-2024-00118;K-2;Anna Müller;01.03.2024;31.03.2024;500,00;EUR
RE-2024-00119;K-2;Anna Müller;02.03.2024;01.04.2024;300,00;EUR
RE-2024-00120;K-1;Muster Handel GmbH;03.03.2024;02.04.2024;1.000,00;EUR
RE-2024-00121;K-3;Weber & Söhne KG;03.03.2024;02.04.2024;77,70;EUR
RE-2024-00122;K-3;Weber & Söhne KG;05.03.2024;04.04.2024;60,00;EUR
R-1001;K-4;Kundin Eins;05.03.2024;04.04.2024;1.119,00;EUR
"""
LINES = [  # account, day, purpose, end-to-end, other side, its account, amount
    (OWN, "05.03.24", "Rechnung RE-2024-00117", "", "Muster Handel GmbH", "DE02120300000000202051", "1.238,00"),
    (OWN, "06.03.24", "RE 2024 001 18 und 2024-00119", "", "Mueller, Anna", "DE02500105170137075030", "800,00"),
    (OWN, "08.03.24", "NOTPROVIDED", "RE-2024-00120", "Muster Handel", "DE02120300000000202051", "970,00"),
    (OWN, "09.03.24", "Danke", "", "WEBER & SOEHNE KG", "DE02100100100006820101", "77,70"),
    (OWN, "10.03.24", "RE2024-00122 Teilzahlung", "", "Weber", "DE02100100100006820101", "20,00"),
    (OWN, "11.03.24", "RE2024-00122 Rest und mehr", "", "Weber", "DE02100100100006820101", "45,00"),
    (OWN, "12.03.24", "Umsatzsteuer 02/2024", "", "Finanzamt Musterstadt", "DE02300209000106531065", "-400,00"),
    (OWN, "13.03.24", "Rücklastschrift RE-2024-00118", "", "Anna Müller", "DE02500105170137075030", "-500,00"),
    (OWN, "14.03.24", "Reserve", "", "Eigenes Haus GmbH", SECOND, "-2.000,00"),
    (SECOND, "15.03.24", "Reserve", "", "Eigenes Haus GmbH", OWN, "2.000,00"),
    (OWN, "11.03.24", "Auszahlung", "", "PayPal Europe S.a.r.l.", "LU890030000000000000", "1.000,00"),
    (OWN, "18.03.24", "Qwertz", "", "Xaver Ybbs", "DE02700202700010108669", "-10,00"),
    (OWN, "19.03.24", "Objekt 7", "", "Zenker Hausbesitz", "DE02370501980001802057", "-900,00"),
]  # fmt: skip


def statement(path: Path, lines: list[tuple[str, ...]]) -> Path:
    rows = [
        f"{account};{day};{day};UMSATZ;{purpose};{reference};{name};{iban};{amount};EUR;Umsatz gebucht"
        for account, day, purpose, reference, name, iban, amount in lines
    ]
    path.write_text("\n".join([SPARKASSE, *rows]) + "\n", encoding="cp1252")
    return path


def load(folder: Path) -> Workspace:
    workspace = Workspace(folder / "home")
    (folder / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    (outcome,) = workspace.import_files(folder / "invoices.csv", options={"source_system": "erp"}, check=False)
    assert outcome.rejected == 0 and not outcome.error
    workspace.import_files(statement(folder / "bank.csv", LINES), check=False)
    workspace.check_quality()
    return workspace


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Loaded once; tests that change something take `workspace`, a copy."""
    return load(tmp_path_factory.mktemp("bank"))


@pytest.fixture
def workspace(shown: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(shown.home.path, tmp_path / "home")
    return Workspace(tmp_path / "home")


def assigned(workspace: Workspace) -> list[tuple[Any, ...]]:
    """Day, amount, category, rule, number of the invoice and discount of every part, in order."""
    facts = Workspace(workspace.home.path).facts
    found = facts.backend.con.execute(
        """SELECT day(c.booked_on), a.amount, a.category, a.rule_id, i.source_id, a.discount_amount
        FROM cash_assignment a JOIN cash_movement c USING (cash_id) LEFT JOIN invoice i ON i.invoice_id = a.invoice_id
        WHERE a.valid_to IS NULL AND c.valid_to IS NULL ORDER BY c.booked_on, c.amount, a.part"""
    )
    return list(found.fetchall())


def test_an_import_says_what_every_line_is(shown: Workspace) -> None:
    d = Decimal
    assert assigned(shown) == [
        (5, d(1238), "customer_receipt", "invoice_number", "RE-2024-00117", None),
        (6, d(500), "customer_receipt", "invoice_number", "RE-2024-00118", None),
        (6, d(300), "customer_receipt", "invoice_number", "RE-2024-00119", None),
        (8, d(970), "customer_receipt", "invoice_number", "RE-2024-00120", d(30)),
        (9, d("77.70"), "customer_receipt", "customer_amount", "RE-2024-00121", None),
        (10, d(20), "customer_receipt", "invoice_number", "RE-2024-00122", None),
        (11, d(40), "customer_receipt", "invoice_number", "RE-2024-00122", None),
        (11, d(5), "customer_receipt", "overpayment", None, None),
        (11, d(1000), "customer_receipt", "paypal", None, None),
        (12, d(-400), "tax", "tax", None, None),
        (13, d(-500), "returned_debit", "invoice_number", "RE-2024-00118", None),
        (14, d(-2000), "transfer", "own_transfer", None, None),
        (15, d(2000), "transfer", "own_transfer", None, None),
    ]


def test_the_measures_follow_the_assignments(shown: Workspace) -> None:
    def total(metric: str, **more: Any) -> float | None:
        return shown.values(metric, "total", **more)[0].value

    assert total("cash_in") == pytest.approx(1238 + 800 + 970 + 77.7 + 65 + 1000)
    assert total("cash_out") == pytest.approx(400 + 500 + 10 + 900)
    assert total("cash_out", where=["cash_category=tax"]) == 400
    assert total("cash_unclassified_amount") == pytest.approx(910)
    assert total("cash_unclassified") == pytest.approx(910 / (4150.7 + 1810))
    assert total("operating_cash_flow") is None, "a tenth of the lines has no activity"


def test_nothing_changed_writes_nothing_and_a_rebuild_keeps_it(workspace: Workspace) -> None:
    before = assigned(workspace)
    loads = len(workspace.facts.backend.con.execute("SELECT * FROM _loads").fetchall())
    classifying.classify(workspace.home)
    classifying.classify_quietly(workspace.home)
    again = Workspace(workspace.home.path)
    assert len(again.facts.backend.con.execute("SELECT * FROM _loads").fetchall()) == loads
    assert again.rebuild().equal and assigned(again) == before


def test_texts_of_the_bank_stay_out_of_the_analytic_store(shown: Workspace) -> None:
    connection = shown.facts.backend.con
    for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        text = str(connection.execute(f'SELECT * FROM "{name}"').fetchall())
        assert not any(word in text for word in ("Muster Handel", "Danke", "Qwertz", "DE0212030000"))


def test_the_same_movement_from_two_files_counts_once(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.values("cash_in", "total")[0].value
    entries = (
        ":61:2403050305C1238,00NTRFNONREF//B1\n:86:166?20SVWZ+Rechnung RE-2024-00?21117?31DE02120300000000202051"
        "?32Muster Handel GmbH\n:61:2403220322C5,00NTRFNONREF//B2\n:86:166?20SVWZ+neu?32Anna Mueller\n"
    )
    head = ":20:A\n:25:37040044/0532013000EUR\n:28C:1/1\n:60F:C240301EUR100,00\n"
    (tmp_path / "bank.sta").write_text(f"{head}{entries}:62F:C240322EUR1343,00\n-\n")
    workspace.import_files(tmp_path / "bank.sta", check=False)
    workspace.check_quality()
    assert workspace.values("cash_in", "total")[0].value == pytest.approx((before or 0) + 5)
    assert [row[2:4] for row in assigned(workspace)].count(("duplicate", "duplicate")) == 1


Call = Callable[..., Any]


@pytest.fixture
def call(workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("COLUMNS", "160")

    def run(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["--home", str(workspace.home.path), "--lang", "en", "classify", *words]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    return run


ADD = ("--add", "landlord", "--words", "zenker hausbes*", "--category", "rent", "--direction", "out")


def test_a_rule_is_tried_added_and_removed(call: Call) -> None:
    tried = json.loads(call(*ADD, "--preview", "--json"))
    (change,) = tried["changes"]
    assert (change["rule"], change["from"], change["to"], change["lines"]) == ("landlord", "", "rent", 1)
    assert (tried["unclassified_before"], tried["unclassified_after"]) == (910, 10)
    assert "Zenker Hausbesitz" in call(*ADD, "--preview")
    assert "910.00" in call() and "15.3%" in call().replace("\xa0", "")
    found = json.loads(call(*ADD, "--json"))
    assert found["unclassified"] == {"lines": 1, "amount": 10, "share": pytest.approx(10 / 5960.7)}
    assert json.loads(call("--rules", "--json"))[0] | {"title": None} == {
        "id": "landlord", "title": None, "own": True, "words": ["zenker hausbes*"], "category": "rent",
        "class": "operating", "direction": "out",
    }  # fmt: skip
    assert "landlord" in call("--rules") and "landlord,landlord" in call("--rules", "--csv")
    assert json.loads(call("--remove", "landlord", "--json"))["unclassified"]["amount"] == 910
    assert json.loads(call("--remove", "tax", "--json"))["unclassified"]["amount"] == 1310
    assert "UnknownId" not in call("--remove", "landlor", code=2)


def test_a_decision_stays_whatever_the_rules_say(call: Call, workspace: Workspace) -> None:
    line = next(
        one["cash_id"]
        for one in json.loads(call("--json", "--show-identities"))["samples"]
        if one["counterparty"].startswith("Xaver")
    )
    assert json.loads(call("--set", str(line), "capex", "--json"))["unclassified"]["amount"] == 900
    call("--add", "other", "--words", "xaver", "--category", "supplier")
    assert (18, Decimal(-10), "capex", "decision", None, None) in assigned(workspace)
    call("--set", str(line), "auto")
    assert (18, Decimal(-10), "supplier", "other", None, None) in assigned(workspace)
    assert "Did you mean" in call("--set", str(line), "capx", code=2)
    assert "no cash movement" in call("--set", "12", "capex", code=2)
    assert "describe a rule" in call("--category", "rent", code=2)


def test_rules_come_from_toml_and_csv(call: Call, tmp_path: Path) -> None:
    toml, sheet, bad = (tmp_path / name for name in ("r.toml", "r.csv", "bad.csv"))
    toml.write_text('[house]\nwords = ["zenker*"]\ncategory = "rent"\n[tax]\noff = true\n')
    sheet.write_text("id;words;category;class\nxaver;xaver ybbs;loan_xaver;financing\n")
    bad.write_text("id,words,category\nall,*,rent\n")
    assert json.loads(call("--import", str(toml), "--json"))["unclassified"]["amount"] == 410
    found = json.loads(call("--import", str(sheet), "--json"))
    assert {one["category"]: one["class"] for one in found["found"]}["loan_xaver"] == "financing"
    assert "fit every line" in call("--import", str(bad), code=2)
    assert "rule file" in call("--import", str(tmp_path / "absent.toml"), code=2)


def test_a_provider_s_payout_is_a_transfer_and_its_payments_find_their_invoices(workspace: Workspace) -> None:
    connectors = Path(__file__).resolve().parents[2] / "src/leitstand/sources/connectors"
    workspace.import_files(connectors / "paypal_payout/sample/paypal_de.csv", check=False)
    workspace.check_quality()
    found = [row[:5] for row in assigned(workspace)]
    assert [row[1] for row in found if row[3] == "own_transfer"] == [-1000, 1000, -2000, 2000]
    assert (5, Decimal(1119), "customer_receipt", "invoice_number", "R-1001") in found
    assert (5, Decimal("-28.22"), "payment_fee", "provider_fee", None) in found
    assert not [row for row in found if row[3] == "paypal"]


@pytest.mark.parametrize(
    ("text", "sure", "unsure"),
    [
        ("Rg.RE-2024-00117 vom 1.3.", [1], []),
        ("RE 20 24 001 17, RE2024-00118", [1, 2], []),
        ("2024/00117", [1], []),
        ("Rechnung 117", [], [1]),
        ("RE-2024-001170", [], []),
        ("4711 bezahlt", [], [3]),
        ("DE47110000", [], []),
    ],
)
def test_numbers_in_texts(text: str, sure: list[int], unsure: list[int]) -> None:
    numbers = Numbers.of([("RE-2024-00117", 1), ("RE-2024-00118", 2), ("4711", 3)])
    assert numbers.find(text) == (sure, unsure)


def test_a_discount_is_small_in_time_and_shared_to_the_cent() -> None:
    day = date(2024, 3, 1)
    two = [Invoice(n, 1, day, date(2024, 3, 31), Decimal(amount), "EUR") for n, amount in ((1, 100), (2, "50.01"))]
    shares = discount_of(Decimal("147.01"), two, date(2024, 3, 14))
    assert shares == {1: Decimal("2.00"), 2: Decimal("1.00")}
    assert discount_of(Decimal("145"), two, day) == {}, "more than 3 percent"
    assert discount_of(Decimal("147.01"), two, date(2024, 5, 1)) == {}, "too late"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (" finanzamt musterstadt umsatzsteuer ", "tax"),
        (" techniker krankenkasse beitrag ", "social_security"),
        (" lohn gehalt maerz ", "payroll"),
        (" google ireland ltd ads ", "marketing"),
        (" google cloud emea ", "software"),
        (" dhl paket gmbh ", "shipping"),
        (" gerichtskasse hamburg ", "legal"),
        (" tilgung darlehen 123 ", "loan"),
        (" darlehenszinsen maerz ", "interest_paid"),
        (" telekom deutschland gmbh ", "telecom"),
        (" gewinnausschuettung 2023 ", "dividend"),
        (" miete lager ", "rent"),
        (" entgeltabschluss ", "bank_fee"),
        (" maschinenbau xy gabelstapler ", "capex"),
    ],
)
def test_the_default_rules_know_german_reality(text: str, rule: str) -> None:
    import re

    found = next(
        one for one in rules.defaults().values()
        if one.fits(-1) and re.search(rules.pattern(one.words), text)
        and not (one.without and re.search(rules.pattern(one.without), text))
    )  # fmt: skip
    assert found.id == rule


def test_spellings() -> None:
    assert account_of("DE89 3704 0044 0532 0130 00") == account_of("37040044/0532013000") == "37040044/532013000"
    assert bare_name("Dr. Müller, Anna") == bare_name("ANNA MUELLER")
    assert {rule.category for rule in rules.defaults().values()} <= set(rules.CATEGORIES)
