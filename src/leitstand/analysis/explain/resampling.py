"""How far the parts of a change would differ with other customers of the same kind: a bootstrap over customers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from leitstand.analysis.explain.attribution import by_segment
from leitstand.analysis.explain.parts import Forest, Grown
from leitstand.foundation.errors import LeitstandError
from leitstand.metrics.compute import crowds
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Distinct, Metric, Ratio, Stock, Sum, signed
from leitstand.metrics.registry import find

GROUPS, SAMPLES = 200, 500
EXACTLY = 1e-6

Totals = Mapping[str, np.ndarray]


def resampled(forest: Forest, root: Grown) -> dict[str, np.ndarray]:
    """Path of a leaf → its part of the change in each of SAMPLES samples; empty where that cannot be said.

    Idea: had other customers of the same kind come, the parts would be others. Formula: customers in GROUPS groups by
    chance, groups drawn with replacement, everything reckoned anew from their sums, and taken apart as the change
    itself was. When it misleads: a few customers that make most of the revenue are in few groups; what hits all at once
    (a season, a strike) does not show. Cannot be said where the sums of the groups do not give the numbers themselves:
    medians, models, whatever one case shares with others. Reference: Efron 1979; Davison and Hinkley 1997, section 3.8.
    """
    leaves = list(root.leaves())
    ways = {leaf.path: way for leaf in leaves if (way := _reckoned(leaf.id)) is not None}
    if len(ways) < len(leaves):
        return {}
    question = Question((forest.against, forest.period), segment=forest.segment, intervals=False)
    behind = {name for leaf in leaves for name in leaves_of(leaf.id)}
    try:
        groups = crowds.amounts(forest.facts, behind, question, GROUPS)
    except LeitstandError:  # a table that does not know the segment
        return {}
    whole = [{name: one[side].sum(keepdims=True) for name, one in groups.items()} for side in (0, 1)]
    for leaf in leaves:
        got = [float(ways[leaf.path](side)[0]) for side in whole]
        if not np.allclose(got, (leaf.before, leaf.after), rtol=EXACTLY, atol=EXACTLY):
            return {}
    drawn = np.random.default_rng(1).multinomial(GROUPS, np.full(GROUPS, 1 / GROUPS), SAMPLES)
    sides = [{name: drawn @ one[side] for name, one in groups.items()} for side in (0, 1)]
    with np.errstate(divide="ignore", invalid="ignore"):
        old, new = ({path: way(side) for path, way in ways.items()} for side in sides)
    full = [leaf.path for leaf in leaves if leaf.before and leaf.after]  # to be without them would be another company
    good = np.all([np.isfinite(one) for side in (old, new) for one in side.values()], axis=0)
    good &= np.all([side[path] != 0 for side in (old, new) for path in full], axis=0)
    if good.mean() < 0.9:
        return {}
    laid = [{path: dict(enumerate(one[good].tolist())) for path, one in side.items()} for side in (old, new)]
    return by_segment(root.tree, *laid)[1]


def _reckoned(identity: str) -> Callable[[Totals], np.ndarray] | None:
    """The number from the sums of its measures; None where sums do not give it."""
    one = find(identity)
    kind = one.kind if isinstance(one, Metric) else Sum(identity)
    if isinstance(kind, Distinct):
        kind = Sum(kind.measure)
    if isinstance(kind, Sum | Stock):
        terms = signed(kind.terms)
        return lambda totals: _added(terms, totals)
    if not isinstance(kind, Ratio) or kind.fixed:
        return None
    ratio, upper, lower = kind, signed(kind.numerator), signed(kind.denominator)

    def quotient(totals: Totals) -> np.ndarray:
        share = _added(upper, totals) / _added(lower, totals)
        found: np.ndarray = ratio.scale * (1 - share if ratio.complement else share)
        return found

    return quotient


def _added(terms: Sequence[tuple[str, int]], totals: Totals) -> np.ndarray:
    found: np.ndarray = np.sum([sign * totals[name] for name, sign in terms], axis=0)
    return found
