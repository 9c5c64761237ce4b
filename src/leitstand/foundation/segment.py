"""A segment: which rows a number is about, as typed conditions on dimensions (never SQL)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

NONE = "(none)"
"""How a missing dimension value is written."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A dimension is (or with `negate`: is not) one of the values; None stands for a missing value."""

    dimension: str
    values: tuple[str | None, ...]
    negate: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """All conditions hold."""

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def parse(cls, words: list[str] | tuple[str, ...]) -> Segment:
        """`country=Germany`, `channel!=web`, `country=Germany|France`, `segment=(none)`. Raises UnusableInput.

        >>> Segment.parse(["country=Germany|France"]).conditions[0].values
        ('Germany', 'France')
        """
        return cls(tuple(_condition(word) for word in words))

    def __str__(self) -> str:
        return " & ".join(
            f"{c.dimension}{'!=' if c.negate else '='}{'|'.join(NONE if v is None else v for v in c.values)}"
            for c in self.conditions
        )


def within(scope: Segment, dims: Mapping[str, str | None]) -> bool:
    """Whether a cell lies inside a scope: each condition holds for what the cell says of its dimension.

    A cell that says nothing of it is about more than the scope.

    >>> scope = Segment.parse(["country=Germany|France"])
    >>> within(scope, {"country": "France", "channel": "web"}), within(scope, {"channel": "web"}), within(scope, {})
    (True, False, False)
    """
    return all(one.dimension in dims and (dims[one.dimension] in one.values) is not one.negate
               for one in scope.conditions)  # fmt: skip


def _condition(word: str) -> Condition:
    dimension, sign, values = word.partition("=")
    negate = dimension.endswith("!")
    dimension = dimension.removesuffix("!").strip()
    if not (sign and dimension):
        raise UnusableInput(
            Text(de=f"„{word}“ ist keine Bedingung.", en=f"'{word}' is not a condition."),
            Text(
                de="Erwartet wird DIMENSION=WERT, z. B. country=DE oder country=DE|FR.",
                en="Expected DIMENSION=VALUE, e.g. country=DE or country=DE|FR.",
            ),
        )
    return Condition(dimension, tuple(None if v == NONE else v for v in values.split("|")), negate)
