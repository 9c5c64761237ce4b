"""Where visits leave on their way to a purchase, and in which part of them more leave than in the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leitstand.analysis.trials import Difference, two_shares
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

LEAST = 200
"""Visits that reach a step, in a segment and in the rest, before they are compared."""


WORDS = {
    "view": Text(de="Produktseite", en="product page"),
    "cart": Text(de="Warenkorb", en="cart"),
    "checkout": Text(de="Kasse", en="checkout"),
    "purchase": Text(de="Kauf", en="purchase"),
}


def named(step: str) -> Text:
    """A step of the relation funnel_passage ("1 view → cart") in office words."""
    ends = [WORDS[one] for one in step.partition(" ")[2].split(" → ")]
    return Text(de=" → ".join(one.de for one in ends), en=" → ".join(one.en for one in ends))


@dataclass(frozen=True, slots=True)
class Step:
    """entered: visits that reached the step; left: those that went no further."""

    name: str
    entered: int
    left: int

    @property
    def share_left(self) -> float:
        return self.left / self.entered


@dataclass(frozen=True, slots=True)
class Weakness:
    """A segment in which fewer go on than in the rest. lost: visits that would have gone on at the rate of the rest."""

    step: str
    dimension: str
    value: str
    entered: int
    difference: Difference

    @property
    def lost(self) -> float:
        return -self.difference.effect * self.entered


def steps_of(passages: pd.DataFrame) -> list[Step]:
    """The steps in their order. passages: one row per visit and step it reached: funnel_step, went_on."""
    counted = passages.groupby("funnel_step").went_on.agg(["size", "sum"]).sort_index()
    return [Step(str(name), int(row["size"]), int(row["size"] - row["sum"])) for name, row in counted.iterrows()]


def weaknesses(passages: pd.DataFrame, dimensions: list[str]) -> Iterator[Weakness]:
    """Every segment of one dimension, at each step, in which fewer visits go on than in the rest, the costliest first.

    passages: as in steps_of, with the dimensions as columns. Segments differ for many reasons (who comes there, and
    why), so this is where to look, not what caused it.
    """
    found = []
    for step, own in passages.groupby("funnel_step"):
        whole, went = len(own), int(own.went_on.sum())
        for dimension in dimensions:
            for value, row in own.groupby(dimension).went_on.agg(["size", "sum"]).iterrows():
                n, on = int(row["size"]), int(row["sum"])
                if min(n, whole - n) >= LEAST and on / n < (went - on) / (whole - n):
                    found.append(Weakness(str(step), dimension, str(value), n, two_shares(on, n, went - on, whole - n)))
    yield from sorted(found, key=lambda one: -one.lost)
