"""A combination that left its neighbours is named with its months; rows, columns and luck are not."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from leitstand.analysis.explain.localising_shifts import Cells, combined, narrower, shifted

LABELS = list(product(("Eilbote", "Paketring", "Landpost"), ("DE1", "DE2", "DE3", "DE4")))
MONTHS = 36
CELL = LABELS.index(("Eilbote", "DE2"))


def shares(seed: int = 0, rate: float = 0.93) -> Cells:
    """Deliveries on time by carrier and region, all at the same rate."""
    dice = np.random.default_rng(seed)
    n = dice.poisson(60, (len(LABELS), MONTHS)).astype(float)
    hits = dice.binomial(n.astype(int), rate).astype(float)
    return Cells(LABELS, hits / n, n, hits)


def moved(cells: Cells, rows: list[int], start: int, end: int, rate: float) -> Cells:
    assert cells.hits is not None
    hits = cells.hits.copy()
    hits[rows, start:end] = np.round(cells.n[rows, start:end] * rate)
    return Cells(cells.labels, hits / cells.n, cells.n, hits)


def test_cell_months_and_size_are_found() -> None:
    shift = combined(moved(shares(), [CELL], 20, 27, 0.4))
    assert shift is not None
    assert (shift.cell, shift.start, shift.end) == (CELL, 20, 27)
    assert shift.low < -0.53 < shift.high
    assert shift.p < 1e-8
    assert shift.share > 0.5


def test_a_shift_up_to_the_present_has_the_last_month_as_its_end() -> None:
    shift = combined(moved(shares(), [CELL], 30, MONTHS, 0.7))
    assert shift is not None
    assert (shift.cell, shift.start, shift.end) == (CELL, 30, MONTHS)


@pytest.mark.parametrize("side", [0, 1])
def test_what_a_whole_row_or_column_does_is_none_of_one_cell(side: int) -> None:
    rows = [k for k, label in enumerate(LABELS) if label[side] == LABELS[CELL][side]]
    shift = combined(moved(shares(), rows, 20, 27, 0.4))
    assert shift is None or shift.p > 0.05


def test_chance_is_no_shift() -> None:
    found = [combined(shares(seed)) for seed in range(20)]
    assert sum(one is not None and one.p < 0.05 for one in found) <= 1


def test_wandering_values_are_no_shift() -> None:
    """Neighbouring months that are alike say less: of 40 tables with persistence 0.5, few may seem sure."""
    sure = 0
    for seed in range(40):
        dice = np.random.default_rng(seed)
        steps = dice.normal(0, 1, (len(LABELS), MONTHS))
        values = np.zeros(steps.shape)
        for k in range(1, MONTHS):
            values[:, k] = 0.5 * values[:, k - 1] + steps[:, k]
        found = combined(Cells(LABELS, 100 + values, np.full(values.shape, 50.0)))
        sure += found is not None and found.p < 0.01
    assert sure <= 1


def test_one_dimension_names_its_cell() -> None:
    shift = shifted(moved(shares(), [5], 15, 25, 0.8))
    assert shift is not None
    assert (shift.cell, shift.start, shift.end) == (5, 15, 25)
    assert shift.p < 0.01


def test_a_third_dimension_is_named_only_where_it_holds_the_whole_shift() -> None:
    alone = narrower(moved(shares(), [3], 20, 27, 0.4), (20, 27))
    assert alone is not None
    assert alone.cell == 3
    assert narrower(moved(shares(), list(range(6)), 20, 27, 0.4), (20, 27)) is None


def test_without_history_or_neighbours_nothing_is_said() -> None:
    cells = shares()
    assert cells.hits is not None
    young = Cells(LABELS, cells.values[:, :14], cells.n[:, :14], cells.hits[:, :14])
    assert combined(young) is None
    assert shifted(Cells(LABELS[:1], cells.values[:1], cells.n[:1], cells.hits[:1])) is None


def test_few_hits_are_not_surer_than_their_prediction() -> None:
    """The probability of the hits is the beta-binomial one that scipy has."""
    from scipy import stats

    from leitstand.analysis.explain.localising_shifts import _chance

    cells = moved(shares(), [CELL], 20, 27, 0.85)
    assert cells.hits is not None
    inside = np.zeros(MONTHS, bool)
    inside[20:27] = True
    k, n = cells.hits[CELL][inside].sum(), cells.n[CELL][inside].sum()
    k_out, n_out = cells.hits[CELL][~inside].sum(), cells.n[CELL][~inside].sum()
    law = stats.betabinom(int(n), k_out + 0.5, n_out - k_out + 0.5)
    expected = 2 * min(law.cdf(k), law.sf(k - 1))
    assert _chance(cells, CELL, (20, 27), np.ones(MONTHS, bool)) == pytest.approx(expected, rel=1e-6)
