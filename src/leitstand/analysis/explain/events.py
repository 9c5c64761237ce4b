"""What happened around the time a number changed: dated happenings that the data tell of, the closest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from leitstand.foundation.calendar import easter
from leitstand.foundation.numbers import format_percent
from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute import scope
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.rows import rows

if TYPE_CHECKING:
    import pandas as pd

SETTLING = timedelta(days=62)
"""What is first seen so soon after the data begin was there before, and is nothing new."""

ALIKE = 21
WEIGHTY = ("event", "price")
"""Kinds that come first among equally close ones: what people thought worth writing down, and prices."""

LEAST_PRICE_CHANGE = 0.015
CLEARLY = 4
"""So many times what a category's prices usually move from month to month."""

AGREED = 0.6
"""Ups less downs, as a share of all products: four of five prices moved the same way."""

FEWEST_PRICES = 3
"""So many products of a category must have a price in both months to speak of a change of prices."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated. until: its last day, None where it lasts or took one day.

    kind: event (told by people), campaign, price, page, element, counting, source, action, calendar.
    """

    on: date
    kind: str
    title: Text
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A happening beside a change. days: from the onset of the change to it, below zero before; closeness: 0 … 1."""

    happening: Happening
    days: int
    closeness: float


def closest(happened: Iterable[Happening], onset: date, window: int, most: int = 8, each: int = 3) -> list[Event]:
    """The happenings nearest to the onset, the closest first; at most `each` of a kind.

    Formula: closeness = max(0, 1 − |Δt| / window), days. What ends counts by its nearer end: that something stopped
    may matter as much as that it began. When it misleads: near in time is no cause, and what nobody wrote down is
    missing. Reference: the event ranking of ThirdEye (LinkedIn).

    >>> fair = Happening(date(2026, 3, 12), "event", Text(de="Messe", en="Fair"))
    >>> [(one.days, one.closeness) for one in closest([fair], date(2026, 3, 2), 40)]
    [(10, 0.75)]
    """
    found = []
    for one in happened:
        days = min(((day - onset).days for day in (one.on, one.until or one.on)), key=abs)
        found.append(Event(one, days, max(0.0, 1 - abs(days) / window)))
    found.sort(key=lambda event: (-event.closeness, event.happening.kind not in WEIGHTY, event.happening.title.en))
    kept: list[Event] = []
    for event in found:
        if event.closeness > 0 and sum(event.happening.kind == one.happening.kind for one in kept) < each:
            kept.append(event)
    return kept[:most]


def news(happened: Iterable[Happening], apart: int) -> list[Happening]:
    """Without what happened alike so many days earlier: the fair of every March explains no difference between Marches.

    Alike is the same kind and name but for numbers, at most three weeks off.
    """
    everything = list(happened)
    days: dict[tuple[str, str], list[date]] = {}
    for one in everything:
        days.setdefault(_name(one), []).append(one.on)
    return [
        one
        for one in everything
        if one.kind == "price"
        or all(abs((one.on - other).days - apart) > ALIKE for other in days[_name(one)] if other < one.on)
    ]


def _name(one: Happening) -> tuple[str, str]:
    return one.kind, re.sub(r"Q[1-4]|[\d\W_]", "", one.title.en).casefold()


def happenings(facts: StoreFacts) -> list[Happening]:
    """Everything dated that the canonical tables hold, in no order; in a scope without what cannot be limited to it."""
    readers: dict[str, Callable[[StoreFacts], Iterator[Happening]]] = {
        "business_event": _told, "campaign": _campaigns, "order_line": _prices, "web_event": _pages,
        "element_day": _elements, "social_account_day": _counting, "action_fact": _actions,
    }  # fmt: skip
    found = list(_sources(facts))
    for table, read in readers.items():
        with suppress(scope.OutOfScope):
            found += read(facts) if table in facts.systems else ()
    return found


def holidays(period: Period, against: Period) -> list[Happening]:
    """Easter, where it lies in one of the periods only."""
    found = []
    for one, other in ((period, against), (against, period)):
        days = _easters(one)
        if days and not _easters(other):
            here, there = (Text(de=span.label("de"), en=span.label("en")) for span in (one, other))
            found.append(
                Happening(
                    days[0],
                    "calendar",
                    Text(
                        de=f"Ostern liegt in {here.de}, nicht in {there.de}",
                        en=f"Easter is in {here.en}, not in {there.en}",
                    ),
                )
            )
    return found  # fmt: skip


def _easters(period: Period) -> list[date]:
    days = [easter(year) for year in range(period.start.year, period.last_day.year + 1)]
    return [day for day in days if period.start <= day < period.end]


def _told(facts: StoreFacts) -> Iterator[Happening]:
    frame = rows(facts, "business_event", ["occurred_on", "ended_on", "title", "kind"])
    for row in frame.dropna(subset=["occurred_on", "title"]).itertuples():
        kind = f" ({row.kind})" if isinstance(row.kind, str) else ""
        yield Happening(_day(row.occurred_on), "event", _same(f"{row.title}{kind}"), _day(row.ended_on, None))


def _campaigns(facts: StoreFacts) -> Iterator[Happening]:
    """From first to last day: as planned, else as money was spent on it."""
    planned = rows(facts, "campaign", ["name", "start", "end"]).rename(columns={"start": "first", "end": "last"})
    frames = [planned.dropna(subset=["name", "first"])]
    if "cost" in facts.systems:
        spent = rows(facts, "cost", ["campaign.name", "booked_on"]).rename(columns={"campaign.name": "name"})
        spent = spent[~spent["name"].isin(frames[0]["name"])].dropna()
        frames.append(spent.groupby("name").booked_on.agg(first="min", last="max").reset_index())
    for frame in frames:
        for name, first, last in frame[["name", "first", "last"]].itertuples(index=False):
            title = Text(de=f"Kampagne „{name}“", en=f"Campaign '{name}'")
            yield Happening(_day(first), "campaign", title, _day(last, None))


def _prices(facts: StoreFacts) -> Iterator[Happening]:
    """Months in which the middle product of a category was sold at another price than in the month before."""
    frame = rows(facts, "order_line", ["product_id", "product.category_l1", "net_amount_base", "quantity", "line_type",
                                       "order.ordered_on"])  # fmt: skip
    frame = frame[(frame.line_type == "goods") & (frame.quantity > 0) & (frame.net_amount_base > 0)]
    if frame.empty:
        return
    days = frame["order.ordered_on"]
    frame = frame.assign(price=frame.net_amount_base / frame.quantity, category=frame["product.category_l1"].fillna(""),
                         month=days.dt.year * 12 + days.dt.month - 1)  # fmt: skip
    prices = frame.groupby(["category", "product_id", "month"], observed=True).price.median().reset_index()
    before = prices.assign(month=prices.month + 1)
    pairs = prices.merge(before, on=["category", "product_id", "month"], suffixes=("", "_before"))
    by_month = [pairs.category, pairs.month]
    moves = pairs.price / pairs.price_before - 1
    changes = moves.groupby(by_month).agg(["median", "size"])
    changes["agreed"] = np.sign(moves).groupby(by_month).mean().abs()
    usual = changes["median"].abs().groupby(level=0).transform("median")
    least = (CLEARLY * usual).clip(lower=LEAST_PRICE_CHANGE)
    sure = (changes["size"] >= FEWEST_PRICES) & (changes["agreed"] >= AGREED) & (changes["median"].abs() >= least)
    large = changes.loc[sure, "median"]
    for (category, month), change in cast(dict[tuple[str, int], float], large.to_dict()).items():
        year, number = divmod(month, 12)
        of = Text(de=f" bei {category}", en=f" of {category}") if category else Text(de="", en="")
        by = Text(de=format_percent(change, "de", signed=True), en=format_percent(change, "en", signed=True))
        title = Text(de=f"Preise{of.de} {by.de}", en=f"Prices{of.en} {by.en}")
        yield Happening(date(year, number + 1, 1), "price", title)


def _pages(facts: StoreFacts) -> Iterator[Happening]:
    names = rows(facts, "page", ["page_id", "url_path"]).set_index("page_id").url_path.dropna()
    for page, first in _appeared(facts, "web_event", "page_id", "occurred_on"):
        if page in names.index:
            path = names.loc[page]
            yield Happening(first, "page", Text(de=f"Neue Seite {path}", en=f"New page {path}"))


def _elements(facts: StoreFacts) -> Iterator[Happening]:
    names = rows(facts, "page_element", ["element_id", "name"]).set_index("element_id")["name"].dropna()
    for element, first in _appeared(facts, "element_day", "element_id", "day"):
        if element in names.index:
            name = names.loc[element]
            yield Happening(first, "element", Text(de=f"Neu auf der Website: {name}", en=f"New on the website: {name}"))


def _counting(facts: StoreFacts) -> Iterator[Happening]:
    for version, first in _appeared(facts, "social_account_day", "definition_version", "day"):
        yield Happening(first, "counting", Text(
            de=f"Plattform zählt anders ({version})", en=f"Platform counts differently ({version})"))  # fmt: skip


def _actions(facts: StoreFacts) -> Iterator[Happening]:
    frame = rows(facts, "action_fact", ["action_id", "done_on"])
    for action, done in frame.dropna().itertuples(index=False):
        yield Happening(_day(done), "action", Text(de=f"Maßnahme erledigt: {action}", en=f"Action done: {action}"))


def _sources(facts: StoreFacts) -> Iterator[Happening]:
    """Systems whose first rows come later than those of the others: what they tell did not begin then."""
    firsts: dict[str, date] = {}
    for system, _, first, _ in facts.told:
        firsts[system] = min(first, firsts.get(system, first))
    usual = sorted(firsts.values())[len(firsts) // 2] if firsts else None
    for system, first in firsts.items():
        if usual and first > usual + SETTLING:
            yield Happening(first, "source", Text(de=f"Erste Daten aus „{system}“", en=f"First data from '{system}'"))


def _appeared(facts: StoreFacts, table: str, what: str, day: str) -> Iterator[tuple[Any, date]]:
    """Things that are first seen when the table has long begun, with their first day."""
    if not scope.reaches(facts, table):
        return iter(())
    own = scope.kept(facts, facts, table, set())
    firsts = own.group_by(what).aggregate(first=own[day].min()).to_pyarrow().to_pylist()
    known = [(row[what], row["first"]) for row in firsts if row[what] is not None and row["first"] is not None]
    began = min((first for _, first in known), default=None)
    return ((thing, first) for thing, first in known if began and first > began + SETTLING)


def _day(moment: Any, missing: Any = date.min) -> Any:
    day: pd.Timestamp = moment
    return missing if day is None or day != day else day.date()


def _same(text: str) -> Text:
    return Text(de=text, en=text)
