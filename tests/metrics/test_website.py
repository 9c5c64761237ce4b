"""Website metrics come out the same when computed a second time, row by row in plain Python."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from leitstand.foundation.period import parse_day
from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.totals import Range, tiling

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
NAMES = ("page_view", "view_item", "add_to_cart", "begin_checkout", "purchase")
START, END = "2024-03-01", "2024-04-01"


def value(rows: Rows, identity: str, by: tuple[str, ...] = ()) -> Any:
    found = answer(worked.facts(rows), identity, Ask("total", by, start=parse_day(START), end=parse_day(END)))
    return {one.dims[by[0]]: one.value for one in found} if by else found[0].value


@pytest.fixture(scope="module")
def visits() -> dict[str, list[dict[str, Any]]]:
    """600 visits of about 200 visitors with up to eight events each; a tenth are bots."""
    rng = random.Random(11)
    sessions, events = [], []
    for number in range(1, 601):
        day = rng.randint(1, 31)
        sessions.append({
            "session_id": number, "started_at": f"2024-03-{day:02}T10:00", "visitor_id": str(rng.randint(1, 200)),
            "is_bot": rng.choice([True] + [False] * 8 + [None]), "pageviews": rng.choice([None, 0, 1, 2, 5]),
            "is_engaged": rng.choice([True, False, None]), "converted": rng.choice([None, False, False, True]),
            "device": rng.choice(["mobile", "desktop"]),
        })  # fmt: skip
        for _ in range(rng.randint(0, 8)):
            events.append({
                "event_id": len(events) + 1, "session_id": number, "event_name": rng.choice(NAMES),
                "occurred_at": f"2024-03-{day:02}T10:{rng.randint(0, 30):02}",
                "order_id": rng.choice([None, number]), "value": rng.randint(1, 99),
            })  # fmt: skip
    return {"web_session": sessions, "web_event": events}


def humans(visits: Rows) -> list[Mapping[str, Any]]:
    return [one for one in visits["web_session"] if not one["is_bot"]]


def of_session(visits: Rows) -> dict[int, list[Mapping[str, Any]]]:
    events = defaultdict(list)
    for event in visits["web_event"]:
        events[event["session_id"]].append(event)
    return events


def reached(events: Sequence[Mapping[str, Any]]) -> int:
    """How many steps of the funnel the visit passed in their order."""
    since = ""
    for step, name in enumerate(NAMES[1:]):
        times = [
            event["occurred_at"] for event in events if event["event_name"] == name and event["occurred_at"] >= since
        ]
        if not times:
            return step
        since = min(times)
    return 4


def test_counts_and_rates(visits: Rows) -> None:
    people, events = humans(visits), of_session(visits)
    assert value(visits, "sessions") == len(people)
    assert value(visits, "visitors") == len({one["visitor_id"] for one in people})
    rated = [one["is_engaged"] for one in people if one["is_engaged"] is not None]
    assert value(visits, "bounce_rate") == pytest.approx(1 - sum(rated) / len(rated))
    known = [one for one in people if one["converted"] is not None or events[one["session_id"]]]
    hits = [
        one for one in known
        if one["converted"] or any(event["event_name"] == "purchase" for event in events[one["session_id"]])
    ]  # fmt: skip
    assert value(visits, "conversion_rate") == pytest.approx(len(hits) / len(known))
    expected = len({one["visitor_id"] for one in hits}) / len({one["visitor_id"] for one in known})
    assert value(visits, "user_conversion_rate") == pytest.approx(expected)


def test_funnel(visits: Rows) -> None:
    events = of_session(visits)
    depth = [reached(events[one["session_id"]]) for one in humans(visits)]
    at_least = [sum(one >= step for one in depth) for step in range(5)]
    rates = [value(visits, f"funnel_{step}") for step in ("view_to_cart", "cart_to_checkout")]
    assert rates == pytest.approx([at_least[2] / at_least[1], at_least[3] / at_least[2]])
    by_step = value(visits, "funnel_step_conversion", ("funnel_step",))
    assert by_step["1 view → cart"] == pytest.approx(rates[0])
    assert by_step["2 cart → checkout"] == pytest.approx(rates[1])
    assert value(visits, "funnel_conversion") == pytest.approx(at_least[4] / at_least[1])


def test_purchases_reported_twice_count_once(visits: Rows) -> None:
    events, orders, revenue, tracked = of_session(visits), 0, 0.0, 0
    for one in humans(visits):
        values: dict[Any, float] = {}
        for event in events[one["session_id"]]:
            if event["event_name"] == "purchase":
                key = event["order_id"] or ("event", event["event_id"])
                values[key] = max(values.get(key, 0), event["value"])
        tracked += bool(events[one["session_id"]])
        orders, revenue = orders + len(values), revenue + sum(values.values())
    assert value(visits, "transactions_per_session") == pytest.approx(orders / tracked)
    assert value(visits, "reported_revenue_per_session") == pytest.approx(revenue / tracked)


def test_returning_visitors(visits: Rows) -> None:
    seen: set[str] = set()
    counts: dict[str, int] = defaultdict(int)
    for one in sorted(humans(visits), key=lambda one: (one["started_at"], one["session_id"])):
        counts["returning" if one["visitor_id"] in seen else "new"] += 1
        seen.add(one["visitor_id"])
    assert value(visits, "sessions", ("visitor_kind",)) == counts


def total(start: str, end: str, **columns: Any) -> dict[str, Any]:
    return {"property": "shop", "range_start": start, "range_end": end, **columns}


def ask(rows: Rows, identity: str, grain: Any, start: str, end: str, by: tuple[str, ...] = ()) -> list[Any]:
    return answer(worked.facts(rows), identity, Ask(grain, by, start=parse_day(start), end=parse_day(end)))


MONTHS = {"web_aggregate": [total("2024-01-01", "2024-01-31", sessions=310, users=200),
                            total("2024-02-01", "2024-02-29", sessions=290, users=190)]}  # fmt: skip


def test_totals_answer_only_what_they_fill() -> None:
    [quarter] = ask(MONTHS, "sessions", "total", "2024-01-01", "2024-03-01")
    assert quarter.value == 600
    assert quarter.complete
    assert "Summen" in quarter.note.de
    assert [one.value for one in ask(MONTHS, "visitors", "month", "2024-01-01", "2024-03-01")] == [200, 190]
    [people] = ask(MONTHS, "visitors", "total", "2024-01-01", "2024-03-01")
    assert people.value is None
    assert people.status == "not_enough_data"
    assert people.note
    assert all(one.value is None for one in ask(MONTHS, "sessions", "week", "2024-01-01", "2024-01-20"))
    [cell] = ask(MONTHS, "sessions", "month", "2024-01-01", "2024-02-01", ("device",))
    assert cell.value is None
    assert "device" in cell.note.en


def test_splits_and_overlapping_ranges_are_never_added_up() -> None:
    rows = [total(f"2024-01-{day:02}", f"2024-01-{day:02}", sessions=10) for day in range(1, 32)]
    rows += [
        total("2024-01-01", "2024-01-31", sessions=n, device=name) for name, n in (("mobile", 200), ("desktop", 100))
    ]
    both = {"web_aggregate": [*MONTHS["web_aggregate"], *rows]}
    assert [one.value for one in ask(both, "sessions", "month", "2024-01-01", "2024-03-01")] == [310, 290]
    parts = ask(both, "sessions", "month", "2024-01-01", "2024-02-01", ("device",))
    assert {one.dims["device"]: one.value for one in parts} == {"mobile": 200, "desktop": 100}
    assert [one.value for one in ask(both, "sessions", "day", "2024-01-05", "2024-01-07")] == [10, 10]


def test_visits_win_over_totals_of_the_same_days() -> None:
    days = [str(date(2024, 2, 10) + timedelta(days=k)) for k in range(40)]  # until 20 March
    rows = {**MONTHS, "web_session": [{"started_at": day, "visitor_id": day} for day in days]}
    [whole] = ask(rows, "sessions", "total", "2024-01-01", "2024-03-21")
    assert whole.value == 310 + 290 + 20, "February is filled by its total, March by visits"
    [february] = ask(rows, "sessions", "month", "2024-02-01", "2024-03-01")
    assert february.value == 290
    [march] = ask(rows, "sessions", "month", "2024-03-01", "2024-03-21")
    assert march.value == 20
    assert "Besuchen" in march.note.de
    assert [one.value for one in ask(rows, "visitors", "month", "2024-03-01", "2024-03-21")] == [20]


def test_two_websites_add_up_but_their_visitors_do_not() -> None:
    rows = [*MONTHS["web_aggregate"], {**total("2024-01-01", "2024-01-31", sessions=5, users=4), "property": "blog"}]
    [january] = ask({"web_aggregate": rows}, "sessions", "month", "2024-01-01", "2024-02-01")
    assert january.value == 315
    [people] = ask({"web_aggregate": rows}, "visitors", "month", "2024-01-01", "2024-02-01")
    assert people.value is None


def test_tiling_finds_the_way_that_fits() -> None:
    first = date(2024, 1, 1)

    def days(start: int, end: int) -> Range:
        return Range(first + timedelta(days=start), first + timedelta(days=end))

    tempting = [days(0, 6), days(0, 4), days(4, 10), days(3, 10)]  # the longest first piece leads nowhere
    assert tiling(tempting, first, first + timedelta(days=10)) == [days(0, 4), days(4, 10)]
    assert tiling([days(0, 5), days(4, 10)], first, first + timedelta(days=10)) is None


def test_small_groups_of_visitors_are_folded() -> None:
    sessions = [
        {"started_at": "2024-03-05", "visitor_id": str(n), "device": "mobile" if n else "tv"} for n in range(40)
    ]
    cells = {
        one.dims["device"]: one.value
        for one in ask({"web_session": sessions}, "sessions", "total", START, END, ("device",))
    }
    assert "tv" not in cells
    assert sum(cells.values()) == 40
