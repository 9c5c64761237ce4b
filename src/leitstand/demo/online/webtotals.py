"""What the web analytics report says of the website: visits, orders and revenue per day and channel."""

from __future__ import annotations

import pandas as pd


def totals(sessions: pd.DataFrame, day: pd.Series, value: pd.Series) -> pd.DataFrame:
    """`day, channel_group, users, sessions, engaged_sessions, pageviews, transactions, revenue`.

    Only visits with consent: what the report cannot see it does not count. day, value: of each visit.
    """
    seen = sessions["consent_state"] == "given"
    rows = sessions.assign(day=day, revenue=value)[seen]
    grouped = rows.groupby(["day", "channel_group"], as_index=False)
    return grouped.agg(
        users=("visitor_id", "nunique"), sessions=("session_id", "size"), engaged_sessions=("is_engaged", "sum"),
        pageviews=("pageviews", "sum"), transactions=("converted", "sum"), revenue=("revenue", "sum"),
    ).round({"revenue": 2})  # fmt: skip
