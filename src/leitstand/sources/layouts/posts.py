"""What the post lists of social networks have in common: a post and one reading of its counters per row."""

from __future__ import annotations

import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.layouts.known import Columns
from leitstand.sources.values.sheet import Sheet

FEEDS = ("social_post", "social_post_snapshot")
_DAMAGED = Text(
    de="ist keine Nummer mehr: eine Tabellenkalkulation hat sie gekürzt; laden Sie die Datei, wie sie exportiert wurde",
    en="is no number any more: a table program shortened it; load the file as it was exported",
)


def check_number(sheet: Sheet, found: Columns) -> None:
    """Rejects posts whose number was shortened to 1.22E+17: several posts would become one."""
    short = pc.match_substring_regex(found["social_post.post_id"], r"(?i)^\d[.,]?\d*e\+\d+$")
    sheet.reject("social_post.post_id", short, _DAMAGED)
