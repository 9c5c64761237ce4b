"""Which metrics lead a family: what overview, cockpit and reports show first."""

from __future__ import annotations

LEADS: dict[str, tuple[str, ...]] = {
    "revenue": ("revenue_net", "orders", "aov", "active_customers", "win_rate", "pipeline_velocity"),
    "satisfaction": ("nps", "csat_share", "complaint_rate", "repeat_purchase_rate", "churn_rate"),
    "website": ("conversion_rate", "sessions", "bounce_rate", "revenue_per_session"),
    "cash": ("net_cash_flow", "cash_in", "dso", "overdue_share", "days_delinquent"),
    "social": ("er_reach", "interactions", "er_followers", "reach", "follower_growth"),
    "crm": ("first_response_time", "adoption_rate", "completeness", "resolution_time", "pipeline_hygiene"),
}
"""What leads each family, the most telling first; those that have no data stand back."""
