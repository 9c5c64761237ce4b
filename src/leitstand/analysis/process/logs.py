"""The processes a company has records of: event logs of its systems, and what the CRM, help desk and shop tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Sight
from leitstand.analysis.once import once
from leitstand.analysis.process.steps import COLUMNS, steps_of
from leitstand.metrics.compute.working_time import CLOSES

if TYPE_CHECKING:
    import pandas as pd

Rows = Callable[[str, Sequence[str]], "pd.DataFrame"]
"""Table and columns → rows, as Sight.rows; instants in UTC."""

CLOSE = timedelta(minutes=CLOSES)

TICKET, ORDER, DEAL = "ticket", "order", "deal"
"""Processes that are no event logs: complaint or request → solved, order → cash, deal → decision."""


def logs_of(rows: Rows, zone: str) -> dict[str, pd.DataFrame]:
    """Process → events with steps.COLUMNS in clock time of the zone; only processes of which there are any."""
    found = dict(_recorded(rows))
    found[TICKET] = _milestones(
        rows("ticket", ["ticket_id", "created_at", "first_response_at", "last_solved_at"]), "ticket_id",
        {"created": "created_at", "first_response": "first_response_at", "solved": "last_solved_at"},
    )  # fmt: skip
    found[ORDER] = _order_to_cash(rows)
    clocks = ("enabled_at", "started_at", "completed_at")
    return {
        name: log.assign(**{clock: _clock(log[clock], zone) for clock in clocks})
        for name, log in found.items()
        if len(log)
    }


@once
def steps_by_process(sight: Sight) -> dict[str, pd.DataFrame]:
    """Process → its finished steps, see steps.steps_of."""
    return {name: steps_of(log) for name, log in logs_of(sight.rows, sight.zone).items()}


def deal_moves(rows: Rows, zone: str) -> pd.DataFrame:
    """Recorded moves of deals, as funnel.stage_funnel reads them, with created_at and closed_at of the deal."""
    columns = ["deal_id", "entered_at", "left_at", "pipeline_stage.label", "pipeline_stage.position",
               "pipeline_stage.is_won", "pipeline_stage.is_lost", "deal.outcome", "deal.closed_at"]  # fmt: skip
    moves = rows("deal_stage_history", columns)
    moves = moves[moves.entered_at.notna() & moves["pipeline_stage.position"].notna()]
    ends = moves["pipeline_stage.is_won"].eq(True) | moves["pipeline_stage.is_lost"].eq(True)
    return moves.assign(
        case_id=moves.deal_id, stage=moves["pipeline_stage.label"],
        position=moves["pipeline_stage.position"].astype(int), is_end=ends,
        outcome=moves["deal.outcome"].replace("no_decision", "lost"),
        entered_at=_clock(moves.entered_at, zone), left_at=_clock(moves.left_at, zone),
    )[["case_id", "stage", "position", "entered_at", "left_at", "is_end", "outcome"]]  # fmt: skip


def _recorded(rows: Rows) -> dict[str, pd.DataFrame]:
    events = rows("case_event", ["process", *COLUMNS])
    return {str(process): log.drop(columns="process") for process, log in events.groupby("process")}


def _order_to_cash(rows: Rows) -> pd.DataFrame:
    import pandas as pd

    orders = rows("order", ["order_id", "ordered_at"])
    shipped = rows("shipment", ["order_id", "shipped_at", "delivered_at"]).groupby("order_id").max()
    invoices = rows("invoice", ["order_id", "issued_on", "paid_in_full_on"])
    billed = invoices[invoices.order_id.notna()].groupby("order_id").max()
    wide = orders.set_index("order_id").join(shipped).join(billed).reset_index()
    for day in ("issued_on", "paid_in_full_on"):
        wide[day] = pd.to_datetime(wide[day]) + CLOSE  # a day without a time is over before it counts
    steps = {"ordered": "ordered_at", "shipped": "shipped_at", "delivered": "delivered_at", "invoiced": "issued_on",
             "paid": "paid_in_full_on"}  # fmt: skip
    return _milestones(wide, "order_id", steps)


def _milestones(wide: pd.DataFrame, case: str, steps: dict[str, str]) -> pd.DataFrame:
    """One event per case and milestone that is known."""
    import pandas as pd

    parts = [
        pd.DataFrame(
            {"case_id": wide[case], "activity": activity, "enabled_at": pd.NaT, "started_at": pd.NaT,
             "completed_at": pd.to_datetime(wide[column]), "resource": None}
        )[wide[column].notna()]
        for activity, column in steps.items()
        if column in wide
    ]  # fmt: skip
    parts = [part for part in parts if len(part)]
    # a case with nothing but its beginning is no process yet
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else pd.DataFrame(columns=list(COLUMNS))


def _clock(instants: pd.Series, zone: str) -> pd.Series:
    import pandas as pd

    return pd.to_datetime(instants).dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
