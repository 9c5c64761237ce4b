"""Reads the e-mail test of Kevin Hillstrom: who got which mail by chance, visited the shop and bought."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_text
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.sheet import Sheet, constant, numbered, recognised

CURRENCY = "USD"
ZONE = "America/New_York"
YEAR = datetime(2008, 1, 1, 12)  # the file has no dates; it was published in 2008
CAMPAIGN = "E-Mail Mens/Womens"
COLUMNS = {
    name: (name,)
    for name in (
        "recency", "history_segment", "history", "mens", "womens", "zip_code", "newbie", "channel", "segment", "visit",
        "conversion", "spend",
    )
}  # fmt: skip
ARMS = {"No E-Mail": "control", "Mens E-Mail": "mens", "Womens E-Mail": "womens"}
_UNKNOWN_ARM = Text(de="ist keine bekannte Gruppe des Versuchs", en="is not a known group of the test")
_NO_DATES = Text(
    de="Die Datei hat keine Tagesangaben; alles gilt für das Jahr 2008.",
    en="The file has no dates; everything counts for the year 2008.",
)


def read(raw: RawTable) -> Staged:
    """Every row is a customer with the group they were put into; visits and purchases follow from their columns."""
    sheet = Sheet(raw, COLUMNS)
    segment = sheet.text("segment", needed=True)
    sheet.reject("segment", pc.invert(pc.is_in(segment, pa.array(list(ARMS)))), _UNKNOWN_ARM)
    visited, bought = sheet.boolean("visit", needed=True), sheet.boolean("conversion", needed=True)
    spend = sheet.decimal("spend", needed=True)
    key = _key(sheet)
    moment = pa.repeat(pa.scalar(YEAR, UTC_MICROS), len(sheet))
    when = {"period_precision": constant("year", sheet.row)}
    money = {"currency": constant(CURRENCY, sheet.row)}
    customers = sheet.table(
        {
            "customer_key": key, "customer_type": constant("person", key), "country": constant("US", key),
            "segment": sheet.text("history_segment"),
        }
    )  # fmt: skip
    assignments = sheet.table(
        {
            "assignment_id": key, "campaign_id": constant(CAMPAIGN, key), "unit_type": constant("customer", key),
            "customer_key": key, "assigned_at": moment, **when,
            "arm": pa.array(list(ARMS.values())).take(pc.index_in(segment, pa.array(list(ARMS)))),
        }
    )  # fmt: skip
    sessions = sheet.table(
        {"session_id": key, "customer_key": key, "started_at": moment, "converted": bought, **when}, visited
    )
    orders = sheet.table(
        {
            "order_id": key, "customer_key": key, "session_id": pc.if_else(visited, key, None), "ordered_at": moment,
            "document_kind": constant("order", key), "channel": constant("web", key), "status": constant("placed", key),
            "campaign_id": pc.if_else(pc.equal(segment, "No E-Mail"), pa.scalar(None, pa.string()), CAMPAIGN),
            "net_amount": spend, **money, **when,
        },
        bought,
    )  # fmt: skip
    first = customers.slice(0, 1)
    campaign = pa.table(
        {
            ROW: first[ROW], "campaign_id": constant(CAMPAIGN, first), "name": constant(CAMPAIGN, first),
            "type": constant("retention", first), "channel": constant("email", first),
        }
    )  # fmt: skip
    tables = {
        "customer": customers, "assignment": assignments, "web_session": sessions, "order": orders, "campaign": campaign
    }  # fmt: skip
    return Staged(tables, sheet.rejects, sheet.controls({"spend": spend, "class": segment}), (*sheet.notes, _NO_DATES))


def _key(sheet: Sheet) -> pa.Array:
    """The source has no customer numbers: the row's content and its occurrence stand for one."""
    content = pc.binary_join_element_wise(*(pc.fill_null(as_text(sheet.cells(name)), "") for name in COLUMNS), "|")
    return numbered(content, sheet.row)


CONNECTOR = Connector(
    title=Text(de="Hillstrom (E-Mail-Aktion mit Kontrollgruppe)", en="Hillstrom (e-mail campaign with control group)"),
    description=Text(
        de="Versuch eines Versandhandels: zwei Mailings gegen eine Kontrollgruppe, mit Besuchen und Käufen.",
        en="Test of a mail-order shop: two mailings against a control group, with visits and purchases.",
    ),
    delivery="append",
    feeds=("customer", "campaign", "assignment", "web_session", "order"),
    currency=CURRENCY,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
