"""Exports of the website: what its tracker recorded, tables of pages and their parts, and a report of web analytics."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from leitstand.demo.files.bundles import bundle
from leitstand.demo.world import END, FIRST_DAY, World

_REPORT = """# ----------------------------------------
# Traffic acquisition: Session default channel group
# Property: lindmoor.example
# ----------------------------------------
#
# Start date: {start}
# End date: {end}
"""
_SESSION = (
    "session_id", "visitor_id", "started_at", "ended_at", "engaged_seconds", "pageviews", "is_engaged", "is_bounce",
    "landing_page_id", "exit_page_id", "channel_group", "source", "medium", "campaign", "device", "country",
    "consent_state", "is_bot", "converted",
)  # fmt: skip
_EVENT = (
    "event_id", "session_id", "occurred_at", "event_name", "page_id", "element_id", "order_id", "value", "currency",
    "lcp_ms",
)  # fmt: skip


def write(world: World, folder: Path) -> None:
    """Parquet for what is large, CSV for the rest; headings as in Leitstand's data dictionary, times in UTC."""
    tables = world.tables
    _parquet(tables["sessions"][list(_SESSION)], folder / "web_session.parquet")
    events = tables["web_events"].rename(columns={"order_number": "order_id"})
    # only what is worth something has a currency
    events["currency"] = events["value"].map(lambda value: "EUR", na_action="ignore")
    _parquet(events[list(_EVENT)].astype({"element_id": "Int64"}), folder / "web_event.parquet")
    days = tables["element_days"]
    parts = {
        "page": tables["pages"].drop(columns="product_id"), "page_element": tables["elements"],
        "element_day": days.assign(day=days["day"].dt.date),
    }  # fmt: skip
    bundle(folder / "pages.zip", parts)
    _report(tables["web_totals"], folder / "ga4_kanaele.csv")


def _parquet(table: pd.DataFrame, path: Path) -> None:
    rows = pa.Table.from_pandas(table, preserve_index=False)
    for place, field in enumerate(rows.schema):
        if pa.types.is_timestamp(field.type):
            rows = rows.set_column(
                place, field.name, rows[field.name].cast(pa.timestamp("ms")).cast(pa.timestamp("ms", "UTC"))
            )
    pq.write_table(rows.replace_schema_metadata(None), path, compression="zstd")


def _report(totals: pd.DataFrame, path: Path) -> None:
    """As downloaded from Google Analytics 4."""
    names = {"day": "Date", "channel_group": "Session default channel group", "users": "Total users",
             "sessions": "Sessions", "engaged_sessions": "Engaged sessions", "pageviews": "Views",
             "transactions": "Transactions", "revenue": "Total revenue"}  # fmt: skip
    rows = totals.assign(day=totals["day"].dt.strftime("%Y%m%d")).rename(columns=names)
    last = pd.Timestamp(END) - pd.Timedelta(days=1)
    head = _REPORT.format(start=f"{FIRST_DAY:%Y%m%d}", end=f"{last:%Y%m%d}")
    path.write_text(head + rows.to_csv(index=False), encoding="utf-8")
