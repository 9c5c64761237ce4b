"""Exports of the social media tool: accounts by day, posts with their counters, comments, mentions, competitors."""

from __future__ import annotations

from pathlib import Path

from leitstand.demo.files.bundles import bundle
from leitstand.demo.world import World

_FILES = {
    "social_account_day": "social_accounts", "social_post": "posts", "social_post_snapshot": "post_counters",
    "social_interaction": "interactions", "mention": "mentions", "competitor": "competitors",
    "competitor_observation": "observations", "benchmark": "benchmarks",
}  # fmt: skip
"""Table, named as in Leitstand's data dictionary, and as the company keeps it."""


def write(world: World, folder: Path) -> None:
    """One download with a CSV per table; times are times of Berlin."""
    bundle(folder / "social_export.zip", {name: world.tables[table] for name, table in _FILES.items()})
