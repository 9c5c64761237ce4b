"""Reads reports that were downloaded from Google Analytics 4 as CSV: figures by day or for one range of days.

Layout: Google's help page on sharing and exporting reports; the range stands in the comment lines above the table.
Users are kept as the report says them and never added up: the same person is in several rows.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.known import Columns, Layout, read
from leitstand.sources.layouts.known import recognise as by_headings
from leitstand.sources.layouts.web import DIMENSIONS, add_range, foreign
from leitstand.sources.values import to_date
from leitstand.sources.values.sheet import Sheet, constant

_HEADINGS = {
    "web_aggregate.channel_group": (
        "Session default channel group", "Session primary channel group (Default channel group)",
        "Session primary channel group (Default Channel Group)", "Default channel group",
    ),
    "web_aggregate.device": ("Device category",),
    "web_aggregate.country": ("Country",),
    "web_aggregate.landing_page": ("Landing page", "Landing page + query string"),
    "web_aggregate.campaign": ("Session campaign",),
    "web_aggregate.source_medium": ("Session source / medium",),
    "web_aggregate.users": ("Total users", "Users", "Active users"),
    "web_aggregate.sessions": ("Sessions",),
    "web_aggregate.engaged_sessions": ("Engaged sessions",),
    "web_aggregate.pageviews": ("Views", "Screen page views"),
    "web_aggregate.key_events": ("Key events", "Conversions"),
    "web_aggregate.transactions": ("Ecommerce purchases", "Transactions"),
    "web_aggregate.revenue": ("Total revenue", "Purchase revenue"),
}  # fmt: skip
_FIGURES = ("engaged_sessions", "users", "pageviews", "key_events")
_PERIODS = ("month", "yearmonth", "week", "yearweek", "isoweek", "year", "hour", "dayofweek", "nthday", "nthmonth")
_TOTAL = re.compile(r"(?i)grand total|totals?")
_TITLE = re.compile(r"(?i)(start date|end date|property)\s*:\s*(.+)")
_NO_DATE = Text(de="ist kein gültiges Datum", en="is not a valid date")


def recognise(raw: RawTable) -> float:
    """Sessions with another figure of Analytics, the days of every row, and no breakdown that would be lost."""
    there = Sheet(RawTable(raw.name, raw.rows.slice(0, 0)), _LAYOUT.wanted)
    figures = any(there.has(f"web_aggregate.{name}") for name in _FIGURES)
    dated = there.has("date") or {"start date", "end date"} <= set(_titles(raw))
    if not (figures and dated) or foreign(raw, _LAYOUT.wanted, _PERIODS):
        return 0.0
    return by_headings((_LAYOUT,), raw)


def read_report(raw: RawTable) -> Staged:
    """Rows of totals; a grand total counts for the whole range."""
    titles = _titles(raw)
    days = {own: to_date(pa.array([titles.get(own)], pa.string())).values[0] for own in ("start date", "end date")}

    def amend(sheet: Sheet, found: Columns) -> None:
        first = next((own for own in ("date", *_dimensions(sheet)) if sheet.has(own)), "date")
        label = sheet.text(first)
        total = pc.fill_null(pc.match_substring_regex(label, f"^({_TOTAL.pattern})$"), False)
        start, end = (pa.repeat(days[own], len(sheet)) for own in ("start date", "end date"))
        grain = constant("range", label)
        if sheet.has("date"):
            parsed = to_date(pc.if_else(total, pa.scalar(None, pa.string()), sheet.text("date")))
            sheet.reject("date", pc.or_(parsed.bad, pc.and_(pc.is_null(label), pc.invert(total))), _NO_DATE)
            least, most = (pa.scalar(one.as_py(), pa.date32()) for one in pc.min_max(parsed.values).values())
            start = pc.if_else(total, pc.coalesce(start, least), parsed.values)
            end = pc.if_else(total, pc.coalesce(end, most), parsed.values)
            grain = pc.if_else(total, "range", "day")
        add_range(found, start, end, grain, total)
        if "property" in titles:
            found["web_aggregate.property"] = constant(titles["property"], label)

    layout = Layout(_LAYOUT.main, _HEADINGS, _LAYOUT.typical, others=_LAYOUT.others, amend=amend)
    return read((layout,), raw, zone="UTC")


def _dimensions(sheet: Sheet) -> list[str]:
    return [target for target in (f"web_aggregate.{name}" for name in DIMENSIONS) if sheet.has(target)]


def _titles(raw: RawTable) -> dict[str, str]:
    """What the comment lines say: start date, end date, property."""
    found = filter(None, map(_TITLE.search, raw.titles))
    return {one[1].lower(): one[2].strip() for one in found}


_LAYOUT = Layout(
    main="web_aggregate", headings=_HEADINGS, typical=("web_aggregate.sessions",), others={"date": ("Date",)}
)

CONNECTOR = Connector(
    title=Text(de="Google Analytics 4 (Berichte)", en="Google Analytics 4 (reports)"),
    description=Text(
        de="Berichte mit Sitzungen als CSV, nach Tag oder für einen Zeitraum (englische Spaltennamen).",
        en="Reports with sessions downloaded as CSV, by day or for one range (English headings).",
    ),
    delivery="upsert",
    feeds=("web_aggregate",),
    currency=None,
    zone="UTC",
    recognise=recognise,
    read=read_report,
    checked="documents",
)
