"""Deals as rules on selling look at them: those decided lately, and those that lie in a stage now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from leitstand.advice.contract import Level, Situation
from leitstand.analysis.contract import Dims
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

NOT_WON = ("lost", "no_decision")
COLUMNS = {
    "competitor": "competitor.name",
    "deal_source": "source",
    "segment": "customer.segment",
    "size_band": "customer.size_band",
}
"""Dimensions of a segment whose deals can be listed → column."""

LOST_DEALS = Text(de="verlorene Verkaufschancen der letzten zwölf Monate", en="deals lost in the last twelve months")


def decided(situation: Situation, dims: Dims | None = None, days: int = 365) -> pd.DataFrame:
    """Deals decided lately, the largest first: deal_id, outcome, amount (reporting currency), reason (group; missing
    where none was recorded; "no_decision" for those that ended without a decision). Empty for a segment whose deals
    cannot be listed."""
    import pandas as pd

    own = {COLUMNS[name]: value for name, value in (dims or {}).items() if name in COLUMNS}
    deals = situation.rows("deal", ["deal_id", "outcome", "closed_on", "amount_base", "lost_reason.group", *own])
    deals = deals[: len(deals) if len(own) == len(dims or {}) else 0]
    for column, value in own.items():
        deals = deals[deals[column] == value]
    since = datetime.combine(situation.as_of, datetime.min.time()) - timedelta(days=days)
    deals = deals[deals.outcome.isin(["won", *NOT_WON]) & (pd.to_datetime(deals.closed_on) >= since)]
    undecided = deals.outcome == "no_decision"
    reason = deals["lost_reason.group"].mask(undecided, "no_decision")
    deals = deals.assign(amount=deals.amount_base.astype(float), reason=reason)
    return deals[["deal_id", "outcome", "amount", "reason"]].sort_values("amount", ascending=False)


def lost(deals: pd.DataFrame, reason: str | None = None) -> pd.DataFrame:
    """Those that were not won, for this reason only if given."""
    found = deals[deals.outcome.isin(NOT_WON)]
    return found if reason is None else found[found.reason == reason]


def share(part: int, whole: int) -> Level:
    """A share of counted cases with Wilson's interval. whole: more than none."""
    from leitstand.metrics.compute.intervals import wilson

    low, high = wilson(part, whole) or (None, None)
    return Level(part / whole, whole, low, high, float(part), float(whole))


def in_stage(situation: Situation, stage: str) -> tuple[list[str], int]:
    """Deals that lie in the stage now, those waiting longest first; and how many entered it within twelve months."""
    import pandas as pd

    stays = situation.rows("deal_stage_history", ["deal_id", "pipeline_stage.label", "entered_at", "left_at"])
    own = stays[stays["pipeline_stage.label"] == stage].sort_values("entered_at")
    still_open = situation.rows("deal", ["deal_id", "outcome"])
    still_open = still_open[still_open.outcome == "open"]
    now = own.deal_id[own.left_at.isna() & own.deal_id.isin(still_open.deal_id)]
    since = datetime.combine(situation.as_of, datetime.min.time()) - timedelta(days=365)
    entered = int(own.deal_id[pd.to_datetime(own.entered_at) >= since].nunique())
    return [str(key) for key in now], entered
