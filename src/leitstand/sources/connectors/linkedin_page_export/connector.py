"""Reads the content export of a LinkedIn page: one sheet with its days, one with its posts.

Layout: LinkedIn's help page on exporting page analytics. The counters of a post have no date of their own.
"""

from __future__ import annotations

from functools import partial

import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.layouts.posts import FEEDS
from leitstand.sources.values.sheet import Sheet, constant

_PLATFORM = "linkedin"


def _days(sheet: Sheet, found: Columns) -> None:
    # the file does not name its page
    found["social_account_day.account_id"] = found["social_account_day.platform"] = constant(_PLATFORM, sheet.row)
    total = pc.add(pc.coalesce(sheet.integer("organic"), 0), pc.coalesce(sheet.integer("sponsored"), 0))
    found["social_account_day.impressions"] = total


def _posts(sheet: Sheet, found: Columns) -> None:
    found["social_post.account_id"] = found["social_post.platform"] = constant(_PLATFORM, sheet.row)
    found["social_post.is_paid"] = pc.equal(pc.utf8_lower(sheet.text("paid")), "sponsored")


_LAYOUTS = (
    Layout(
        main="social_account_day",
        headings={
            "social_account_day.day": ("Date",),
            "social_account_day.reach_unique": ("Unique impressions (organic)",),
        },
        typical=("social_account_day.day", "organic", "sponsored", "engagement"),
        needed=frozenset({"social_account_day.day"}),
        others={
            "organic": ("Impressions (organic)",),
            "sponsored": ("Impressions (sponsored)",),
            "engagement": ("Engagement rate (organic)",),
        },
        numbers=("organic", "sponsored"),
        usual_order="mdy",
        amend=_days,
    ),
    Layout(
        main="social_post",
        headings={
            "social_post.post_id": ("Post link",),
            "social_post.published_at": ("Created date",),
            "social_post.content_type": ("Content Type",),
            "social_post.text": ("Post title",),
            "social_post_snapshot.views": ("Impressions",),
            "social_post_snapshot.reactions": ("Likes",),
            "social_post_snapshot.comments": ("Comments",),
            "social_post_snapshot.shares": ("Reposts",),
        },
        typical=("social_post.post_id", "social_post.published_at", "social_post.text", "paid",
                 "social_post_snapshot.views", "social_post_snapshot.shares"),
        needed=frozenset({"social_post.post_id", "social_post.published_at"}),
        others={"paid": ("Post type",)},
        words={
            "social_post.content_type": {
                "Document": "carousel", "Multi Image": "carousel", "Article": "link", "Event": "link", "Job": "link",
            }
        },
        usual_order="mdy",
        amend=_posts,
    ),
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="LinkedIn-Seite (Tage und Beiträge)", en="LinkedIn page (days and posts)"),
    description=Text(
        de="Inhalte-Export einer LinkedIn-Unternehmensseite mit den Blättern „Metrics“ und „All posts“.",
        en="Content export of a LinkedIn company page with the sheets Metrics and All posts.",
    ),
    delivery="upsert",
    feeds=("social_account_day", *FEEDS),
    currency=None,
    zone="UTC",
    recognise=partial(recognise, _LAYOUTS),
    read=partial(read, _LAYOUTS, zone="UTC"),
    checked="documents",
)
