"""What actions taught: what was measured, how sure that is, and what to do next time."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.foundation.text import Text
from leitstand.reporting.blocks import Block, Point, Points, Tone
from leitstand.reporting.contract import REVIEWS, Brief, Section
from leitstand.reporting.wording import text_of

TONES: dict[str, Tone] = {"worked": "good", "no_effect": "watch", "harmed": "bad", "undecided": "quiet"}


def builds(brief: Brief) -> Sequence[Block]:
    known = {one["id"] for one in brief.effects}
    found = [one for one in brief.review.get("lessons", ()) if one["id"] in known]
    if not found:
        return []
    return [Points([Point(text_of(one["sentence"]), TONES[one["verdict"]]) for one in found])]


SECTION = Section(title=Text(de="Erkenntnisse", en="Lessons"), order=70, kinds=REVIEWS, builds=builds)
