"""Keeps what customers will probably bring, as loads of its own, so that metrics can follow it over time."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.jobs.customers import Customers, known
from leitstand.jobs.importing import WAIT, mend
from leitstand.jobs.links import Links
from leitstand.jobs.own import keep
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.contract import OWN
from leitstand.store.database import engine
from leitstand.store.ingest.writer import opened

VERSION = "1"


@full_disk_told()
def score(home: Home) -> int:
    """Keeps the outlook of every customer as rows of `customer_score`, as of the last day of the orders.

    How many rows are new: none where that day was scored already with the same result. Raises HomeBusy, StoreDamaged,
    and UnusableInput without orders.
    """
    links = Links.of(home)
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        facts = StoreFacts(engine.read(home))
        rows = _score_rows(Customers(facts))
        kept = facts.backend.con.execute(
            """SELECT customer_key, model_id, scored_on, round(expected_value::DOUBLE, 2) FROM customer_score
            WHERE valid_to IS NULL AND source_system = ?""",
            [OWN],
        ).fetchall()
        known = set(kept)
        new = [
            row
            for row in rows
            if (row["customer_key"], row["model_id"], row["scored_on"], float(row["expected_value"])) not in known
        ]
        if new:
            keep(links, store, "scores", "append", {"customer_score": new})
        return len(new)


def score_quietly(home: Home) -> None:
    """Within an analysis, which must not seem to fail because scores could not be kept."""
    with suppress(LeitstandError):
        score(home)


def _score_rows(customers: Customers) -> list[dict[str, Any]]:
    found, table = customers.outlook, customers.rfm
    chosen = table.segment.reindex(customers.models.known.keys)
    return [
        {
            "customer_key": int(key),
            "model_id": customers.models.used,
            "model_version": VERSION,
            "scored_on": customers.day,
            "p_alive": known(alive),
            "expected_value": round(float(value), 2),
            "currency": customers.facts.currency,
            "segment": segment,
        }
        for key, alive, value, segment in zip(
            customers.models.known.keys, found.alive, found.value, chosen, strict=True
        )
    ]
