"""What the stages of the invented company share: its size, its dice, its tables and what truly happened."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from leitstand.foundation.period import add_months

MONTHS = int(os.environ.get("LEITSTAND_DEMO_MONTHS", "36"))
"""How far back the company goes; the stages reckon with it from the start, so it holds for a whole process."""

END = date(2026, 10, 1)
FIRST_DAY = add_months(END, -MONTHS)
"""Three years, the end exclusive; fixed, so that a number in a document stays right."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which company. customers: how many in all; everything else follows. story: without it, its uneventful twin.
    months: how far back its data go; the story needs all 36."""

    seed: int = 7
    customers: int = 12_000
    story: bool = True
    months: int = 36

    @property
    def scale(self) -> float:
        """Size beside the standard company (about 60,000 orders and 1 million web events)."""
        return self.customers / 12_000


@dataclass(frozen=True, slots=True)
class Truth:
    """One thing that truly happened (or is known not to have), as later work is tested against it.

    metric: the metric it shows in; where: whom it is about, such as {"carrier": "Eilbote", "region": "DE2"}, by
    the names of dimensions where the metric has them; since, until: days;
    effect: size in the unit named; more: whatever else a test needs, JSON-able.
    """

    id: str
    kind: str
    metric: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    effect: float | None = None
    unit: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """The company so far: each stage reads tables of earlier stages and adds its own."""

    plan: Plan
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    truths: list[Truth] = field(default_factory=list)

    def dice(self, name: str) -> np.random.Generator:
        """Random numbers of one purpose: a change in one stage leaves all others as they were."""
        return np.random.default_rng([self.plan.seed, crc32(name.encode())])

    def told(self, truth: Truth) -> None:
        """Notes what happened; the twin without the story has nothing to note."""
        if self.plan.story:
            self.truths.append(truth)
