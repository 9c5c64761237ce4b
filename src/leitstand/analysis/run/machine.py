"""One run: calls every method, corrects for all their tests together, merges, ranks and puts into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from leitstand.analysis import registry
from leitstand.analysis.contract import Candidate, Dims, FindingType, Method, Sight, TooLittle
from leitstand.analysis.run import gate, merging, ranking, worth
from leitstand.analysis.run.correction import Q, by_family, stretched
from leitstand.analysis.run.gate import Watched
from leitstand.analysis.run.merging import Matter
from leitstand.analysis.run.result import Finding, Result
from leitstand.analysis.run.words import sentence
from leitstand.foundation.text import Text
from leitstand.metrics.contract import Distinct, Measure, Stock, Sum
from leitstand.metrics.registry import find

TWINS = 0.97
"""Correlation from which on two metrics are two names of the same course."""

ALONG = 0.6
"""For what adds up (orders, visits, payments): it grows or shrinks together as the company does."""

LEAST_IN_COMMON = 6


@dataclass
class Looked:
    """What all methods together handed over."""

    candidates: list[Candidate] = field(default_factory=list)
    families: list[str] = field(default_factory=list)  # the method of each candidate
    too_little: list[TooLittle] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, Text] = field(default_factory=dict)


def run(
    sight: Watched,
    methods: Mapping[str, Method] | None = None,
    types: Mapping[str, FindingType] | None = None,
    q: float = Q,
    strict: bool = False,
) -> Result:
    """Everything there is to find. methods, types: default those of the drawers. q: see correction.

    A method that fails does not stop the others: it is named in the result. strict: it raises instead.
    """
    types = registry.types() if types is None else types
    with one_thread():
        looked = look(sight, registry.methods() if methods is None else methods, types, strict)
    pairs = zip(looked.candidates, looked.families, strict=True)
    tested = [(one, family, one.p) for one, family in pairs if one.p is not None]
    corrected = by_family([p for _, _, p in tested], [family for _, family, _ in tested], q)
    passed = [(one, family, float(p)) for (one, family, _), p in zip(tested, corrected.p, strict=True) if p <= q]
    said: list[tuple[Candidate, float | None]] = [
        (stretched(one, corrected.wider[family]), p) for one, family, p in passed if one.worth_saying
    ]
    said += [(one, None) for one in looked.candidates if one.p is None and one.worth_saying]
    findings = _findings(sight, said, types, looked.failed, strict)
    reported = [one for one in findings if one.p_adjusted is not None]
    return Result(
        as_of=sight.as_of,
        currency=sight.currency,
        findings=findings,
        tests_made=len(tested),
        expected_false=round(q * len(reported), 2),
        calm=sorted({one.metric for one, _, _ in tested} - {one.candidate.metric for one in reported}),
        too_little_data=looked.too_little,
        failed=looked.failed,
        skipped=looked.skipped,
    )


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra in one thread meanwhile: with many small tables several only wait for each other."""
    import scipy.linalg  # noqa: F401 (the limit holds for libraries that are loaded)
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


def look(sight: Watched, methods: Mapping[str, Method], types: Mapping[str, FindingType], strict: bool) -> Looked:
    """Calls the methods, one after the other."""
    looked = Looked()
    for name, method in methods.items():
        reason = gate.obstacle(sight, method)
        if reason is not None:
            looked.skipped[name] = reason
            continue
        try:
            found = list(_checked(method, types, method.look(sight)))
        except Exception as error:
            if strict:
                raise
            looked.failed[name] = f"{type(error).__name__}: {error}"
            continue
        own = [one for one in found if isinstance(one, Candidate)]
        looked.candidates += own
        looked.families += [name] * len(own)
        looked.too_little += [one for one in found if isinstance(one, TooLittle)]
    return looked


def _checked(
    method: Method, types: Mapping[str, FindingType], found: Iterable[Candidate | TooLittle]
) -> Iterable[Candidate | TooLittle]:
    """What a method hands over. Raises ValueError where it is not what it announced."""
    for one in found:
        if isinstance(one, Candidate):
            if one.type not in method.finds or one.type not in types:
                raise ValueError(f"the method does not announce findings of type {one.type}")
            if types[one.type].tested != (one.p is not None):
                raise ValueError(f"{one.type} must {'' if types[one.type].tested else 'not '}come with a p-value")
            if one.p is not None and not 0 <= one.p <= 1:
                raise ValueError(f"{one.p} is no p-value ({one.type}, {one.metric})")
        yield one


def _findings(
    sight: Sight,
    said: Sequence[tuple[Candidate, float | None]],
    types: Mapping[str, FindingType],
    failed: dict[str, str],
    strict: bool,
) -> list[Finding]:
    """What is reported, best first."""

    def strength(place: int) -> tuple[float, bool]:
        one, p = said[place]
        sure = types[one.type].actionable * (ranking.DESCRIBED if p is None else 1 - p)
        return round(sure, 4), one.metric in worth.PATHS  # of two that are alike, the one that is worth money

    matters = merging.merged([one for one, _ in said], strength, SightKinship(sight))
    revenue = _revenue(sight)
    made: list[tuple[Matter, Finding]] = []
    for matter in matters:
        try:
            made.append((matter, _told(sight, matter, said[matter.index][1], types, revenue)))
        except Exception as error:
            if strict:
                raise
            failed[matter.candidate.type] = f"{type(error).__name__}: {error}"
    order = ranking.order([_best(matter, one, made) for matter, one in made])
    made = [made[place] for place in order]
    places = {matter: place for place, (matter, _) in enumerate(made)}
    return [replace(one, part_of=places.get(matter.whole) if matter.whole else None) for matter, one in made]


def _best(matter: Matter, finding: Finding, made: Sequence[tuple[Matter, Finding]]) -> ranking.Score:
    """A whole stands where the best of it and its driver belongs."""
    scores = [finding.score, *(one.score for other, one in made if other.whole is matter)]
    return max(score[0] for score in scores), max(score[1] for score in scores)


def _told(
    sight: Sight, matter: Matter, p: float | None, types: Mapping[str, FindingType], revenue: float | None
) -> Finding:
    kind = types[matter.candidate.type]
    one = replace(matter.candidate, money=worth.money(sight, matter.candidate))
    quality = gate.quality(sight, one.metric, one.dims)
    size = ranking.relative(sight, one)
    news = ranking.news(one, sight.as_of, SightKinship(sight).weight(one.metric, one.dims) if one.dims else None)
    return Finding(
        candidate=one,
        sentence=sentence(one, kind, sight.currency),
        p_adjusted=p,
        quality=quality,
        score=ranking.score(one, p, quality, kind.actionable, revenue, size, news),
        drivers=matter.drivers,
        also=matter.also,
    )


@dataclass(frozen=True, slots=True)
class SightKinship:
    """How candidates hang together, by the numbers of a sight."""

    sight: Sight

    def weight(self, metric: str, dims: Dims) -> float | None:
        one = find(metric)
        if isinstance(one, Measure) or isinstance(one.kind, Sum | Stock):
            return 1.0
        part, whole = gate.series_of(self.sight, metric, dims), self.sight.series(metric)
        if part is None or whole is None or not whole.n[-12:].sum():
            return None
        return float(part.n[-12:].sum() / whole.n[-12:].sum())

    def size(self, candidate: Candidate) -> float | None:
        return ranking.relative(self.sight, candidate)

    def volume(self, metric: str) -> bool:
        one = find(metric)
        return one.aggregate != "mean" if isinstance(one, Measure) else isinstance(one.kind, Sum | Distinct)

    def twins(self, one: Candidate, other: Candidate) -> bool:
        first, second = (gate.series_of(self.sight, each.metric, each.dims) for each in (one, other))
        if first is None or second is None:
            return False
        days = {period.start: value for period, value in zip(first.periods, first.values, strict=True)}
        both = [(days[period.start], value) for period, value in zip(second.periods, second.values, strict=True)
                if period.start in days and np.isfinite(value) and np.isfinite(days[period.start])]  # fmt: skip
        if len(both) < LEAST_IN_COMMON:
            return False
        a, b = np.array(both).T
        if not a.std() or not b.std():
            return False
        alike = float(np.corrcoef(a, b)[0, 1])
        volumes = all(each.type == "trend" and self.weight(each.metric, {}) == 1 for each in (one, other))
        return abs(alike) >= TWINS or (volumes and one.effect * other.effect > 0 and alike >= ALONG)


def _revenue(sight: Sight) -> float | None:
    """Net revenue of the last twelve months."""
    import numpy as np

    series = sight.series("revenue_net")
    return None if series is None else float(np.nansum(series.values[-12:]))
