"""Effects against figures known from elsewhere, on the real data beside the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from leitstand.planning import ab_test, difference_in_differences, interrupted_time_series, synthetic_control
from leitstand.planning.effects.contract import verdict
from leitstand.planning.effects.uplift import uplift_by_segment

Data = Callable[[str], Path]
STATES = {"unit": "State", "time": "Year", "outcome": "PacksPerCapita", "treated": "treated"}


@pytest.fixture(scope="module")
def mails(real_data: Data) -> pd.DataFrame:
    return pd.read_csv(real_data("hillstrom/hillstrom.csv"))


@pytest.fixture(scope="module")
def states(real_data: Data) -> pd.DataFrame:
    return pd.read_csv(real_data("causal_synthetic_control/california_prop99.csv"), sep=";")


@pytest.mark.parametrize(("mail", "visit", "spend"), [("Mens E-Mail", 0.0766, 0.770), ("Womens E-Mail", 0.0452, 0.424)])
def test_hillstrom(mails: pd.DataFrame, mail: str, visit: float, spend: float) -> None:
    own = mails[mails.segment.isin([mail, "No E-Mail"])]
    on = (own.segment == mail).to_numpy()
    visits, spent = ab_test(own.visit, on), ab_test(own.spend, on)
    adjusted = ab_test(own.spend, on, covariate=own.history)
    assert visits.estimate == pytest.approx(visit, abs=5e-5) and spent.estimate == pytest.approx(spend, abs=5e-4)
    assert visits.low > 0.03 and spent.low > 0.1
    assert adjusted.se < spent.se and adjusted.estimate == pytest.approx(spend, abs=0.01)
    assert verdict(visits) == verdict(spent) == "worked" and verdict(spent, minimum=2.0) == "no_effect"


def test_the_womens_mail_works_where_women_bought(mails: pd.DataFrame) -> None:
    own = mails[mails.segment.isin(["Womens E-Mail", "No E-Mail"])]
    bought = np.where(own.womens == 1, "women's", "men's")
    found = uplift_by_segment(own.visit, own.segment == "Womens E-Mail", bought)
    assert [row.segment for row in found] == ["women's", "men's"] and all(row.found for row in found)
    assert found[0].effect.estimate > 5 * found[1].effect.estimate and found[0].p_differs < 1e-6


def test_proposition_99(states: pd.DataFrame) -> None:
    simple = difference_in_differences(states, **STATES)
    assert simple.estimate == pytest.approx(-27.35, abs=0.005) and simple.low < 0 < simple.high
    packs = "PacksPerCapita"
    mixed = synthetic_control(states, **STATES, predictors=[(packs, year, year) for year in (1975, 1980, 1988)])
    assert mixed.p == pytest.approx(1 / 39) and mixed.high < 0 and verdict(mixed, "down") == "worked"
    plain = synthetic_control(states, **STATES)
    assert plain.estimate == pytest.approx(-19.51, abs=0.02) and 0.05 < plain.p < 0.1 and plain.low < 0 < plain.high
    assert sum(plain.weights.values()) == pytest.approx(1, abs=2e-3)
    assert plain.weights["Utah"] == max(plain.weights.values())


def test_basque_country(real_data: Data) -> None:
    regions = pd.read_csv(real_data("causal_synthetic_control/basque.csv")).query("regionno != 1").copy()
    regions["treated"] = ((regions.regionno == 17) & (regions.year >= 1970)).astype(int)
    regions["school.higher"] = regions["school.high"] + regions["school.post.high"]
    schools = ["school.illit", "school.prim", "school.med", "school.higher"]
    regions[schools] = regions[schools].div(regions[schools].sum(axis=1, min_count=4), axis=0) * 100
    means = [(name, 1964, 1969) for name in (*schools, "invest")]
    means += [("gdpcap", 1960, 1969), ("popdens", 1969, 1969)]
    means += [(name, 1961, 1969) for name in regions if name.startswith("sec.")]
    found = synthetic_control(regions, unit="regionname", time="year", outcome="gdpcap", treated="treated",
                              predictors=means, fit=(1960, 1969))  # fmt: skip
    assert found.weights["Cataluna"] == pytest.approx(0.851, abs=1e-3)
    assert found.weights["Madrid (Comunidad De)"] == pytest.approx(0.149, abs=1e-3)
    assert found.estimate < -0.5 and found.low == -np.inf and verdict(found, "down") == "undecided"


def test_an_arma_series_with_a_control(real_data: Data) -> None:
    """CausalImpact says +4.89 (0.31); the truth is +5."""
    pair = pd.read_csv(real_data("causal_impact/arma_data.csv"))
    series = pair.y.to_numpy() + np.where(np.arange(100) >= 70, 5.0, 0.0)
    found = interrupted_time_series(series, 70, controls=pair.X)
    assert found.estimate == pytest.approx(4.89, abs=0.2) and 3 < found.low < 5 < found.high < 6
    nothing = interrupted_time_series(pair.y, 70, controls=pair.X)
    assert nothing.low < 0 < nothing.high
