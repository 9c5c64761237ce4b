"""Turns the postings of a DATEV batch into rows of the ledger: both accounts and the tax that DATEV adds by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.datev_extf.head import Head, head
from leitstand.sources.connectors.datev_extf.keys import TaxKey, tax_key
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.layouts.charts import Chart, Tax, account_rows, is_debtor, is_person, padded
from leitstand.sources.values import NumberStyle, as_money
from leitstand.sources.values.sheet import Sheet, numbered

CURRENCY = "EUR"
POSTINGS = {
    "amount": ("Umsatz (ohne Soll/Haben-Kz)", "Umsatz"),
    "side": ("Soll/Haben-Kennzeichen",),
    "currency": ("WKZ Umsatz",),
    "base_amount": ("Basis-Umsatz", "Basisumsatz"),
    "base_currency": ("WKZ Basis-Umsatz", "WKZ Basisumsatz"),
    "account": ("Konto",),
    "contra": ("Gegenkonto (ohne BU-Schlüssel)", "Gegenkonto"),
    "tax": ("BU-Schlüssel",),
    "day": ("Belegdatum",),
    "document": ("Belegfeld 1",),
    "discount": ("Skonto",),
    "text": ("Buchungstext",),
    "team": ("KOST1 - Kostenstelle",),
    "reversal": ("Generalumkehr (GU)", "Generalumkehr"),
}
_RESULT = ("revenue", "revenue_deduction", "other_income", "material", "cost", "depreciation", "interest")
_TAXED = ("fixed_asset", "inventory", "other_asset", "other_liability", None)
"""Kinds of accounts whose postings may hold tax: rather those of the result than those of the balance sheet."""

_NO_SIDE = Text(de="ist weder S (Soll) noch H (Haben)", en="is neither S (debit) nor H (credit)")
_NO_DAY = Text(de="ist kein Tag (TTMM) des Wirtschaftsjahrs", en="is no day (DDMM) of the fiscal year")
_NO_TAX = Text(de="Steuerschlüssel ist nicht bekannt", en="the tax key is not known")
_NO_ACCOUNT = Text(de="ist keine Kontonummer", en="is no account number")
_NO_CENTS = Text(de="hat mehr als zwei Nachkommastellen", en="has more than two decimals")
_NO_HEAD = Text(
    de="Kopfzeile mit Wirtschaftsjahr fehlt, das Jahr der Belege ist unbekannt",
    en="head line with the fiscal year is missing, the year of the documents is not known",
)
_FULL_DISCOUNT = Text(
    de="Skonto ohne Steuerschlüssel in {count} Buchungen: mit dem vollen Steuersatz gerechnet.",
    en="Discount without a tax key in {count} postings: reckoned with the full rate of tax.",
)

Cents = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]


class _Rows(NamedTuple):
    """Some rows of the ledger: place of the posting, account, contra account, amount in cents with debit positive."""

    place: Cents
    account: Names
    contra: Names
    cents: Cents


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of all postings. sign: +1 where it is debited. taxed: how likely the tax is in it, 0 to 2. by_itself:
    number of the tax its account takes out."""

    account: Names
    sign: Cents
    cents: Cents
    taxed: Cents
    by_itself: Cents
    person: Flags
    debtor: Flags


def ledger(raw: RawTable) -> Staged:
    """Rows of ledger_entry, each posting's adding up to zero, and of ledger_account for the accounts they use."""
    about = head(raw)
    sheet = Sheet(raw, POSTINGS, NumberStyle(","))
    amount, discount = sheet.decimal("amount", needed=True), sheet.decimal("discount")
    in_base = sheet.decimal("base_amount")
    for own, amounts in (("amount", amount), ("discount", discount), ("base_amount", in_base)):
        sheet.reject(own, pc.not_equal(pc.round(amounts, 2), amounts), _NO_CENTS)
    sheet.reject("side", pc.invert(pc.is_in(sheet.text("side", needed=True), pa.array(["S", "H"]))), _NO_SIDE)
    days = _mapped(sheet.code("day", needed=True), about.day, pa.date32())
    sheet.reject("day", pc.is_null(days), _NO_DAY if about.starts_on else _NO_HEAD)
    codes = sheet.code("tax")
    sheet.reject("tax", _mapped(codes, lambda code: tax_key(code) is None, pa.bool_()), _NO_TAX)
    for own in ("account", "contra"):
        numbers = pc.match_substring_regex(sheet.code(own, needed=True), "^[0-9]{1,9}$")
        sheet.reject(own, pc.invert(numbers), _NO_ACCOUNT)
    taken = pc.indices_nonzero(sheet.accepted)
    used = {own: sheet.code(own).take(taken) for own in ("account", "contra")}
    used = {own: _mapped(cells, lambda cell: padded(cell, about.length), pa.string()) for own, cells in used.items()}
    named = {account for cells in used.values() for account in cells.unique().to_pylist()}
    of = about.chart_of(sorted(a for a in named if not is_person(a, about.length)), sheet.notes) if named else None
    controls = sheet.controls({"amount": amount, "discount": discount})
    if of is None:
        return Staged({}, sheet.rejects, controls, tuple(sheet.notes))
    batch = _Batch(sheet, about, of, taken, used, days.take(taken), codes.take(taken))
    entries = batch.table(amount.take(taken), discount.take(taken), in_base.take(taken))
    tables = {"ledger_entry": entries, "ledger_account": _accounts(entries, of, about.length)}
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


def _accounts(entries: pa.Table, of: Chart, length: int) -> pa.Table:
    """The accounts with what the chart says of them, each in the row that names it first."""
    first = entries.group_by("account").aggregate([(ROW, "min")])
    row = dict(zip(first["account"].to_pylist(), first[f"{ROW}_min"].to_pylist(), strict=True))
    rows = [{ROW: row[one["account"]], **one} for one in account_rows(row, of, length)]
    text = [(name, pa.string()) for name in ("account", "kind", "cost_type", "chart")]
    return pa.Table.from_pylist(rows, pa.schema([(ROW, pa.int64()), *text]))


class _Batch:
    """The accepted postings of a file while they are taken apart."""

    def __init__(self, sheet: Sheet, about: Head, of: Chart, taken: pa.Array, used: dict[str, pa.Array],
                 days: pa.Array, codes: pa.Array) -> None:  # fmt: skip
        self.sheet, self.about, self.of, self.taken, self.used = sheet, about, of, taken, used
        self.days, self.codes = days, codes
        self.taxes = list(of.tax)
        self.place = np.arange(len(taken))
        summer = [pa.scalar(day, pa.date32()) for day in _LOWERED]
        low = pc.and_(pc.greater_equal(days, summer[0]), pc.less_equal(days, summer[1]))
        self.lowered = np.asarray(low, bool)
        self.keys = _each(codes, lambda code: tax_key(code) or TaxKey())

    def table(self, amount: pa.Array, discount: pa.Array, in_base: pa.Array) -> pa.Table:
        """ledger_entry of all postings. in_base: the amount in the books' currency where it was another."""
        booked, base = _cents(amount), _cents(in_base)
        converted = base != 0  # some programs write 0,00 where nothing was converted
        granted = _converted(_cents(discount), np.where(converted, base, booked), booked)
        parts = list(self._parts(np.where(converted, base, booked), granted))
        place = pa.array(np.concatenate([part.place for part in parts]))
        sort = np.concatenate([np.full(len(part.place), number) for number, part in enumerate(parts)])
        row = self.sheet.row.take(self.taken)
        entry = pc.binary_join_element_wise(self._identity(row).take(place), pa.array(sort).cast(pa.string()), "|")
        sheet, at = self.sheet, self.taken.take(place)
        debtor = pa.array(self._debtor(), pa.string())
        cents = pa.array(np.concatenate([part.cents for part in parts])).cast(pa.decimal128(19, 0))
        own, other = (sheet.text(name).take(self.taken) for name in ("base_currency", "currency"))
        currency = pc.if_else(pa.array(converted), own, other)  # none named: that of the books
        columns = {
            ROW: row.take(place), "entry_id": entry, "booked_on": self.days.take(place),
            "account": pa.array(np.concatenate([part.account for part in parts]), pa.string()),
            "contra_account": pa.array(np.concatenate([part.contra for part in parts]), pa.string()),
            "amount": as_money(pc.multiply(cents, pa.scalar(Decimal("0.01"), pa.decimal128(3, 2)))),
            "currency": currency.take(place), "document": sheet.text("document").take(at),
            "cost_center": sheet.text("team").take(at), "tax_code": self.codes.take(place),
            "customer_key": debtor.take(place),
            # the text of a debtor's posting names the person; that of others is told once, with the first row
            "text": pc.if_else(pc.and_(pc.is_null(debtor).take(place), pa.array(sort == 0)),
                               sheet.text("text").take(at), None),
        }  # fmt: skip
        return pa.table(columns).sort_by([(ROW, "ascending"), ("entry_id", "ascending")])

    def _identity(self, row: pa.Array) -> pa.Array:
        """A posting has no number of its own: it is what it says, as a hash, because the text may name a person."""
        told = [self.days, *(self.sheet.cells(own).take(self.taken) for own in POSTINGS if own != "day")]
        texts = [pc.fill_null(part.cast(pa.string()), "") for part in told]
        said = pc.binary_join_element_wise(*texts, "|").to_pylist()
        hashed = [hashlib.sha256(one.encode()).hexdigest()[:24] for one in said]
        return numbered(pa.array(hashed, pa.string()), row)

    def _debtor(self) -> list[str | None]:
        pairs = zip(self.used["account"].to_pylist(), self.used["contra"].to_pylist(), strict=True)
        return [next((one for one in pair if is_debtor(one, self.about.length)), None) for pair in pairs]

    def _parts(self, cents: Cents, discount: Cents) -> Iterator[_Rows]:
        """Always the same parts in the same order: account, contra account, discount, each with two tax accounts."""
        debit = np.where(np.asarray(pc.equal(self.sheet.text("side").take(self.taken), "S")), 1, -1)
        flag = pc.fill_null(pc.equal(self.sheet.text("reversal").take(self.taken), "1"), False)
        turned = np.asarray(flag, bool) | _over(self.keys, lambda key: key.reversal, bool)
        sign = np.where(turned, -debit, debit)
        account, contra = self._side("account", sign, cents), self._side("contra", -sign, cents)
        of_person = account.person & ~contra.person
        account.cents[of_person] += discount[of_person]
        contra.cents[~of_person] += discount[~of_person]
        keyed = self._numbers(_over(self.keys, lambda key: self._number(key.tax), np.int64))
        itself = _over(self.keys, lambda key: key.by_itself, bool)
        on_account = account.taxed > contra.taxed
        for side, other, chosen in ((account, contra, on_account), (contra, account, ~on_account & (contra.taxed > 0))):
            tax = np.where(chosen & (keyed >= 0), keyed, np.where(itself, self._numbers(side.by_itself), -1))
            yield from self._split(self.place, side.account, other.account, side.sign * side.cents, tax)
        given = np.flatnonzero(discount)
        cash_sign, person = np.where(of_person, contra.sign, account.sign), np.where(of_person, account.account,
                                                                                    contra.account)  # fmt: skip
        granted = np.where(of_person, account.debtor, contra.debtor)
        yield from self._discount(given, person[given], (cash_sign * discount)[given], granted[given])

    def _side(self, own: str, sign: Cents, cents: Cents) -> _Side:
        coded = self.used[own].dictionary_encode()
        accounts, where, length = coded.dictionary.to_pylist(), np.asarray(coded.indices), self.about.length
        kinds = [self.of.kind(one, length) for one in accounts]
        person = np.array([is_person(one, length) for one in accounts], bool)
        taxed = np.array([2 if k in _RESULT else 1 if k in _TAXED else 0 for k in kinds], np.int64) * ~person
        tax = np.array([self._number(self.of.automatic_tax(one, length)) for one in accounts], np.int64)
        own_kind = np.array([kind in ("receivable", "payable") for kind in kinds], bool)
        debtor = np.array([is_debtor(one, length) or kind == "receivable" for one, kind in
                           zip(accounts, kinds, strict=True)], bool)  # fmt: skip
        names = np.array(accounts, object)
        return _Side(names[where], sign, cents.copy(), taxed[where], tax[where], (person | own_kind)[where],
                     debtor[where])  # fmt: skip

    def _discount(self, place: Cents, person: Names, amounts: Cents, granted: Flags) -> Iterator[_Rows]:
        """Discounts for early payment on the accounts meant for them, with the tax they take back."""
        keys = [self.keys[at].tax for at in place]
        rates = [19 if tax is None or tax.percent in (19, 16) else 7 for tax in keys]
        if None in keys:
            self.sheet.notes.append(_FULL_DISCOUNT.format(count=keys.count(None)))
        taxes = [Tax("output" if one else "input", rate) for one, rate in zip(granted, rates, strict=True)]
        accounts = np.array([self._long(self.of.discount[tax][0]) for tax in taxes], object)
        number = np.array([self._number(tax) for tax in taxes], np.int64)
        number = np.where(self.lowered[place], self._lower()[number], number)
        yield from self._split(place, accounts, person, amounts, number)

    def _split(self, place: Cents, account: Names, contra: Names, amounts: Cents, tax: Cents) -> Iterator[_Rows]:
        """The net amount, then the tax inside it or on top of it, then the other account of tax on top."""
        percent = np.array([*(one.percent for one in self.taxes), 0], np.int64)[tax]
        inside = np.array([*(one.inside for one in self.taxes), False], bool)[tax]
        whole = np.abs(amounts)
        net = np.where(inside, _divided(whole * 100, 100 + percent), whole)
        due = np.sign(amounts) * np.where(inside, whole - net, _divided(whole * percent, np.int64(100)))
        yield _Rows(place, account, contra, np.sign(amounts) * net)
        for which, sign in ((0, 1), (-1, -1)):
            rows = np.flatnonzero((due != 0) & ((which == 0) | ~inside))
            names = np.array([self._long(self.of.tax[one][which]) for one in self.taxes], object)
            yield _Rows(place[rows], names[tax[rows]], contra[rows], sign * due[rows])

    def _number(self, tax: Tax | None) -> int:
        return -1 if tax is None else self.taxes.index(tax)

    def _lower(self) -> Cents:
        return np.array([self._number(tax.lowered) for tax in self.taxes], np.int64)

    def _numbers(self, tax: Cents) -> Cents:
        """Numbers of taxes with the lower rates where they held; −1 stays."""
        return np.where(self.lowered & (tax >= 0), self._lower()[tax], tax)

    def _long(self, account: str) -> str:
        return account.ljust(self.about.length, "0")


_LOWERED = (np.datetime64("2020-07-01").item(), np.datetime64("2020-12-31").item())


def _divided(numerator: Cents, denominator: Cents | np.int64) -> Cents:
    """Rounded to the nearest whole, half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _converted(amounts: Cents, base: Cents, booked: Cents) -> Cents:
    """Amounts in the currency in which a posting is `booked`, in that in which it is `base`."""
    found = amounts.copy()
    rows = np.flatnonzero((amounts != 0) & (base != booked) & (booked != 0))
    # plain numbers: the products are larger than an array holds
    told = zip(amounts[rows].tolist(), base[rows].tolist(), booked[rows].tolist(), strict=True)
    found[rows] = [(2 * amount * to + of) // (2 * of) for amount, to, of in told]
    return found


def _cents(amounts: pa.Array) -> Cents:
    hundred = pa.scalar(Decimal(100), pa.decimal128(3, 0))
    return np.asarray(pc.fill_null(pc.multiply(amounts, hundred).cast(pa.int64()), 0)).astype(np.int64)


def _each(cells: pa.Array, meaning: Callable[[Any], Any]) -> list[Any]:
    """The meaning of every cell; each distinct cell is looked at once."""
    coded = cells.dictionary_encode(null_encoding="encode")
    meant = [meaning(cell) for cell in coded.dictionary.to_pylist()]
    return [meant[at] for at in coded.indices.to_pylist()]


def _mapped(cells: pa.Array, meaning: Callable[[Any], Any], kind: pa.DataType) -> pa.Array:
    return pa.array(_each(cells, meaning), kind)


def _over(keys: Sequence[TaxKey], what: Callable[[TaxKey], Any], kind: Any) -> Any:
    return np.fromiter(map(what, keys), kind, len(keys))
