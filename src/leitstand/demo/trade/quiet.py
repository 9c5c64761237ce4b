"""Where in selling nothing happened: whoever finds something there has found chance."""

from __future__ import annotations

from leitstand.demo.world import END, FIRST_DAY, Truth, World

_UNMOVED: tuple[tuple[str, dict[str, str]], ...] = (
    ("on_time_rate", {"carrier": "Paketring"}),
    ("on_time_rate", {"carrier": "Landpost"}),
    ("on_time_rate", {"carrier": "Eilbote", "region": "DEA"}),
    ("on_time_rate", {"carrier": "Eilbote", "region": "DE1"}),
    ("on_time_rate", {"carrier": "Paketring", "region": "DE2"}),
    ("units_per_order", {"category": "Tee"}),
    ("net_price_per_unit", {"category": "Tee"}),
    ("net_price_per_unit", {"category": "Büroservice"}),
    ("refund_rate", {"category": "Tee"}),
    ("refund_rate", {"category": "Kaffee"}),
    ("refund_rate", {"category": "Büroservice"}),
    ("aov", {"channel": "marketplace"}),
    ("referral_rate", {}),
    ("churn_rate", {"category": "Büroservice"}),
)
"""Metric and segment; growth of the customer base and the season aside, both stay as they are."""


def tell(world: World) -> None:
    """Notes the quiet segments."""
    for place, (metric, where) in enumerate(_UNMOVED, start=1):
        world.told(Truth(f"quiet_selling_{place}", "nothing", metric, where, FIRST_DAY, END, 0.0))
