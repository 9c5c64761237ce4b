"""Opens the published version for background work, as the Python API opens it."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.control.ledger import services as ledger
from leitstand.foundation.home import Home
from leitstand.foundation.segment import Segment
from leitstand.jobs.links import Links
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.database import engine

AGREEMENT = "works_agreement"
"""Setting: that figures of small teams may be shown, who says so and by which agreement; None: they may not."""


def facts(home: Home, scope: Sequence[str] = ()) -> StoreFacts:
    """The facts of the newest version. scope: words of what the reader may see; none is everything."""
    alias = Links.of(home).alias
    return StoreFacts(
        engine.read(home),
        fiscal_start=ledger.setting(alias, "fiscal_start", 1),
        count_repeated=frozenset(ledger.setting(alias, "count_repeated", ())),
        scope=Segment.parse(list(scope)),
        all_teams=bool(ledger.setting(alias, AGREEMENT)),
    )
