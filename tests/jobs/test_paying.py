"""What is still open of invoices after payments, discounts and returned debits; bank files that tell little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leitstand.jobs import classifying
from leitstand.jobs.banking.invoices import Book, Invoice, discount_of
from leitstand.jobs.banking.lines import Line, Part
from leitstand.jobs.banking.numbers import Numbers
from leitstand.workspace import Workspace

DAY = date(2024, 1, 10)
BOTH = "RE-20241001 RE-20241002"
RETURNED = f"Rücklastschrift {BOTH}"


def book(**amounts: int) -> Book:
    """Invoices of one customer of the first of January, e.g. RE-20241001 = `a`, RE-20241002 = `b`."""
    keys = range(1001, 1001 + len(amounts))
    made = {
        key: Invoice(key, 7, date(2024, 1, 1), date(2024, 1, 31), Decimal(amount), "EUR")
        for key, amount in zip(keys, amounts.values(), strict=True)
    }
    return Book(made, Numbers.of((f"RE-2024{key}", key) for key in keys), {}, Numbers.of([]), defaultdict(set))


def paid(known: Book, amount: str, purpose: str, day: date = DAY, fee: str = "0") -> list[Part]:
    """The parts of a line; they add up to it."""
    line = Line(1, "A", day, Decimal(amount), "EUR", None, None, None, Decimal(fee), 1, "Anna Weber", purpose)
    parts = known.by_number(line)
    assert sum(part.amount for part in parts) == line.amount
    return parts


def told(parts: Iterable[Part]) -> list[tuple[Any, ...]]:
    return [(part.category, part.invoice, part.amount, part.discount) for part in parts]


def left(known: Book) -> list[Decimal]:
    return [one.open for one in known.invoices.values()]


def test_a_returned_collective_debit_opens_all_its_invoices() -> None:
    known = book(a=100, b=50)
    paid(known, "150", BOTH)
    assert left(known) == [0, 0]
    assert told(paid(known, "-150", "Rücklastschrift RE-20241001")) == [
        ("returned_debit", 1001, -100, None), ("returned_debit", 1002, -50, None),
    ]  # fmt: skip
    assert left(known) == [100, 50]
    # paid again and returned again, this time in two parts; the bank of the customer takes 3.50
    paid(known, "150", BOTH)
    assert told(paid(known, "-120", RETURNED)) == [
        ("returned_debit", 1001, -100, None), ("returned_debit", 1002, -20, None),
    ]  # fmt: skip
    assert left(known) == [100, 20]
    assert told(paid(known, "-33.50", RETURNED)) == [
        ("returned_debit", 1002, -30, None), ("returned_debit", None, Decimal("-3.50"), None),
    ]  # fmt: skip
    assert left(known) == [100, 50]


def test_what_a_returned_debit_opens_is_what_was_paid() -> None:
    known = book(a=100, b=-30)
    paid(known, "70", BOTH)
    paid(known, "-70", RETURNED)
    assert left(known) == [100, -30], "the credit note is open again too"
    known = book(a=100)
    paid(known, "97", "RE-20241001")
    assert told(paid(known, "-97", "Rücklastschrift RE-20241001")) == [("returned_debit", 1001, -97, -3)]
    assert left(known) == [100], "the discount is taken back"
    known = book(a=100)
    paid(known, "100", "RE-20241001")
    paid(known, "100", "RE-20241001")
    assert told(paid(known, "-100", "Rücklastschrift RE-20241001")) == [("returned_debit", None, -100, None)]
    assert left(known) == [0], "what came back had been paid twice"
    known = book(a=100)
    assert told(paid(known, "-100", "Rücklastschrift RE-20241001")) == [("returned_debit", 1001, -100, None)]
    assert left(known) == [100], "nobody saw it being paid"
    paid(known, "100", "RE-20241001")
    assert told(paid(known, "-100", "Erstattung RE-20241001")) == [("refund", 1001, -100, None)]
    assert left(known) == [0], "a refund opens nothing"


def test_the_discount_is_that_of_the_whole_invoice() -> None:
    known = book(a=100)
    assert told(paid(known, "40", "RE-20241001")) == [("customer_receipt", 1001, 40, None)]
    assert told(paid(known, "57", "RE-20241001")) == [("customer_receipt", 1001, 57, 3)]
    assert left(known) == [0]
    known = book(a=100)
    paid(known, "40", "RE-20241001")
    assert told(paid(known, "56.99", "RE-20241001")) == [("customer_receipt", 1001, Decimal("56.99"), None)]
    assert left(known) == [Decimal("3.01")]
    late = book(a=100)
    paid(late, "40", "RE-20241001")
    paid(late, "57", "RE-20241001", date(2024, 3, 1))
    assert left(late) == [3]


def test_a_discount_is_never_all_that_is_open() -> None:
    (one,) = book(a=100).invoices.values()
    one.open = Decimal(2)
    assert discount_of(Decimal(0), [one], DAY) == discount_of(Decimal(-1), [one], DAY) == {}
    assert discount_of(Decimal("0.01"), [one], DAY) == {1001: Decimal("1.99")}


BANK = """Buchungstag;Betrag;Währung;Verwendungszweck;Empfänger
01.03.2024;-900,00;EUR;Miete März;Vermieter GmbH
15.03.2024;-400,00;EUR;Umsatzsteuer 02/2024;Finanzamt Musterstadt
28.03.2024;-3.000,00;EUR;Beitrag März;Techniker Krankenkasse
29.03.2024;-100,00;USD;Software license fee;Google Cloud EMEA
29.03.2024;-50,00;USD;Qwertz;Xaver Ybbs
30.03.2024;-70,00;GBP;Asdf;Quentin Ypsilon
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A bank file without accounts, in three currencies; a rate is known for one of the foreign ones."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "exchange_rate.csv").write_text("day,from,to,rate\n2024-03-28,USD,EUR,0.90\n", encoding="utf-8")
    (folder / "bank.csv").write_text(BANK, encoding="utf-8")
    workspace = Workspace(folder / "home")
    outcomes = workspace.import_files(folder / "bank.csv", folder / "exchange_rate.csv", check=False)
    assert [(one.accepted, one.rejected, one.error) for one in outcomes] == [(6, 0, None), (1, 0, None)]
    classifying.classify_quietly(workspace.home)
    return Workspace(workspace.home.path)


def test_lines_without_an_account_stay_in_the_cash_flow(plain: Workspace) -> None:
    connection = plain.facts.backend.con
    assert connection.execute("SELECT count(*), count(account_id) FROM cash_movement").fetchone() == (6, 0)
    found = connection.execute(
        """SELECT c.amount, a.class, a.category FROM cash_assignment a JOIN cash_movement c USING (cash_id)
        WHERE a.valid_to IS NULL AND c.valid_to IS NULL ORDER BY c.booked_on, c.amount"""
    ).fetchall()
    assert found == [
        (-900, "operating", "rent"), (-400, "operating", "tax"), (-3000, "operating", "social_security"),
        (-100, "operating", "software"),
    ]  # fmt: skip
    assert plain.values("cash_out", "total", where=["cash_category=rent"])[0].value == 900


def test_sums_are_in_the_reporting_currency_and_say_what_has_no_rate(plain: Workspace) -> None:
    found = classifying.summary(plain.home, classifying.classify(plain.home))
    assert (found["currency"], found["lines"], found["without_rate"]) == ("EUR", 6, 1)
    assert found["amount"] == 900 + 400 + 3000 + 90 + 45
    assert found["unclassified"] == {"lines": 2, "amount": 45, "share": pytest.approx(45 / 4435)}
    assert {one["category"]: one["amount_out"] for one in found["found"]} == {
        "rent": -900, "tax": -400, "social_security": -3000, "software": -90,
    }  # fmt: skip
    shown = classifying.preview(plain.home, {"xaver": {"words": ["xaver", "quentin"], "category": "supplier"}})
    assert [(one["lines"], one["amount"]) for one in shown["changes"]] == [(2, 45)]
    assert (shown["unclassified_before"], shown["unclassified_after"]) == (45, 0)
