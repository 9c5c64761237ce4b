"""Says where the source changed its way of counting within a period: the number then mixes two things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.registry import measures

NOTE = Text(
    de="Die Plattform hat ihre Zählweise in diesem Zeitraum geändert; davor und danach sind nicht vergleichbar.",
    en="The platform changed its counting rule in this period; before and after do not compare.",
)


def noted(facts: StoreFacts, leaves: Iterable[str], question: Question, numbers: dict[Any, Any]) -> dict[Any, Any]:
    """The numbers, with a note where rows of one owner follow more than one rule; to name none is a rule too."""
    cells = ["__period", *scan.cell_columns(question)]
    for leaf in dict.fromkeys(leaves):
        if not measures()[leaf].breaks:
            continue
        build = partial(_several, leaf, cells)
        for row in scan.read(facts, [leaf], question, "breaks", build):
            key = (row["__period"], tuple(row[name] for name in cells[1:]))
            if key in numbers:
                numbers = numbers | {key: replace(numbers[key], note=NOTE)}
    return numbers


def _several(leaf: str, cells: list[str], _: Any, rows: Any) -> Any:
    """The cells and owners with more than one rule."""
    rule, *owner = measures()[leaf].breaks
    counts = scan.counted(rows, measures()[leaf]) == 1
    rules = rows.group_by([*cells, *owner]).aggregate(rules=rows[rule].fill_null("").nunique(where=counts))
    return rules.filter(rules.rules > 1)
