"""The list of customers as a file for a spreadsheet; texts stay texts, whatever they begin with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.analysis.customers.segments import SEGMENTS
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute.answer import SMALLEST_GROUP
from leitstand.reporting.charts.words import safe
from leitstand.web.naming import value_name
from leitstand.web.pages.customers.choosing import KINDS

HEADS: Mapping[str, Text] = {
    "number": Text(de="Kundennummer", en="Customer number"),
    "name": Text(de="Name", en="Name"),
    "customer_type": Text(de="Art", en="Kind"),
    "region_nuts": Text(de="Region", en="Region"),
    "rfm": Text(de="Gruppe", en="Group"),
    "since": Text(de="Kund:in seit", en="Customer since"),
    "last_order": Text(de="Letzter Kauf", en="Last order"),
    "order_days": Text(de="Kauftage", en="Order days"),
    "revenue_year": Text(de="Umsatz 365 Tage", en="Revenue 365 days"),
    "value": Text(de="Erwarteter Wert 12 Monate", en="Expected value 12 months"),
    "alive": Text(de="Noch aktiv (Wahrscheinlichkeit)", en="Still active (probability)"),
    "score": Text(de="Kundenstatus", en="Health score"),
    "score_before": Text(de="Kundenstatus vor 30 Tagen", en="Health score 30 days ago"),
    "nps": Text(de="Letzter NPS", en="Last NPS"),
    "open_tickets": Text(de="Offene Anfragen", en="Open tickets"),
    "open_amount": Text(de="Offene Rechnungen", en="Open invoices"),
    "team": Text(de="Team", en="Team"),
}
DECIMALS = {"revenue_year": 2, "value": 2, "open_amount": 2, "alive": 4, "score": 1, "score_before": 1}


def listed(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], Text | None]:
    """The rows that may be handed out, and what was left out: private persons whom the reader may not know by name
    stand in a file only where there are at least ten of them."""
    unknown = [one for one in rows if not one["seen"] and one["customer_type"] != "company"]
    if not 0 < len(unknown) < SMALLEST_GROUP:
        return list(rows), None
    left = {one["key"] for one in unknown}
    told = Text(
        de=f"Es fehlen {len(left)} Privatpersonen: Weniger als {SMALLEST_GROUP} werden nicht einzeln aufgeführt.",
        en=f"{len(left)} private persons are left out: fewer than {SMALLEST_GROUP} are not listed one by one.",
    )
    return [one for one in rows if one["key"] not in left], told


def cells(rows: Sequence[Mapping[str, Any]], language: Language) -> Iterator[list[Any]]:
    """Head and rows: texts, numbers, days and None."""
    yield [title.get(language) for title in HEADS.values()]
    for one in rows:
        yield [_cell(name, one.get(name), language) for name in HEADS]


def _cell(name: str, value: Any, language: Language) -> Any:
    if value is None:
        return None
    match name:
        case "customer_type":
            return KINDS[value].get(language) if value in KINDS else value
        case "region_nuts":
            return value_name("region", value).get(language)
        case "rfm":
            return SEGMENTS[value].get(language)
        case _ if isinstance(value, float):
            decimals = DECIMALS.get(name, 0)
            return round(value, decimals) if decimals else int(value)
    return value


def as_csv(rows: Sequence[Mapping[str, Any]], note: Text | None, language: Language) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read umlauts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for line in cells(rows, language):
        writer.writerow([_plain(one) for one in line])
    if note:
        writer.writerow([note.get(language)])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else value


def as_xlsx(rows: Sequence[Mapping[str, Any]], note: Text | None, language: Language, title: Text) -> bytes:
    """One sheet with typed cells; texts are written as texts, so that none becomes a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title.get(language)[:31].replace(":", ""))
        head, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        number = {0: None, 1: "0.0", 2: "#,##0.00", 4: "0.0%"}
        formats = {places: book.add_format({"num_format": text}) if text else None for places, text in number.items()}
        last = 0
        for last, line in enumerate(cells(rows, language)):
            for column, (name, value) in enumerate(zip(HEADS, line, strict=True)):
                if isinstance(value, str):
                    sheet.write_string(last, column, value, head if last == 0 else None)
                elif isinstance(value, date):
                    sheet.write_datetime(last, column, value, day)
                elif value is not None:
                    sheet.write_number(last, column, value, formats[DECIMALS.get(name, 0)])
        if note:
            sheet.write_string(last + 2, 0, note.get(language))
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(HEADS) - 1, 16)
        sheet.autofilter(0, 0, max(last, 1), len(HEADS) - 1)
    return out.getvalue()
