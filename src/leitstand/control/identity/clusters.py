"""Joins records into one customer where that is sure, and leaves to people what is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, groupby

from leitstand.control.identity.linkage import Pair
from leitstand.control.identity.spelling import Spelled, differ

SURE = 0.95
"""From here on two records are joined without asking."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A pair that a person has to decide.

    reason: unsure, or what speaks against it: shared_email (several people use the only thing they have in common),
    vat_id, birth_date, given_name, two_groups (a third that contradicts fits as well), separated (it would join
    records that a person has separated).
    """

    pair: Pair
    reason: str


@dataclass(slots=True)
class Joined:
    """clusters: the records of one customer each, two or more. edges: the pairs that joined them."""

    clusters: list[list[int]] = field(default_factory=list)
    edges: list[Pair] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)


@dataclass(slots=True)
class _Cluster:
    keys: list[int]
    vat: set[str]
    birth: set[str]
    given: set[str]
    apart: set[int]
    """Records that a person has separated from one of these."""
    torn: set[int] = field(default_factory=set)
    """Records that fit one of these no better than others which contradict them."""


def join(
    records: Mapping[int, Spelled],
    pairs: Iterable[Pair],
    accepted: Collection[tuple[int, int]] = (),
    rejected: Collection[tuple[int, int]] = (),
) -> Joined:
    """Likeliest pairs first; what people decided goes before everything.

    pairs: the likeliest first. Two groups of records are not joined where that would join different VAT ids, birth
    dates or given names, or what a person has separated; nor is a group joined with one of two that contradict each
    other, where it fits both equally well.
    """
    result = Joined()
    shared = _shared_boxes(records.values())
    of = {key: _cluster(key, one) for key, one in records.items()}
    for first, second in rejected:
        if first in of and second in of:
            of[first].apart.add(second)
            of[second].apart.add(first)
    decided = {*accepted, *rejected}
    for first, second in sorted(accepted):
        if first in of and second in of:
            result.edges.append(Pair(first, second, 1.0, "accepted", True))
            _merge(of, first, second)
    waiting: list[Doubtful] = []
    for _, tied in groupby(pairs, key=lambda pair: pair.score):
        equal = [pair for pair in tied if (pair.first, pair.second) not in decided]
        _tear(of, [pair for pair in equal if _sure(pair) and not _nameless(records, pair, shared)])
        for pair in equal:
            if of[pair.first] is of[pair.second]:
                continue
            against = _against(of[pair.first], of[pair.second])
            if _sure(pair) and not against and _nameless(records, pair, shared):
                against = "shared_email"
            if _sure(pair) and not against:
                result.edges.append(pair)
                _merge(of, pair.first, pair.second)
            elif _sure(pair) or not against:
                waiting.append(Doubtful(pair, against or "unsure"))
    seen: set[tuple[int, int]] = set()
    for one in waiting:  # one question for two groups of records, not one for each pair in them
        ours, theirs = of[one.pair.first], of[one.pair.second]
        between = min(ours.keys[0], theirs.keys[0]), max(ours.keys[0], theirs.keys[0])
        if ours is not theirs and between not in seen and not _separated(ours, theirs):
            seen.add(between)
            result.doubtful.append(one)
    groups = {id(one): one for one in of.values() if len(one.keys) > 1}
    result.clusters = sorted(sorted(one.keys) for one in groups.values())
    return result


def _sure(pair: Pair) -> bool:
    return pair.score >= SURE and pair.firm


def _tear(of: Mapping[int, _Cluster], equal: Collection[Pair]) -> None:
    """Marks each group that equally likely pairs would join with two others which contradict each other.

    Which of the two it belongs to, nothing says: to join either would be to draw lots.
    """
    beside: dict[int, dict[int, _Cluster]] = defaultdict(dict)
    for pair in equal:
        ours, theirs = of[pair.first], of[pair.second]
        if ours is not theirs and not _against(ours, theirs):
            beside[id(ours)][id(theirs)] = theirs
            beside[id(theirs)][id(ours)] = ours
    torn = [
        (group, other)
        for group, others in beside.items()
        for pair_of_others in combinations(others.values(), 2)
        if _against(*pair_of_others) not in ("", "two_groups")
        for other in pair_of_others
    ]
    for group, other in torn:
        beside[id(other)][group].torn.update(other.keys)
        other.torn.update(beside[id(other)][group].keys)


def _shared_boxes(records: Iterable[Spelled]) -> set[str]:
    """Mail addresses that clearly different people or companies use."""
    names: dict[str, set[tuple[bool, str]]] = {}
    for one in records:
        name = one.family if one.company else one.given
        if one.email and name:
            names.setdefault(one.email, set()).add((one.company, name))
    return {
        address
        for address, users in names.items()
        if any(ours[0] == theirs[0] and differ(ours[1], theirs[1]) for ours in users for theirs in users)
    }


def _nameless(records: Mapping[int, Spelled], pair: Pair, shared: Collection[str]) -> bool:
    """Whether only an address that several people use speaks for the pair: whose it is, nobody can tell."""
    first, second = records[pair.first], records[pair.second]
    return first.email in shared and not (first.family and second.family)


def _cluster(key: int, one: Spelled) -> _Cluster:
    def some(value: str) -> set[str]:
        return {value} if value else set()

    return _Cluster([key], some(one.vat), some(one.birth), some(one.given), set())


def _merge(of: dict[int, _Cluster], first: int, second: int) -> None:
    small, large = sorted((of[first], of[second]), key=lambda one: len(one.keys))
    if small is large:
        return
    large.keys += small.keys
    large.vat |= small.vat
    large.birth |= small.birth
    large.given |= small.given
    large.apart |= small.apart
    large.torn |= small.torn
    for key in small.keys:
        of[key] = large


def _separated(first: _Cluster, second: _Cluster) -> bool:
    return not first.apart.isdisjoint(second.keys)


def _against(first: _Cluster, second: _Cluster) -> str:
    """What forbids to join two groups; empty where nothing does."""
    if _separated(first, second):
        return "separated"
    if first.vat and second.vat and first.vat.isdisjoint(second.vat):
        return "vat_id"
    if first.birth and second.birth and first.birth.isdisjoint(second.birth):
        return "birth_date"
    if any(differ(ours, theirs) for ours in first.given for theirs in second.given):
        return "given_name"
    if not first.torn.isdisjoint(second.keys):
        return "two_groups"
    return ""
