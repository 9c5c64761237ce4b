"""A chart is a value: what is drawn, in which unit, with which words; renderers make pictures of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any, Literal

from leitstand.foundation.text import Language, Text


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened on a day, to stand on the time axis. day: ISO."""

    day: str
    text: Text


@dataclass(frozen=True, slots=True)
class Chart:
    """kind: id of a kind of the drawer. columns: name → values, all equally long; days as ISO texts, unknown as None,
    words as they are or as a Text (or its dictionary) where they differ by language.

    title: the sentence that the chart proves. subtitle: period, data, how sure. unit: as in metrics.contract.Unit.
    direction: which changes are good, as in metrics.contract. changes: the values of bars are changes. notes: events on
    its time axis. names: column → what it is called here, where not as usual ("comparison" → previous year).
    """

    kind: str
    columns: Mapping[str, Sequence[Any]]
    unit: str
    title: Text
    subtitle: Text | None = None
    currency: str | None = None
    direction: Literal["up", "down", "context"] = "up"
    changes: bool = False
    notes: tuple[Note, ...] = ()
    names: Mapping[str, Text] = field(default_factory=dict)

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary per row."""
        names = list(self.columns)
        return [dict(zip(names, row, strict=True)) for row in zip(*self.columns.values(), strict=True)]

    def said(self, language: Language) -> Chart:
        """The same with its words in one language, and None for every number that is none."""
        columns = {name: [_said(one, language) for one in values] for name, values in self.columns.items()}
        return replace(self, columns=columns)

    def known(self, name: str) -> bool:
        """Whether a column is there and says anything."""
        return any(one is not None for one in self.columns.get(name, ()))


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture: its size in pixels, and its parts as SVG in which classes stand for colours (look.ROLES)."""

    width: float
    height: float
    parts: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of chart; its id is the file's name. What it is handed over is `Chart.said` and holds a known number.

    columns: those it must have. draws: chart, language, width in pixels → drawing. says: chart, language → the chart in
    one or two sentences. example: for the contract tests and the documents. heads: column → its name in tables, where
    not the usual one of `words.HEADS`; units: column → its unit, where not the chart's or the usual one. hidden:
    columns that steer the drawing and are no facts; order: columns whose numbers only say where a row belongs.
    parts: columns that add up to another: names of the parts → name of the whole.
    """

    title: Text
    columns: tuple[str, ...]
    draws: Callable[[Chart, Language, float], Drawing]
    says: Callable[[Chart, Language], str]
    example: Chart
    heads: Mapping[str, Text] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    order: frozenset[str] = frozenset()
    parts: Mapping[tuple[str, ...], str] = field(default_factory=dict)


def _said(value: Any, language: Language) -> Any:
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, Mapping):
        return value[language]
    return None if isinstance(value, float) and not isfinite(value) else value
