"""What visitors of the stand at the yearly trade fair answered on a tablet, without saying who they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.world import Truth, World

DAYS = ("2024-03-12", "2025-03-11", "2026-03-10")
VISITORS = 140
FILE = "messe-umfrage.csv"


def ask(world: World) -> None:
    """Adds fair_answers: respondent, started_at, answered_at, satisfaction (1 to 5), recommends (0 to 10), comment."""
    dice = world.dice("fair")
    many = max(round(VISITORS * world.plan.scale), 8)
    parts = []
    for day in DAYS:
        opening = pd.Timestamp(day) + pd.Timedelta(hours=9)
        started = opening + pd.to_timedelta(np.sort(dice.integers(0, 9 * 3_600, many)), unit="s")
        mood = dice.normal(0, 0.7, many)
        parts.append(pd.DataFrame(
            {"started_at": started, "answered_at": started + pd.to_timedelta(dice.integers(40, 300, many), unit="s"),
             "satisfaction": np.clip(np.round(4.1 + mood), 1, 5).astype(int),
             "recommends": np.clip(np.round(8.2 + 1.5 * mood + dice.normal(0, 0.8, many)), 0, 10).astype(int),
             "comment": np.where(dice.random(many) < 0.1, "Gute Beratung am Stand.", "")}
        ))  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    world.tables["fair_answers"] = found.assign(respondent=118_000_000_000 + np.arange(len(found)) * 37)
    world.told(Truth("second_heading_row", "reject", more={"system": "survey", "file": FILE, "rows": 1}))
