"""Deals wait before a step and are lost there: remove it, or approve the usual cases beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from leitstand.advice.contract import Advice, Check, Example, Found, Level, Rule, Situation, Step
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.deals import in_stage
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, number
from leitstand.advice.reading.money import margin_of
from leitstand.advice.reading.queues import saving
from leitstand.advice.reading.waiting import EFFICIENCY, MUCH, slower_steps, step_at
from leitstand.analysis.contract import Figure
from leitstand.analysis.process.office import HOURS_A_DAY
from leitstand.foundation.text import Text

LEVER, WON = "stage_conversion", "win_rate"
NOTHING = Text(de="", en="")


def look(situation: Situation) -> Iterator[Advice]:
    lost = found_in(situation, {"stage_outcome"}, good=False)
    for stage in dict.fromkeys(one.dims.get("stage", "") for one in lost):
        own = {one.metric: one for one in lost if one.dims.get("stage") == stage}
        slower = [one for one in slower_steps(situation) if one.dims.get("activity") == stage]
        step = step_at(situation, stage)
        if slower or (step is not None and step.share > MUCH):
            yield _advice(situation, stage, own, slower, step)


def _advice(situation: Situation, stage: str, own: dict[str, Found], slower: list[Found], step: Step | None) -> Advice:
    """own: what became of the deals, by metric."""
    won, further = own.get(WON), own.get(LEVER)
    waiting_now, entered = in_stage(situation, stage)
    moved = [
        one
        for one in found_in(situation, {"mix_shift"}, {EFFICIENCY}, good=False)
        if one.figures.get("gained") == stage
    ]
    first = further or won or next(iter(own.values()))
    # the finding's money: share won less × deals with the step in a year × mean amount won; here × margin
    revenue = -won.money.per_year if won is not None and won.money is not None else None
    return Advice(
        dims={"stage": stage},
        findings=[one.id for one in (*own.values(), *slower, *moved)],
        gap=gap_of(first),  # where only the deals won are known: at least as many more must get past the step
        affected=listed(
            Text(de="Verkaufschancen kamen in zwölf Monaten an diesen Schritt (Liste: die jetzt dort warten)",
                 en="deals came to this step in twelve months (list: those waiting there now)"),
            "deal", waiting_now, entered),
        figures={
            **figures_of(first),
            "stage": Figure(stage, "text"),
            "won": Figure(NOTHING if won is None or won is first else won.sentence, "text"),
            "waits": Figure(slower[0].sentence if slower else NOTHING, "text"),
            "link": Figure(_link(first, won, slower), "text"),
            "saved": Figure(saving(_days_saved(slower, step)), "text"),
        },
        money=margin_of(situation, revenue),
        against=[Text(de="Ohne Freigabe können höhere Rabatte durchgehen: Die Grenze muss vorher feststehen.",
                      en="Without the approval higher discounts may pass: the limit must be set beforehand.")],
    )  # fmt: skip


def _link(first: Found, won: Found | None, slower: list[Found]) -> Text:
    """What ties the loss to the waiting."""
    same_time = any(one.since == first.since for one in slower)
    german = "Beides begann zur selben Zeit." if same_time else "Vor diesem Schritt wird am meisten gewartet."
    english = "both began at the same time." if same_time else "cases wait before this step most."
    if won is not None and _others_spared(won):
        german += " Chancen ohne diesen Schritt sind davon kaum betroffen."
        english += " Deals without this step are hardly concerned."
    return Text(de=german, en=english)


def _others_spared(won: Found) -> bool:
    """Whether deals without the step lost less than half as much of their win rate."""
    known = "others_before" in won.figures and "others_after" in won.figures
    return known and number(won, "others_after") - number(won, "others_before") > won.effect / 2


def _days_saved(slower: list[Found], step: Step | None) -> float:
    """Days of waiting a year that the pace of the best quarter would save."""
    if slower and (days := number(slower[0], "saved")):
        return days
    return 0.0 if step is None or step.saved is None else step.saved / HOURS_A_DAY


RULE = Rule(
    title=Text(de="Den wartenden Schritt entfernen", en="Remove the step that waits"),
    pattern=Text(
        de=(
            "An einer Phase gehen mehr Verkaufschancen verloren als früher, und zugleich wird dort länger "
            "gewartet oder sie hält mehr als 40 % der Zeit."
        ),
        en=(
            "More deals than before are lost at a stage, and at the same time they wait longer there or it holds "
            "more than 40% of the time."
        ),
    ),
    guard=Text(
        de=(
            "Warten und Verlust treffen denselben Schritt. Nicht, wenn nur die Abschlussquote sinkt, ohne dass "
            "jemand wartet."
        ),
        en="Waiting and loss meet at the same step. Not where only the win rate falls without anyone waiting.",
    ),
    problem=Text(de="{finding} {won} {waits}", en="{finding} {won} {waits}"),
    diagnosis=Text(
        de=(
            "Kunden springen wahrscheinlich ab, während ihr Vorgang vor „{stage}“ liegt: {link} Das ist ein starker "
            "Hinweis, kein Versuch. {saved}"
        ),
        en=(
            "Customers probably give up while their case lies before '{stage}': {link} That is a strong hint, no "
            "trial. {saved}"
        ),
    ),
    action=Text(
        de=(
            "Die Vertriebsleitung schafft „{stage}“ für den Normalfall ab: Bis zu einer festen Grenze gilt eine "
            "Preisliste ohne Rückfrage, darüber entscheidet eine benannte Person samt Vertretung am selben "
            "Arbeitstag; Rechtsprüfung läuft daneben, nicht davor. Erster Schritt: diese Woche die wartenden "
            "Chancen der Liste freigeben und die Grenze festlegen. Zuerst in einem Team, nach vier Wochen in "
            "allen."
        ),
        en=(
            "The head of sales abolishes '{stage}' for the usual case: up to a fixed limit a price list holds "
            "without asking, above it a named person or their deputy decides on the same working day; legal "
            "review runs beside, not before. First step: release the waiting deals on the list this week and set "
            "the limit. In one team first, after four weeks in all."
        ),
    ),
    kind="restructuring",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Queueing: Little (1961), Kingman (1961); Hopp and Spearman, Factory Physics",
    owner=Text(de="Vertriebsleitung", en="Head of sales"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        13,
        Text(
            de=(
                "Anteil, der über den Schritt hinauskommt, und Wartezeit davor (Kaplan–Meier), Team mit gegen "
                "Team ohne Umstellung, ein Quartal."
            ),
            en=(
                "Share that gets past the step and the wait before it (Kaplan–Meier), team with against team "
                "without the change, one quarter."
            ),
        ),
    ),
    guardrails=("gross_margin_rate", "mean_won_amount"),
    look=look,
    fires=Example(
        findings=[
            Found("a1", "stage_outcome", LEVER, -0.3, "ratio", {"stage": "Approval"}, date(2025, 10, 1),
                  low=-0.4, high=-0.2, good=False),
            Found("a2", "slower_step", EFFICIENCY, 2.4, "days", {"process": "Offers", "activity": "Approval"},
                  date(2025, 10, 1), low=2.0, high=2.8, good=False, figures={"saved": 800, "now": 2.8}),
        ],
        frames={
            "deal_stage_history": {
                "deal_id": [1, 2],
                "pipeline_stage.label": ["Approval"] * 2,
                "entered_at": [datetime(2026, 9, 1), datetime(2026, 8, 1)],
                "left_at": [None, None],
            },
            "deal": {"deal_id": [1, 2], "outcome": ["open", "lost"]},
        },
    ),
    silent=Example(
        findings=[
            Found("a1", "stage_outcome", LEVER, -0.3, "ratio", {"stage": "Negotiation"}, low=-0.4, high=-0.2,
                  good=False),
            Found("a2", "slower_step", EFFICIENCY, 2.4, "days", {"process": "Offers", "activity": "Approval"},
                  low=2.0, high=2.8, good=False),
        ],
        steps=[Step("deal", "Negotiation", 300, 900.0, 0.2)],
        levels={(LEVER, (), 0): Level(0.6, 300)},
    ),
    needs=("deal", "deal_stage_history"),
    instead_of=("qualification_gate", "win_loss_interviews"),
)  # fmt: skip
