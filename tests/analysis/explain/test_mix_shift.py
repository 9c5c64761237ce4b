"""Which comparison of years a mix shift is told with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from tests.analysis.run.plain import PlainSight, series

from leitstand.analysis.contract import Candidate, Series
from leitstand.analysis.methods.explain.mix_shift import METHOD
from leitstand.reporting.charts.evidence import chart_of

RATES = {"desktop": 0.30, "mobile": 0.12}


def sight(shares: Mapping[int, float]) -> PlainSight:
    """Three years of 10,000 visits a month; shares: year → share of mobile. Every device gets a little better."""
    dice = np.random.default_rng(7)
    cells: dict[str, Series] = {}
    year = np.arange(36) // 12
    mobile = np.array([shares[int(one)] for one in year])
    for name, part in (("desktop", 1 - mobile), ("mobile", mobile)):
        visits = np.round(10_000 * part)
        hits = dice.binomial(visits.astype(int), RATES[name] + 0.004 * year).astype(float)
        one = series("conversion_rate", (hits / visits).tolist(), {"device": name}, unit="ratio", n=visits)
        cells[name] = replace(one, numerators=hits, denominators=visits)
    hits = np.sum([one.numerators for one in cells.values()], axis=0)
    visits = np.sum([one.denominators for one in cells.values()], axis=0)
    whole = replace(series("conversion_rate", (hits / visits).tolist(), unit="ratio", n=visits), numerators=hits,
                    denominators=visits)  # fmt: skip
    return PlainSight({"conversion_rate": whole}, {("conversion_rate", "device"): cells})


def said(shares: Mapping[int, float]) -> list[Candidate]:
    found = [one for one in METHOD.look(sight(shares)) if isinstance(one, Candidate)]
    assert len(found) == 2, "both comparisons are tests"
    return [one for one in found if one.worth_saying]


def test_the_longest_comparison_is_told_where_it_is_clear() -> None:
    (one,) = said({0: 0.48, 1: 0.57, 2: 0.66})
    assert one.low is not None and one.high is not None
    assert one.low < -0.0244 < one.high and one.effect < -0.02
    chart = chart_of(one.evidence, metric=one.metric)
    assert chart is not None and chart.kind == "waterfall"
    before, mix, rate, after = chart.columns["value"]
    assert (
        before + mix + rate == pytest.approx(after) and mix < 0 < rate and after - before == pytest.approx(one.effect)
    )


def test_who_is_known_longer_is_no_shift() -> None:
    shifted = sight({0: 0.48, 1: 0.57, 2: 0.66})
    shifted.parts[("conversion_rate", "new_existing")] = shifted.parts.pop(("conversion_rate", "device"))
    assert list(METHOD.look(shifted)) == []


def test_else_the_last_year_against_the_one_before() -> None:
    (one,) = said({0: 0.66, 1: 0.48, 2: 0.66})
    assert one.effect < -0.02
