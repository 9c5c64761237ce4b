"""People whose last answer was very good or very bad, for lists of those to talk to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leitstand.advice.contract import Situation

if TYPE_CHECKING:
    import pandas as pd

DAYS = 90
BAD = {"nps": 0.6, "csat": 0.25, "csi": 0.25, "ces": 0.25}
"""Instrument → place on the scale (0 worst, 1 best) up to which a judgement is bad: nps 0 to 6 of 10, two of five."""
PROMOTER = 0.9


def judgements(situation: Situation) -> pd.DataFrame:
    """The last overall judgement of each known customer within 90 days: customer, day, instrument, quality (0 to 1)."""
    import pandas as pd

    columns = {"customer_key": "customer", "answered_on": "day", "item_key": "item"}
    rows = situation.rows("answer_score", [*columns, "instrument", "quality"]).rename(columns=columns)
    rows = rows[rows.customer.notna() & rows.quality.notna() & rows.instrument.isin(list(BAD))]
    rows = rows[rows.item.isna() | (rows.item == "overall")]
    if rows.empty:
        return rows
    recent = rows[pd.to_datetime(rows.day) > pd.Timestamp(situation.as_of - timedelta(days=DAYS))]
    return recent.sort_values("day").drop_duplicates("customer", keep="last")


def unhappy(situation: Situation) -> pd.DataFrame:
    """Those who judged badly, the worst and latest first; contacted: whether anybody has talked to them since."""
    import pandas as pd

    rows = judgements(situation)
    if rows.empty:
        return rows.assign(contacted=[])
    bad = rows[rows.quality <= rows.instrument.map(BAD)]
    talks = situation.rows("customer_contact", ["customer_key", "contacted_on"])
    talked = pd.to_datetime(bad.customer.map(talks.groupby("customer_key").contacted_on.max()))
    contacted = talked > pd.to_datetime(bad.day)
    return bad.assign(contacted=contacted).sort_values(["quality", "day"], ascending=[True, False])


def promoters(situation: Situation) -> list[object]:
    """Those who would recommend the company, the latest first."""
    rows = judgements(situation)
    happy = rows[(rows.instrument == "nps") & (rows.quality >= PROMOTER)]
    return happy.sort_values("day", ascending=False).customer.tolist()
