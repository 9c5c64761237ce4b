"""The method asks for few tables and hands over one test a metric."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.contract import Candidate, Series, Sight
from leitstand.analysis.methods.explain.localised import METHOD
from leitstand.analysis.run.words import sentence
from leitstand.analysis.types.localised import TYPE
from leitstand.foundation.period import Period, add_months

MONTHS = [Period(add_months(date(2023, 10, 1), k), add_months(date(2023, 10, 1), k + 1), "month") for k in range(36)]
SIDES = {"carrier": ["Eilbote", "Paketring"], "region": ["DE1", "DE2", "DE3"], "channel": ["shop", "marketplace"]}


class Parcels:
    """36 months of deliveries by carrier, region and channel; those of one segment are late for seven months."""

    def __init__(self, late: dict[str, str]) -> None:
        dice = np.random.default_rng(4)
        cells = pd.MultiIndex.from_product(list(SIDES.values()), names=list(SIDES)).to_frame(index=False)
        parts = []
        for k, month in enumerate(MONTHS):
            n = dice.poisson(50, len(cells))
            hit = np.logical_and.reduce([cells[name] == value for name, value in late.items()]) & (23 <= k < 30)
            hits = dice.binomial(n, np.where(hit, 0.4, 0.93))
            parts.append(cells.assign(period_start=month.start, numerator=hits, denominator=n, n=n))
        self.parcels = pd.concat(parts)
        self.asked: list[tuple[str, ...]] = []

    def metrics(self) -> list[str]:
        return ["on_time_rate"]

    def dimensions(self, metric: str) -> list[str]:
        return sorted(SIDES)

    def series(self, metric: str) -> Series:
        return self._series({}, self.parcels)

    def split(self, metric: str, dimension: str) -> dict[str, Series]:
        return {str(cell): self._series({dimension: str(cell)}, rows) for cell, rows in self.parcels.groupby(dimension)}

    def values(self, metric: str, by: list[str], *_: Any, **__: Any) -> pd.DataFrame:
        where = [condition.split("=") for condition in (_[3] if len(_) > 3 else [])]
        self.asked.append(tuple(by))
        rows = self.parcels
        for name, value in where:
            rows = rows[rows[name] == value]
        sums = rows.groupby(["period_start", *by], as_index=False)[["numerator", "denominator", "n"]].sum()
        return sums.assign(value=sums.numerator / sums.denominator)

    def _series(self, dims: dict[str, str], rows: pd.DataFrame) -> Series:
        sums = rows.groupby("period_start")[["numerator", "denominator", "n"]].sum().astype(float)
        hits, cases = sums.numerator.to_numpy(), sums.denominator.to_numpy()
        unknown = np.full(len(sums), np.nan)
        return Series(
            "on_time_rate", dims, MONTHS, hits / cases, cases, hits, cases, unknown, unknown, "ratio", "up"
        )  # fmt: skip


def looked(late: dict[str, str]) -> tuple[list[Candidate], list[tuple[str, ...]]]:
    sight = Parcels(late)
    return cast("list[Candidate]", list(METHOD.look(cast(Sight, sight)))), sight.asked


@pytest.mark.parametrize(
    "late", [{"carrier": "Eilbote", "region": "DE2"}, {"carrier": "Eilbote", "channel": "shop", "region": "DE2"}]
)
def test_a_combination_is_named_with_its_months_and_size(late: dict[str, str]) -> None:
    (one,), asked = looked(late)
    assert dict(one.dims) == late
    assert (one.since, one.until) == (date(2025, 9, 1), date(2026, 4, 1))
    assert one.low is not None and one.high is not None
    assert one.low < -0.53 < one.high
    assert one.p is not None and one.p < 1e-6
    assert one.worth_saying
    assert one.good is False
    assert len(asked) <= 3
    told = sentence(one, TYPE, "EUR")
    assert "09/2025 bis 03/2026" in told.de
    assert "Region Bavaria" in told.en


def test_what_a_single_dimension_does_is_left_to_others() -> None:
    (one,), _ = looked({"carrier": "Eilbote"})
    assert one.p is not None and one.p > 0.05


def test_without_a_story_no_table_is_asked_for_and_the_test_still_counts() -> None:
    (one,), asked = looked({"carrier": "nobody"})
    assert asked == []
    assert one.p == 1.0
    assert not one.worth_saying
