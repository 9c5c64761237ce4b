"""Special causes that want an answer; where there is none, that all is calm."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.foundation.text import Text
from leitstand.reporting.blocks import Block, Paragraph, Point, Points
from leitstand.reporting.contract import REVIEWS, Brief, Section, Told
from leitstand.reporting.wording import text_of

ANSWERED = {
    "temporary_fix": Text(de="vorübergehend, wird behoben", en="temporary, being fixed"),
    "temporary_dismiss": Text(de="vorübergehend, nichts zu tun", en="temporary, nothing to do"),
    "lasting": Text(de="wird bleiben", en="will last"),
}
WAITS = Text(de="Wartet auf eine Antwort.", en="Wants an answer.")


def builds(brief: Brief) -> Sequence[Block]:
    if brief.as_of is None or not brief.review:
        return []
    if brief.signals:
        return [Points([_point(one) for one in brief.signals])]
    count = brief.review["calm"]
    if not count or brief.where.conditions:
        return []
    calm = Text(
        de=f"Alles ruhig: {count} Kennzahlen ohne Signal, nichts zu tun.",
        en=f"All calm: {count} metrics without a signal, nothing to do.",
    )
    return [Paragraph(calm, "good")]


def _point(one: Told) -> Point:
    return Point(text_of(one["sentence"]), "good" if one["good"] else "bad", notes=[_answer(one["answer"])])


def _answer(answer: Told | None) -> Text:
    if answer is None:
        return WAITS
    said, reason = ANSWERED[answer["kind"]], f": {answer['reason']}" if answer["reason"] else ""
    return Text(de=f"Beantwortet als {said.de}{reason}", en=f"Answered as {said.en}{reason}")


SECTION = Section(title=Text(de="Signale", en="Signals"), order=30, kinds=REVIEWS, builds=builds)
