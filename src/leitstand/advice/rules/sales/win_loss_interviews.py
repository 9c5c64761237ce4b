"""Fewer deals are won and the price is said to be why: ask the buyers before touching it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from leitstand.advice.contract import Advice, Check, Example, Found, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.deals import LOST_DEALS, decided, lost, share
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

REASONS = ("price", "competitor")
OFTEN = 0.5
"""Share of these reasons in the deals lost, with the whole interval, from which on they are the main ones."""


def look(situation: Situation) -> Iterator[Advice]:
    for found in worsened(situation, {"win_rate"}):
        deals = lost(decided(situation, found.dims))
        own = deals[deals.reason.isin(REASONS)]
        known = deals.reason.notna().sum()
        if not known or not share(len(own), int(known)).above(OFTEN):
            continue
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            gap=gap_of(found),
            affected=listed(LOST_DEALS, "deal", own.deal_id),
            figures={
                **figures_of(found),
                "share": Figure(len(own) / known, "ratio"),
                "amount": Figure(float(own.amount.sum()), "currency"),
            },
            against=[Text(de="„Preis“ ist der bequemste Grund beim Abschließen; Käufer nennen oft andere.",
                          en="'Price' is the easiest reason to enter at closing; buyers often name others.")],
        )  # fmt: skip
        return


RULE = Rule(
    title=Text(de="Verlorene Käufer befragen, bevor der Preis sinkt", en="Interview lost buyers before cutting prices"),
    pattern=Text(
        de="Die Abschlussquote sinkt; Preis oder Wettbewerber sind der häufigste Verlustgrund.",
        en="The win rate falls; price or competitor is the most frequent reason for losing.",
    ),
    guard=Text(
        de=(
            "Der Anteil dieser Gründe liegt mit dem ganzen 95-%-Bereich über 50 %. Nicht, wenn Vorgänge an einem "
            "Schritt warten."
        ),
        en="The share of these reasons lies above 50% with the whole 95% interval. Not where cases wait at a step.",
    ),
    problem=Text(
        de="{finding} Bei {share} der verlorenen Chancen steht Preis oder Wettbewerber ({amount}).",
        en="{finding} {share} of the deals lost name price or competitor ({amount}).",
    ),
    diagnosis=Text(
        de=(
            "Was der Vertrieb einträgt, ist oft zu flach: Der wahre Grund kann Lieferzeit, Vertrauen oder das "
            "Angebot selbst sein. Ohne Gespräch mit den Käufern ist die Ursache offen."
        ),
        en=(
            "What sellers enter is often too shallow: the true reason may be delivery, trust or the offer "
            "itself. Without talking to the buyers the cause is open."
        ),
    ),
    action=Text(
        de=(
            "Jemand außerhalb des Vertriebs führt binnen vier Wochen zehn Gespräche von zwanzig Minuten: sieben "
            "mit verlorenen Käufern der Liste (die größten zuerst), drei mit gewonnenen. Erst danach wird "
            "entschieden: Nutzen besser zeigen oder eine kleinere Angebotsstufe gegen diesen Wettbewerber. Bis "
            "dahin bleibt der Preis."
        ),
        en=(
            "Somebody outside sales holds ten talks of twenty minutes within four weeks: seven with lost buyers "
            "from the list (the largest first), three with those won. Only then it is decided: show the value "
            "better, or a smaller tier against this competitor. Until then the price stays."
        ),
    ),
    kind="action",
    lever="win_rate",
    effort="M",
    grade="C",
    source="MV3 Marketing, glossary 'win rate' (vendor): interviews tell more than reasons entered by sellers",
    owner=Text(de="Marketing oder Produktmanagement", en="Marketing or product management"),
    check=Check(
        "win_rate",
        ("difference_in_differences", "interrupted_time_series"),
        26,
        Text(
            de="Abschlussquote gegen diesen Wettbewerber im Vergleich mit den übrigen Chancen.",
            en="Win rate against this competitor compared with the other deals.",
        ),
    ),
    guardrails=("gross_margin_rate", "mean_won_amount"),
    look=look,
    fires=Example(
        findings=[Found("a1", "level_shift", "win_rate", -0.1, "ratio", low=-0.15, high=-0.05, good=False)],
        each_worth={"win_rate": 300_000.0},
        frames={
            "deal": {
                "deal_id": range(60),
                "outcome": ["lost"] * 60,
                "closed_on": [datetime(2026, 5, 1)] * 60,
                "amount_base": [500.0] * 60,
                "lost_reason.group": ["price"] * 40 + ["timing"] * 20,
            }
        },
    ),
    silent=Example(
        findings=[Found("a1", "level_shift", "win_rate", -0.1, "ratio", low=-0.15, high=-0.05, good=False)],
        frames={
            "deal": {
                "deal_id": range(60),
                "outcome": ["lost"] * 60,
                "closed_on": [datetime(2026, 5, 1)] * 60,
                "amount_base": [500.0] * 60,
                "lost_reason.group": ["price"] * 20 + ["timing"] * 40,
            }
        },
    ),
    needs=("deal",),
)
