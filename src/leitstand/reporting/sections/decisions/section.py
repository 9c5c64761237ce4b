"""What was decided in the period, what is planned next, and who signed the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leitstand.foundation.period import period_of
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.reporting.blocks import Block, Cell, Column, Number, Paragraph, Point, Points, Row, Table, Words
from leitstand.reporting.contract import REVIEWS, Brief, Section, Told
from leitstand.reporting.wording import day_name, period_name, text_of

NEXT = (
    Column(Text(de="Nächste Ziele", en="Next targets"), wide=2.5),
    Column(Text(de="Monat", en="Month"), wide=1.5),
    Column(Text(de="Plan", en="Plan"), number=True, wide=1.2),
)


def builds(brief: Brief) -> Sequence[Block]:
    if brief.as_of is None or not brief.review:
        return []
    blocks: list[Block] = []
    if brief.review["decisions"] and not brief.where.conditions:
        blocks.append(Points([Point(text_of(one["sentence"])) for one in brief.review["decisions"]]))
    known = {one["id"]: one for one in brief.goals}
    following = [one for one in brief.review["next"] if one["goal"] in known]
    if following:
        blocks.append(Table(NEXT, [Row(_planned(one, known[one["goal"]])) for one in following]))
    return [*blocks, Paragraph(_signed(brief), "quiet")]


def _planned(one: Told, goal: Told) -> list[Cell]:
    return [
        Words(find(one["metric"]).title),
        Words(period_name(period_of(date.fromisoformat(one["month"]), "month"))),
        Number(one["plan"], goal["unit"], goal["currency"]),
    ]


def _signed(brief: Brief) -> Text:
    """What was signed stays as it was, whatever data came in since; that is told."""
    review = brief.review
    if not review["signed_at"]:
        return Text(de="Der Rückblick ist noch nicht unterschrieben.", en="The review is not signed yet.")
    day, name = day_name(date.fromisoformat(review["signed_at"][:10])), review["signed_by"]
    said = Text(de=f"Unterschrieben von {name} am {day.de}.", en=f"Signed by {name} on {day.en}.")
    then = date.fromisoformat(review["as_of"])
    if then == brief.as_of:
        return said
    since = day_name(then)
    return Text(
        de=f"{said.de} Ziele, Signale, Erkenntnisse und Entscheidungen stehen hier, wie sie unterschrieben wurden "
        f"(Datenstand {since.de}).",
        en=f"{said.en} Goals, signals, lessons and decisions stand here as they were signed (data as of {since.en}).",
    )


SECTION = Section(title=Text(de="Entscheidungen und Ausblick", en="Decisions and outlook"), order=80, kinds=REVIEWS,
                  builds=builds)  # fmt: skip
