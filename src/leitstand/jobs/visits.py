"""Reads the steps of visits for the path explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.rows import rows

if TYPE_CHECKING:
    import pandas as pd


def paths(facts: StoreFacts, around: str, before: bool, depth: int) -> pd.DataFrame:
    """The ways from (or to) a page or event; see Analysis.paths."""
    import pandas as pd

    from leitstand.analysis.digital import paths as explorer

    events = rows(facts, "web_event", ["session_id", "occurred_at", "event_name", "page.url_path"])
    step = events["page.url_path"].where(events.event_name.isin(("page_view", "view")), events.event_name)
    visits = events.assign(at=events.occurred_at, step=step.fillna(events.event_name))
    found = explorer.paths(visits, around, "before" if before else "after", depth)
    return pd.DataFrame(found, columns=["steps", "visits", "share"])
