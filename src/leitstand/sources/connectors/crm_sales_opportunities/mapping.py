"""The files, column names and codes of the Maven sales export."""

from __future__ import annotations

CURRENCY = "USD"
ZONE = "America/New_York"
PIPELINE = {
    name: (name,)
    for name in (
        "opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value",
    )
}  # fmt: skip
ACCOUNTS = {
    name: (name,)
    for name in ("account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of")
}
PRODUCTS = {name: (name,) for name in ("product", "series", "sales_price")}
TEAMS = {name: (name,) for name in ("sales_agent", "manager", "regional_office")}

# label → position, outcome
STAGES = {"Prospecting": (1, "open"), "Engaging": (2, "open"), "Won": (3, "won"), "Lost": (4, "lost")}
SAME_PRODUCT = {"GTXPro": "GTX Pro"}  # the pipeline writes it differently from the product list
SAME_SECTOR = {"technolgy": "technology"}
# upper limits of the size classes of the European Commission (recommendation 2003/361/EC)
SIZE_BANDS = ((9, "1-9"), (49, "10-49"), (249, "50-249"))
LARGEST_BAND = "250+"
