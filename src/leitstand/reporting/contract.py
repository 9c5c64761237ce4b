"""What a report is made from, what a section must be, and the file that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from leitstand.foundation.period import Period
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.result import Value
from leitstand.reporting.blocks import Block

ReportKind = Literal["monthly", "quarterly", "cockpit"]
Form = Literal["pdf", "pptx", "xlsx", "html"]
Told = Mapping[str, Any]

TITLES: Mapping[ReportKind, Text] = {
    "monthly": Text(de="Monatsbericht", en="Monthly report"),
    "quarterly": Text(de="Quartalsbericht", en="Quarterly report"),
    "cockpit": Text(de="Überblick", en="Overview"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a report says, from one version of the data.

    as_of: last day of the data, None where there are none. version: of the data. where: the segment it is limited to.
    figures: family → its lead metrics in the period, with what they are compared with. courses: metric → its value
    over the last periods, oldest first. left_out: metrics that cannot be limited to the segment. findings (standing
    ones), advice (open), goals, signals: the shapes of the commands' `--json`, only what lies in the segment. review:
    as `leitstand control review --json`. effects: actions, each with its newest `effect` or None. summary: of the
    analysis, empty where none was made. sources: what each system delivered: system, first, last. missing: as
    `leitstand metrics --missing --json`. definitions: metrics that the report names, each with title, formula, caveat,
    source and definition. made_at: when the report was made.
    """

    kind: ReportKind
    period: Period
    as_of: date | None
    version: str
    currency: str
    where: Segment = Segment()
    figures: Mapping[str, Sequence[Value]]
    courses: Mapping[str, Sequence[tuple[Period, float | None]]]
    left_out: Sequence[Text] = ()
    findings: Sequence[Told]
    summary: Told
    advice: Sequence[Told]
    goals: Sequence[Told]
    signals: Sequence[Told]
    review: Told
    effects: Sequence[Told]
    sources: Sequence[Told]
    missing: Sequence[Told]
    definitions: Sequence[Told]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; its id is the folder's name.

    order: place in the report. kinds: reports it belongs to. builds: its blocks; none where there is nothing to say.
    appendix: to look things up in: workbooks have it, PDFs of reviews have it at their end, slides and mails do not.
    """

    title: Text
    order: int
    kinds: frozenset[ReportKind]
    builds: Callable[[Brief], Sequence[Block]]
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """A section with its blocks."""

    id: str
    title: Text
    blocks: Sequence[Block]
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it becomes a file. headline: the answer in one sentence. basis: period, data, segment."""

    kind: ReportKind
    title: Text
    headline: Text
    basis: Text
    period: Period
    as_of: date | None
    made_at: datetime
    sections: Sequence[Built]


@dataclass(frozen=True, slots=True)
class Document:
    """A file. subject: of the mail that brings it. text: the same without marks, for mails."""

    name: str
    media_type: str
    content: bytes
    subject: str = ""
    text: str = ""


ALL: frozenset[ReportKind] = frozenset(TITLES)
REVIEWS: frozenset[ReportKind] = frozenset({"monthly", "quarterly"})
