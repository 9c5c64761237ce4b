"""Forecasts and the risks read off them: right on what has an exact answer, honest about how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.analysis.run.plain import PlainSight, series

from leitstand.analysis.contract import Candidate, TooLittle
from leitstand.analysis.methods.series import pace_to_target, risk_ahead
from leitstand.analysis.run.words import sentence
from leitstand.analysis.series import forecast_models
from leitstand.analysis.series.forecast_intervals import half_widths
from leitstand.analysis.series.forecast_limits import most_probable, summed
from leitstand.analysis.series.forecasting import Forecast, forecast
from leitstand.analysis.types.pace_to_target import TYPE as PACE
from leitstand.analysis.types.risk_ahead import TYPE as RISK
from leitstand.foundation.errors import UnusableInput

M3 = Path(__file__).resolve().parents[3] / "../shared/data/m3"
SEASON = np.array([5, 3, 0, -1, -4, -6, -5, -2, 0, 2, 3, 5], float)


def seasonal(months: int, level: float = 100.0, noise: float = 0.0, seed: int = 1) -> np.ndarray:
    """Level with a season; noise: its standard deviation."""
    dice = np.random.default_rng(seed)
    values: np.ndarray = level + SEASON[np.arange(months) % 12] + noise * dice.standard_normal(months)
    return values


def ordered(found: Forecast) -> bool:
    lines = [found.low95, found.p10, found.p50, found.p90, found.high95]
    return all((one <= other).all() for one, other in pairwise(lines))


def test_a_pure_season_is_continued() -> None:
    found = forecast(list(seasonal(60)), 12)
    assert found.value == pytest.approx(seasonal(72)[60:], abs=0.6)
    assert ordered(found) and found.method == "ets_theta" and found.note is None


def test_a_constant_stays_constant() -> None:
    found = forecast([7.0] * 30, 6)
    assert found.value == pytest.approx(np.full(6, 7.0))
    assert found.high95 - found.low95 == pytest.approx(np.zeros(6), abs=1e-6)
    assert list(found.below(6.9)) == [0] * 6 and list(found.below(7.1)) == [1] * 6


def test_no_season_is_made_up_from_noise() -> None:
    noise = np.random.default_rng(3).normal(100, 5, 72)
    found = forecast(noise, 12, limits=(-np.inf, np.inf))
    assert np.ptp(found.value) < 4
    assert 8 < (found.high95 - found.low95).mean() / 2 < 16  # 1.96 · 5 and what the estimate adds


def test_each_origin_knows_its_own_past_only() -> None:
    x = seasonal(60, noise=2)
    origins = np.array([30, 40])
    before = forecast_models.forecasts(x, 12, origins, 6)
    x[40:] = 1e6
    for one, other in zip(before, forecast_models.forecasts(x, 12, origins, 6), strict=True):
        assert one == pytest.approx(other)


def test_seasonal_indices_by_hand() -> None:
    x = np.tile([1.0, -1.0], 6)
    (indices,) = forecast_models.seasonal_indices(x, 2, np.array([12]))
    assert indices == pytest.approx([1.0, -1.0])


def test_intervals_come_from_the_errors() -> None:
    missed = np.tile([[1.0], [-1.0], [2.0], [-2.0]], (50, 1))
    assert half_widths(missed, 0.5)[0] == pytest.approx(1.5, rel=0.35)
    assert half_widths(missed, 0.95)[0] == pytest.approx(2.0, rel=0.02)


def test_the_realised_coverage_is_that_of_the_intervals() -> None:
    found = [forecast(seasonal(84, noise=3, seed=seed), 6) for seed in range(12)]
    assert np.mean([one.coverage80 or 0 for one in found]) == pytest.approx(0.8, abs=0.08)
    assert np.mean([one.coverage95 or 0 for one in found]) == pytest.approx(0.95, abs=0.05)


def test_a_level_that_broke_shows_in_the_realised_coverage() -> None:
    x = np.concatenate([np.full(40, 100.0), np.full(8, 300.0)]) + np.random.default_rng(2).normal(0, 1, 48)
    found = forecast(x, 6)
    assert found.coverage95 is not None and found.coverage95 < 0.9


@pytest.mark.parametrize("months", [6, 15, 23])
def test_short_series_get_a_naive_band_and_a_word(months: int) -> None:
    found = forecast(seasonal(months, noise=1), 3)
    assert found.method in ("naive", "seasonal_naive") and ordered(found)
    assert found.note is not None and str(months) in found.note.de and found.coverage80 is None


def test_the_naive_band_by_hand() -> None:
    found = forecast([1.0, 3.0, 1.0, 3.0, 1.0], 4, period=1)
    assert list(found.value) == [1, 1, 1, 1]
    # differences of 2; Student's t with 4 degrees of freedom: 1.5332 and 2.7764
    assert found.p90[0] == pytest.approx(1 + 2 * 1.5332, abs=1e-3)
    assert found.high95[3] == pytest.approx(1 + 2 * 2 * 2.7764, abs=1e-3)
    assert found.low95[0] == 0  # no value was ever below


def test_a_known_season_is_repeated_where_there_is_no_room_for_a_model() -> None:
    found = forecast(seasonal(20), 4)
    assert found.method == "seasonal_naive"
    assert found.value == pytest.approx(seasonal(24)[20:])


def test_gaps_are_filled_and_said() -> None:
    x = seasonal(48)
    x[[10, 47]] = np.nan
    found = forecast(x, 6)
    assert found.value == pytest.approx(seasonal(54)[48:], abs=1.2)
    assert found.note is not None and found.note.en.startswith("2 periods")


@pytest.mark.parametrize(
    ("values", "horizon"), [([1.0, 2.0, 3.0], 1), ([1.0] * 10, 16), ([1.0] * 10, 0), ([1.0, *[np.nan] * 8, 1, 1, 1], 2)]
)
def test_what_would_be_guessing_is_refused(values: Sequence[float], horizon: int) -> None:
    with pytest.raises(UnusableInput):
        forecast(values, horizon)


def test_limits_hold() -> None:
    share = np.clip(0.97 + 0.02 * np.random.default_rng(5).standard_normal(40), 0, 1)
    assert forecast(share, 6, limits=(0, 1)).high95.max() <= 1
    assert forecast([0.0, 1, 0, 3, 0, 0, 2, 0] * 5, 6).low95.min() == 0
    assert forecast(falling(60), 6, limits=(-np.inf, np.inf)).low95.min() < 0 <= forecast(falling(60), 6).low95.min()


def made(low95: float, p10: float, middle: float, p90: float, high95: float) -> Forecast:
    lines = [np.array([one]) for one in (middle, p10, middle, p90, low95, high95)]
    return Forecast(*lines, coverage80=None, coverage95=None, method="ets_theta")


def test_probabilities_are_those_of_the_quantiles() -> None:
    normal = made(-1.959964, -1.281552, 0, 1.281552, 1.959964)
    for limit, probability in ((-1.959964, 0.025), (-1.281552, 0.1), (0, 0.5), (0.5, 0.6915), (3, 0.99865)):
        assert normal.below(limit)[0] == pytest.approx(probability, abs=1e-4)


def test_the_most_probable_crossing() -> None:
    found = forecast(seasonal(60, noise=1), 12)
    risk = most_probable(found, [95.0] * 12, below=True)
    assert risk is not None and risk.place == 5  # the season's lowest month
    assert most_probable(found, [None] * 12, below=True) is None


def test_a_sum_adds_up() -> None:
    found = forecast(seasonal(48, noise=2), 3)
    total = summed(found)
    assert total.value[0] == pytest.approx(found.value.sum()) and total.p90[0] == pytest.approx(found.p90.sum())


def candidates(found: object) -> list[Candidate]:
    return [one for one in found if isinstance(one, Candidate)]  # type: ignore[attr-defined]


def falling(end: float, months: int = 36) -> np.ndarray:
    values: np.ndarray = np.linspace(1000, end, months) + 20 * np.random.default_rng(7).standard_normal(months)
    return values


def test_an_account_that_runs_dry_is_a_risk() -> None:
    sight = PlainSight({"cash_balance_amount": series("cash_balance_amount", falling(60))}, as_of=date(2026, 12, 31))
    (one,) = candidates(risk_ahead.look(sight))
    assert one.figures["case"].value == "overdrawn" and one.money is not None
    assert one.money.kind == "liquidity" and one.money.per_year < 0
    assert isinstance(one.figures["probability"].value, float) and one.figures["probability"].value > 0.5
    assert one.p is None and len(set(map(len, one.evidence.columns.values()))) == 1
    said = sentence(one, RISK, "EUR")
    assert "unter null" in said.de and "below zero" in said.en


def test_a_full_account_is_none() -> None:
    sight = PlainSight({"cash_balance_amount": series("cash_balance_amount", falling(900))}, as_of=date(2026, 12, 31))
    assert candidates(risk_ahead.look(sight)) == []


def test_less_than_a_month_of_payments_is_a_risk() -> None:
    whole = {
        "cash_balance_amount": series("cash_balance_amount", falling(460)),
        "cash_out": series("cash_out", [400.0] * 36),
    }
    (one,) = candidates(risk_ahead.look(PlainSight(whole, as_of=date(2026, 12, 31))))
    assert one.figures["case"].value == "reserve" and one.figures["limit"].value == 400


def test_a_target_that_will_be_missed_is_a_risk_and_one_missed_already_is_not() -> None:
    nps = series("nps", np.linspace(60, 32, 36) + np.tile([0.5, -0.5], 18), unit="points")
    sight = PlainSight({"nps": nps}, as_of=date(2026, 12, 31), aims={"month": {"nps": {date(2026, 6, 1): 30.0}}})
    (one,) = candidates(risk_ahead.look(sight))
    assert one.figures["case"].value == "target" and one.effect < 0
    assert "verfehlt" in sentence(one, RISK, "EUR").de
    sight.aims = {"month": {"nps": {date(2026, 6, 1): 50.0}}}
    assert candidates(risk_ahead.look(sight)) == []


def test_too_short_a_series_is_said() -> None:
    sight = PlainSight({"cash_balance_amount": series("cash_balance_amount", [5.0, 4.0])}, as_of=date(2024, 2, 29))
    (one,) = risk_ahead.look(sight)
    assert isinstance(one, TooLittle) and one.seen == 2


def test_the_pace_of_a_year() -> None:
    revenue = series("revenue_net", seasonal(33, noise=1))
    sight = PlainSight({"revenue_net": revenue}, as_of=date(2026, 9, 30),
                       aims={"year": {"revenue_net": {date(2026, 1, 1): 1320.0}}})  # fmt: skip
    (one,) = candidates(pace_to_target.look(sight))
    assert one.figures["done"].value == pytest.approx(revenue.values[24:].sum())
    assert one.effect == pytest.approx(1200 / 1320 - 1, abs=0.01) and one.good is False
    assert one.figures["pro_rata"].value == pytest.approx(1320 * (900 + SEASON[:9].sum()) / 1200, rel=0.01)
    assert one.figures["probability"].value == pytest.approx(0, abs=0.02)
    assert "unter dem Ziel" in sentence(one, PACE, "EUR").de
    sight.aims = {"month": {"revenue_net": {date(2026, month, 1): 90.0 for month in range(1, 13)}}}
    (other,) = candidates(pace_to_target.look(sight))
    assert other.figures["target"].value == 1080 and other.good is True


def test_rates_have_no_pace() -> None:
    sight = PlainSight({"nps": series("nps", [40.0] * 33, unit="points")}, as_of=date(2026, 9, 30),
                       aims={"year": {"nps": {date(2026, 1, 1): 50.0}}})  # fmt: skip
    assert list(pace_to_target.look(sight)) == []


@pytest.mark.skipif(not M3.exists(), reason="the forecasting competition's data are not here")
def test_better_than_theta_on_a_part_of_m3() -> None:
    import pandas as pd

    about = pd.read_csv(M3 / "M3_meta.csv")
    names = about.series[about.period == "MONTHLY"].iloc[::36]
    rows = pd.read_parquet(M3 / "M3.parquet").sort_values("t")
    theta = pd.read_parquet(M3 / "M3_published_forecasts.parquet", filters=[("method", "==", "THETA")]).sort_values("h")
    ours, theirs, inside80, inside95 = [], [], [], []
    for name, one in rows[rows.series.isin(names)].groupby("series"):
        actual = one.value[one.part != "train"].to_numpy()
        found = forecast(one.value[one.part == "train"].to_numpy(), 18)
        published = theta.forecast[theta.series == name].to_numpy()[:18]
        ours.append(200 * np.mean(np.abs(actual - found.value) / (actual + found.value)))
        theirs.append(200 * np.mean(np.abs(actual - published) / (actual + published)))
        inside80.append(np.mean((found.p10 <= actual) & (actual <= found.p90)))
        inside95.append(np.mean((found.low95 <= actual) & (actual <= found.high95)))
    assert len(ours) == 40 and np.mean(ours) < np.mean(theirs)
    assert 0.73 < np.mean(inside80) < 0.89 and 0.9 < np.mean(inside95) < 0.99
