"""Segments are named exactly, luck is not, and ratios are judged at their actual weight."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis import localise
from leitstand.analysis.explain.localising import localise as localise_ratio
from leitstand.foundation.errors import LeitstandError

DIMS = ["region", "carrier", "product"]
SHARED = Path(__file__).resolve().parents[3] / "../shared/data"


def leaves(noise: float, seed: int = 1) -> pd.DataFrame:
    """600 leaves whose actual value strays about the expected one by `noise`."""
    dice = np.random.default_rng(seed)
    names = [[f"{one[0]}{k}" for k in range(count)] for one, count in zip(DIMS, (10, 6, 10), strict=True)]
    table = pd.DataFrame(itertools.product(*names), columns=DIMS)
    table["expected"] = dice.lognormal(4, 1, len(table))
    table["actual"] = table.expected * dice.lognormal(0, noise, len(table))
    return table


def found(table: pd.DataFrame) -> list[dict[str, str]]:
    return [dict(one.dims) for one in localise(table, DIMS, "actual", "expected")]


@pytest.mark.parametrize("seed", range(15))
def test_nothing_is_found_where_nothing_is(seed: int) -> None:
    assert found(leaves(0.1, seed)) == []


@pytest.mark.parametrize(
    "segment",
    [{"carrier": "c2"}, {"carrier": "c2", "region": "r3"}, {"carrier": "c2", "product": "p7", "region": "r3"}],
)
@pytest.mark.parametrize("factor", [0.3, 2.5])
def test_a_segment_of_one_to_three_dimensions_is_named_exactly(segment: dict[str, str], factor: float) -> None:
    table = leaves(0.05)
    inside = np.logical_and.reduce([table[name] == value for name, value in segment.items()])
    table["actual"] = table.actual.where(~inside, table.actual * factor)
    (cause,) = localise(table, DIMS, "actual", "expected")
    assert dict(cause.dims) == segment
    assert cause.actual == pytest.approx(table.actual[inside].sum())
    assert cause.expected == pytest.approx(table.expected[inside].sum())
    whole = table.actual.sum() - table.expected.sum()
    assert cause.share == pytest.approx((cause.actual - cause.expected) / whole)
    assert cause.leaves == inside.sum()
    assert cause.score > 0.4


def test_two_causes_of_different_depth_are_both_named() -> None:
    table = leaves(0.05)
    table.loc[table["product"] == "p1", "actual"] *= 0.5
    table.loc[(table.region == "r2") & (table.carrier == "c5"), "actual"] *= 3
    assert found(table) == [{"product": "p1"}, {"carrier": "c5", "region": "r2"}]


def test_what_all_leaves_share_has_no_segment() -> None:
    table = leaves(0.02)
    table["actual"] *= 0.6
    assert found(table) == []


def test_a_ratio_is_judged_at_its_actual_weight() -> None:
    """Twice the orders with twice the returns is no higher return rate; one carrier's rate doubles."""
    table, dice = leaves(0.02), np.random.default_rng(3)
    table["orders_before"] = table.expected * 10
    table["orders"] = table.orders_before * np.where(table.region == "r1", 2, 1)
    table["actual"] = table.orders * 0.1 * np.where(table.carrier == "c0", 2, 1) * dice.lognormal(0, 0.02, len(table))
    assert {"region": "r1"} in found(table)
    (cause,) = localise_ratio(
        table, DIMS, "actual", "expected", actual_weight="orders", expected_weight="orders_before"
    )
    assert dict(cause.dims) == {"carrier": "c0"}
    assert cause.expected == pytest.approx(table.orders[table.carrier == "c0"].sum() * 0.1)


def test_order_of_rows_and_columns_does_not_matter() -> None:
    table = leaves(0.05)
    table.loc[(table.region == "r3") & (table.carrier == "c2"), "actual"] *= 0.4
    mixed = table.sample(frac=1, random_state=5)
    assert [dict(one.dims) for one in localise(mixed, DIMS[::-1], "actual", "expected")] == found(table)


def test_empty_leaves_say_nothing_and_unknown_columns_are_told() -> None:
    table = leaves(0.05)
    assert found(table.assign(actual=0.0, expected=0.0)) == []
    assert found(table.iloc[:0]) == []
    with pytest.raises(LeitstandError, match="forecast"):
        localise(table, DIMS, "actual", "forecast")


def test_published_cases() -> None:
    folder = SHARED / "rca_riskloc_synth"
    if not folder.exists():
        pytest.skip("the public data beside the project (../shared/data) are not here")
    truths = pd.read_csv(folder / "S_injection_info.csv").set_index("timestamp")["set"]
    table = pd.read_parquet(folder / "S.parquet")
    right = named = true = 0
    for name in truths.index[::15]:
        causes = localise(table[table.instance == name], list("abcde"), "real", "predict")
        segments = {"&".join(f"{key}={value}" for key, value in sorted(one.dims.items())) for one in causes}
        truth = set(str(truths[name]).split(";"))
        right, named, true = right + len(segments & truth), named + len(segments), true + len(truth)
    assert 2 * right / (named + true) >= 0.7
