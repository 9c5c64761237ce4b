"""A company made of plain numbers, and a drawer with one method, to try the machine of the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from leitstand.analysis.contract import Candidate, Evidence, FindingType, Method, Series
from leitstand.foundation.period import periods
from leitstand.foundation.text import Text

START = date(2024, 1, 1)


def series(metric: str, values: Sequence[float], dims: Mapping[str, str] | None = None, **more: Any) -> Series:
    """Monthly values from January 2024 on."""
    months = periods("month", START, date(2030, 1, 1))[: len(values)]
    numbers = np.asarray(values, float)
    nothing = np.full(len(values), np.nan)
    return Series(metric, dims or {}, months, numbers, more.pop("n", nothing + 0), numbers, nothing, nothing, nothing,
                  more.pop("unit", "currency"), more.pop("direction", "up"), **more)  # fmt: skip


@dataclass
class PlainSight:
    """Series by metric, and by metric, dimension and cell."""

    whole: dict[str, Series] = field(default_factory=dict)
    parts: dict[tuple[str, str], dict[str, Series]] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    as_of: date = date(2025, 12, 31)
    currency: str = "EUR"
    zone: str = "Europe/Berlin"
    aims: dict[str, dict[str, dict[date, float]]] = field(default_factory=dict)

    def has(self, table: str) -> bool:
        return table in self.tables

    def metrics(self) -> Sequence[str]:
        return list(self.whole)

    def series(self, metric: str) -> Series | None:
        return self.whole.get(metric)

    def split(self, metric: str, dimension: str) -> Mapping[str, Series]:
        return self.parts.get((metric, dimension), {})

    def dimensions(self, metric: str) -> Sequence[str]:
        return [name for one, name in self.parts if one == metric]

    def identities(self, metric: str) -> Sequence[Any]:
        return []

    def values(self, metric: str, *_: Any, **__: Any) -> pd.DataFrame:
        one = self.whole.get(metric)
        return pd.DataFrame({"value": [] if one is None else [float(np.nansum(one.values[-12:]))]})

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame(columns=list(columns))

    def texts(self, table: str) -> pd.DataFrame:
        return pd.DataFrame(columns=["text"])

    def margin_rate(self) -> float | None:
        return None

    def targets(self, grain: str) -> Mapping[str, Mapping[date, float]]:
        return self.aims.get(grain, {})


def candidate(metric: str = "revenue_net", effect: float = -100.0, p: float | None = 0.001, **more: Any) -> Candidate:
    evidence = Evidence("series", {"day": ["2024-01-01"], "value": [1.0]}, "currency", Text(de="Verlauf", en="Course"))
    given = {"type": "shift", "unit": "currency", "evidence": evidence, "since": date(2025, 3, 1)}
    return Candidate(**{**given, "metric": metric, "effect": effect, "p": p, **more})


SHIFT = FindingType(
    title=Text(de="Niveau", en="Level"),
    sentences={
        "up": Text(de="{metric}{segment} liegt seit {since} um {effect} höher ({low} bis {high}).",
                   en="{metric}{segment} has been {effect} higher since {since} ({low} to {high})."),
        "down": Text(de="{metric}{segment} liegt seit {since} um {effect} niedriger.",
                     en="{metric}{segment} has been {effect} lower since {since}."),
    },
    variant=lambda one: "up" if one.effect > 0 else "down",
    tested=True,
    actionable=0.5,
)  # fmt: skip
FACT = FindingType(
    title=Text(de="Feststellung", en="Fact"),
    sentences={"is": Text(de="{metric} beträgt {effect}.", en="{metric} is {effect}.")},
    variant=lambda one: "is",
    tested=False,
    actionable=0.2,
)
TYPES = {"shift": SHIFT, "fact": FACT}


def method(look: Callable[[Any], Any], **more: Any) -> Method:
    words = Text(de="…", en="...")
    return Method(words, words, "", words, "", ("shift", "fact"), look, **more)
