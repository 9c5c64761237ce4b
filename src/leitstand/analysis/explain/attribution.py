"""How much of a change each part of a number is, so that the parts add up to it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

Tree = str | float | tuple[Any, ...]
"""What a number is made of, as nested tuples: (operator, part, part, …).

A part is a name, a name with a leading minus (its negative), a constant, or a tree. Operators: "sum"; "product";
"ratio" (first by second); "minus" (the negative of its only part).

("product", "customers", "frequency", ("sum", "sales_per_order", "-refunds_per_order"))
"""

NEW, LOST = "(new)", "(lost)"
"""Segments that are there only after, or only before: no factor of theirs can be compared."""


def attribute(tree: Tree, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, float]:
    """How much of a change each part of a tree is.

    Idea: every node passes its change on to its parts, each times a weight; the weights down to a name multiply.
    Formula: sum: the part's own change. Product of positive numbers: L(y₁,y₀)/L(x₁,x₀), so that a factor gets
    L(y₁,y₀)·ln(x₁/x₀) with L(a,b) = (a−b)/ln(a/b) (LMDI-I). Other products and ratios: the factor's average weight
    over all orders in which the parts could have changed (Shapley), for a ratio ½(1/d₀+1/d₁) and −½(n₀+n₁)/(d₀d₁).
    Nested, this is the Owen value of the groups; the parts of a denominator share in proportion to its change.
    When it misleads: it is arithmetic, never a cause; shifts between segments hide in factors unless asked by segment.
    before, after: name → number, or name → {segment: number}: then the tree holds in every segment, the whole is their
    sum, names with one number hold in all segments, and the amounts of segments that are there on one side only come
    as "(new)" and "(lost)" (a tree of sums alone needs neither). A number missing in a segment that is there is 0.
    Answers name → part of the change, in the unit of the whole. Raises UnusableInput for names without a number, and
    where a denominator is 0.
    References: Ang 2004 and 2005; Sun 1998 (Shapley); Owen 1977.

    >>> before, after = {"customers": 100, "orders": 2, "value": 50}, {"customers": 110, "orders": 2, "value": 48}
    >>> parts = attribute(("product", "customers", "orders", "value"), before, after)
    >>> {name: round(part) for name, part in parts.items()}
    {'customers': 980, 'orders': 0, 'value': -420}
    """
    return {name: float(part.sum()) for name, part in by_segment(tree, before, after)[1].items()}


def by_segment(
    tree: Tree, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[list[Any], dict[str, np.ndarray]]:
    """The segments (one, None, where there are none), and what each name contributes in each of them."""
    names = list(dict.fromkeys(leaves(tree)))
    told = [side[name] for side in (before, after) for name in names if name in side]
    seen = dict.fromkeys(segment for one in told if isinstance(one, Mapping) for segment in one)
    segments: list[Any] = list(seen) or [None]
    (old, was), (new, now) = _laid_out(names, before, segments), _laid_out(names, after, segments)
    found = {name: np.zeros(len(segments)) for name in names}
    both = was & now
    if not _linear(tree) and not both.all():
        for name, here, side in ((NEW, now & ~was, new), (LOST, was & ~now, old)):
            if here.any():
                found[name] = np.zeros(len(segments))
                amount = value_of(tree, {one: values[here] for one, values in side.items()})
                found[name][here] = amount if name == NEW else -amount
        old = {name: values[both] for name, values in old.items()}
        new = {name: values[both] for name, values in new.items()}
    else:
        both = np.ones(len(segments), bool)
    passed = {name: np.zeros(int(both.sum())) for name in names}
    _pass_on(tree, old, new, np.ones(int(both.sum())), passed)
    for name in names:
        found[name][both] = passed[name]
    return segments, found


def leaves(tree: Tree) -> Iterator[str]:
    """The names in a tree, without signs, from left to right."""
    if isinstance(tree, str):
        yield tree.removeprefix("-")
    elif isinstance(tree, tuple):
        for part in tree[1:]:
            yield from leaves(part)


def value_of(tree: Tree, values: Mapping[str, Any]) -> Any:
    """The number that the tree gives; arrays element by element. Raises UnusableInput where it divides by 0."""
    if isinstance(tree, str):
        return values[tree] if not tree.startswith("-") else -values[tree[1:]]
    if not isinstance(tree, tuple):
        return tree + 0 * next(iter(values.values()))  # as many as the others
    parts = [value_of(part, values) for part in tree[1:]]
    match tree[0]:
        case "sum":
            return sum(parts)
        case "product":
            return np.multiply.reduce(np.asarray(parts))
        case "minus" if len(parts) == 1:
            return -parts[0]
        case "ratio" if len(parts) == 2:
            if not np.all(parts[1]):
                raise UnusableInput(Text(de=f"In {tree!r} wird durch 0 geteilt.", en=f"{tree!r} divides by 0."))
            return parts[0] / parts[1]
    raise UnusableInput(
        Text(de=f"„{tree[0]}“ mit {len(parts)} Teilen ist kein Baum.",
             en=f"'{tree[0]}' with {len(parts)} parts is no tree."),
        Text(de="Es gibt sum, product, ratio (zwei Teile) und minus (ein Teil).",
             en="There are sum, product, ratio (two parts) and minus (one part)."),
    )  # fmt: skip


def _pass_on(tree: Tree, old: Mapping[str, np.ndarray], new: Mapping[str, np.ndarray], weight: np.ndarray,
             found: dict[str, np.ndarray]) -> None:  # fmt: skip
    """Adds to every name below its change times the weight that came down to it."""
    if isinstance(tree, str):
        name = tree.removeprefix("-")
        found[name] += (-weight if tree.startswith("-") else weight) * (new[name] - old[name])
    elif isinstance(tree, tuple):
        parts = tree[1:]
        for part, own in zip(parts, _weights(tree, old, new), strict=True):
            _pass_on(part, old, new, weight * own, found)


def _weights(tree: tuple[Any, ...], old: Mapping[str, np.ndarray], new: Mapping[str, np.ndarray]) -> list[Any]:
    """What a change of each part by one adds to the node."""
    was, now = value_of(tree, old), value_of(tree, new)  # also says whether the tree is one
    if tree[0] == "sum":
        return [1.0] * (len(tree) - 1)
    if tree[0] == "minus":
        return [-1.0]
    x0, x1 = (np.array([value_of(part, side) for part in tree[1:]], float) for side in (old, new))
    if tree[0] == "ratio":
        return [(1 / x0[1] + 1 / x1[1]) / 2, -(x0[0] + x1[0]) / 2 / x0[1] / x1[1]]
    positive = (x0 > 0).all(axis=0) & (x1 > 0).all(axis=0)
    safe0, safe1 = np.where(positive, x0, 1.0), np.where(positive, x1, 1.0)
    whole = logarithmic_mean(np.where(positive, now, 1.0), np.where(positive, was, 1.0))
    divisia = whole / logarithmic_mean(safe1, safe0)
    return list(divisia if positive.all() else np.where(positive, divisia, _shapley(x0, x1)))


def logarithmic_mean(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(a − b) / ln(a / b) of positive numbers, and a where they are equal."""
    change = (a - b) / b
    small = np.abs(change) < 1e-9  # there the quotient is 0/0, and the mean differs by less than can be told
    share = np.where(small, 1.0, change)
    mean: np.ndarray = np.where(small, b * (1 + change / 2), b * share / np.log1p(share))
    return mean


def _shapley(x0: np.ndarray, x1: np.ndarray) -> np.ndarray:
    """Weight of each factor: the product of the others, averaged over which of them have changed before it.

    The others' products with k of them changed are the coefficients of Π(x₀ + x₁t); each size k weighs the same.
    """
    n = len(x0)
    found = np.empty_like(x0)
    for factor in range(n):
        products = [np.ones(x0.shape[1])]
        for other in range(n):
            if other != factor:
                kept = [one * x0[other] for one in products] + [np.zeros(x0.shape[1])]
                moved = [np.zeros(x0.shape[1])] + [one * x1[other] for one in products]
                products = [one + two for one, two in zip(kept, moved, strict=True)]
        weights = [_orders(k, n) for k in range(n)]
        found[factor] = sum(one * weight for one, weight in zip(products, weights, strict=True))
    return found


def _orders(k: int, n: int) -> float:
    """k!(n−k−1)!/n!: the share of all orders in which just these k of the others come first."""
    from math import comb

    return 1 / (n * comb(n - 1, k))


def _linear(tree: Tree) -> bool:
    return not isinstance(tree, tuple) or (tree[0] in ("sum", "minus") and all(map(_linear, tree[1:])))


def _laid_out(
    names: list[str], side: Mapping[str, Any], segments: list[Any]
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Name → one number per segment, and which segments are there at all."""
    missing = [name for name in names if side.get(name) is None]
    if missing:
        listed = ", ".join(missing)
        raise UnusableInput(Text(de=f"Es fehlen Werte: {listed}.", en=f"Values are missing: {listed}."))
    split = [one for name in names if isinstance(one := side[name], Mapping)]
    there = np.array([not split or any(one.get(key) is not None for one in split) for key in segments])
    laid = {}
    for name in names:
        one = side[name]
        values = [one.get(key) or 0.0 for key in segments] if isinstance(one, Mapping) else [one] * len(segments)
        laid[name] = np.array(values, float)
    return laid, there
