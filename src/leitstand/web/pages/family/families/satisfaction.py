"""Satisfaction: what the overall judgement goes along with, what customers write and complain about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leitstand.foundation.text import Text
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.pages.family.contract import Family, Part, Piece
from leitstand.web.pages.family.making import cut, found_chart, lines, quiet
from leitstand.web.state import State, written

VOICES = ("nps", "csat_share", "complaints", "tickets", "complaint_count", "backlog")
"""What customers say of the company itself; comments on posts and reasons of lost offers stand elsewhere."""


def drivers(company: Company, state: State) -> Sequence[Piece]:
    """Importance and performance of what was asked."""
    note = Text(
        de="Rechts unten: gut bewertet, wenig Gewicht. Links oben: zuerst verbessern. Ein Zusammenhang innerhalb der "
        "Umfrage, kein Nachweis einer Wirkung.",
        en="Bottom right: rated well, little weight. Top left: improve first. An association within the survey, no "
        "proof of an effect.",
    )
    return [
        Piece(None, replace(one.chart, kind="importance"), note=note, metric=one.metric)
        for one in found_chart(company, "satisfaction_driver")
        if one.chart
    ]


def topics(company: Company, state: State) -> Sequence[Piece]:
    """What customers write about in surveys, tickets and reviews."""
    return found_chart(company, "text_topics", VOICES)[:2]


def recommending(company: Company, state: State) -> Sequence[Piece]:
    """Promoters, passives and detractors; they add up to all answers."""
    numbers = [quiet(company.value, one, state.period, state.where)
               for one in ("nps_answer_count", "nps_promoter_count", "nps_detractor_count")]  # fmt: skip
    if any(one is None or one.value is None for one in numbers):
        return []
    answers, promoters, detractors = (float(one.value) for one in numbers)  # type: ignore[union-attr, arg-type]
    if not answers:
        return []
    names = (
        Text(de="Empfehlende (9–10)", en="Promoters (9–10)"), Text(de="Unentschiedene (7–8)", en="Passives (7–8)"),
        Text(de="Unzufriedene (0–6)", en="Detractors (0–6)"),
    )  # fmt: skip
    counts = (promoters, answers - promoters - detractors, detractors)
    at = written(state.period)
    title = Text(de=f"Woraus der NPS besteht, {at.de}", en=f"What the NPS is made of, {at.en}")
    subtitle = Text(de=f"{answers:.0f} Antworten", en=f"{answers:.0f} answers")
    return [Piece(None, Chart("bars", {"label": list(names), "value": list(counts)}, "count", title, subtitle),
                  metric="nps")]  # fmt: skip


FAMILY = Family(
    by=("segment", "region", "country", "contact_channel", "survey_trigger", "product"),
    splits=("nps", "csat_share", "complaint_rate", "repeat_purchase_rate"),
    parts={
        "drivers": Part(
            Text(de="Was am meisten zählt, und wie gut es ist", en="What matters most, and how good it is"), drivers,
            lacks=Text(de="Umfragen mit mehreren Fragen und einem Gesamturteil (ab 200 vollständigen Antworten)",
                       en="Surveys with several questions and an overall judgement (from 200 complete answers)"),
        ),
        "recommending": Part(
            Text(de="Empfehlende und Unzufriedene", en="Promoters and detractors"), recommending, ("nps",),
        ),
        "topics": Part(
            Text(de="Worüber Kund:innen schreiben", en="What customers write about"), topics,
            lacks=Text(de="Texte aus Umfragen, Anfragen oder Bewertungen", en="Texts of surveys, tickets or reviews"),
        ),
        "complaints": Part(
            Text(de="Beschwerden", en="Complaints"),
            lambda company, state: [*lines(company, state, ["complaint_rate"]),
                                    *cut(company, state, "complaints", ["ticket_topic", "category", "channel"])],
            ("complaints",),
            Text(de="Beschwerden aus dem Kundenservice", en="Complaints of the help desk"), beside=True,
            go=("process", {"name": "ticket"}, Text(de="Vom Eingang zur Lösung", en="From receipt to solution")),
        ),
        "returning": Part(
            Text(de="Treue", en="Loyalty"),
            lambda company, state: lines(company, state, ["repeat_purchase_rate", "churn_rate"]),
            ("repeat_purchase_rate",), beside=True,
        ),
    },
)  # fmt: skip
