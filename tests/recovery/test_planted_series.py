"""What is planted into many series is found again: the month within one, and the size within its interval."""

from __future__ import annotations

from datetime import date

import numpy as np

from leitstand.analysis.contract import Series
from leitstand.analysis.series.trend_panel import side_by_side
from leitstand.analysis.series.trend_search import search
from leitstand.foundation.period import periods

MONTHS = periods("month", date(2023, 10, 1), date(2026, 10, 1))
START, SIZE, NUMBER = 24, -0.2, 80


def planted(dice: np.random.Generator, shape: np.ndarray) -> Series:
    """A share of about 300 cases a month, with a season, somewhat more scattered than chance, and a change."""
    season = 0.02 * np.cos(np.arange(36) * np.pi / 6)
    n = dice.poisson(300, 36)
    rate = np.clip(0.8 + season + SIZE * shape + dice.normal(0, 0.01, 36), 0, 1)
    hits = dice.binomial(n, rate).astype(float)
    nothing = np.full(36, np.nan)
    return Series("on_time_rate", {}, MONTHS, hits / n, n.astype(float), hits, n.astype(float), nothing, nothing,
                  "ratio", "up")  # fmt: skip


def recovered(shape: np.ndarray, kinds: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Shares found at 0.1 %, dated within one month, with the right end, and covered by the interval."""
    dice = np.random.default_rng(1)
    panel, _ = side_by_side([planted(dice, shape) for _ in range(NUMBER)])
    found = search(panel, kinds, "level")
    seen = [one for one in found if one.p < 1e-3]
    assert seen
    stop = None if shape[-1] else int(np.flatnonzero(shape)[-1]) + 1
    dated = np.mean([abs(one.start - START) <= 1 for one in seen])
    ended = np.mean([(one.stop is None) if stop is None else abs((one.stop or 99) - stop) <= 1 for one in seen])
    covered = np.mean([one.low <= SIZE <= one.high for one in seen])
    return len(seen) / NUMBER, float(dated), float(ended), float(covered)


def test_steps_that_last() -> None:
    found, dated, ended, covered = recovered((np.arange(36) >= START).astype(float), ("step", "spell"))
    assert found > 0.9 and dated > 0.95 and ended > 0.9 and covered > 0.93


def test_spells_that_end() -> None:
    at = np.arange(36)
    shape = ((at >= START) & (at < START + 7)).astype(float)
    found, dated, ended, covered = recovered(shape, ("step", "spell"))
    assert found > 0.9 and dated > 0.95 and ended > 0.9 and covered > 0.93


def test_bends() -> None:
    shape = np.clip(np.arange(36) - START + 1, 0, None) / 12
    found, dated, _, covered = recovered(shape, ("trend", "bend"))
    assert found > 0.7 and dated > 0.7 and covered > 0.9
