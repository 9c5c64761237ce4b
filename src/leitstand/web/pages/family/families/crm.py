"""The CRM itself: how good its data are, whether people use it, and how fast customers get an answer."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.foundation.numbers import format_number, format_percent
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.store.quality.contract import SEVERITIES
from leitstand.web.cards import cards
from leitstand.web.company import Company
from leitstand.web.pages.family.contract import Cell, Family, Part, Piece, Table
from leitstand.web.pages.family.making import beside, cut, lines
from leitstand.web.state import State

GOOD = ("completeness", "validity", "duplicate_rate", "freshness")
FAST = ("first_response_time", "resolution_time", "fcr", "lead_response_time", "on_time_rate", "backlog")
MOST_CHECKS = 8
TONES = {"wrong_number": "bad", "incomplete": "watch"}


def quality(company: Company, state: State) -> Sequence[Piece]:
    """How complete and right the records are, and which checks fail."""
    pieces = [Piece(None, cards=cards(company, state, [one for one in GOOD if company.has(one)]))]
    failed = [one for one in company.remember("family.checks", company.workspace.quality_findings) if one["failed"]]
    rows = []
    for one in failed[:MOST_CHECKS]:
        word, tone = SEVERITIES[one["severity"]], TONES.get(one["severity"], "neutral")
        told = Text(**{
            say: f"{format_number(one['failed'], say)} / {format_number(one['checked'], say)} "
            f"({format_percent(one['share'], say)})" for say in LANGUAGES
        })  # fmt: skip
        rows.append([Cell(Text(**one["title"])), Cell(told, True), Cell(word, tone=tone), Cell(Text(**one["advice"]))])
    head = [
        (Text(de="Prüfung", en="Check"), False), (Text(de="Fehlerhafte Zeilen", en="Failing rows"), True),
        (Text(de="Folge", en="Consequence"), False), (Text(de="Was hilft", en="What helps"), False),
    ]  # fmt: skip
    if rows:
        pieces.append(Piece(None, table=Table(head, rows)))
    return pieces


def adoption(company: Company, state: State) -> Sequence[Piece]:
    """Whether the seats are used, over time and by team."""
    pieces = lines(company, state, ["adoption_rate"])
    return [*pieces, *cut(company, state, "adoption_rate", ["team", "employee_role"])]


def answering(company: Company, state: State) -> Sequence[Piece]:
    """How long customers wait, by the way they wrote."""
    pieces = [Piece(None, cards=cards(company, state, [one for one in FAST if company.has(one)]))]
    found = beside(company, state, "contact_channel", ("first_response_time", "resolution_time", "fcr"))
    return [*pieces, Piece(None, table=found)] if found else pieces


FAMILY = Family(
    by=("contact_channel", "priority", "team", "segment", "object", "employee_role"),
    splits=("first_response_time", "completeness", "adoption_rate"),
    parts={
        "quality": Part(
            Text(de="Datenqualität", en="Data quality"), quality, wide=True,
            go=("data", {}, Text(de="Alle Prüfungen", en="All checks")),
        ),
        "adoption": Part(
            Text(de="Nutzung", en="Adoption"), adoption, ("adoption_rate",),
            Text(de="Anmeldungen oder Tätigkeiten im CRM", en="Sign-ins or activities in the CRM"), beside=True,
        ),
        "answering": Part(
            Text(de="Reaktions- und Bearbeitungszeiten", en="Response and process times"), answering,
            ("first_response_time",), Text(de="Anfragen mit Antwortzeiten", en="Tickets with response times"),
            wide=True,
            go=("processes", {}, Text(de="Prozesse ansehen", en="See processes")),
        ),
        "courses": Part(
            Text(de="Reaktionszeit und Vollständigkeit im Verlauf", en="Response and completeness over time"),
            lambda company, state: lines(company, state, ["first_response_time", "completeness"]),
            ("first_response_time",), beside=True,
        ),
    },
)  # fmt: skip
