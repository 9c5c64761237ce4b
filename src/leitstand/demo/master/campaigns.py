"""The campaigns the invented company ran: advertising, mailings, and two tests with a control group."""

from __future__ import annotations

import pandas as pd

from leitstand.demo.master.names import plain
from leitstand.demo.world import FIRST_DAY, MONTHS, World

REACTIVATION, VOUCHER = "Reaktivierung Herbst 2025", "Willkommensgutschein Frühjahr 2026"
"""The two tests: the first worked, the second did not."""
REACTIVATED = pd.Timestamp(2025, 10, 6), pd.Timestamp(2025, 12, 4)
VOUCHERS = pd.Timestamp(2026, 3, 1), pd.Timestamp(2026, 5, 31)
"""First and last day of the tests."""
_AD_PLATFORMS = (
    ("Google Ads", "search", "Suche Kaffee & Tee", "acquisition", 9000),
    ("Google Ads", "search", "Suche Büroservice", "acquisition", 3500),
    ("Meta Ads", "social", "Genießer", "acquisition", 5200),
    ("LinkedIn Ads", "social", "Büroleitungen", "acquisition", 2600),
)
"""Platform, channel, name, aim, euro in a quarter."""


def campaigns(world: World) -> pd.DataFrame:
    """One row per campaign: quarterly advertising, seasonal mailings, a trade fair each spring, and the two tests."""
    rows: list[tuple[str, str, str, str | None, pd.Timestamp, pd.Timestamp, float]] = []
    for start in pd.date_range(FIRST_DAY, periods=MONTHS // 3, freq="QS"):
        end = start + pd.offsets.QuarterEnd()
        autumn = 1.4 if start.quarter == 4 else 1.0
        label = f"{start.year}-Q{start.quarter}"
        for platform, channel, name, aim, budget in _AD_PLATFORMS:
            rows.append((f"{name} {label}", aim, channel, platform, start, end, budget * autumn))
    for year in (2023, 2024, 2025):
        rows.append((f"Advent {year}", "retention", "email", None, pd.Timestamp(year, 11, 20),
                     pd.Timestamp(year, 12, 20), 1500.0))  # fmt: skip
        spring = pd.Timestamp(year + 1, 3, 12)
        rows.append((f"Gastromesse {year + 1}", "acquisition", "event", None, spring, spring + pd.Timedelta(days=4),
                     12_000.0))  # fmt: skip
        rows.append((f"Sommertee {year + 1}", "retention", "email", None, pd.Timestamp(year + 1, 6, 10),
                     pd.Timestamp(year + 1, 7, 10), 900.0))  # fmt: skip
    if world.plan.story:
        tests = ((REACTIVATION, "winback", "email", *REACTIVATED), (VOUCHER, "retention", "voucher", *VOUCHERS))
        rows += [(name, aim, channel, None, first, last, 2700.0) for name, aim, channel, first, last in tests]
    table = pd.DataFrame(rows, columns=["name", "type", "channel", "platform", "start", "end", "budget"])
    table.insert(0, "campaign_id", range(1, len(table) + 1))
    table["budget"] = (table.budget * max(world.plan.scale, 0.05)).round(2)
    table["utm"] = [plain(name) for name in table["name"]]
    return table
