"""Metrics that move together: the lag is found, unrelated series with trend and season are not, words stay honest."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from leitstand.analysis.contract import Candidate, Series, TooLittle
from leitstand.analysis.explain.leads import leads
from leitstand.analysis.methods.explain.went_along import METHOD
from leitstand.analysis.registry import types
from leitstand.analysis.run.words import sentence
from leitstand.foundation.period import periods
from leitstand.metrics.registry import metrics
from leitstand.reporting.charts.evidence import chart_of

MONTHS = [1 + at % 12 for at in range(36)]


def moving(rng: np.random.Generator, memory: float = 0.5) -> np.ndarray:
    """A series with trend, season and a memory of its own."""
    found = np.zeros(36)
    for at in range(1, 36):
        found[at] = memory * found[at - 1] + rng.standard_normal()
    found += np.arange(36) * 0.3 + 4 * np.sin(np.arange(36) * np.pi / 6)
    return found


def test_unrelated_series_stay_unrelated() -> None:
    rng = np.random.default_rng(4)
    found = [leads(moving(rng), moving(rng), MONTHS) for _ in range(300)]
    p = np.array([one.p for one in found if one])
    assert len(p) == 300
    assert np.mean(p < 0.05) < 0.08 and np.mean(p < 0.005) < 0.02


@pytest.mark.parametrize("lag", [0, 2])
def test_the_lag_is_found(lag: int) -> None:
    rng = np.random.default_rng(5)
    cause = rng.standard_normal(36)
    effect = -np.roll(cause, lag) + 0.4 * rng.standard_normal(36) + np.arange(36) * 0.1
    one = leads(cause, effect, MONTHS)
    assert one and one.lag == lag and one.r < -0.7 and one.low <= one.r <= one.high < 0 and one.p < 0.001


def test_short_or_constant_series_say_nothing() -> None:
    assert leads(np.arange(20.0), np.arange(20.0), MONTHS[:20]) is None
    assert leads(np.ones(36), np.arange(36.0), MONTHS) is None


class Sight:
    """Punctuality and complaints, of which one follows the other."""

    def __init__(self, months: int) -> None:
        rng = np.random.default_rng(6)
        late = rng.standard_normal(months)
        self.values = {"on_time_rate": 0.9 - 0.02 * late, "complaint_rate": 40 + 5 * late + rng.standard_normal(months)}

    def metrics(self) -> list[str]:
        return list(self.values)

    def series(self, metric: str) -> Series:
        values = self.values[metric]
        spans = periods("month", date(2023, 10, 1), date(2027, 10, 1))[: len(values)]
        nothing = np.full(len(values), np.nan)
        return Series(
            metric, {}, spans, values, values, nothing, nothing, nothing, nothing, metrics()[metric].unit, "up"
        )


def test_the_method_speaks_of_no_cause() -> None:
    (one,) = METHOD.look(Sight(36))  # type: ignore[arg-type]
    assert isinstance(one, Candidate) and one.metric == "complaint_rate" and one.effect < -0.7 and one.worth_saying
    assert one.p is not None and one.p < 0.001 and one.drivers[0].words == "went_along_with"
    said = sentence(one, types()["went_along"], "EUR")
    assert "fell in the same month" in said.en and "does not show a cause" in said.en
    assert "Das belegt keine Ursache" in said.de
    points = chart_of(one.evidence)
    assert points is not None and len(points.columns["x"]) == one.figures["n"].value
    assert np.corrcoef(points.columns["x"], points.columns["y"])[0, 1] == pytest.approx(one.effect)
    (short,) = METHOD.look(Sight(12))  # type: ignore[arg-type]
    assert isinstance(short, TooLittle) and short.seen == 12
