"""A chart is a value: what is drawn, in which unit, with which words; renderers make pictures of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.foundation.text import Language, Text


@dataclass(frozen=True, slots=True)
class Chart:
    """kind: id of a kind of the drawer. columns: name → values, all equally long; days as ISO texts, unknown as None.

    title: the sentence that the chart proves. subtitle: period, data, how sure. unit: as in metrics.contract.Unit.
    """

    kind: str
    columns: Mapping[str, Sequence[Any]]
    unit: str
    title: Text
    subtitle: Text | None = None
    currency: str | None = None

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary per row."""
        names = list(self.columns)
        return [dict(zip(names, row, strict=True)) for row in zip(*self.columns.values(), strict=True)]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of chart; its id is the file's name.

    columns: those it must have. draws: chart, language → Vega-Lite layers without frame, data and look. height: in
    pixels, from the number of rows. example: a chart for the contract tests and the documents.
    """

    title: Text
    columns: tuple[str, ...]
    draws: Callable[[Chart, Language], dict[str, Any]]
    height: Callable[[int], int]
    example: Chart
