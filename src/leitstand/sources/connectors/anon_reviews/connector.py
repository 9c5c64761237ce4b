"""Reads anonymous ratings of vendors: who rated whom with how many stars, and when."""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values.sheet import Sheet, constant, recognised

ZONE = "UTC"  # the source says nothing about it
COLUMNS = {name: (name,) for name in ("reviewerId", "vendorId", "rating", "date")}


def read(raw: RawTable) -> Staged:
    """One review per row; the source numbers neither reviews nor says more about vendors than their number."""
    sheet = Sheet(raw, COLUMNS)
    rating, posted = sheet.number("rating", needed=True), sheet.instant("date", ZONE, needed=True)
    reviews = sheet.table(
        {
            "platform": constant("anon_reviews", rating), "vendor": sheet.code("vendorId"), "posted_at": posted,
            "rating": rating, "author_ref": sheet.code("reviewerId"),
        }
    )  # fmt: skip
    controls = sheet.controls({"rating": sheet.exact("rating")})
    return Staged({"review": reviews}, sheet.rejects, controls, tuple(sheet.notes))


CONNECTOR = Connector(
    title=Text(de="Anonyme Bewertungen", en="Anonymous reviews"),
    description=Text(
        de="Bewertungen von Händlern mit Note und Zeit, ohne Namen und Text.",
        en="Ratings of vendors with stars and time, without names and text.",
    ),
    delivery="append",
    feeds=("review",),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
