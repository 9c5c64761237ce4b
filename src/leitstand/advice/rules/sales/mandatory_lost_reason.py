"""Nobody knows why deals are lost: a reason is mandatory when one is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from leitstand.advice.contract import Advice, Check, Example, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.deals import LOST_DEALS, decided, lost, share
from leitstand.advice.reading.levels import to_limit
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

UNKNOWN, TARGET = 0.2, 0.9
"""Share of deals lost without a reason from which on the reasons say nothing; share with one to be reached."""
LEAST = 30


def look(situation: Situation) -> Iterator[Advice]:
    deals = lost(decided(situation))
    without = deals[deals.reason.isna() | (deals.reason == "unknown")]
    if len(deals) < LEAST or not share(len(without), len(deals)).above(UNKNOWN):
        return
    known = share(len(deals) - len(without), len(deals))
    yield Advice(
        dims={"object": "deal", "field": "lost_reason_id"},
        findings=[],
        gap=to_limit(known, TARGET),
        affected=listed(LOST_DEALS, "deal", without.deal_id),
        figures={
            "share": Figure(1 - known.value, "ratio"),
            "amount": Figure(float(without.amount.sum()), "currency"),
        },
    )


_DEALS = {"deal_id": range(100), "outcome": ["lost"] * 100, "closed_on": [datetime(2026, 5, 1)] * 100,
          "amount_base": [500.0] * 100}  # fmt: skip

RULE = Rule(
    title=Text(de="Verlustgrund beim Abschließen verlangen", en="Require the reason when a deal is lost"),
    pattern=Text(
        de="Bei mehr als 20 % der verlorenen Verkaufschancen fehlt der Grund.",
        en="For more than 20% of the deals lost there is no reason.",
    ),
    guard=Text(
        de="Mindestens 30 verlorene Chancen im Jahr, ganzer 95-%-Bereich über 20 %.",
        en="At least 30 deals lost in the year, the whole 95% interval above 20%.",
    ),
    problem=Text(
        de="Bei {share} der verlorenen Verkaufschancen ({count}, zusammen {amount}) steht kein Grund im CRM.",
        en="{share} of the deals lost ({count}, {amount} together) have no reason in the CRM.",
    ),
    diagnosis=Text(
        de=(
            "Das Feld ist beim Abschließen wahrscheinlich freiwillig oder die Auswahl zu lang. Ohne Gründe lässt "
            "sich nicht sagen, was gegen Verluste hilft."
        ),
        en=(
            "The field is probably voluntary at closing, or the choice too long. Without reasons one cannot say "
            "what helps against losses."
        ),
    ),
    action=Text(
        de=(
            "Die CRM-Verwaltung macht den Grund beim Abschließen zur Pflicht: acht Gruppen (Preis, Wettbewerber, "
            "keine Entscheidung, Zeitpunkt, Produkt, Service, intern, anderes) und ein freier Satz. Der "
            "Vertrieb trägt die {count} der Liste bis Monatsende nach, die größten zuerst. Die "
            "Vertriebssteuerung prüft monatlich zehn Einträge."
        ),
        en=(
            "CRM administration makes the reason mandatory at closing: eight groups (price, competitor, no "
            "decision, timing, product, service, internal, other) and a free sentence. Sales adds it for the "
            "{count} on the list by the end of the month, the largest first. Sales operations checks ten entries "
            "a month."
        ),
    ),
    kind="process",
    lever="completeness",
    effort="S",
    grade="J",
    source="Own judgement",
    owner=Text(de="CRM-Verwaltung", en="CRM administration"),
    check=Check(
        "completeness",
        ("interrupted_time_series", "before_after"),
        9,
        Text(de="Anteil ohne Grund unter 10 % binnen 60 Tagen.", en="Share without a reason below 10% within 60 days."),
    ),
    guardrails=("capture_lag",),
    look=look,
    fires=Example(frames={"deal": {**_DEALS, "lost_reason.group": [None] * 40 + ["price"] * 60}}),
    silent=Example(frames={"deal": {**_DEALS, "lost_reason.group": [None] * 20 + ["price"] * 80}}),
    needs=("deal",),
)
