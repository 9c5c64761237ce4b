"""Reads splits out of pages, to check that what is shown adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Shown:
    parts: list[float] = field(default_factory=list)
    total: float | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.splits: list[Shown] = []
        self.open: list[Shown] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.open.append(Shown())
            if "data-split" in given:
                self.splits.append(self.open[-1])
        elif self.open and "data-part" in given:
            self.open[-1].parts.append(float(given["data-part"] or "nan"))
        elif self.open and "data-total" in given:
            self.open[-1].total = float(given["data-total"] or "nan")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.open.pop()


def splits(page: str) -> list[Shown]:
    """The tables of a page whose parts add up."""
    reader = _Reader()
    reader.feed(page)
    return reader.splits
