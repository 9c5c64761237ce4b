"""The lines on the company's accounts, with their texts out of the vault, and the parts they are taken apart into."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from leitstand.control.identity import services as identity
from leitstand.foundation.text import Text
from leitstand.jobs.banking.rules import plain

_GERMAN_IBAN = re.compile(r"DE\d{2}(\d{8})(\d{10})")
_OLD_ACCOUNT = re.compile(r"(\d{8})/0*(\d{1,10})")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")

METHODS = {
    "decision": Text(de="Von Ihnen festgelegt", en="Decided by you"),
    "duplicate": Text(de="Doppelt geliefert", en="Delivered twice"),
    "own_transfer": Text(de="Umbuchung zwischen eigenen Konten", en="Transfer between own accounts"),
    "invoice_number": Text(de="Rechnungsnummer im Verwendungszweck", en="Invoice number in the reference text"),
    "overpayment": Text(de="Mehr gezahlt als offen", en="Paid more than was open"),
    "customer_amount": Text(de="Kunde und Betrag der Rechnung", en="Customer and amount of the invoice"),
    "order_number": Text(de="Bestellnummer im Verwendungszweck", en="Order number in the reference text"),
    "customer_name": Text(de="Name oder Konto eines Kunden", en="Name or account of a customer"),
    "provider_fee": Text(de="Gebühr laut Zahlungsdienst", en="Fee as the payment provider has it"),
}
"""How a line can be recognised other than by a rule."""


@dataclass(frozen=True)
class Line:
    """One movement on an own account. amount: inflow positive. fee: what a payment provider kept of it.

    category, class_: as the source has them. load: position of the load that brought it. account: see `account_of`.
    base: the amount in the reporting currency; None where no rate is known.
    other: name and account of the other side in one text. purpose: reference text.
    """

    cash_id: int
    account: str
    booked_on: date
    amount: Decimal
    currency: str | None
    category: str | None
    class_: str | None
    customer: int | None
    fee: Decimal
    load: int
    other: str
    purpose: str
    base: Decimal | None = None

    @cached_property
    def name(self) -> str:
        """Name of the other side."""
        return self.other.rpartition(" · ")[0] if self.iban else self.other

    @cached_property
    def iban(self) -> str:
        """Account of the other side, as `account_of` writes it; empty where it is not known."""
        last = re.sub(r"\s", "", self.other.rpartition(" · ")[2]).upper()
        return account_of(last) if _IBAN.fullmatch(last) or _OLD_ACCOUNT.fullmatch(last) else ""

    @cached_property
    def words(self) -> str:
        """Name, account and reference text as rules see them."""
        return plain(f"{self.other} {self.purpose}")

    @cached_property
    def letters(self) -> str:
        """The reference text without blanks: banks break it at different places."""
        return plain(self.purpose).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Part:
    """What a line, or a part of it, is; the amounts of a line's parts add up to the line."""

    amount: Decimal
    class_: str
    category: str
    rule: str
    invoice: int | None = None
    customer: int | None = None
    discount: Decimal | None = None
    transfer: int | None = None


def account_of(text: str | None) -> str:
    """An account in one spelling: a German IBAN and the bank code with account number of MT940 are the same."""
    bare = re.sub(r"\s", "", text or "").upper()
    found = _GERMAN_IBAN.fullmatch(bare) or _OLD_ACCOUNT.fullmatch(bare)
    return f"{found[1]}/{int(found[2])}" if found else bare


def read(alias: str, connection: Any) -> list[Line]:
    """All current movements that have a day and an amount, in the order of days and keys."""
    found = connection.execute(
        """SELECT c.cash_id, c.account_id, c.booked_on, c.amount, c.currency, c.category, c.class, c.customer_key,
            coalesce(p.fee, 0), coalesce(l.position, 0), c.amount_base
        FROM cash_movement c LEFT JOIN _loads l USING (load_id) LEFT JOIN (
            SELECT source_system, source_id, max(fee_amount) AS fee FROM payment
            WHERE valid_to IS NULL AND source_id IS NOT NULL GROUP BY ALL) p
        ON p.source_system = c.source_system AND p.source_id = c.source_id
        WHERE c.valid_to IS NULL AND c.amount IS NOT NULL AND c.booked_on IS NOT NULL ORDER BY c.booked_on, c.cash_id"""
    ).fetchall()
    told = texts(alias, [row[0] for row in found])
    nothing = ("", "")
    return [Line(row[0], account_of(row[1]), *(*row[2:-1], *told.get(row[0], nothing), row[-1])) for row in found]


def texts(alias: str, cash_ids: list[int]) -> Mapping[int, tuple[str, str]]:
    """Key of a movement → other side and reference text, of those that have any."""
    found = identity.reveal(alias, "cash_movement", cash_ids, ("counterparty_ref", "purpose"))
    return {key: (fields.get("counterparty_ref", ""), fields.get("purpose", "")) for key, fields in found.items()}
