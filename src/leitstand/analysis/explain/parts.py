"""A number taken apart down the metric tree: what each part was and is, and how much of the change it makes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from leitstand.analysis.explain.attribution import Tree, attribute
from leitstand.foundation.period import Period
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute.evaluator import evaluator
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Metric, Ratio, Stock, Sum, Terms, signed
from leitstand.metrics.registry import find, identities

REMAINDER = "(remainder)"
EXACTLY = 1e-9
LEVELS = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Grown:
    """A metric or measure in the tree. path: its place, unique. parts: empty for what is not taken apart.

    operator: how the parts make it. scale: what the parts' result is multiplied with, offset: what is added.
    """

    id: str
    path: str
    sign: int
    before: float
    after: float
    operator: str | None = None
    scale: float = 1.0
    offset: float = 0.0
    parts: tuple[Grown, ...] = ()

    @property
    def tree(self) -> Tree:
        if self.operator is None:
            return self.path if self.sign > 0 else f"-{self.path}"
        inner: Tree = (self.operator, *(part.tree for part in self.parts))
        if self.scale * self.sign != 1:
            inner = ("product", self.scale * self.sign, inner)
        return inner

    def leaves(self) -> Iterator[Grown]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its share of the change of the whole; `parts` again add up to `contribution`.

    low, high: 90 % interval of the contribution; None where it cannot be said.
    """

    id: str
    sign: int
    before: float | None
    after: float | None
    contribution: float
    operator: str | None = None
    parts: tuple[Part, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def unclear(self) -> bool:
        """Whether chance alone could have turned its sign."""
        return self.low is not None and self.high is not None and self.low < 0 < self.high


@dataclass(eq=False)
class Forest:
    """The trees of one version of the facts between two periods. against, period: before and after."""

    facts: StoreFacts
    period: Period
    against: Period
    segment: Segment = Segment()

    @cached_property
    def _known(self) -> dict[str, tuple[float, float] | None]:
        return {}

    def values(self, identity: str) -> tuple[float, float] | None:
        """Before and after; None where one of them cannot be said."""
        if identity not in self._known:
            question = Question((self.against, self.period), segment=self.segment, intervals=False)
            found = evaluator(self.facts).numbers(identity, question)
            before, after = (found[(index, ())].value if (index, ()) in found else None for index in (0, 1))
            self._known[identity] = None if before is None or after is None else (before, after)
        return self._known[identity]

    def grown(self, identity: str) -> Grown | None:
        """The metric with everything below it: of several ways to take it apart the one with the most parts.

        A metric without an identity is what its definition says: a sum, or numerator by denominator.
        """
        found = self._grown(identity, identity, 1, ())
        if found is None or found.parts:
            return found
        return self._defined(found) or found

    def _grown(self, identity: str, path: str, sign: int, above: tuple[str, ...]) -> Grown | None:
        values = self.values(identity)
        if values is None:
            return None
        bare = Grown(identity, path, sign, *values)
        if identity in above:
            return bare
        ways = [bare]
        for one in identities().values():
            if one.whole == identity and one.parts:
                below = (*above, identity)
                parts = [self._grown(part, f"{path}/{part}", own, below) for part, own in signed(one.parts)]
                if all(parts):
                    known = tuple(part for part in parts if part)
                    ways.append(Grown(identity, path, sign, *values, one.operator, one.scale, 0.0, known))
        return max(filter(_holds, ways), key=lambda way: len(list(way.leaves())))

    def _defined(self, root: Grown) -> Grown | None:
        one = find(root.id)
        kind = one.kind if isinstance(one, Metric) else None
        if isinstance(kind, Sum | Stock):
            parts = self._terms(kind.terms, root.path)
            found = Grown(root.id, root.path, 1, root.before, root.after, "sum", parts=parts) if parts else None
            return found if found and len(parts or ()) > 1 and _holds(found) else None
        if not isinstance(kind, Ratio):
            return None
        sides = []
        for terms, side in ((kind.numerator, "numerator"), (kind.denominator, "denominator")):
            parts = self._terms(terms, f"{root.path}/{side}")
            if not parts:
                return None
            total = sum(part.sign * part.before for part in parts), sum(part.sign * part.after for part in parts)
            sides.append(parts[0] if len(parts) == 1 and parts[0].sign > 0 else
                         Grown(side, f"{root.path}/{side}", 1, *total, "sum", parts=parts))  # fmt: skip
        scale, offset = (-kind.scale, kind.scale) if kind.complement else (kind.scale, 0.0)
        found = Grown(root.id, root.path, 1, root.before, root.after, "ratio", scale, offset, tuple(sides))
        return found if _holds(found) else None

    def _terms(self, terms: Terms, path: str) -> tuple[Grown, ...] | None:
        found = []
        for name, sign in signed(terms):
            values = self.values(name)
            if values is None:
                return None
            found.append(Grown(name, f"{path}/{name}", sign, *values))
        return tuple(found)


def parts_of(root: Grown, samples: Mapping[str, np.ndarray] | None = None) -> list[Part]:
    """The parts of the change of a metric; they add up to it. What an identity leaves over is a part of its own.

    samples: what each leaf (by its path) contributes in other samples of customers, for intervals.
    """
    change = root.after - root.before
    if not root.parts:
        return [Part(root.id, 1, root.before, root.after, change)]
    leaves = list(root.leaves())
    contributions = attribute(
        root.tree, {leaf.path: leaf.before for leaf in leaves}, {leaf.path: leaf.after for leaf in leaves}
    )
    found = [_part(part, contributions, samples or {}) for part in root.parts]
    rest = change - math.fsum(part.contribution for part in found)
    if abs(rest) > EXACTLY * max(abs(root.before), abs(root.after)):
        found.append(Part(REMAINDER, 1, None, None, rest))
    return found


def unsure(one: Part) -> bool:
    """Whether the direction of the part, or of one that it is made up of, is not clear."""
    return any(map(unsure, one.parts)) if one.parts else one.unclear


def _part(one: Grown, contributions: Mapping[str, float], samples: Mapping[str, np.ndarray]) -> Part:
    parts = tuple(_part(part, contributions, samples) for part in one.parts)
    total = math.fsum(part.contribution for part in parts) if parts else contributions[one.path]
    drawn = [samples[leaf.path] for leaf in one.leaves() if leaf.path in samples]
    low, high = np.quantile(np.sum(drawn, axis=0), LEVELS).tolist() if drawn else (None, None)
    return Part(one.id, one.sign, one.before, one.after, total, one.operator, parts, low, high)


def _holds(one: Grown) -> bool:
    """Whether the parts give the whole in both periods."""
    if one.operator is None:
        return True
    return all(_agree(_result(one, side), getattr(one, side)) for side in ("before", "after"))


def _result(one: Grown, side: str) -> float:
    values = [part.sign * float(getattr(part, side)) for part in one.parts]
    if one.operator == "ratio":
        return values[0] / values[1] * one.scale + one.offset if values[1] else math.nan
    return (sum(values) if one.operator == "sum" else math.prod(values)) * one.scale + one.offset


def _agree(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-7, abs_tol=1e-7)
