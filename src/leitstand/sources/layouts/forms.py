"""Reads answers of online surveys: one row per person, one column per question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.layouts.known import joined
from leitstand.sources.mapping import surveys
from leitstand.sources.values import DateStyle, date_style, flat
from leitstand.sources.values.dates import Order
from leitstand.sources.values.headers import find, fold, words
from leitstand.sources.values.sheet import Sheet, constant, numbered

_SCORE = r"^(?P<score>\d{1,3})(?:\s*[-–—:=(].*)?$"  # '9', '10 - very likely'
_EMAIL = r"^[^@\s]+@[^@\s]+$"
_COMMENTS = ("kommentar", "anmerkung", "warum", "begruendung", "comment", "comments", "why", "feedback")
_NO_SCORE = Text(de="ist keine Zahl auf einer Skala", en="is no number on a scale")
_NO_ANSWER = Text(
    de="enthält keine Antwort auf einer Skala, die gelesen werden kann",
    en="holds no answer on a scale that can be read",
)
_SECOND = Text(
    de="ist leer: vermutlich die zweite Kopfzeile und keine Antwort",
    en="is empty: probably the second heading row and no answer",
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a survey tool writes beside the answers.

    headings: own name → headings; `answered` is needed, known besides are respondent, email, name, first, last; all
    others are only known not to be questions. typical: own names by which the file is known.
    usual_order: of day and month, where no date of the file proves it; None: unknown.
    """

    headings: Mapping[str, Sequence[str]]
    typical: Sequence[str]
    usual_order: Order | None = None


class _Question(NamedTuple):
    heading: str
    instrument: str
    score: pa.Array


def recognise(form: Form, raw: RawTable) -> float:
    """1 for a file of the tool with a question whose answers can be counted (recommendation, satisfaction, effort)."""
    known = set(form.typical) <= set(find(raw.header, form.headings))
    return 1.0 if known and _questions(form, raw) else 0.0


def read(form: Form, raw: RawTable, zone: str) -> Staged:
    """One survey per question, with one answer per person; people without answer keep their invitation."""
    asked = _questions(form, raw)
    wanted = {**form.headings, **{heading: (heading,) for heading in (*asked, *_comments(form, raw))}}
    sheet = Sheet(raw, wanted, date_style=_dates(form, raw))
    answered = sheet.instant("answered", zone)
    if sheet.has("respondent"):
        respondent = sheet.code("respondent")
        sheet.reject("respondent", pc.is_null(respondent), _SECOND)
    else:
        respondent = numbered(answered.cast(pa.string()), sheet.row)
    sheet.reject("answered", pc.is_null(answered), _SECOND)
    questions = [one for heading in asked if (one := _question(sheet, heading)) is not None]
    if not questions:
        sheet.reject("answered", pc.is_valid(answered), _NO_ANSWER)
    comments = _comments(form, raw)
    comment = sheet.text(comments[0]) if len(questions) == len(comments) == 1 else None
    email = pc.utf8_lower(sheet.text("email"))
    customer = pc.if_else(pc.match_substring_regex(email, _EMAIL), email, pa.scalar(None, pa.string()))
    _note_unread(sheet, form, [one.heading for one in questions], comments[:1] if comment is not None else [])
    parts = [_tables(sheet, one, respondent, answered, customer, comment) for one in questions]
    tables = {name: pa.concat_tables([part[name] for part in parts]) for name in (parts[0] if parts else ())}
    if sheet.has("email") and parts:
        tables |= _people(sheet, customer)
    return Staged(tables, sheet.rejects, sheet.controls({}), tuple(dict.fromkeys(sheet.notes)))


def _questions(form: Form, raw: RawTable) -> list[str]:
    """Headings that ask for a recommendation, satisfaction or effort."""
    own = set(find(raw.header, form.headings).values())
    return sorted(heading for heading in raw.header if heading not in own and surveys.instrument_of(heading))


def _comments(form: Form, raw: RawTable) -> list[str]:
    taken = {*find(raw.header, form.headings).values(), *_questions(form, raw)}
    return [heading for heading in raw.header if heading not in taken and set(words(heading)) & set(_COMMENTS)]


def _dates(form: Form, raw: RawTable) -> DateStyle | None:
    heading = find(raw.header, form.headings).get("answered")
    if heading is None:
        return None
    style = date_style(raw.rows[heading])
    return DateStyle(form.usual_order) if form.usual_order and not style.proven else style


def _question(sheet: Sheet, heading: str) -> _Question | None:
    """The answers to a question; None where they are words, not numbers."""
    text = sheet.text(heading)
    digits = flat(pc.extract_regex(text, _SCORE).field("score"))  # empty where there is none
    score = pc.if_else(pc.equal(digits, ""), pa.scalar(None, pa.string()), digits).cast(pa.float64())
    if not pc.any(pc.is_valid(score)).as_py():
        return None
    sheet.reject(heading, pc.and_(pc.is_valid(text), pc.is_null(score)), _NO_SCORE)
    return _Question(heading, surveys.instrument_of(heading) or "", score)


def _tables(
    sheet: Sheet, question: _Question, respondent: pa.Array, answered: pa.Array, customer: pa.Array,
    comment: pa.Array | None,
) -> dict[str, pa.Table]:  # fmt: skip
    scale = surveys.scale(question.instrument, question.score)
    survey = {
        "survey_id": constant(question.heading, sheet.row),
        "instrument": constant(question.instrument, sheet.row),
        "question_text": constant(question.heading, sheet.row),
        "scale_min": pa.repeat(pa.scalar(scale and scale[0], pa.int64()), len(sheet)),
        "scale_max": pa.repeat(pa.scalar(scale and scale[1], pa.int64()), len(sheet)),
        "reverse": pa.repeat(pa.scalar(False), len(sheet)),
    }
    if len(sheet):
        sheet.notes += surveys.notes({"survey": survey, "survey_answer": {}})
    number = pc.binary_join_element_wise(respondent, question.heading, "|")
    answer = {
        "answer_id": number, "invite_id": number, "customer_key": customer, "answered_at": answered,
        "score": question.score,
    }  # fmt: skip
    if comment is not None:
        answer["comment"] = comment
    return {
        "survey": sheet.table(survey).slice(0, 1),
        "survey_invite": sheet.table({"invite_id": number, "survey_id": survey["survey_id"]}),
        "survey_answer": sheet.table(answer, where=pc.is_valid(question.score)),
    }


def _people(sheet: Sheet, customer: pa.Array) -> dict[str, pa.Table]:
    name = sheet.text("name") if sheet.has("name") else joined(sheet.text("first"), sheet.text("last"))
    people = sheet.table({"customer_key": customer, "email": customer, "name": name}, where=pc.is_valid(customer))
    latest = people.group_by("customer_key").aggregate([(ROW, "max")])[f"{ROW}_max"].combine_chunks()
    vault = people.filter(pc.is_in(people[ROW], latest))
    return {"customer": vault.select([ROW, "customer_key"]), "customer_vault": vault}


def _note_unread(sheet: Sheet, form: Form, *taken: Sequence[str]) -> None:
    read_too = {fold(heading) for headings in form.headings.values() for heading in headings}
    read_too |= {fold(heading) for headings in taken for heading in headings}
    unread = [heading for heading in sheet.raw.header if fold(heading) not in read_too]
    if unread:
        listed = "; ".join(unread[:8]) + (" …" if len(unread) > 8 else "")
        sheet.notes.append(
            Text(
                de=f"Fragen ohne Skala von Weiterempfehlung, Zufriedenheit oder Aufwand wurden nicht gelesen: {listed}",
                en=f"Questions without a scale of recommendation, satisfaction or effort were not read: {listed}",
            )
        )
