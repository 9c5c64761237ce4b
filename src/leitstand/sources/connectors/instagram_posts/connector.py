"""Reads the posts of an Instagram account with impressions, likes, comments, shares and saves."""

from __future__ import annotations

import hashlib
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values import as_money
from leitstand.sources.values.sheet import Sheet, constant, numbered, recognised

ZONE = "UTC"  # the source says nothing about it
COUNTERS = {"views": "Impressions", "reactions": "Likes", "comments": "Comments", "shares": "Shares", "saves": "Saves"}
COLUMNS = {
    "date": ("Date",),
    "caption": ("Caption",),
    "tags": ("Hashtags",),
    "home": ("From Home",),
    **{own: (heading,) for own, heading in COUNTERS.items()},
}
NEEDED = tuple(name for name in COLUMNS if name != "date")
_NO_DATES = Text(
    de="Die Datei nennt kein Datum: Die Beiträge gehören zu keinem Zeitraum.",
    en="The file names no date: the posts belong to no period.",
)


def read(raw: RawTable) -> Staged:
    """One post and one reading of its counters per row."""
    sheet = Sheet(raw, COLUMNS)
    caption, published = sheet.text("caption"), sheet.instant("date", ZONE)
    post = _key(caption, sheet)
    posts = {
        "post_id": post, "account_id": constant("instagram", post), "platform": constant("instagram", post),
        "published_at": published, "text": caption,
    }  # fmt: skip
    counters = {name: sheet.integer(name) for name in COUNTERS}
    tables = {
        "social_post": sheet.table(posts), "social_post_snapshot": sheet.table({"post_id": post, **counters})
    }  # fmt: skip
    controls = sheet.controls({name: as_money(values) for name, values in counters.items()})
    notes = (*sheet.notes, *(() if sheet.has("date") else (_NO_DATES,)))
    return Staged(tables, sheet.rejects, controls, notes)


def _key(caption: pa.Array, sheet: Sheet) -> pa.Array:
    """Posts have no number: a fingerprint of text and day, and the occurrence, stand for one."""
    content = pc.binary_join_element_wise(pc.fill_null(caption, ""), pc.fill_null(sheet.text("date"), ""), "|")
    prints = [hashlib.sha256(cell.encode()).hexdigest()[:16] for cell in content.to_pylist()]
    return numbered(pa.array(prints, pa.string()), sheet.row)


CONNECTOR = Connector(
    title=Text(de="Instagram-Beiträge", en="Instagram posts"),
    description=Text(
        de="Beiträge eines Instagram-Kontos mit Reichweite nach Herkunft und Interaktionen.",
        en="Posts of an Instagram account with reach by source and interactions.",
    ),
    delivery="append",
    feeds=("social_post", "social_post_snapshot"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
)
