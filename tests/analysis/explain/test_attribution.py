"""The parts of a change add up to it: factors, signs, zeros, ratios, nested trees, segments that come and go."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from leitstand.analysis import attribute
from leitstand.analysis.explain.attribution import LOST, NEW, value_of
from leitstand.analysis.explain.bridge import revenue_bridge
from leitstand.analysis.explain.price_volume import price_volume_mix
from leitstand.foundation.errors import UnusableInput

BEFORE, AFTER = {"a": 1200.0, "b": 1.8, "c": 64.0}, {"a": 1130.0, "b": 1.95, "c": 61.0}
PRODUCT = ("product", "a", "b", "c")


def change(tree: Any, before: dict[str, Any], after: dict[str, Any]) -> float:
    return float(value_of(tree, after) - value_of(tree, before))


def test_positive_factors_by_logarithmic_mean() -> None:
    """Figures of the design's check: L(R1, R0)·ln(x1/x0) of each factor."""
    parts = attribute(PRODUCT, BEFORE, AFTER)
    assert {name: round(part, 1) for name, part in parts.items()} == {"a": -8193.2, "b": 10911.2, "c": -6544.5}
    assert sum(parts.values()) == pytest.approx(change(PRODUCT, BEFORE, AFTER), rel=1e-9)
    back = attribute(PRODUCT, AFTER, BEFORE)
    assert all(back[name] == pytest.approx(-part) for name, part in parts.items())  # time reversal


def test_other_factors_by_shapley() -> None:
    """With a negative factor the closed form for three factors, and the average over all orders."""
    before, after = {"a": -3.0, "b": 0.0, "c": 4.0}, {"a": 2.0, "b": 5.0, "c": 3.0}
    parts = attribute(PRODUCT, before, after)
    (a0, b0, c0), (a1, b1, c1) = before.values(), after.values()
    assert parts["a"] == pytest.approx((a1 - a0) * (b0 * c0 / 3 + (b0 * c1 + b1 * c0) / 6 + b1 * c1 / 3))
    totals = dict.fromkeys("abc", 0.0)
    for order in itertools.permutations("abc"):
        now = dict(before)
        for name in order:
            was = math.prod(now.values())
            now[name] = after[name]
            totals[name] += (math.prod(now.values()) - was) / 6
    assert parts == pytest.approx(totals)


def test_a_ratio_by_shapley() -> None:
    parts = attribute(("ratio", "won", "all"), {"won": 300, "all": 1000}, {"won": 330, "all": 1200})
    assert parts == pytest.approx({"won": 0.0275, "all": -0.0525})


def test_nested_trees_share_each_nodes_part() -> None:
    tree = ("product", "customers", ("ratio", ("sum", "sales", "-refunds"), "orders"), 0.5)
    before = {"customers": 90, "sales": 500, "refunds": 20, "orders": 12}
    after = {"customers": 95, "sales": 505, "refunds": 25, "orders": 12}  # sales − refunds did not change
    parts = attribute(tree, before, after)
    assert sum(parts.values()) == pytest.approx(change(tree, before, after), rel=1e-9)
    assert parts["sales"] == pytest.approx(-parts["refunds"]) and parts["orders"] == 0


def test_random_trees_add_up() -> None:
    rng = np.random.default_rng(3)
    tree = ("sum", ("product", "a", ("sum", "b", "-c"), "d"), ("minus", ("ratio", "e", ("product", "f", "g"))), "-h")
    for _ in range(200):
        before, after = (dict(zip("abcdefgh", rng.normal(0, 10, 8), strict=True)) for _ in range(2))
        parts = attribute(tree, before, after)
        assert sum(parts.values()) == pytest.approx(change(tree, before, after), rel=1e-9, abs=1e-9)


def test_tiny_and_no_changes() -> None:
    parts = attribute(PRODUCT, BEFORE, {**BEFORE, "a": 1200.0 * (1 + 1e-12)})
    assert parts["a"] == pytest.approx(1200e-12 * 1.8 * 64, rel=1e-3) and parts["b"] == parts["c"] == 0
    assert set(attribute(PRODUCT, BEFORE, BEFORE).values()) == {0.0}


def test_by_segment_with_a_common_factor() -> None:
    """The design's check: customers × share × frequency × value over three segments."""
    tree = ("product", "customers", "share", "frequency", "value")
    before: dict[str, Any] = {
        "customers": 1000,
        "share": {"x": 0.5, "y": 0.3, "z": 0.2},
        "frequency": {"x": 2.0, "y": 1.5, "z": 3.0},
        "value": {"x": 50, "y": 80, "z": 20},
    }
    after: dict[str, Any] = {
        "customers": 1100,
        "share": {"x": 0.4, "y": 0.35, "z": 0.25},
        "frequency": {"x": 1.9, "y": 1.7, "z": 2.6},
        "value": {"x": 52, "y": 75, "z": 25},
    }
    parts = attribute(tree, before, after)
    expected = dict.fromkeys(parts, 0.0)
    whole = 0.0
    for segment in "xyz":
        was, now = ([side["customers"], *(side[name][segment] for name in ("share", "frequency", "value"))]
                    for side in (before, after))  # fmt: skip
        r0, r1 = math.prod(was), math.prod(now)
        whole += r1 - r0
        for name, x0, x1 in zip(parts, was, now, strict=True):
            expected[name] += (r1 - r0) / math.log(r1 / r0) * math.log(x1 / x0)
    assert parts == pytest.approx(expected)
    assert sum(parts.values()) == pytest.approx(whole, rel=1e-9)


def test_segments_that_come_and_go_stand_for_themselves() -> None:
    before, after = (
        {"n": {"x": 2, "gone": 3}, "p": {"x": 5, "gone": 4}},
        {"n": {"x": 3, "new": 1}, "p": {"x": 5, "new": 7}},
    )
    parts = attribute(("product", "n", "p"), before, after)
    assert parts == pytest.approx({"n": 5, "p": 0, NEW: 7, LOST: -12})
    assert attribute("n", before, after) == {"n": -1}  # a sum needs neither


@pytest.mark.parametrize(
    ("tree", "before"),
    [(("product", "a", "x"), BEFORE), (("power", "a"), BEFORE), (("ratio", "a", "b"), {"a": 1, "b": 0})],
)
def test_what_is_no_tree_is_refused(tree: Any, before: dict[str, Any]) -> None:
    with pytest.raises(UnusableInput):
        attribute(tree, before, before)


def test_price_volume_mix_adds_up() -> None:
    rng = np.random.default_rng(5)
    before, after = (
        {name: (float(rng.uniform(1, 90)), float(rng.integers(0, 9))) for name in rng.choice(30, 20, False)}
        for _ in range(2)
    )
    one = price_volume_mix(before, after)
    total = sum(amount for amount, _ in after.values()) - sum(amount for amount, _ in before.values())
    assert one.price + one.volume + one.mix + one.new + one.lost + one.other == pytest.approx(total)
    dearer = price_volume_mix({"tea": (100, 10), "mug": (50, 5)}, {"tea": (110, 10), "mug": (55, 5)})
    assert (dearer.price, dearer.volume, dearer.mix) == pytest.approx((15, 0, 0))


def test_the_revenue_bridge_adds_up() -> None:
    rng = np.random.default_rng(6)
    before, after = ({int(name): float(rng.normal(20, 20)) for name in rng.choice(60, 40, False)} for _ in range(2))
    after[None] = 12.0  # type: ignore[index]
    one = revenue_bridge(before, after, range(30))
    parts = (one.new, one.reactivation, one.expansion, one.contraction, one.churn, one.refund_only, one.unassigned)
    assert sum(parts) == pytest.approx(sum(after.values()) - sum(before.values()))
    assert one.unassigned == 12 and one.contraction < 0 < one.expansion and min(one.new, one.reactivation) > 0
