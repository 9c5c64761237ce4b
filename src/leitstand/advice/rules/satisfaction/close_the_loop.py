"""People who judged badly hear nothing: the owner calls them within two days, asks why and notes the cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from leitstand.advice.contract import Advice, Check, Example, Found, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.voices import DAYS, unhappy
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "nps"
FELT = {LEVER, "csat_share", "dissatisfied_share"}
LEAST = 10
UNTOLD = Text(de="Unzufriedene ohne Kontakt seit ihrer Antwort", en="unhappy people nobody has talked to since")


def look(situation: Situation) -> Iterator[Advice]:
    found = worsened(situation, FELT)
    if found_in(situation, {"delay_aftermath"}, good=False):
        found += found_in(situation, {"rated_after_late_parcel"}, {LEVER, "csat_share"}, good=False)
    if not found:
        return
    people = unhappy(situation)
    alone = people[~people.contacted.astype(bool)]
    if len(alone) < LEAST or len(alone) <= len(people) / 2:
        return
    one = found[0]
    fell = one.metric == LEVER and one.type != "rated_after_late_parcel"
    yield Advice(
        dims=one.dims,
        findings=[one.id],
        gap=gap_of(one) if fell else None,
        affected=listed(UNTOLD, "customer", alone.customer),
        figures=figures_of(one) | {"unhappy": Figure(len(people), "count"), "days": Figure(DAYS, "count")},
    )


FELL = Found("n1", "level_shift", LEVER, -9.0, "points", since=date(2026, 5, 1), low=-14.0, high=-4.0, good=False)
ANSWERS: dict[str, list[Any]] = {
    "customer_key": [f"k{place}" for place in range(12)], "answered_on": [datetime(2026, 9, 10)] * 12,
    "item_key": ["overall"] * 12, "instrument": [LEVER] * 12, "quality": [0.3] * 12,
}  # fmt: skip

RULE = Rule(
    title=Text(de="Unzufriedene binnen zwei Tagen zurückrufen", en="Call unhappy customers back within two days"),
    pattern=Text(
        de="Bewertungen sind schlechter geworden (oder Pakete kamen spät und wurden schlecht bewertet), und mit den "
        "meisten Unzufriedenen hat seither niemand gesprochen",
        en="ratings got worse (or parcels were late and rated badly), and nobody has talked to most of the unhappy "
        "since",
    ),
    guard=Text(
        de=f"nicht unter {LEAST} Betroffenen und nicht, wenn die meisten schon kontaktiert wurden",
        en=f"not below {LEAST} people and not where most have been contacted already",
    ),
    problem=Text(
        de="{finding} Von {unhappy} Unzufriedenen der letzten {days} Tage hatten {count} seither keinen Kontakt.",
        en="{finding} Of {unhappy} unhappy people of the last {days} days {count} have had no contact since.",
    ),
    diagnosis=Text(
        de="Wer schlecht bewertet und nichts hört, fühlt sich nicht ernst genommen. Ob ein Rückruf hält, ist für Ihr "
        "Haus nicht gemessen; die Auslosung im ersten Schritt klärt es.",
        en="Who rates badly and hears nothing feels not taken seriously. Whether a call keeps people has not been "
        "measured in your company; the lot in the first step will tell.",
    ),
    action=Text(
        de="Der Kundendienst ruft ab Montag jede unzufriedene Person binnen 48 Stunden zurück, trägt die Ursache mit "
        "einem Schlüssel ein und meldet Häufungen wöchentlich an Qualität und Versand. Erster Schritt: die Liste der "
        "{count} Betroffenen, die schlechtesten Bewertungen zuerst; ein Zehntel wird ausgelost und noch nicht "
        "angerufen.",
        en="From Monday customer service calls every unhappy person within 48 hours, notes the cause by code and "
        "reports clusters to quality and shipping weekly. First step: the list of {count} people, the worst ratings "
        "first; a tenth is drawn by lot and not called yet.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="J",
    source="Reichheld (2003)",
    owner=Text(de="Leitung Kundendienst", en="Head of customer service"),
    check=Check(
        LEVER,
        ("ab_test", "before_after"),
        26,
        Text(
            de="ausgeloste Rückrufe; Abwanderung nach 180 Tagen und nächste Bewertung",
            en="calls by lot; leaving after 180 days and the next rating",
        ),
    ),
    guardrails=("first_response_time", "backlog"),
    look=look,
    fires=Example(findings=[FELL], frames={"answer_score": ANSWERS}),
    silent=Example(
        findings=[FELL],
        frames={
            "answer_score": ANSWERS,
            # all of them have been talked to
            "customer_contact": {"customer_key": ANSWERS["customer_key"], "contacted_on": [datetime(2026, 9, 11)] * 12},
        },
    ),
    needs=("survey_answer",),
)
