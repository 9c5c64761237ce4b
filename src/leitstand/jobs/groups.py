"""Keeps which numbers of several systems mean one thing, and under which of them it is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection


class Groups:
    """Keys of one canonical table, each group with one key that holds.

    apart: pairs of keys that a person has separated.
    """

    def __init__(self, apart: Collection[tuple[int, int]] = ()) -> None:
        self._links: dict[int, tuple[int, str, float]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        """Key that holds → keys from which a person has separated one of its group."""
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def holder(self, key: int) -> int:
        """The key that holds for this one: itself where it was united with nothing."""
        while key in self._links:
            key = self._links[key][0]
        return key

    def separated(self, one: int, other: int) -> bool:
        """Whether a person has separated any two keys of the two groups."""
        ours, theirs = self.holder(one), self.holder(other)
        return any(self.holder(key) == theirs for key in self._apart.get(ours, ()))

    def unite(self, key: int, holds: int, method: str, score: float = 1.0) -> None:
        """Adds the group of `key` to that of `holds`, whose key goes on to hold."""
        ours, theirs = self.holder(key), self.holder(holds)
        if ours != theirs:
            self._links[ours] = theirs, method, score
            self._apart[theirs] |= self._apart.pop(ours, set())

    def links(self) -> dict[int, tuple[int, str, float]]:
        """Key that is replaced → key that holds, what told it, how sure: one step leads to the key that holds."""
        return {key: (self.holder(key), method, score) for key, (_, method, score) in self._links.items()}
