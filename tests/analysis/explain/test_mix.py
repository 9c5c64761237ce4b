"""Mix against rate: exact parts, the reversal, honest p-values, and the method that looks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest

from leitstand.analysis.contract import Candidate, Series, TooLittle
from leitstand.analysis.explain.mix import mix_and_rate, reversed_by_mix
from leitstand.analysis.explain.shifts import shift
from leitstand.analysis.methods.explain.mix_shift import METHOD
from leitstand.analysis.registry import methods, types
from leitstand.analysis.run.words import sentence
from leitstand.foundation.period import Period, add_months

RATES = {"desktop": 0.30, "tablet": 0.20, "mobile": 0.12}


def test_parts_are_exact() -> None:
    """The design's check, with a segment that appears and a numerator without a denominator."""
    before = {"a": (12.0, 600.0), "b": (9.0, 300.0), "c": (5.0, 100.0)}
    after = {"a": (8.4, 400.0), "b": (12.4, 400.0), "d": (10.0, 200.0), "c": (-1.0, 0.0)}
    parts = mix_and_rate(before, after)
    change = (8.4 + 12.4 + 10 - 1) / 1000 - 26 / 1000
    assert sum(one.mix + one.rate for one in parts.values()) == pytest.approx(change, rel=1e-9)
    assert parts["d"].rate == 0 and parts["d"].rate_before is None


def test_a_reversal_is_seen() -> None:
    before, after = {"m": (2.0, 200.0), "d": (40.0, 800.0)}, {"m": (9.6, 800.0), "d": (11.0, 200.0)}
    parts = mix_and_rate(before, after)
    assert reversed_by_mix(parts)
    assert sum(one.mix for one in parts.values()) < 0 < sum(one.rate for one in parts.values())
    assert not reversed_by_mix(mix_and_rate(before, before))


def test_p_values_are_honest_where_nothing_moves() -> None:
    """Few visits, shares that stray more than by luck, with memory from month to month."""
    rng = np.random.default_rng(1)
    found = []
    for _ in range(600):
        stray = np.zeros((25, 3))
        for month in range(1, 25):
            stray[month] = 0.4 * stray[month - 1] + 0.1 * rng.standard_normal(3)
        shares = np.exp(np.log([0.5, 0.4, 0.1]) + stray[1:])
        lower = np.array([rng.multinomial(rng.poisson(40), row / row.sum()) for row in shares])
        one = shift(rng.binomial(lower, [0.1, 0.3, 0.2]).astype(float), lower.astype(float), slice(12), slice(12, 24))
        assert one is not None and one.mix.value + one.rate.value == pytest.approx(one.total.value)
        found.append(one.mix.p)
    assert np.mean(np.array(found) < 0.05) < 0.07 and np.mean(np.array(found) < 0.005) < 0.015


def series(cell: str, upper: np.ndarray, lower: np.ndarray) -> Series:
    nothing = np.full(len(upper), np.nan)
    starts = [add_months(date(2023, 10, 1), at) for at in range(len(upper))]
    periods = [Period(start, add_months(start, 1), "month") for start in starts]
    dims = {"device": cell} if cell else {}
    return Series("conversion_rate", dims, periods, upper / lower, lower, upper, lower, nothing, nothing, "ratio", "up")


@dataclass
class Visits:
    """A sight of one metric over one dimension."""

    cells: Mapping[str, Series]

    def metrics(self) -> Sequence[str]:
        return ["conversion_rate"]

    def series(self, metric: str) -> Series:
        return series("", sum(one.numerators for one in self.cells.values()),  # type: ignore[arg-type]
                      sum(one.denominators for one in self.cells.values()))  # type: ignore[arg-type]  # fmt: skip

    def split(self, metric: str, dimension: str) -> Mapping[str, Series]:
        return self.cells

    def dimensions(self, metric: str) -> Sequence[str]:
        return ["device"]


def visits(months: int, drift: float, gain: float, seed: int = 2) -> Visits:
    """Mobile grows by `drift` in share over the months while every device gains `gain` in rate."""
    rng = np.random.default_rng(seed)
    place = np.linspace(0, 1, months)
    mobile = 0.45 + drift * place
    shares = {"mobile": mobile, "tablet": np.full(months, 0.1), "desktop": 0.9 - mobile}
    cells = {}
    for cell, share in shares.items():
        lower = rng.poisson(20_000 * share).astype(float)
        cells[cell] = series(cell, rng.binomial(lower.astype(int), RATES[cell] + gain * place).astype(float), lower)
    return Visits(cells)


def looked(sight: Visits) -> list[Candidate]:
    found = list(METHOD.look(sight))  # type: ignore[arg-type]
    assert all(isinstance(one, Candidate) for one in found)
    return found  # type: ignore[return-value]


def test_the_method_names_the_mix() -> None:
    """The rate falls although every device rises: the sentence says so, in both languages."""
    assert methods()["mix_shift"] is METHOD
    longest = max(looked(visits(36, 0.3, 0.01)), key=lambda one: abs(one.effect))
    assert longest.p is not None and longest.p < 1e-4 and longest.worth_saying and longest.good is False
    assert longest.low is not None and longest.high is not None and longest.low <= longest.effect <= longest.high < 0
    assert longest.figures["reversal"].value and longest.figures["gained"].value == "mobile"
    assert longest.figures["mix"].value + longest.figures["rate"].value == pytest.approx(longest.effect)  # type: ignore[operator]
    said = sentence(longest, types()["mix_shift"], "EUR")
    assert "although every segment by Device rose: the mix moved to mobile" in said.en
    assert "obwohl jede Teilgruppe nach Gerät gestiegen ist" in said.de
    assert longest.drivers[0].words == "made_up_of"


def test_the_method_says_nothing_where_nothing_moves() -> None:
    quiet = [one.p for seed in range(8) for one in looked(visits(36, 0.0, 0.0, seed))]
    assert len(quiet) == 16 and min(p for p in quiet if p is not None) > 0.002
    rates = looked(visits(36, 0.0, 0.04))  # every device got better: no matter of mix
    assert not any(one.worth_saying for one in rates)


def test_two_years_are_needed() -> None:
    (one,) = METHOD.look(visits(20, 0.3, 0.0))  # type: ignore[arg-type]
    assert isinstance(one, TooLittle) and (one.needed, one.seen) == (24, 20)
