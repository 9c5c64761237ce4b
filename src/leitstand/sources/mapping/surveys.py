"""Understands which question a survey asked and on which scale, so that its answers can be counted."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.mapping.names import INSTRUMENTS
from leitstand.sources.mapping.spec import Constant
from leitstand.sources.values.headers import fold, words

SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "acsi": (1, 10)}
# top of the next shorter scale in use: a higher answer rules it out
_SHORTER = {"nps": 5, "csat": 3, "ces": 5, "acsi": 7}
_IDENTIFYING = ("instrument", "question_text", "scale_min", "scale_max", "reverse")


def instrument_of(heading: str) -> str | None:
    """What a column with this heading holds answers to: nps, csat, ces, or None."""
    folded, first = fold(heading), "".join(words(heading)[:1])
    for instrument, names in INSTRUMENTS.items():
        # 'ces' must be a word of its own, 'zufriedenheit' may go on as 'zufriedenheitswert'
        if any(folded.startswith(name) if len(name) > 4 else name == first for name in map(fold, names.split(","))):
            return instrument
    return None


def scale(instrument: str, scores: pa.Array) -> tuple[int, int] | None:
    """Lowest and highest answer of the instrument's usual scale if the scores (float64) prove it, else None."""
    low, high = SCALES.get(instrument, (0, 0))
    scores = pc.drop_null(scores)
    if not len(scores):
        return None
    whole = pc.all(pc.equal(scores, pc.round(scores))).as_py()
    least, most = pc.min(scores).as_py(), pc.max(scores).as_py()
    fits = whole and low <= least and _SHORTER.get(instrument, high) < most <= high
    return (low, high) if fits else None


def constants(heading: str, scores: pa.Array) -> dict[str, Constant]:
    """Target → value for a file of answers to one question, if its heading and the scores prove it; else empty."""
    instrument = instrument_of(heading)
    found = scale(instrument, scores) if instrument else None
    if instrument is None or found is None:
        return {}
    return {
        "survey.instrument": instrument,
        "survey.scale_min": found[0],
        "survey.scale_max": found[1],
        "survey.reverse": False,
    }


def add_survey(columns: dict[str, dict[str, pa.Array]]) -> None:
    """Gives answers their survey and an invitation, by which they refer to it: identified by what the survey says."""
    survey, answers = columns.get("survey", {}), columns["survey_answer"]
    if "instrument" not in survey:
        return
    if "scale_min" not in survey and "scale_max" not in survey and "score" in answers:
        _add_scale(survey, answers["score"])
    length = len(survey["instrument"])
    parts = [pc.fill_null(survey[name].cast(pa.string()), "") for name in _IDENTIFYING if name in survey]
    made = pc.binary_join_element_wise(*parts, "|")
    survey.setdefault("survey_id", pc.if_else(pc.is_valid(survey["instrument"]), made, pa.nulls(length, pa.string())))
    invites = columns.setdefault("survey_invite", {})
    # an invitation nobody tells about is one for the whole survey; without a day of sending it counts nowhere
    own = answers.get("answer_id", survey["survey_id"]) if invites else survey["survey_id"]
    invites.setdefault("invite_id", own)
    invites.setdefault("survey_id", survey["survey_id"])


def _add_scale(survey: dict[str, pa.Array], scores: pa.Array) -> None:
    """The usual scale of each instrument, where the scores given for it prove it."""
    instruments = survey["instrument"]
    proven: dict[str, tuple[int, int]] = {}
    for name in pc.unique(instruments.drop_null()).to_pylist():
        found = scale(name, scores.filter(pc.fill_null(pc.equal(instruments, name), False)))
        if found:
            proven[name] = found
    listed = instruments.to_pylist()
    survey["scale_min"] = pa.array([proven[one][0] if one in proven else None for one in listed], pa.int64())
    survey["scale_max"] = pa.array([proven[one][1] if one in proven else None for one in listed], pa.int64())
    survey.setdefault("reverse", pa.array([False if one in proven else None for one in listed], pa.bool_()))


def notes(columns: Mapping[str, Mapping[str, pa.Array]]) -> list[Text]:
    """How the answers were understood, or that they cannot be counted."""
    if "survey_answer" not in columns:
        return []
    survey = columns.get("survey", {})
    if "instrument" not in survey:
        return [_UNKNOWN]
    shown = {name: survey[name] for name in ("instrument", "scale_min", "scale_max", "reverse") if name in survey}
    found = pa.table(shown).group_by(list(shown)).aggregate([]).sort_by("instrument").to_pylist()
    return [_note(**one) for one in found if one["instrument"]]


def _note(instrument: str, scale_min: int | None = None, scale_max: int | None = None,
          reverse: bool | None = None) -> Text:  # fmt: skip
    name = instrument.upper()
    if scale_min is None or scale_max is None:
        return Text(
            de=f"Die Skala der Antworten ({name}) geht aus der Datei nicht hervor; sie zählen in Kennzahlen erst, wenn "
            "in der Zuordnungsdatei unter [constants] survey.scale_min und survey.scale_max stehen.",
            en=f"The file does not show the scale of the answers ({name}); metrics count them once survey.scale_min "
            "and survey.scale_max stand under [constants] of the mapping file.",
        )
    best = scale_min if reverse else scale_max
    return Text(
        de=f"Antworten gelesen als {name} auf der Skala {scale_min} bis {scale_max}, {best} ist am besten.",
        en=f"Answers read as {name} on the scale {scale_min} to {scale_max}, {best} is best.",
    )


_UNKNOWN = Text(
    de="Welche Frage die Umfrage stellt, geht aus der Datei nicht hervor; die Antworten zählen in Kennzahlen erst, "
    "wenn in der Zuordnungsdatei unter [constants] survey.instrument (nps, csat oder ces), survey.scale_min und "
    "survey.scale_max stehen.",
    en="The file does not show which question the survey asks; metrics count the answers once survey.instrument (nps, "
    "csat or ces), survey.scale_min and survey.scale_max stand under [constants] of the mapping file.",
)
