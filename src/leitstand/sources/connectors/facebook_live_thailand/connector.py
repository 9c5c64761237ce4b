"""Reads the posts of Thai fashion sellers on Facebook with reactions, comments and shares."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values import as_money, as_text, date_style, to_instant
from leitstand.sources.values.sheet import Sheet, constant, recognised

ZONE = "Asia/Bangkok"
COLUMNS = {
    "post": ("status_id",),
    "type": ("status_type",),
    "published": ("status_published",),
    "time": ("time",),
    "reactions": ("num_reactions",),
    "comments": ("num_comments",),
    "shares": ("num_shares",),
}
NEEDED = tuple(name for name in COLUMNS if name != "time")  # in older files the time stands with the date
TYPES = {"photo": "image", "status": "text", "link": "link", "video": "video"}
_UNKNOWN_TYPE = Text(de="ist keine bekannte Beitragsart", en="is not a known type of post")
_NO_TIME = Text(de="ergibt mit dem Datum keinen Zeitpunkt", en="makes no time together with the date")


def read(raw: RawTable) -> Staged:
    """One post and one reading of its counters per row; single kinds of reactions are part of their number."""
    sheet = Sheet(raw, COLUMNS)
    post, kind = sheet.code("post", needed=True), sheet.text("type", needed=True)
    sheet.reject("type", pc.invert(pc.is_in(kind, pa.array(list(TYPES)))), _UNKNOWN_TYPE)
    published = _published(sheet)
    counters = {name: sheet.integer(name) for name in ("reactions", "comments", "shares")}
    posts = sheet.table(
        {
            "post_id": post, "account_id": constant("facebook", post), "platform": constant("facebook", post),
            "published_at": published,
            "content_type": pa.array(list(TYPES.values())).take(pc.index_in(kind, pa.array(list(TYPES)))),
        }
    )  # fmt: skip
    tables = {"social_post": posts, "social_post_snapshot": sheet.table({"post_id": post, **counters})}
    controls = sheet.controls({name: as_money(values) for name, values in counters.items()} | {"class": kind})
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


def _published(sheet: Sheet) -> pa.Array:
    style = date_style(sheet.cells("published"))
    if not sheet.has("time"):
        return sheet.instant("published", ZONE, needed=True)
    sheet.date("published", needed=True)
    together = pc.binary_join_element_wise(as_text(sheet.cells("published")), as_text(sheet.cells("time")), " ")
    parsed = to_instant(together, ZONE, style)
    sheet.reject("time", pc.or_(parsed.bad, pc.is_null(parsed.values)), _NO_TIME)
    return parsed.values


CONNECTOR = Connector(
    title=Text(de="Facebook-Beiträge von Händlern (Thailand)", en="Facebook posts of sellers (Thailand)"),
    description=Text(
        de="Beiträge von Modehändlern mit Reaktionen, Kommentaren und geteilten Beiträgen (Facebook Live).",
        en="Posts of fashion sellers with reactions, comments and shares (Facebook Live).",
    ),
    delivery="upsert",
    feeds=("social_post", "social_post_snapshot"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
)
