"""The series methods on a plain company: what was put in comes out, and where nothing was put in they stay calm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.analysis.run.plain import PlainSight

from leitstand.analysis.contract import Candidate, Series, TooLittle
from leitstand.analysis.registry import methods, types
from leitstand.analysis.run.words import sentence
from leitstand.foundation.period import add_months, periods

MONTHS = 36
SEASON = 1 + 0.2 * np.cos(np.arange(MONTHS) * np.pi / 6)


def series(
    metric: str, unit: str, values: np.ndarray, cases: np.ndarray | None = None, hits: np.ndarray | None = None,
    carrier: str = "",
) -> Series:  # fmt: skip
    nothing = np.full(len(values), np.nan)
    months = periods("month", date(2023, 10, 1), add_months(date(2023, 10, 1), len(values)))
    n = values if cases is None else cases
    top = nothing if hits is None else hits
    bottom = nothing if hits is None else n
    return Series(
        metric, {"carrier": carrier} if carrier else {}, months, values, n, top, bottom, nothing, nothing, unit, "up"
    )


def shares(dice: np.random.Generator, rate: np.ndarray, cases: int, carrier: str = "") -> Series:
    n = np.maximum(dice.poisson(cases * SEASON[: len(rate)]), 1)
    hits = dice.binomial(n, rate)
    return series("on_time_rate", "ratio", hits / n, n.astype(float), hits.astype(float), carrier)


def look(name: str, *cells: Series) -> list[Candidate]:
    sight = PlainSight(
        whole={one.metric: one for one in cells if not one.dims},
        parts={(one.metric, "carrier"): {} for one in cells if one.dims},
    )
    for one in cells:
        if one.dims:
            sight.parts[one.metric, "carrier"][one.dims["carrier"]] = one
            sight.whole.setdefault(one.metric, one)
    found = [one for one in methods()[name].look(sight) if isinstance(one, Candidate)]
    for candidate in found:
        text = sentence(candidate, types()[candidate.type], "EUR")
        assert "{" not in text.de + text.en
    return found


def test_a_step_has_its_month_and_its_size() -> None:
    dice = np.random.default_rng(1)
    price = 20 * np.exp(dice.normal(0, 0.01, MONTHS))
    price[29:] *= 1.08
    (found,) = look("level_shift", series("net_price_per_unit", "currency", price, dice.poisson(400, MONTHS) + 1.0))
    assert found.p is not None and found.p < 1e-4 and found.worth_saying
    assert found.since == date(2026, 3, 1) and found.until is None and found.good
    assert found.low is not None and found.high is not None and found.low < 1.6 < found.high
    assert found.evidence.columns["day"][0] == "2023-10-01"


def test_a_spell_ends_again() -> None:
    dice = np.random.default_rng(2)
    rate = np.full(MONTHS, 0.93)
    rate[23:30] = 0.7
    found = look("level_shift", shares(dice, rate, 200, carrier="Eilbote"))[0]
    assert found.p is not None and found.p < 1e-4
    assert (found.since, found.until) == (date(2025, 9, 1), date(2026, 4, 1)) and found.good is False
    assert found.low is not None and found.high is not None and found.low < -0.23 < found.high < 0


def test_a_bend_is_told_as_a_trend() -> None:
    dice = np.random.default_rng(3)
    rate = 0.32 - 0.015 * np.clip(np.arange(MONTHS) - 23, 0, None)
    falling = shares(dice, rate, 1000)
    (trend,), (step,) = look("trend", falling), look("level_shift", falling)
    assert trend.p is not None and trend.p < 1e-4 and trend.worth_saying and not step.worth_saying
    assert trend.since is not None and abs((trend.since - date(2025, 10, 1)).days) <= 31
    assert trend.low is not None and trend.high is not None and trend.low < -0.18 < trend.high
    assert trend.figures["per_year"].value == pytest.approx(-0.18, abs=0.04)


def test_a_share_of_nothing_that_hardly_moves_is_not_worth_a_word() -> None:
    dice = np.random.default_rng(8)
    for step, told in ((0.000_002, False), (0.002, True)):  # around nothing: no share of it can be said
        values = -0.001 + step * np.arange(MONTHS) + dice.normal(0, step, MONTHS)
        (found,) = look("trend", series("cash_unclassified", "ratio", values - values.max(), np.full(MONTHS, 900.0)))
        assert found.p is not None and found.p < 1e-3 and found.worth_saying is told


def test_customers_known_from_before_become_more_by_themselves() -> None:
    dice = np.random.default_rng(9)
    orders = series("orders", "count", dice.poisson(300 * np.exp(0.03 * np.arange(MONTHS))).astype(float))
    (seen,) = look("trend", orders)
    assert seen.p is not None and seen.p < 1e-4
    existing = replace(orders, dims={"new_existing": "existing"})
    sight = PlainSight({"orders": orders}, {("orders", "new_existing"): {"existing": existing}})
    assert [one.dims for one in methods()["trend"].look(sight) if isinstance(one, Candidate)] == [{}]


def test_growth_with_season_is_no_step() -> None:
    dice = np.random.default_rng(4)
    orders = dice.poisson(300 * SEASON * np.exp(0.02 * np.arange(MONTHS))).astype(float)
    growing = series("orders", "count", orders)
    (step,), (trend,) = look("level_shift", growing), look("trend", growing)
    assert step.p is not None and step.p > 0.01
    assert trend.p is not None and trend.p < 1e-4 and trend.effect > 0


def test_an_odd_last_month() -> None:
    dice = np.random.default_rng(5)
    orders = dice.poisson(400 * SEASON).astype(float)
    orders[-2] = 150
    (found,) = look("unexpected_value", series("orders", "count", orders))
    assert (
        found.p is not None and found.p < 1e-3 and found.since == date(2026, 8, 1) and found.until == date(2026, 9, 1)
    )
    assert found.figures["now"].value == pytest.approx(150, abs=1) and found.good is False


def test_one_wild_month_is_no_level() -> None:
    dice = np.random.default_rng(6)
    price = 20 * np.exp(dice.normal(0, 0.02, MONTHS))
    price[34] *= 3
    (found,) = look("level_shift", series("aov", "currency", price, dice.poisson(400, MONTHS) + 1.0))
    assert found.p is not None and found.p > 0.01


@pytest.mark.parametrize("months", [24, 36])
def test_where_nothing_happens_p_is_not_too_small(months: int) -> None:
    """160 series without a story, of counts, shares, amounts and with memory: no p is small, few are smallish."""
    dice = np.random.default_rng(months)
    cells: list[Series] = []
    season = SEASON[:months]
    for i in range(160):
        kind = i % 4
        name = str(i)
        if kind == 0:
            cells.append(series("orders", "count", dice.poisson(8 * season).astype(float), carrier=name))
        elif kind == 1:
            cells.append(shares(dice, dice.beta(40, 10, months), 60, carrier=name))
        elif kind == 2:
            n = dice.poisson(12, months) + 2
            mean = np.array([dice.lognormal(4, 0.9, one).mean() for one in n])
            cells.append(series("aov", "currency", mean, n.astype(float), carrier=name))
        else:
            shocks, y = dice.normal(0, 0.05, months + 30), np.zeros(months + 30)
            for t in range(1, months + 30):
                y[t] = 0.4 * y[t - 1] + shocks[t]
            cells.append(series("units_per_order", "units", 5 * np.exp(y[30:]), np.full(months, 300.0), carrier=name))
    for name_of in ("level_shift", "trend", "unexpected_value"):
        p = np.array([one.p for one in look(name_of, *cells)])
        if months == 24 and name_of == "trend":
            assert not len(p)
            continue
        assert len(p) >= 150 and p.min() > 1e-4 and np.mean(p < 0.01) <= 0.02


def test_short_and_thin_series_are_too_little() -> None:
    dice = np.random.default_rng(8)
    short = series("orders", "count", dice.poisson(50, 20).astype(float))
    thin = series("units_sold", "count", dice.poisson(1, MONTHS).astype(float))
    sight = PlainSight(whole={"orders": short, "units_sold": thin})
    found = list(methods()["level_shift"].look(sight))
    assert {one.metric for one in found if isinstance(one, TooLittle)} == {"orders", "units_sold"}
    assert len(found) == 2


def test_stagnation_is_known_stillness() -> None:
    dice = np.random.default_rng(9)
    still = series(
        "revenue_net", "currency", 1e5 * SEASON * np.exp(dice.normal(0, 0.002, MONTHS)), np.full(MONTHS, 900.0)
    )
    (found,) = look("stagnation", still)
    assert found.p is None and found.low is not None and found.low > -0.01
    noisy = series("revenue_net", "currency", 1e5 * np.exp(dice.normal(0, 0.3, MONTHS)), np.full(MONTHS, 900.0))
    assert not look("stagnation", noisy)


def test_process_behaviour_sees_a_long_run() -> None:
    dice = np.random.default_rng(10)
    values = 50 + dice.normal(0, 1, MONTHS)
    (calm,) = look("process_behaviour", series("csat_share", "points", values, np.full(MONTHS, 80.0)))
    assert calm.p is not None and calm.p > 0.05
    assert calm.figures["lower"].value < 50 < calm.figures["upper"].value  # type: ignore[operator]
