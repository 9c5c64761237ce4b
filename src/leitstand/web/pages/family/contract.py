"""What a family of metrics says of itself, and the parts that its page is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.cards import Card
from leitstand.web.company import Company
from leitstand.web.split import Split
from leitstand.web.state import State
from leitstand.web.timeline import Happening


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. number: right-aligned. part: the raw number where the column adds up. tone: good, bad …"""

    text: Text
    number: bool = False
    part: float | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """head: title and whether it is a column of numbers. total: cells of the last row, where the first column of
    numbers adds up to it."""

    head: Sequence[tuple[Text, bool]]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()

    @property
    def labelled(self) -> list[list[tuple[Text, Cell]]]:
        """Each row with the title of the column beside the cell, for narrow screens."""
        titles = [title for title, _ in self.head]
        return [list(zip(titles, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Piece:
    """One chart, split, table or row of cards. title: what it is, where it stands beside others."""

    title: Text | None = None
    chart: Chart | None = None
    split: Split | None = None
    table: Table | None = None
    cards: Sequence[Card] = ()
    note: Text | None = None
    metric: str = ""
    happened: Sequence[Happening] = ()

    @property
    def named(self) -> Text:
        """The title of the metric."""
        return find(self.metric).title


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the page. builds: company, state → its pieces; none where there is nothing to show. needs: metrics
    without which it stays away. lacks: what would be here. beside: its pieces stand side by side. wide: over
    the whole page. go: name of
    an address, its arguments, and the words that lead there."""

    title: Text
    builds: Callable[[Company, State], Sequence[Piece]]
    needs: tuple[str, ...] = ()
    lacks: Text | None = None
    beside: bool = False
    wide: bool = False
    go: tuple[str, Mapping[str, str], Text] | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """One family; its id is the file's name. by: dimensions that matter, the first of them is shown first. splits: the
    metric that is split, the first that has data."""

    by: tuple[str, ...]
    splits: tuple[str, ...]
    parts: Mapping[str, Part]
