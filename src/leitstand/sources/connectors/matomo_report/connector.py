"""Reads Matomo's visit reports (CSV) that name their dates: the summary of visits and all figures of a site.

Checked against outputs of Matomo's own system tests. A date may be a day, a week (first day, last day), a month or a
year. Actions are not page views (downloads, outlinks and searches count too), so only a column of page views is read.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable
from leitstand.sources.layouts.known import Columns, Layout, read
from leitstand.sources.layouts.known import recognise as by_headings
from leitstand.sources.layouts.web import add_range, foreign
from leitstand.sources.values.sheet import EMPTY, Sheet

_NO_PERIOD = Text(de="ist weder Tag noch Woche, Monat oder Jahr", en="is neither a day nor a week, month or year")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:,(\d{4}-\d{2}-\d{2}))?")


def recognise(raw: RawTable) -> float:
    """A report with dates and visits that is broken down by nothing."""
    return 0.0 if foreign(raw, _LAYOUT.wanted, ("label", "idsite")) else by_headings((_LAYOUT,), raw)


def _period(text: str | None) -> tuple[dt.date, dt.date, str] | None:
    """First day, last day and length of '2010-01-04', '2010-01-04,2010-01-10', '2010-01' or '2010'."""
    found = _PERIOD.fullmatch(text or "")
    if found is None:
        return None
    year, month, day, last = found.groups()
    try:
        start = dt.date(int(year), int(month or 1), int(day or 1))
        if last:
            end = dt.date.fromisoformat(last)
            return (start, end, "week" if (end - start).days == 6 else "range") if day and end >= start else None
        if day:
            return start, start, "day"
        end = dt.date(start.year, int(month or 12), calendar.monthrange(start.year, int(month or 12))[1])
        return start, end, "month" if month else "year"
    except ValueError:
        return None


def _amend(sheet: Sheet, found: Columns) -> None:
    text = sheet.text("date", needed=True)
    periods = [_period(one) for one in text.to_pylist()]
    start, end = (pa.array([one and one[place] for one in periods], pa.date32()) for place in (0, 1))
    sheet.reject("date", pc.and_(pc.is_valid(text), pc.is_null(start)), _NO_PERIOD)
    sheet.reject("date", pc.is_null(text), EMPTY)
    grain = pa.array([one and one[2] for one in periods], pa.string())
    add_range(found, start, end, grain, total=pa.repeat(pa.scalar(True), len(sheet)))


_LAYOUT = Layout(
    main="web_aggregate",
    headings={
        "web_aggregate.users": ("nb_uniq_visitors", "Unique visitors"),
        "web_aggregate.sessions": ("nb_visits", "Visits"),
        "web_aggregate.pageviews": ("nb_pageviews", "Pageviews"),
        "web_aggregate.key_events": ("nb_conversions", "Conversions"),
        "web_aggregate.revenue": ("revenue", "Revenue"),
    },
    typical=("date", "web_aggregate.sessions", "actions", "bounces"),
    others={"date": ("date", "Date"), "actions": ("nb_actions", "Actions"), "bounces": ("bounce_count", "Bounces")},
    amend=_amend,
)

CONNECTOR = Connector(
    title=Text(de="Matomo (Besuchsberichte)", en="Matomo (visit reports)"),
    description=Text(
        de="Berichte „Besucherübersicht“ und „Alle Kennzahlen“ als CSV, mit Datum je Zeile.",
        en="The reports visits summary and all metrics as CSV, with a date in every row.",
    ),
    delivery="upsert",
    feeds=("web_aggregate",),
    currency=None,
    zone="UTC",
    recognise=recognise,
    read=partial(read, (_LAYOUT,), zone="UTC"),
)
