"""Reads the sessions of a web shop: which kinds of pages were seen, how long, and whether something was bought."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values import as_money, to_instant
from leitstand.sources.values.sheet import Sheet, constant, recognised

ZONE = "UTC"
YEAR = "2017"  # the file covers one year and does not say which; it was published in 2018
PAGES = ("Administrative", "Informational", "ProductRelated")
DURATIONS = tuple(f"{name}_Duration" for name in PAGES)
COLUMNS = {name: (name,) for name in (*PAGES, *DURATIONS, "Month", "TrafficType", "VisitorType", "Revenue")}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NO_MONTH = Text(de="ist kein Monat", en="is not a month")
_ONLY_MONTHS = Text(
    de=f"Die Datei nennt nur den Monat; als Jahr gilt {YEAR}.",
    en=f"The file names only the month; the year is taken as {YEAR}.",
)


def read(raw: RawTable) -> Staged:
    """One session per row, exact to the month."""
    sheet = Sheet(raw, COLUMNS)
    pages = _sum([sheet.integer(name, needed=True) for name in PAGES])
    seconds = _sum([sheet.number(name, needed=True) for name in DURATIONS])
    name = pc.utf8_lower(sheet.text("Month", needed=True))
    month = pc.index_in(pc.utf8_slice_codeunits(name, 0, 3), pa.array(MONTHS))
    sheet.reject("Month", pc.is_null(month), _NO_MONTH)
    date = pc.binary_join_element_wise(YEAR, pc.add(month, 1).cast(pa.string()), "01 12:00", "-")
    bought = sheet.boolean("Revenue", needed=True)
    traffic = pc.binary_join_element_wise("type", sheet.code("TrafficType"), " ")
    engaged = pc.or_(pc.or_(pc.greater_equal(pages, 2), pc.greater(seconds, 10)), bought)  # as web analytics define it
    sessions = sheet.table(
        {
            "started_at": to_instant(date, ZONE).values, "engaged_seconds": seconds, "pageviews": pages,
            "is_engaged": engaged, "is_bounce": pc.invert(engaged), "source": traffic, "converted": bought,
            "period_precision": constant("month", bought),
        }
    )  # fmt: skip
    controls = sheet.controls({"pageviews": as_money(pages), "class": sheet.text("VisitorType")})
    return Staged({"web_session": sessions}, sheet.rejects, controls, (*sheet.notes, _ONLY_MONTHS))


def _sum(parts: list[pa.Array]) -> pa.Array:
    first, second, third = parts
    return pc.add(pc.add(first, second), third)


CONNECTOR = Connector(
    title=Text(de="Online Shoppers (Shop-Besuche)", en="Online Shoppers (shop sessions)"),
    description=Text(
        de="Besuche eines Webshops nach Seitenart mit Verweildauer und Kauf (UCI Online Shoppers).",
        en="Sessions of a web shop by kind of page with duration and purchase (UCI Online Shoppers).",
    ),
    delivery="append",
    feeds=("web_session",),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
