"""Fewer deals are won because many end without a decision: qualify harder, close stale ones, free the hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from leitstand.advice.contract import Advice, Check, Example, Found, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.deals import LOST_DEALS, decided, lost, share
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

OFTEN = 0.5
"""Share without a decision in the deals not won, with the whole interval, from which on it is the main reason."""


def look(situation: Situation) -> Iterator[Advice]:
    late = found_in(situation, {"stage_outcome"}, {"stage_conversion"}, good=False)
    for found in worsened(situation, {"win_rate"}):
        deals = decided(situation, found.dims)
        not_won, undecided = lost(deals), lost(deals, "no_decision")
        known = not_won.reason.notna().sum()
        if not known or not share(len(undecided), int(known)).above(OFTEN):
            continue
        yield Advice(
            dims=found.dims,
            findings=[found.id, *(one.id for one in late)],
            gap=gap_of(found),
            affected=listed(LOST_DEALS, "deal", undecided.deal_id),
            figures={
                **figures_of(found),
                "share": Figure(len(undecided) / known, "ratio"),
                "amount": Figure(float(undecided.amount.sum()), "currency"),
            },
        )
        return


_FALL = Found("a1", "level_shift", "win_rate", -0.1, "ratio", low=-0.15, high=-0.05, good=False)

RULE = Rule(
    title=Text(de="Verkaufschancen strenger prüfen", en="Qualify deals more strictly"),
    pattern=Text(
        de="Die Abschlussquote sinkt; die meisten verlorenen Chancen enden ohne Entscheidung.",
        en="The win rate falls; most deals not won end without a decision.",
    ),
    guard=Text(
        de=(
            "Der Anteil ohne Entscheidung liegt mit dem ganzen 95-%-Bereich über 50 %. Nicht, wenn Vorgänge an "
            "einem eigenen Schritt warten."
        ),
        en=(
            "The share without a decision lies above 50% with the whole 95% interval. Not where cases wait at a "
            "step of your own."
        ),
    ),
    problem=Text(
        de="{finding} {share} der verlorenen Chancen endeten ohne Entscheidung ({amount}).",
        en="{finding} {share} of the deals not won ended without a decision ({amount}).",
    ),
    diagnosis=Text(
        de=(
            "Wahrscheinlich kommen Chancen in die Pipeline, bei denen Budget, Entscheider oder Termin fehlen. "
            "Sie binden Stunden, die bei reifen Chancen fehlen."
        ),
        en=(
            "Probably deals enter the pipeline without budget, decision maker or date. They tie up hours that "
            "ripe deals lack."
        ),
    ),
    action=Text(
        de=(
            "Ab nächstem Monat kommt eine Chance nur in die Angebotsphase, wenn Budget, Entscheider und Termin "
            "eingetragen sind. Chancen, die länger liegen als 90 % der abgeschlossenen, schließt der "
            "Verantwortliche oder begründet sie im Wochengespräch. Erster Schritt: an der Liste der {count} "
            "prüfen, was gefehlt hat."
        ),
        en=(
            "From next month on a deal enters the offer stage only with budget, decision maker and date "
            "recorded. Deals lying longer than 90% of the closed ones are closed by their owner or justified in "
            "the weekly talk. First step: see from the list of {count} what was missing."
        ),
    ),
    kind="process",
    lever="win_rate",
    effort="M",
    grade="C",
    source="Salesmotion, Sales Win Rate Benchmarks 2026 (vendor)",
    owner=Text(de="Vertriebsleitung", en="Head of sales"),
    check=Check(
        "win_rate",
        ("interrupted_time_series", "difference_in_differences"),
        26,
        Text(
            de="Abschlussquote nach Anlagemonat und mittlere Dauer, vor und nach der Umstellung.",
            en="Win rate by month of creation and median duration, before and after the change.",
        ),
    ),
    guardrails=("revenue_net", "sales_cycle_days"),
    look=look,
    fires=Example(
        findings=[_FALL],
        each_worth={"win_rate": 300_000.0},
        frames={
            "deal": {
                "deal_id": range(60),
                "outcome": ["no_decision"] * 40 + ["lost"] * 20,
                "closed_on": [datetime(2026, 5, 1)] * 60,
                "amount_base": [500.0] * 60,
                "lost_reason.group": ["timing"] * 60,
            }
        },
    ),
    silent=Example(
        findings=[_FALL],
        frames={
            "deal": {
                "deal_id": range(60),
                "outcome": ["no_decision"] * 10 + ["lost"] * 50,
                "closed_on": [datetime(2026, 5, 1)] * 60,
                "amount_base": [500.0] * 60,
                "lost_reason.group": ["price"] * 60,
            }
        },
    ),
    needs=("deal",),
)
