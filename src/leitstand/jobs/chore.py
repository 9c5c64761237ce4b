"""What a kind of background work must say about itself; the drawer is `jobs.chores`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.home import Home
from leitstand.foundation.registry import things
from leitstand.foundation.text import Text


class Progress(Protocol):
    """Told how far the work is. by: mail address of who asked, '' where the product asked itself."""

    by: str

    def __call__(self, said: Text) -> None: ...


@dataclass(frozen=True, slots=True)
class Chore:
    """One kind of background work; its id is the file's name.

    run: home, args (JSON), progress → result (JSON). What a user can put right is raised as LeitstandError. repeatable:
    it may simply be run again after it was broken off. regular: it may be put on a schedule.
    """

    title: Text
    run: Callable[[Home, Mapping[str, Any], Progress], Mapping[str, Any]]
    repeatable: bool = True
    regular: bool = False


@cache
def chores() -> dict[str, Chore]:
    """Id → chore."""
    return cast("dict[str, Chore]", things("leitstand.jobs.chores", "CHORE"))


def chore(name: str) -> Chore:
    """Raises UnknownId."""
    if name not in chores():
        raise UnknownId(Text(de="Die Arbeit", en="chore"), name, chores())
    return chores()[name]
