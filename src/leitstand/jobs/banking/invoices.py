"""Says which invoices a line pays: in full, in part, with discount for early payment, several at once, or too much."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from leitstand.control.identity import services as identity
from leitstand.jobs.banking.lines import Line, Part
from leitstand.jobs.banking.numbers import Numbers
from leitstand.jobs.banking.rules import plain

DISCOUNT = Decimal("0.03")
"""Largest discount for early payment; more than that is a part payment."""
TERMS, GRACE = 30, 3
"""Days to pay where the invoice names none, and days the bank may take."""
CENT = Decimal("0.01")
_RETURNED = re.compile(r" (ruecklast|rueckbuchung|returned|chargeback)")
_LEGAL_FORMS = frozenset(
    plain(
        "gmbh mbh ag kg kgaa ohg gbr ug haftungsbeschraenkt ek e k co und u se ltd inc llc bv sa srl sarl herr frau dr "
        "prof firma fa"
    ).split()
)


@dataclass(slots=True)
class Invoice:
    """An invoice and what is still open of it (negative: a credit note).

    gross: what it was made out for. credit: credited or written off since; it lowers what is open only once the
    customer pays that much less, because who paid before gets it back instead.
    """

    invoice_id: int
    customer: int | None
    issued_on: date | None
    due_on: date | None
    open: Decimal
    currency: str | None
    credit: Decimal = Decimal(0)
    gross: Decimal = field(init=False)

    def __post_init__(self) -> None:
        self.gross = self.open

    def fits(self, gross: Decimal, day: date) -> bool:
        """Whether this amount pays the invoice in full: all, less what was credited, or less the discount."""
        return gross in (self.open, self.open - self.credit) or bool(discount_of(gross, [self], day))

    def in_terms(self, day: date) -> bool:
        """Whether somebody who pays on this day may still take the discount."""
        last = self.due_on or (self.issued_on and self.issued_on + timedelta(days=TERMS))
        return last is None or day <= last + timedelta(days=GRACE)


@dataclass(slots=True)
class Book:
    """Invoices, orders and customers, as lines refer to them; what lines paid is taken off the invoices.

    payments: key of an invoice → its payments, each with all its parts as far as they were not returned.
    """

    invoices: dict[int, Invoice]
    invoice_numbers: Numbers
    order_customers: dict[int, int | None]
    order_numbers: Numbers
    names: dict[str, set[int]]
    by_customer: dict[int, list[Invoice]] = field(default_factory=lambda: defaultdict(list))
    accounts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    payments: dict[int, list[list[Part]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, alias: str, connection: Any) -> Book:
        """From the published version; names out of the vault."""
        rows = connection.execute(
            """SELECT invoice_id, coalesce(number, source_id), customer_key, issued_on,
                coalesce(due_on, issued_on + CAST(payment_terms_days AS INTEGER)),
                coalesce(gross_amount, net_amount, 0), currency,
                coalesce(credit_note_amount, 0) + coalesce(written_off_amount, 0)
            FROM invoice WHERE valid_to IS NULL ORDER BY issued_on, invoice_id"""
        ).fetchall()
        orders = connection.execute(
            'SELECT order_id, source_id, customer_key FROM "order" WHERE valid_to IS NULL ORDER BY order_id'
        ).fetchall()
        people = [key for (key,) in connection.execute(
            "SELECT customer_key FROM customer WHERE valid_to IS NULL ORDER BY customer_key").fetchall()]  # fmt: skip
        book = cls(
            {row[0]: Invoice(row[0], *row[2:]) for row in rows},
            Numbers.of((row[1], row[0]) for row in rows),
            {row[0]: row[2] for row in orders},
            Numbers.of((row[1], row[0]) for row in orders),
            defaultdict(set),
        )
        for invoice in book.invoices.values():
            if invoice.customer is not None:
                book.by_customer[invoice.customer].append(invoice)
        for key, fields in identity.reveal(alias, "customer", people, ("name",)).items():
            book.names[bare_name(fields["name"])].add(key)
        book.names.pop("", None)
        return book

    def by_number(self, line: Line) -> list[Part]:
        """The parts of a line whose text names invoices or an order; none where it names nothing."""
        sure, unsure = self.invoice_numbers.find(line.purpose)
        named = self._payable(line, sure)
        if not named:
            named = self._supported(line, self._payable(line, unsure))
        if named:
            # a number that was paid before may be a slip of the pen
            paid = line.amount > 0 and not any(one.open > 0 for one in named)
            parts = (paid and self.by_customer_amount(line)) or self._settled(line, named, "invoice_number")
            if sure and line.iban and line.amount > 0:
                self.accounts[line.iban].update(one.customer for one in named if one.customer is not None)
            return parts
        orders, _ = self.order_numbers.find(line.purpose)
        customers = {self.order_customers[one] for one in orders} - {None}
        if orders and len(customers) <= 1:
            category = "customer_receipt" if line.amount > 0 else "refund"
            return _whole(line, category, "order_number", customers.pop() if customers else None)
        return []

    def by_customer_amount(self, line: Line) -> list[Part]:
        """The parts of a line of a known customer whose amount fits their open invoices in one way only."""
        issued = line.booked_on + timedelta(days=GRACE)
        known = [one for key in sorted(self.customers(line)) for one in self.by_customer[key]]
        due = [one for one in self._payable(line, [one.invoice_id for one in known]) if _before(one, issued)]
        due = [one for one in due if one.open * line.amount > 0]
        gross = line.amount + line.fee
        exact = [one for one in due if one.open == gross]
        early = [one for one in due if one.fits(gross, line.booked_on)]
        for found in (exact, early, due if sum(one.open for one in due) == gross else []):
            if len(found) == 1 or (found and found is not exact and found is not early):
                return self._settled(line, found, "customer_amount")
        return []

    def customers(self, line: Line) -> set[int]:
        """Whom the other side's account or name belongs to."""
        return self.accounts.get(line.iban, set()) or self.names.get(bare_name(line.name), set())

    def by_name(self, line: Line) -> int | None:
        """The one customer with that account or name; of several (one per system) the one with invoices."""
        found = self.customers(line)
        billed = {key for key in found if key in self.by_customer}
        found = billed if len(billed) == 1 else found
        return next(iter(found)) if len(found) == 1 else None

    def _payable(self, line: Line, keys: Sequence[int]) -> list[Invoice]:
        found = [self.invoices[key] for key in keys]
        return [one for one in found if None in (one.currency, line.currency) or one.currency == line.currency]

    def _supported(self, line: Line, named: list[Invoice]) -> list[Invoice]:
        """Of invoices that the text may name: those of the customer who pays, or the one that has the exact amount."""
        customers, gross = self.customers(line), line.amount + line.fee
        named = [one for one in named if _before(one, line.booked_on + timedelta(days=GRACE))]
        theirs = [one for one in named if one.customer in customers]
        if theirs:
            fitting = [one for one in theirs if one.fits(gross, line.booked_on)]
            return fitting if len(fitting) == 1 else theirs
        exact = [one for one in named if one.open == gross]
        return exact if len(exact) == 1 else []

    def _settled(self, line: Line, named: list[Invoice], rule: str) -> list[Part]:
        gross = line.amount + line.fee
        if line.amount < 0 and not any(one.open < 0 for one in named):
            return self._paid_back(line, named, rule)
        _take_credit(named, gross, line.booked_on)
        alike = [one for one in named if one.open * gross > 0]
        whole = [one for one in named if one.open]
        paid = whole if sum(one.open for one in whole) == gross else alike
        discounts = discount_of(gross, paid, line.booked_on)
        parts, left = [], gross
        for one in sorted(paid, key=lambda one: (one.open * gross > 0, one.issued_on or date.min, one.invoice_id)):
            discount = discounts.get(one.invoice_id, Decimal(0))
            due = one.open - discount
            amount = due if due * gross <= 0 or abs(due) <= abs(left) else left
            if amount:
                one.open -= amount + discount
                left -= amount
                category = "customer_receipt" if gross > 0 else "refund"
                parts.append(Part(amount, "operating", category, rule, one.invoice_id, one.customer, discount or None))
        if left:
            category = "customer_receipt" if gross > 0 else "refund"
            parts.append(Part(left, "operating", category, "overpayment", customer=named[0].customer))
        if gross > 0:
            payment = parts.copy()
            for one in named:
                self.payments[one.invoice_id].append(payment)
        return [*parts, *_fee(line)]

    def _paid_back(self, line: Line, named: list[Invoice], rule: str) -> list[Part]:
        """Money that goes back: a debit that the bank returned opens the invoices again, a refund does not."""
        gross, first = line.amount + line.fee, named[0]
        if not _RETURNED.search(line.words):
            return [Part(gross, "operating", "refund", rule, first.invoice_id, first.customer), *_fee(line)]
        parts = [replace(part, rule=rule) for part in self._opened_again(-gross, named)]
        left = gross - sum((part.amount for part in parts), Decimal(0))
        if left:
            # nobody saw it being paid, so it is open already; or the bank of the other side charged something
            invoice = None if parts else first.invoice_id
            parts.append(Part(left, "operating", "returned_debit", rule, invoice, first.customer))
        return [*parts, *_fee(line)]

    def _opened_again(self, amount: Decimal, named: list[Invoice]) -> list[Part]:
        """Takes back the payment of exactly this amount, else what was paid on the named invoices, newest first."""
        payments = [one for invoice in named for one in reversed(self.payments[invoice.invoice_id])]
        whole = [one for one in payments if sum(part.amount for part in one) == amount][:1]
        keys = {one.invoice_id for one in named}
        parts, left = [], amount
        for payment in whole or payments:
            for place, part in enumerate(payment):
                own = part.amount > 0 and part.invoice in keys
                back = part.amount if whole else min(part.amount, left) if own else Decimal(0)
                if not back:
                    continue
                left -= back
                discount = part.discount or Decimal(0)
                payment[place] = replace(part, amount=part.amount - back, discount=None)
                if part.invoice is not None:
                    self.invoices[part.invoice].open += back + discount
                parts.append(replace(part, amount=-back, category="returned_debit", discount=-discount or None))
        return parts


def _take_credit(named: Sequence[Invoice], gross: Decimal, day: date) -> None:
    """Takes what was credited off the invoices where less was paid than they say."""
    total, credit = (sum((getattr(one, of) for one in named), Decimal(0)) for of in ("open", "credit"))
    less = 0 < gross < total
    if credit and less and (total - credit == gross or not discount_of(gross, named, day)):
        for one in named:
            one.open, one.credit = max(one.open - one.credit, min(one.open, Decimal(0))), Decimal(0)


def discount_of(gross: Decimal, paid: Sequence[Invoice], day: date) -> dict[int, Decimal]:
    """Invoice → discount, where the amount is what is open less at most DISCOUNT of the invoices and all are in terms.

    Several invoices share it in proportion, to the cent.
    """
    total = sum((one.open for one in paid), Decimal(0))
    taken = total - gross
    most = min(sum((one.gross for one in paid), Decimal(0)) * DISCOUNT, total - CENT)
    if not 0 < taken <= most or not all(one.in_terms(day) for one in paid):
        return {}
    shares, left = {}, taken
    for one in paid[:-1]:
        shares[one.invoice_id] = (taken * one.open / total).quantize(CENT, ROUND_HALF_UP)
        left -= shares[one.invoice_id]
    return shares | {paid[-1].invoice_id: left}


def bare_name(name: str) -> str:
    """A name without legal form and title, its words in the order of the alphabet."""
    return " ".join(sorted(word for word in plain(name).split() if word not in _LEGAL_FORMS))


def _before(one: Invoice, day: date) -> bool:
    return one.issued_on is None or one.issued_on <= day


def _whole(line: Line, category: str, rule: str, customer: int | None) -> list[Part]:
    return [Part(line.amount + line.fee, "operating", category, rule, customer=customer), *_fee(line)]


def _fee(line: Line) -> list[Part]:
    return [Part(-line.fee, "operating", "payment_fee", "provider_fee")] if line.fee else []
