"""The report in three sentences: how much stands out, what is advised, what went well or not."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.foundation.text import Text
from leitstand.reporting.blocks import Block, Paragraph, Point, Points, Tone
from leitstand.reporting.contract import ALL, Brief, Section, Told
from leitstand.reporting.wording import began, text_of

MOST = 5
EMPTY = Text(
    de="Es sind noch keine Daten geladen. Sobald Bestellungen, Tickets oder Bankbewegungen eingelesen sind, stehen "
    "hier die Kennzahlen des Zeitraums, was auffällt und was zu tun ist. Der letzte Abschnitt nennt, was welche "
    "Kennzahlen speist.",
    en="No data have been loaded yet. Once orders, tickets or bank lines are in, this is the place of the period's "
    "metrics, what stands out and what to do. The last section names what feeds which metrics.",
)


def builds(brief: Brief) -> Sequence[Block]:
    if brief.as_of is None:
        return [Paragraph(EMPTY, "watch", lead=True)]
    blocks: list[Block] = [Paragraph(_counted(brief), lead=True)]
    if brief.as_of < brief.period.last_day:
        blocks.append(Paragraph(Text(
            de="Der Zeitraum ist noch nicht zu Ende. Verglichen wird mit ebenso vielen Tagen.",
            en="The period is not over yet. It is compared with as many days.",
        ), "watch"))  # fmt: skip
    sides: list[tuple[str, Tone]] = [("went_well", "good"), ("did_not", "bad")]
    points = [
        Point(text_of(one["sentence"]), tone)
        for name, tone in sides
        for one in _of_review(brief, name)[:MOST]
    ]  # fmt: skip
    if points:
        blocks.append(Points(points))
    return blocks


def _of_review(brief: Brief, name: str) -> list[Told]:
    """Goals and actions only: the findings have a section of their own. In a segment only what lies in it."""
    if not brief.review:
        return []
    known = {one["id"] for one in brief.goals} | {one["id"] for one in brief.effects}
    return [one for one in brief.review[name] if (one.get("goal") or one.get("action")) in known]


def _counted(brief: Brief) -> Text:
    german: list[str] = []
    english: list[str] = []
    standing = len(brief.findings)
    new = sum(1 for one in brief.findings if began(one, brief))
    if not brief.summary:
        german.append("Eine Auswertung dieser Daten steht noch aus")
        english.append("These data have not been analysed yet")
    elif standing:
        german.append(
            f"{_many(standing, 'Auffälligkeit', 'Auffälligkeiten')}, davon {new or 'keine'} im Zeitraum begonnen"
        )
        english.append(f"{_many(standing, 'finding', 'findings')}, {new or 'none'} of which began in the period")
    else:
        german.append("Alles ruhig: nichts fällt auf")
        english.append("All calm: nothing stands out")
    waiting = sum(1 for one in brief.signals if one["answer"] is None)
    if waiting:
        german.append(f"{_many(waiting, 'Signal wartet', 'Signale warten')} auf eine Antwort")
        english.append(f"{_many(waiting, 'signal wants', 'signals want')} an answer")
    if brief.advice:
        count = len(brief.advice)
        german.append(f"{_many(count, 'Empfehlung ist', 'Empfehlungen sind')} offen")
        english.append(f"{_many(count, 'recommendation is', 'recommendations are')} open")
    return Text(de=f"{'; '.join(german)}.", en=f"{'; '.join(english)}.")


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


SECTION = Section(title=Text(de="Das Wichtigste", en="In short"), order=0, kinds=ALL, builds=builds)
