"""Looks at every stage of the sales process: do fewer deals get further from it, and are fewer won that passed it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Money, Sight, TooLittle
from leitstand.analysis.process.logs import deal_moves
from leitstand.analysis.process.outcomes import LEAST_CASES, Change, changed, optional_stages, passages
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

FURTHER, WON = "stage_conversion", "win_rate"
LEAST_CHANGE = 0.05
"""Change of the share that is worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    moves = deal_moves(sight.rows, sight.zone)
    if len(moves) < LEAST_CASES:
        yield TooLittle(FURTHER, {}, Text(de="Phasenwechsel", en="moves between stages"), LEAST_CASES, len(moves))
        return
    for stage, own in passages(moves).groupby("stage"):
        yield _looked_at(FURTHER, str(stage), changed(own.month, own.further), len(own))
    deals = sight.rows("deal", ["deal_id", "outcome", "closed_on", "amount_base"])
    deals = deals[deals.outcome.isin(["won", "lost", "no_decision"]) & deals.closed_on.notna()]
    deals = deals.assign(month=deals.closed_on.dt.to_period("M").dt.start_time, won=deals.outcome == "won")
    for stage in optional_stages(moves):
        there = deals.deal_id.isin(moves.case_id[moves.stage == stage])
        own, others = deals[there], deals[~there]
        found = changed(own.month, own.won)
        yield _looked_at(WON, stage, found, len(own), _amount(own), _others(others, found))


def _amount(deals: pd.DataFrame) -> float | None:
    """What a deal that is won brings."""
    amount = deals.amount_base[deals.won].mean()
    return float(amount) if amount == amount else None


def _others(others: pd.DataFrame, found: Change | None) -> tuple[float, float] | None:
    """The share won among the deals that did not pass the stage, before and since."""
    import pandas as pd

    if found is None:
        return None
    since = others.month >= pd.Timestamp(found.since)
    before, after = others.won[~since].mean(), others.won[since].mean()
    return (float(before), float(after)) if before == before and after == after else None


def _looked_at(
    metric: str, stage: str, found: Change | None, cases: int, amount: float | None = None,
    others: tuple[float, float] | None = None,
) -> Candidate | TooLittle:  # fmt: skip
    dims = {"stage": stage}
    if found is None:
        what = Text(
            de="Verkaufschancen, verteilt über mindestens zwölf Monate", en="deals, over at least twelve months"
        )
        return TooLittle(metric, dims, what, 2 * LEAST_CASES, cases)
    figures = {
        "stage": Figure(stage, "text"),
        "before": Figure(found.before, "ratio"),
        "after": Figure(found.after, "ratio"),
        "what": Figure(metric, "text"),
    }
    if others:
        figures |= {"others_before": Figure(others[0], "ratio"), "others_after": Figure(others[1], "ratio")}
    worth = None
    if amount is not None:
        each = found.yearly * amount
        worth = Money(found.effect * each, "revenue", found.low * each, found.high * each)
    return Candidate(
        type="stage_outcome",
        metric=metric,
        dims=dims,
        effect=found.effect,
        unit="ratio",
        low=found.low,
        high=found.high,
        since=found.since,
        p=found.p,
        figures=figures,
        evidence=Evidence(
            "series",
            {
                "day": [month.isoformat() for month in found.months],
                "value": found.shares.tolist(),
                "n": found.cases.tolist(),
            },
            "ratio",
            Text(de="Anteil je Monat der Entscheidung", en="Share by month of the decision"),
        ),
        drivers=[_beside(others)] if others else [],
        unchecked=[Text(de="ob andere Vorgänge als früher in diese Phase kommen",
                        en="whether other deals than before come to this stage")],
        money=worth,
        good=found.effect > 0,
        matter=f"{metric} of {stage}",
        worth_saying=abs(found.effect) >= LEAST_CHANGE,
    )  # fmt: skip


def _beside(others: tuple[float, float]) -> Driver:
    return Driver(
        Text(de="Verkaufschancen ohne diese Phase: Veränderung der Gewinnquote",
             en="Deals without this stage: change of the win rate"),
        others[1] - others[0], "percentage_points", "went_along_with",
    )  # fmt: skip


METHOD = Method(
    title=Text(de="Ausgang je Phase", en="Outcome by stage"),
    question=Text(
        de="Kommen aus einer Phase weniger Verkaufschancen weiter als früher, und werden weniger gewonnen?",
        en="Do fewer deals get further from a stage than before, and are fewer won?",
    ),
    formula="share of deals that got further, by month of leaving the stage; share won of those that passed a stage "
    "not all pass; for each possible month of change the larger p of Fisher's exact test and a weighted t with "
    "dispersion, the smallest × the months tried",
    misleads=Text(
        de="wenn andere Kunden oder Beträge in die Phase kommen als früher",
        en="where other customers or amounts come to the stage than before",
    ),
    reference="Fisher (1935); Student (1908); Bonferroni (1936)",
    finds=("stage_outcome",),
    look=look,
    needs=("deal_stage_history", "pipeline_stage", "deal"),
)
