"""Takes the costs of customer work out of a DATEV posting batch."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.datev_extf.accounts import kind, reverses, tax_rate
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.values import MONEY, NumberStyle
from leitstand.sources.values.sheet import Sheet, numbered

CURRENCY = "EUR"
POSTINGS = {
    "amount": ("Umsatz (ohne Soll/Haben-Kz)", "Umsatz"),
    "side": ("Soll/Haben-Kennzeichen",),
    "currency": ("WKZ Umsatz",),
    "account": ("Konto",),
    "contra": ("Gegenkonto (ohne BU-Schlüssel)", "Gegenkonto"),
    "tax": ("BU-Schlüssel",),
    "day": ("Belegdatum",),
    "document": ("Belegfeld 1",),
    "text": ("Buchungstext",),
    "team": ("KOST1 - Kostenstelle",),
    "reversal": ("Generalumkehr (GU)", "Generalumkehr"),
}
_CENT = Decimal("0.01")
_STARTS_ON, _LENGTH, _CHART = 12, 13, 26  # places in the head line
_NOT_COST = Text(
    de="kein Konto für Kosten der Kundenarbeit (Werbung, Versand, Provision, Gewährleistung); wird nicht geladen",
    en="no account for costs of customer work (advertising, delivery, commission, warranty); not loaded",
)
_NO_SIDE = Text(de="ist weder S (Soll) noch H (Haben)", en="is neither S (debit) nor H (credit)")
_NO_DAY = Text(de="ist kein Tag (TTMM) des Wirtschaftsjahrs", en="is no day (DDMM) of the fiscal year")
_NO_TAX = Text(de="Steuerschlüssel ist nicht bekannt", en="the tax key is not known")
_NO_HEAD = Text(
    de="Kopfzeile mit Wirtschaftsjahr fehlt, das Jahr der Belege ist unbekannt",
    en="head line with the fiscal year is missing, the year of the documents is not known",
)
_CHART_ASSUMED = Text(
    de="Die Datei nennt keinen Kontenrahmen; angenommen wurde SKR03.",
    en="The file names no chart of accounts; SKR03 was assumed.",
)
_REVENUE = Text(
    de="Erlöskonten: {amount} in {count} Buchungen, mit der Steuer, die ein Konto von selbst herausrechnet; sie werden "
    "nicht geladen.",
    en="Revenue accounts: {amount} in {count} postings, with the tax that an account takes out by itself; they are not "
    "loaded.",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says. starts_on: first day of the fiscal year. length: digits of an account."""

    starts_on: dt.date | None
    length: int
    chart: str | None


class _Found(NamedTuple):
    row: int
    day: dt.date
    amount: Decimal
    kind: str


def head(raw: RawTable) -> Head:
    """The head line, which the reader hands on as the first title."""
    cells = [cell.strip('"') for cell in (raw.titles[0] if raw.titles else "").split(";")]
    cells += [""] * (_CHART + 1 - len(cells))
    try:
        starts_on = dt.datetime.strptime(cells[_STARTS_ON], "%Y%m%d").date()
    except ValueError:
        starts_on = None
    length = int(cells[_LENGTH]) if cells[_LENGTH] in ("4", "5", "6", "7", "8") else 4
    return Head(starts_on, length, cells[_CHART] if cells[_CHART] in ("03", "04") else None)


def costs(raw: RawTable) -> Staged:
    """Net costs, debit positive; a posting between two cost accounts gives two. Revenue is named in a note."""
    about = head(raw)
    sheet = Sheet(raw, POSTINGS, NumberStyle(","))
    amount = sheet.decimal("amount", needed=True)
    side, tax = sheet.text("side", needed=True), sheet.code("tax")
    sheet.reject("side", pc.invert(pc.is_in(side, pa.array(["S", "H"]))), _NO_SIDE)
    days = [_day(cell, about.starts_on) for cell in sheet.code("day", needed=True).to_pylist()]
    sheet.reject("day", pa.array([day is None for day in days], pa.bool_()), _NO_DAY if about.starts_on else _NO_HEAD)
    rates = [tax_rate(key, day) if day else None for key, day in zip(tax.to_pylist(), days, strict=True)]
    sheet.reject(
        "tax", pa.array([bool(d) and r is None for d, r in zip(days, rates, strict=True)], pa.bool_()), _NO_TAX
    )
    accounts = [
        [kind(about.chart or "03", account, about.length) for account in sheet.code(own, needed=True).to_pylist()]
        for own in ("account", "contra")
    ]
    classes = [_class(*pair) for pair in zip(*accounts, strict=True)]
    sheet.reject("account", pa.array([name != "cost" for name in classes], pa.bool_()), _NOT_COST)
    turned = [
        flag == "1" or reverses(key)
        for flag, key in zip(sheet.text("reversal").to_pylist(), tax.to_pylist(), strict=True)
    ]
    net = [_net(a, r, s, t) for a, r, s, t in zip(amount.to_pylist(), rates, side.to_pylist(), turned, strict=True)]
    found = [
        _Found(place, day, value * sign, name)
        for sign, names in zip((1, -1), accounts, strict=True)
        for place, (day, value, name) in enumerate(zip(days, net, names, strict=True))
        if day is not None and value is not None and name is not None
    ]
    sheet.notes += [] if about.chart else [_CHART_ASSUMED]
    revenue = [one for one in found if one.kind == "revenue"]
    if revenue:
        total = -sum((one.amount for one in revenue), Decimal(0))
        sheet.notes.append(_REVENUE.format(amount=total, count=len(revenue)))
    controls = sheet.controls({"amount": amount, "class": pa.array(classes, pa.string())})
    return Staged({"cost": _table(sheet, found)}, sheet.rejects, controls, tuple(sheet.notes))


def _table(sheet: Sheet, found: list[_Found]) -> pa.Table:
    taken = sheet.accepted.to_pylist()
    kept = [one for one in found if one.kind != "revenue" and taken[one.row]]
    places = pa.array([one.row for one in kept], pa.int64())
    columns = {
        "booked_on": pa.array([one.day for one in kept], pa.date32()),
        "amount": pa.array([one.amount for one in kept], MONEY),
        "currency": sheet.text("currency").take(places),
        "cost_type": pa.array([one.kind for one in kept], pa.string()),
        "team": sheet.text("team").take(places),
    }
    told = [sheet.text(own).take(places) for own in ("account", "contra", "document", "text")]
    texts = [pc.fill_null(part.cast(pa.string()), "") for part in (*columns.values(), *told)]
    row = sheet.row.take(places)
    return pa.table({ROW: row, "cost_id": numbered(pc.binary_join_element_wise(*texts, "|"), row), **columns})


def _class(account: str | None, contra: str | None) -> str:
    kinds = {account, contra} - {None}
    return "cost" if kinds - {"revenue"} else "revenue" if kinds else "other"


def _day(cell: str | None, starts_on: dt.date | None) -> dt.date | None:
    """DDMM, where 101 is the first of January, in the year that the fiscal year gives it."""
    if starts_on is None or not cell or not re.fullmatch(r"[0-9]{3,4}", cell):
        return None
    day, month = int(cell[:-2]), int(cell[-2:])
    try:
        return dt.date(starts_on.year + (month < starts_on.month), month, day)
    except ValueError:
        return None


def _net(amount: Decimal | None, rate: Decimal | None, side: str | None, turned: bool) -> Decimal | None:
    """The amount without tax, positive where the account is debited."""
    if amount is None or rate is None:
        return None
    net = (amount / (1 + rate)).quantize(_CENT, ROUND_HALF_UP)
    return -net if (side == "H") != turned else net
