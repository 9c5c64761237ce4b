"""Tells whether deals bring what was expected of them when they entered each stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.process.expectations import LEAST_DEALS, Bias, biases
from leitstand.foundation.text import Text

METRIC = "won_amount"
COLUMNS = {
    "deal_id": "deal", "entered_at": "entered", "amount_at_entry": "expected", "pipeline_stage.label": "stage",
    "pipeline_stage.position": "position", "pipeline_stage.is_won": "is_won", "pipeline_stage.is_lost": "is_lost",
    "deal.outcome": "outcome", "deal.amount": "won",
}  # fmt: skip
MUCH = 0.05
"""Mean deviation that is worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    moves = sight.rows("deal_stage_history", list(COLUMNS)).rename(columns=COLUMNS)
    over = moves.is_won.eq(True) | moves.is_lost.eq(True)
    moves = moves[moves.outcome.eq("won") & ~over & moves.stage.notna()]
    found = biases(moves)
    if not found:
        what = Text(de="gewonnene Verkaufschancen mit Betrag", en="won deals with an amount")
        yield TooLittle(METRIC, {}, what, LEAST_DEALS, int(moves.deal.nunique()))
        return
    # the surest deviation, in units of its own uncertainty, and not the one of the few deals that stray most
    yield _candidate(max(found, key=lambda one: abs(one.mean) / (one.high - one.mean)), found)


def _candidate(worst: Bias, found: Sequence[Bias]) -> Candidate:
    return Candidate(
        type="expected_amounts",
        metric=METRIC,
        dims={"stage": worst.stage},
        effect=worst.mean,
        unit="ratio",
        low=worst.low,
        high=worst.high,
        figures={
            "stage": Figure(worst.stage, "text"),
            "deals": Figure(worst.deals, "count"),
            "share": Figure(worst.high_share if worst.mean > 0 else 1 - worst.high_share, "ratio"),
        },
        evidence=Evidence(
            "bars",
            {
                "label": [one.stage for one in found],
                "value": [one.mean for one in found],
                "low": [one.low for one in found],
                "high": [one.high for one in found],
            },
            "ratio",
            Text(de="Erwarteter Betrag über dem späteren, je Phase", en="Expected above later amount, by stage"),
        ),
        drivers=[
            Driver(
                Text(de=f"Phase {one.stage}", en=f"Stage {one.stage}"), one.mean, "ratio", "went_along_with",
                METRIC, {"stage": one.stage}, one.low, one.high,
            )
            for one in found
            if one is not worst
        ],
        unchecked=[Text(de="wie hoch verlorene Verkaufschancen ausgefallen wären",
                        en="what lost deals would have brought")],
        good=False,
        matter="expected amounts of deals",
        worth_saying=abs(worst.mean) >= MUCH and worst.low * worst.high > 0,
    )  # fmt: skip


METHOD = Method(
    title=Text(de="Erwartete Beträge der Verkaufschancen", en="Expected amounts of deals"),
    question=Text(
        de="Bringen gewonnene Verkaufschancen, was in den Phasen davor erwartet wurde?",
        en="Do won deals bring what was expected in the stages before?",
    ),
    formula="mean of (amount on entry into the stage / amount won − 1) over won deals, without the outermost "
    "hundredths; interval by Student's t",
    misleads=Text(
        de="Nur gewonnene Verkaufschancen zählen: Von den verlorenen ist der Betrag nicht bekannt.",
        en="Only won deals count: of the lost ones the amount is not known.",
    ),
    reference="Student (1908)",
    finds=("expected_amounts",),
    look=look,
    needs=("deal_stage_history", "pipeline_stage", "deal"),
)
