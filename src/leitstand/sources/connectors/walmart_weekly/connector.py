"""Reads the weekly sales of the stores of a retail chain as totals, not as orders of customers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values import DateStyle
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.sheet import Sheet, constant, recognised

CURRENCY = "USD"
ZONE = "UTC"
_NOON = pa.scalar(timedelta(hours=12), pa.duration("us"))  # the same day in every zone of the country
COLUMNS = {name: (name,) for name in ("Store", "Date", "Weekly_Sales", "Holiday_Flag", "CPI", "Unemployment")}
_WEEKS = Text(
    de="Jede Zeile ist die Summe einer Woche bis Freitag: Es gibt Umsatz je Monat und länger, aber keine Bestellungen.",
    en="Every row is the total of a week that ends on Friday: there is revenue by month and longer, but no orders.",
)


def read(raw: RawTable) -> Staged:
    """One total per store and week on the week's last day.

    It is an adjustment, so that it counts as revenue and not as an order. It is exact to the month: the week is not
    that of the calendar (Monday to Sunday), and no day is known.
    """
    sheet = Sheet(raw, COLUMNS, date_style=DateStyle("dmy"))
    store, day = sheet.code("Store", needed=True), sheet.date("Date", needed=True)
    sales = sheet.decimal("Weekly_Sales", needed=True)
    orders = sheet.table(
        {
            "order_id": pc.binary_join_element_wise(store, pc.strftime(day, "%Y-%m-%d"), "|"),
            "document_kind": constant("adjustment", store), "channel": constant("store", store),
            "ordered_at": pc.add(day.cast(UTC_MICROS), _NOON), "country": constant("US", store), "net_amount": sales,
            "currency": constant(CURRENCY, store), "period_precision": constant("month", store),
        }
    )  # fmt: skip
    return Staged({"order": orders}, sheet.rejects, sheet.controls({"Weekly_Sales": sales}), (*sheet.notes, _WEEKS))


CONNECTOR = Connector(
    title=Text(de="Walmart (Wochenumsätze je Filiale)", en="Walmart (weekly sales by store)"),
    description=Text(
        de="Wochenumsätze von 45 Filialen mit Feiertagen und Wirtschaftslage.",
        en="Weekly sales of 45 stores with holidays and economic situation.",
    ),
    delivery="upsert",
    feeds=("order",),
    currency=CURRENCY,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
