"""Where customers' own words are kept, and when, by whom and at what cost they were written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

Rows = Callable[[str, Sequence[str]], "pd.DataFrame"]
Texts = Callable[[str], "pd.DataFrame"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A kind of text. day, person, cost, case: columns of `table` or of what it refers to; only day is always there.

    metric: which it tells more about. only: column → values of the rows that are customers' words of this kind.
    """

    table: str
    title: Text
    metric: str
    key: str
    day: str
    person: str | None = None
    cost: str | None = None
    case: str | None = None
    only: Mapping[str, Sequence[object]] = field(default_factory=dict)


VOICES = (
    Voice(
        "ticket_event", Text(de="Beschwerden", en="Complaints"), "complaints",
        "ticket_event_id", "occurred_on", "ticket.customer_key", "ticket.compensation_amount_base",
        "ticket_id", {"ticket.is_complaint": (True,), "actor_type": ("customer",)},
    ),
    Voice(
        "survey_answer", Text(de="Bemerkungen in Umfragen", en="Survey comments"), "nps", "answer_id", "answered_on",
        "customer_key",
    ),
    Voice("review", Text(de="Öffentliche Bewertungen", en="Public reviews"), "nps", "review_id", "posted_on"),
    Voice(
        "social_interaction", Text(de="Kommentare in sozialen Medien", en="Social media comments"), "interactions",
        "interaction_id", "occurred_on", "customer_key",
    ),
    Voice(
        "deal", Text(de="Gründe verlorener Angebote", en="Reasons of lost deals"), "lost_amount", "deal_id",
        "closed_on", "customer_key", only={"outcome": ("lost", "no_decision")},
    ),
    Voice(
        "refund", Text(de="Gründe von Rückgaben", en="Reasons of returns"), "refund_amount", "refund_id", "refunded_on",
        "customer_key", "amount_base",
    ),
)  # fmt: skip


def spoken(voice: Voice, rows: Rows, texts: Texts, start: date, end: date) -> pd.DataFrame:
    """The texts of a kind of [start, end): `text`, `day`, `person` (where unknown, each text counts as one), `cost`
    (NaN if unknown). Oldest first; of each case only the first text, which says what it is about."""
    import numpy as np
    import pandas as pd

    said = texts(voice.table)
    said = said[said.text.astype(str).str.strip() != ""]
    if said.empty:
        return pd.DataFrame({"text": [], "day": pd.to_datetime([]), "person": [], "cost": []})
    wanted = [voice.key, voice.day, *voice.only]
    wanted += [one for one in (voice.person, voice.cost, voice.case) if one]
    found = rows(voice.table, wanted).merge(said, on=voice.key).dropna(subset=[voice.day])
    for column, allowed in voice.only.items():
        found = found[found[column].isin(allowed)]
    found = found[(found[voice.day] >= str(start)) & (found[voice.day] < str(end))]
    found = found.sort_values([voice.day, voice.key], ignore_index=True)
    if voice.case:
        found = found.drop_duplicates(voice.case, ignore_index=True)
    alone = ("text " + found[voice.key].astype(str)).astype(object)
    known = found[voice.person].astype("string").astype(object) if voice.person else alone
    return pd.DataFrame(
        {
            "text": found.text,
            "day": found[voice.day],
            "person": known.where(known.notna(), alone),
            "cost": found[voice.cost].astype(float) if voice.cost else np.nan,
        }
    )
