"""Reads the trial balance (Summen- und Saldenliste) of a month: what was booked on each account, and its balance.

Layout: the lists DATEV and other bookkeeping programs print, with month, year or both, signs or S and H.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.layouts import books
from leitstand.sources.layouts.charts import GUESSED, account_rows, chart, guess, padded
from leitstand.sources.values import MONEY, DateStyle, as_money, number_style, to_code
from leitstand.sources.values.headers import find
from leitstand.sources.values.sheet import Sheet, recognised

CURRENCY = "EUR"
COLUMNS = {
    "account": (
        "Konto",
        "Kontonummer",
        "Konto-Nr.",
        "Kontonr.",
        "Kto.",
        "Kto",
        "Sachkonto",
        "Account",
        "Account number",
    ),
    "label": (
        "Bezeichnung",
        "Kontobezeichnung",
        "Kontenbezeichnung",
        "Beschriftung",
        "Kontobeschriftung",
        "Kontenbeschriftung",
        "Name",
        "Label",
        "Account name",
    ),
    "opening": (
        "EB-Wert",
        "EB-Werte",
        "EB-Wert S/H",
        "Eröffnungsbilanzwert",
        "Eröffnungsbilanz",
        "EB",
        "Opening balance",
    ),
    "opening_debit": ("EB-Wert Soll", "EB Soll"),
    "opening_credit": ("EB-Wert Haben", "EB Haben"),
    "month_debit": (
        "Soll Monat",
        "Monat Soll",
        "Soll im Monat",
        "Monatsverkehrszahlen Soll",
        "Monatsverkehrszahl Soll",
        "MVZ Soll",
        "Monatssoll",
        "Debit month",
    ),
    "month_credit": (
        "Haben Monat",
        "Monat Haben",
        "Haben im Monat",
        "Monatsverkehrszahlen Haben",
        "Monatsverkehrszahl Haben",
        "MVZ Haben",
        "Monatshaben",
        "Credit month",
    ),
    "debit": ("Soll", "Umsatz Soll", "Soll-Umsatz", "Debit"),
    "credit": ("Haben", "Umsatz Haben", "Haben-Umsatz", "Credit"),
    "year_debit": (
        "Summe Soll",
        "Soll kumuliert",
        "Kumuliert Soll",
        "Jahresverkehrszahlen Soll",
        "JVZ Soll",
        "Soll Jahr",
    ),
    "year_credit": (
        "Summe Haben",
        "Haben kumuliert",
        "Kumuliert Haben",
        "Jahresverkehrszahlen Haben",
        "JVZ Haben",
        "Haben Jahr",
    ),
    "closing": ("Saldo", "Endsaldo", "Schlusssaldo", "Saldo S/H", "Saldo aktuell", "Closing balance", "Balance"),
    "closing_debit": ("Saldo Soll",),
    "closing_credit": ("Saldo Haben",),
    "day": ("Stichtag", "Monatsende", "Buchungsmonat bis"),
}
_AMOUNTS = tuple(own for own in COLUMNS if own not in ("account", "label", "day"))
_TURNOVER = (("month_debit", "month_credit"), ("year_debit", "year_credit"), ("debit", "credit"))
_NO_ACCOUNT = Text(de="ist keine Kontonummer", en="is no account number")
_NO_DAY = Text(
    de="Weder Titel noch Blattname noch eine Spalte „Stichtag“ nennt den Monat der Liste",
    en="neither the title nor the name of the sheet nor a column 'Stichtag' names the month of the list",
)
_YEAR = Text(
    de="Soll und Haben wurden als Summen seit Beginn des Geschäftsjahrs gelesen (EB-Wert + Soll − Haben = Saldo).",
    en="Debit and credit were read as sums since the start of the fiscal year (opening + debit − credit = balance).",
)
_CLASS = re.compile(r"klasse\s*([0-9])", re.I)
_TOTAL = re.compile(r"\W*(?:gesamt|end)?summen?(?: (?:aller )?(?:sach)?konten)?\W*|(?:grand )?total\W*", re.I)
_SUMS = Text(de="{count} Summenzeilen ausgelassen; sie gehen auf.", en="{count} sum rows left out; they add up.")
_SUM_DIFFERS = Text(
    de="Die Summenzeile {row} geht in „{column}“ nicht auf: dort {given}, die Konten ergeben {found}.",
    en="Sum row {row} does not add up in '{column}': it says {given}, the accounts make {found}.",
)


class _Figures(NamedTuple):
    opening: pa.Array
    debit: pa.Array
    credit: pa.Array
    closing: pa.Array


def recognise(raw: RawTable) -> float:
    """Account, balance, and debit and credit of the month or of the year."""
    there = find(raw.header, COLUMNS)
    balance = "closing" in there or {"closing_debit", "closing_credit"} <= set(there)
    turnover = any(set(pair) <= set(there) for pair in _TURNOVER)
    return (recognised(raw, COLUMNS, ("account", "label")) + balance + turnover) / 3


def read(raw: RawTable) -> Staged:
    """Accounts of the general ledger with the month's figures; sum rows are compared and left out."""
    named = find(raw.header, COLUMNS)
    sums = _sum_rows(raw, named)
    signed = books.with_signs(raw)
    style = number_style(*(signed.rows[named[own]] for own in _AMOUNTS if own in named))
    whole = replace(signed, rows=signed.rows.filter(pc.invert(sums)))
    sheet = Sheet(whole, COLUMNS, style, DateStyle())
    amounts = {own: sheet.decimal(own) for own in _AMOUNTS if sheet.has(own)}
    account = sheet.code("account", needed=True)
    sheet.reject("account", pc.invert(pc.match_substring_regex(account, "^[0-9]{1,9}$")), _NO_ACCOUNT)
    day = _month_ends(books.days(sheet, "day", books.day_of(raw)))
    sheet.reject("day", pc.is_null(day), _NO_DAY)
    length = max(4, min((len(one) for one in account.to_pylist() if one and one.isdigit()), default=4))
    account = pa.array([padded(one, length) for one in account.to_pylist()], pa.string())
    figures = _figures(sheet, amounts)
    label = sheet.text("label")
    balance = sheet.table({"day": day, "account": account, "label": label, **figures._asdict()})
    added = Sheet(replace(signed, rows=signed.rows.filter(sums)), COLUMNS, style)
    sheet.notes += _compared(added, {own: amounts[own] for own in amounts if "debit" in own or "credit" in own}, sheet)
    tables = {"trial_balance": balance, "ledger_account": _accounts(balance, length, sheet)}
    notes = tuple(dict.fromkeys(sheet.notes))
    return Staged(tables, sheet.rejects, sheet.controls(amounts), notes, tuple(added.row.to_pylist()))


def _sum_rows(raw: RawTable, named: Mapping[str, str]) -> pa.Array:
    """Rows that add up others: they name no account."""
    says = pc.or_(*(books.says_sum(raw, named.get(own)) for own in ("account", "label")))
    account = to_code(raw.rows[named["account"]]).values
    return pc.and_(says, pc.invert(pc.fill_null(pc.match_substring_regex(account, "^[0-9]+$"), False)))


def _figures(sheet: Sheet, amounts: Mapping[str, pa.Array]) -> _Figures:
    nothing = pa.nulls(len(sheet), MONEY)

    def balance(own: str) -> pa.Array:
        if f"{own}_debit" in amounts and f"{own}_credit" in amounts:
            return _less(amounts[f"{own}_debit"], amounts[f"{own}_credit"])
        return amounts.get(own, nothing)

    opening, closing = balance("opening"), balance("closing")
    debit, credit = (amounts.get(f"month_{side}") for side in ("debit", "credit"))
    if debit is not None and credit is not None:
        return _Figures(opening, debit, credit, closing)
    of_year = "year_debit" in amounts
    debit, credit = (amounts.get(f"year_{side}" if of_year else side, nothing) for side in ("debit", "credit"))
    reckoned = as_money(pc.add(_or_zero(opening), _less(debit, credit)))
    if not of_year and sheet.has("opening") and pc.all(pc.equal(reckoned, _or_zero(closing))).as_py():
        of_year = bool(len(sheet))
        sheet.notes += [_YEAR] if of_year else []
    return _Figures(opening, nothing, nothing, closing) if of_year else _Figures(opening, debit, credit, closing)


def _less(debit: pa.Array, credit: pa.Array) -> pa.Array:
    return as_money(pc.subtract(_or_zero(debit), _or_zero(credit)))


def _or_zero(amounts: pa.Array) -> pa.Array:
    return pc.fill_null(amounts, pa.scalar(Decimal(0), MONEY))


def _month_ends(days: pa.Array) -> pa.Array:
    ends = [one and books.month_end(one.year, one.month) for one in days.to_pylist()]
    return pa.array(ends, pa.date32())


def _accounts(balance: pa.Table, length: int, sheet: Sheet) -> pa.Table:
    """The accounts with what their chart says of them, each in the row that names it first."""
    rows = {one["account"]: one for one in reversed(balance.select([ROW, "account", "label"]).to_pylist())}
    of = chart(guess(rows, length))
    if rows:
        sheet.notes.append(GUESSED.format(chart=of.name))
    told = [{**rows[one["account"]], **one} for one in account_rows(rows, of, length)]
    text = [(name, pa.string()) for name in ("account", "label", "kind", "cost_type", "chart")]
    return pa.Table.from_pylist(told, pa.schema([(ROW, pa.int64()), *text]))


def _compared(added: Sheet, amounts: Mapping[str, pa.Array], sheet: Sheet) -> list[Text]:
    """Whether the sum rows add up: a class's (Summe Klasse 8) over its accounts, the total over all."""
    if not len(added):
        return []
    account = sheet.code("account")
    words = pc.binary_join_element_wise(*(pc.fill_null(added.text(own), "") for own in ("account", "label")), " ")
    differing = []
    for own, cells in amounts.items():
        for row, word, amount in zip(added.row, words.to_pylist(), added.exact(own).to_pylist(), strict=True):
            of_class = _CLASS.search(word)
            if amount is None or not (of_class or _TOTAL.fullmatch(word.strip())):
                continue
            among = pc.starts_with(account, of_class[1] if of_class else "")
            found = pc.sum(cells.filter(pc.fill_null(among, False))).as_py() or Decimal(0)
            if found != amount:
                differing.append(_SUM_DIFFERS.format(row=row, column=sheet.headings[own], given=amount, found=found))
    return differing or [_SUMS.format(count=len(added))]


CONNECTOR = Connector(
    title=Text(de="Summen- und Saldenliste", en="Trial balance"),
    description=Text(
        de="Summen- und Saldenliste eines Monats (DATEV und andere), Beträge mit Vorzeichen oder S und H.",
        en="Trial balance of a month (DATEV and others), amounts with signs or S and H.",
    ),
    delivery="upsert",
    feeds=("trial_balance", "ledger_account"),
    currency=CURRENCY,
    zone="Europe/Berlin",
    recognise=recognise,
    read=read,
    checked="documents",
)
