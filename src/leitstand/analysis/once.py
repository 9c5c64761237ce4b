"""Makes what several methods need of the same company once a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from leitstand.analysis.contract import Sight

Made = TypeVar("Made")


def once(make: Callable[[Sight], Made]) -> Callable[[Sight], Made]:
    """The function, which answers the same object for the same sight as long as that lives; nobody may change it.

    A sight that cannot be a key (compared by its content) is read again.
    """
    known: WeakKeyDictionary[Sight, Made] = WeakKeyDictionary()

    @wraps(make)
    def kept(sight: Sight) -> Made:
        if type(sight).__hash__ is None:
            return make(sight)
        if sight not in known:
            known[sight] = make(sight)
        return known[sight]

    return kept
