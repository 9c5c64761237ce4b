"""Reads the content export of Meta Business Suite: posts of a Facebook page or an Instagram account.

Layout: Meta's help page on exporting content data. The file does not say when the counters were read off.
"""

from __future__ import annotations

from functools import partial

import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.layouts.posts import FEEDS, check_number
from leitstand.sources.values.sheet import Sheet


def _amend(sheet: Sheet, found: Columns) -> None:
    """Kinds of posts on Instagram begin with IG."""
    check_number(sheet, found)
    instagram = pc.starts_with(sheet.text("type"), "IG ")
    found["social_post.platform"] = pc.if_else(instagram, "instagram", "facebook")


_LAYOUT = Layout(
    main="social_post",
    headings={
        "social_post.post_id": ("Post ID",),
        "social_post.account_id": ("Page ID", "Account ID", "Account username", "Page name"),
        "social_post.published_at": ("Publish time",),
        "social_post.content_type": ("Post type",),
        "social_post.text": ("Description", "Title"),
        "social_post_snapshot.views": ("Views", "Impressions"),
        "social_post_snapshot.reach_unique": ("Reach",),
        "social_post_snapshot.reactions": ("Reactions", "Likes"),
        "social_post_snapshot.comments": ("Comments",),
        "social_post_snapshot.shares": ("Shares",),
        "social_post_snapshot.saves": ("Saves",),
        "social_post_snapshot.link_clicks": ("Link clicks",),
        "social_post_snapshot.video_3s": ("3-second video views",),
    },
    others={"type": ("Post type",)},
    typical=("social_post.post_id", "social_post.account_id", "social_post.published_at", "social_post.content_type",
             "social_post_snapshot.reach_unique"),
    needed=frozenset({"social_post.post_id", "social_post.published_at"}),
    words={
        "social_post.content_type": {
            "Photos": "image", "IG image": "image", "IG carousel": "carousel", "Videos": "video", "IG video": "video",
            "IG reel": "reel", "IG story": "story", "Stories": "story", "Links": "link", "Live videos": "live",
        }
    },
    usual_order="mdy",
    amend=_amend,
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="Meta Business Suite (Beiträge)", en="Meta Business Suite (posts)"),
    description=Text(
        de="Inhalte-Export einer Facebook-Seite oder eines Instagram-Kontos (CSV, englische Spaltennamen).",
        en="Content export of a Facebook page or an Instagram account (CSV, English headings).",
    ),
    delivery="upsert",
    feeds=FEEDS,
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
