"""A chart is a value: what is drawn, in which unit, with which words; renderers make pictures of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from leitstand.foundation.text import Language, Text


@dataclass(frozen=True, slots=True)
class Chart:
    """kind: id of a kind of the drawer. columns: name → values, all equally long; days as ISO texts, unknown as None,
    words as they are or as a Text (or its dictionary) where they differ by language.

    title: the sentence that the chart proves. subtitle: period, data, how sure. unit: as in metrics.contract.Unit.
    direction: which changes are good, as in metrics.contract. changes: the values of bars are changes.
    """

    kind: str
    columns: Mapping[str, Sequence[Any]]
    unit: str
    title: Text
    subtitle: Text | None = None
    currency: str | None = None
    direction: Literal["up", "down", "context"] = "up"
    changes: bool = False

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary per row."""
        names = list(self.columns)
        return [dict(zip(names, row, strict=True)) for row in zip(*self.columns.values(), strict=True)]

    def said(self, language: Language) -> Chart:
        """The same with its words in one language."""
        columns = {name: [_said(one, language) for one in values] for name, values in self.columns.items()}
        return replace(self, columns=columns)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of chart; its id is the file's name.

    columns: those it must have. draws: chart, language → Vega-Lite layers without frame, data and look. height: in
    pixels. example: a chart for the contract tests and the documents.
    """

    title: Text
    columns: tuple[str, ...]
    draws: Callable[[Chart, Language], dict[str, Any]]
    height: Callable[[Chart], int]
    example: Chart


def _said(value: Any, language: Language) -> Any:
    if isinstance(value, Text):
        return value.get(language)
    return value[language] if isinstance(value, Mapping) else value
