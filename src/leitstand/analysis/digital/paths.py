"""What visits do before and after a page or step, with counts that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Direction = Literal["after", "before"]
END = ""
"""Where the visit ends (or begins): no step."""


@dataclass(frozen=True, slots=True)
class Branch:
    """steps: from the page looked at on, nearest first, END where nothing follows. visits: how many went that way."""

    steps: tuple[str, ...]
    visits: int
    share: float


def paths(events: pd.DataFrame, around: str, direction: Direction = "after", depth: int = 3) -> list[Branch]:
    """The ways that visits take from (or to) the first time they are at `around`, commonest first.

    events: session_id, at (instant), step; the same step several times in a row counts once. The visits of all branches
    add up to the visits that were at `around`. Raises ValueError for a depth below one.

    >>> import pandas as pd
    >>> visits = pd.DataFrame({"session_id": [1, 1, 1, 2, 2], "at": [1, 2, 3, 1, 2], "step": ["a", "b", "c", "a", "b"]})
    >>> [(one.steps, one.visits) for one in paths(visits, "a", depth=2)]
    [(('b', 'c'), 1), (('b', ''), 1)]
    """
    if depth < 1:
        raise ValueError("a path has at least one step")
    rows = events.sort_values(["session_id", "at"], kind="stable")
    rows = rows[(rows.session_id != rows.session_id.shift()) | (rows.step != rows.step.shift())]
    visit = rows.groupby("session_id", sort=False)
    sign = 1 if direction == "after" else -1
    ahead = [visit.step.shift(-sign * far).fillna(END) for far in range(1, depth + 1)]
    here = rows[rows.step == around].drop_duplicates("session_id").index
    ways = [tuple(row) for row in zip(*(one[here] for one in ahead), strict=True)]
    counts: dict[tuple[str, ...], int] = {}
    for way in ways:
        counts[way] = counts.get(way, 0) + 1
    total = max(len(ways), 1)
    return [Branch(way, n, n / total) for way, n in sorted(counts.items(), key=lambda one: -one[1])]
