"""The two periods that a change lies between, as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Period, add_months, parse_day, period_of
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import default_grain, tables_behind
from leitstand.metrics.compute.earlier import earlier
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import find

BEFORE = {"previous": "previous_period", "year_before": "previous_year"}


def parse_period(text: str) -> Period:
    """2026-Q3, 2026-W36, 2026-09, 2026, 2026-09-03, or 2025-10..2026-09 (both ends count). Raises UnusableInput.

    >>> parse_period("2026-Q3").start, parse_period("2025-10..2026-09").last_day
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    first, dots, last = text.partition("..")
    if dots:
        period = Period(parse_period(first).start, parse_period(last).end, "total")
        if period.days > 0:
            return period
    if found := re.fullmatch(r"(\d{4})-?Q([1-4])", text, re.IGNORECASE):
        return period_of(date(int(found[1]), int(found[2]) * 3, 1), "quarter")
    if found := re.fullmatch(r"(\d{4})-?W(\d{1,2})", text, re.IGNORECASE):
        try:
            return period_of(date.fromisocalendar(int(found[1]), int(found[2]), 1), "week")
        except ValueError:
            pass
    elif not dots and len(text) in (4, 7, 10):
        return period_of(parse_day(text), "year" if len(text) == 4 else "month" if len(text) == 7 else "day")
    raise UnusableInput(
        Text(de=f"„{text}“ ist kein Zeitraum.", en=f"'{text}' is not a period."),
        Text(de="Erwartet wird 2026-Q3, 2026-09, 2026, 2026-W36 oder 2025-10..2026-09.",
             en="Expected 2026-Q3, 2026-09, 2026, 2026-W36 or 2025-10..2026-09."),
    )  # fmt: skip


def two_periods(facts: StoreFacts, metric: str, period: str | None, against: str) -> tuple[Period, Period]:
    """The period and the one it is set against, equally many days where the period has not ended.

    period: None for the latest complete quarter (or whatever the metric has). against: a period, "previous" or
    "year_before". Raises UnusableInput, also where there are no data at all.
    """
    covered = facts.coverage(tables_behind(facts, metric))
    if covered is None:
        title = find(metric).title
        raise UnusableInput(
            Text(de=f"Zu „{title.de}“ gibt es keine Daten.", en=f"There are no data for '{title.en}'."),
            Text(de=f"`leitstand show {metric}` sagt, was fehlt.", en=f"`leitstand show {metric}` says what it lacks."),
        )  # fmt: skip
    last = covered[1]
    chosen = parse_period(period) if period else _latest(metric, last)
    if chosen.start > last or chosen.end <= covered[0]:
        raise UnusableInput(
            Text(de=f"Für {chosen.label('de')} fehlen Daten.", en=f"There are no data for {chosen.label('en')}."),
            Text(de=f"Sie reichen von {covered[0]:%d.%m.%Y} bis {last:%d.%m.%Y}.",
                 en=f"They reach from {covered[0]} to {last}."),
        )  # fmt: skip
    before = earlier(chosen, BEFORE[against], last, facts.fiscal_start) if against in BEFORE else parse_period(against)
    elapsed = chosen.upto(last)
    if elapsed != chosen and against not in BEFORE:
        before = before.upto(before.start + timedelta(days=elapsed.days - 1))
    if elapsed != chosen:
        chosen, before = (Period(one.start, one.end, "total") for one in (elapsed, before))
    return chosen, before


def _latest(metric: str, last: date) -> Period:
    """The last quarter that the data cover; for metrics without quarters their own grain."""
    one = find(metric)
    grain = "quarter" if isinstance(one, Measure) or "quarter" in one.grains else default_grain(metric)
    if grain in ("total", "ttm"):
        end = (last + timedelta(days=1)).replace(day=1)
        return Period(add_months(end, -12), end, grain)
    period = period_of(last, grain)
    return period if period.last_day == last else period_of(period.start - timedelta(days=1), grain)
