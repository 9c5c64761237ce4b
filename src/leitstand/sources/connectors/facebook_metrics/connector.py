"""Reads the posts of a brand's Facebook page with reach, reactions, comments and shares (UCI Facebook metrics)."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values import as_money, as_text
from leitstand.sources.values.dates import to_instant
from leitstand.sources.values.sheet import Sheet, constant, numbered, recognised

ZONE = "Europe/Lisbon"
COLUMNS = {
    "fans": ("Page total likes", "Page_T_Likes"),
    "type": ("Type",),
    "category": ("Category",),
    "month": ("Post Month", "Month"),
    "weekday": ("Post Weekday", "Weekday"),
    "hour": ("Post Hour", "Hour"),
    "paid": ("Paid",),
    "reach": ("Lifetime Post Total Reach", "T_Reach"),
    "views": ("Lifetime Post Total Impressions", "T_Impression"),
    "comments": ("comment",),
    "reactions": ("like",),
    "shares": ("share",),
    "total": ("Total Interactions", "T_Interactions"),
}
TYPES = {"Photo": "image", "Status": "text", "Link": "link", "Video": "video"}
TOPICS = {"1": "action", "2": "product", "3": "inspiration"}
_UNKNOWN_TYPE = Text(de="ist keine bekannte Beitragsart", en="is not a known type of post")
_NO_MONTH = Text(de="ist kein Monat (1 bis 12)", en="is not a month (1 to 12)")
_NO_DATES = Text(
    de="Die Datei nennt Monat, Wochentag und Stunde, aber kein Datum: Die Beiträge zählen nur im ganzen Jahr 2014.",
    en="The file names month, weekday and hour but no date: the posts count only for 2014 as a whole.",
)


def read(raw: RawTable) -> Staged:
    """One post and one reading of its counters per row."""
    sheet = Sheet(raw, COLUMNS)
    kind, month = sheet.text("type", needed=True), sheet.integer("month", needed=True)
    sheet.reject("type", pc.invert(pc.is_in(kind, pa.array(list(TYPES)))), _UNKNOWN_TYPE)
    sheet.reject("month", pc.or_(pc.less(month, 1), pc.greater(month, 12)), _NO_MONTH)
    date = pc.binary_join_element_wise("2014", month.cast(pa.string()), "01 12:00", "-")
    post = _key(sheet)
    category = sheet.code("category")
    counters = {
        "views": sheet.integer("views"), "reach_unique": sheet.integer("reach"),
        "reactions": sheet.integer("reactions"), "comments": sheet.integer("comments"),
        "shares": sheet.integer("shares"),
    }  # fmt: skip
    posts = sheet.table(
        {
            "post_id": post, "account_id": constant("facebook", post), "platform": constant("facebook", post),
            "published_at": to_instant(date, ZONE).values,
            "content_type": pa.array(list(TYPES.values())).take(pc.index_in(kind, pa.array(list(TYPES)))),
            "topic": pa.array(list(TOPICS.values())).take(pc.index_in(category, pa.array(list(TOPICS)))),
            "is_paid": sheet.boolean("paid"), "period_precision": constant("year", post),
        }
    )  # fmt: skip
    readings = sheet.table({"post_id": post, **counters})
    controls = sheet.controls({name: as_money(values) for name, values in counters.items()} | {"class": kind})
    tables = {"social_post": posts, "social_post_snapshot": readings}
    return Staged(tables, sheet.rejects, controls, (*sheet.notes, _NO_DATES))


def _key(sheet: Sheet) -> pa.Array:
    """Posts have no number: what is said about them besides the counters, and the occurrence, stand for one."""
    names = ("fans", "type", "category", "month", "weekday", "hour", "paid")
    content = pc.binary_join_element_wise(*(pc.fill_null(as_text(sheet.cells(name)), "") for name in names), "|")
    return numbered(content, sheet.row)


CONNECTOR = Connector(
    title=Text(de="Facebook-Beiträge einer Marke", en="Facebook posts of a brand"),
    description=Text(
        de="Beiträge einer Kosmetikmarke mit Reichweite und Interaktionen (UCI Facebook metrics).",
        en="Posts of a cosmetics brand with reach and interactions (UCI Facebook metrics).",
    ),
    delivery="append",
    feeds=("social_post", "social_post_snapshot"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
