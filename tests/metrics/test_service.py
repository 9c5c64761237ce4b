"""Service times, first contact resolution, backlog and contacts, computed a second time over generated rows."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

import pytest

from leitstand.foundation.period import Period, periods
from leitstand.metrics import worked
from leitstand.metrics.compute import tree
from leitstand.metrics.compute.evaluator import Evaluator, Number
from leitstand.metrics.compute.question import Cell, Question

START, END = date(2024, 1, 1), date(2024, 5, 1)
AS_OF = date(2024, 4, 30)
NOW = datetime.combine(AS_OF + timedelta(days=1), time())
Rows = dict[str, list[dict[str, Any]]]


def ask(rows: Rows, name: str, by: tuple[str, ...] = ()) -> dict[tuple[Period, Cell], Number]:
    spans = tuple(periods("month", START, END))
    found = Evaluator(worked.facts(rows, AS_OF.isoformat())).numbers(name, Question(spans, by))
    return {(spans[index], cell): number for (index, cell), number in found.items()}


@pytest.fixture(scope="module")
def tickets() -> list[dict[str, Any]]:
    """Tickets of few customers (so that some come back), a third of them open or solved only after the last day."""
    rng = random.Random(3)
    rows = []
    for number in range(1, 301):
        created = datetime.combine(START, time()) + timedelta(minutes=rng.randrange(120 * 1440))
        row: dict[str, Any] = {
            "ticket_id": number,
            "created_at": created,
            "created_on": created.date(),
            "status": "open",
        }
        row |= {"customer_key": rng.randint(1, 60), "category_l1": rng.choice(["bill", "repair", None])}
        row |= {"priority": rng.choice(["low", "high"])}
        if rng.random() < 0.8:
            row["first_response_at"] = created + timedelta(minutes=rng.expovariate(1 / 300))
        if rng.random() < 0.85:
            solved = created + timedelta(hours=rng.expovariate(1 / 200))
            row |= {
                "status": rng.choice(["solved", "closed"]),
                "last_solved_at": solved,
                "last_solved_on": solved.date(),
            }
            row |= {
                "agent_reply_count": rng.choice([0, 1, 1, 2, 3, None]),
                "reopen_count": rng.choice([0, 0, 0, 1, None]),
            }
        rows.append(row)
    return rows


def solved_at(ticket: dict[str, Any]) -> datetime | None:
    at: datetime | None = ticket.get("last_solved_at")
    return at if at is not None and at < NOW else None


def time_until(cases: list[tuple[float, bool]], share: float) -> float | None:
    """Kaplan–Meier by hand: at each end the share still open falls by ends / those at risk."""
    still_open = 1.0
    for at in sorted({length for length, done in cases if done}):
        at_risk = sum(length >= at for length, _ in cases)
        still_open *= 1 - sum(length == at and done for length, done in cases) / at_risk
        if still_open <= 1 - share + 1e-12:
            return at
    return None


@pytest.mark.parametrize(("name", "share"), [("resolution_time", 0.5), ("resolution_time_p90", 0.9)])
def test_time_to_solution(tickets: list[dict[str, Any]], name: str, share: float) -> None:
    found = ask({"ticket": tickets}, name, ("priority",))
    for span in periods("month", START, END):
        for priority in ("low", "high"):
            cases = []
            for one in tickets:
                if one["priority"] == priority and span.start <= one["created_on"] < span.end:
                    end = solved_at(one)
                    length = ((end or NOW) - one["created_at"]).total_seconds() / 3600
                    cases.append((length, end is not None))
            assert any(not done for _, done in cases)
            expected = time_until(cases, share)
            number = found[(span, (priority,))]
            assert number.n == len(cases)
            assert number.value == (None if expected is None else pytest.approx(expected))


def test_time_to_first_response(tickets: list[dict[str, Any]]) -> None:
    found = ask({"ticket": tickets}, "first_response_time")
    for span in periods("month", START, END):
        cases = []
        for one in tickets:
            if span.start <= one["created_on"] < span.end:
                response = one.get("first_response_at")
                answered = response is not None and response < NOW
                end = response if answered else solved_at(one) or NOW
                cases.append(((end - one["created_at"]).total_seconds() / 60, answered))
        assert found[(span, ())].value == pytest.approx(time_until(cases, 0.5))


def office_minutes(start: datetime, end: datetime) -> int:
    """Minute by minute."""
    holidays = {date(2024, 1, 1), date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 1)}
    found, minute = 0, start
    while minute < end:
        found += minute.weekday() < 5 and 8 <= minute.hour < 18 and minute.date() not in holidays
        minute += timedelta(minutes=1)
    return found


def test_first_response_in_office_hours() -> None:
    rng = random.Random(4)
    rows, waited = [], []
    for _ in range(60):
        start = datetime(2024, 3, 20) + timedelta(minutes=rng.randrange(11 * 1440))
        end = start + timedelta(minutes=rng.randrange(6 * 1440))
        rows.append({"created_at": start, "created_on": start.date(), "first_response_at": end, "status": "open"})
        waited.append(office_minutes(start, end))
    found = ask({"ticket": rows}, "first_response_business_minutes")
    march = next(number for (span, _), number in found.items() if span.start == date(2024, 3, 1))
    inside = [minutes for row, minutes in zip(rows, waited, strict=True) if row["created_on"] < date(2024, 4, 1)]
    assert march.n == len(inside)
    assert march.value == median(inside)


@pytest.mark.parametrize("name", ["first_contact_by_topic", "backlog_by_topic"])
def test_topics_make_up_the_whole(tickets: list[dict[str, Any]], name: str) -> None:
    facts = worked.facts({"ticket": tickets}, AS_OF.isoformat())
    for span in periods("month", START, END):
        assert tree.check(facts, name, span).difference == pytest.approx(0)


def test_first_contact(tickets: list[dict[str, Any]]) -> None:
    found = ask({"ticket": tickets}, "fcr")
    for span in periods("month", START, END):
        good = judged = 0
        for one in tickets:
            end = solved_at(one)
            if end is None or not span.start <= end.date() < span.end or one.get("agent_reply_count") is None:
                continue
            judged += 1
            again = any(
                other["customer_key"] == one["customer_key"] and other["category_l1"] == one["category_l1"]
                and one["created_at"] < other["created_at"] <= end + timedelta(days=7)
                for other in tickets
            )  # fmt: skip
            good += one["agent_reply_count"] <= 1 and not one["reopen_count"] and not again
        assert found[(span, ())].value == pytest.approx(good / judged)
        assert found[(span, ())].n == judged


def test_backlog_moves_by_what_comes_in_and_what_is_solved(tickets: list[dict[str, Any]]) -> None:
    backlog = [number.value for number in ask({"ticket": tickets}, "backlog").values()]
    solved = [number.value for number in ask({"ticket": tickets}, "solved_ticket_count").values()]
    came = Counter(one["created_on"].month for one in tickets)
    expected, before = [], 0.0
    for month, done in enumerate(solved, start=1):
        before += came[month] - (done or 0)
        expected.append(before)
    assert backlog == expected
    assert before > 0
    days = [number.value for number in ask({"ticket": tickets}, "backlog_days").values()]
    lengths = [span.days for span in periods("month", START, END)]
    assert days == pytest.approx([b / (s / n) for b, s, n in zip(expected, solved, lengths, strict=True) if s])


def test_age_of_open_tickets(tickets: list[dict[str, Any]]) -> None:
    found = ask({"ticket": tickets}, "backlog_age_p50")
    for span in periods("month", START, END):
        ages = sorted(
            (span.last_day - one["created_on"]).days
            for one in tickets
            if one["created_on"] < span.end and ((end := solved_at(one)) is None or end.date() >= span.end)
        )
        middle = (ages[(len(ages) - 1) // 2] + ages[len(ages) // 2]) / 2
        assert found[(span, ())].value == middle


def test_channels_of_contact_add_up(tickets: list[dict[str, Any]]) -> None:
    """The split by channel shares one denominator: its parts sum to the whole."""
    rng = random.Random(8)
    rows: Rows = {
        "ticket": tickets,
        "order": [
            {"customer_key": k, "ordered_at": f"2024-0{m}-03"} for k in range(1, 41) for m in (1, 2, 3, 4) if k > m
        ],
        "crm_activity": [
            {"customer_key": rng.randint(1, 60), "occurred_at": f"2024-0{rng.randint(1, 4)}-09", "type": kind}
            for kind in ("call", "email", "note") for _ in range(20)
        ],
    }  # fmt: skip
    whole, parts = ask(rows, "contacts_per_customer"), ask(rows, "contacts_per_customer", ("contact_channel",))
    for span in periods("month", START, END):
        by_hand = sum(span.start <= one["created_on"] < span.end for one in tickets)
        by_hand += sum(
            span.start <= date.fromisoformat(one["occurred_at"]) < span.end and one["type"] != "note"
            for one in rows["crm_activity"]
        )
        assert whole[(span, ())].value == pytest.approx(by_hand / (40 - span.start.month))
        assert sum(number.value or 0 for key, number in parts.items() if key[0] == span) == pytest.approx(
            whole[(span, ())].value
        )


def test_leads_wait_until_a_person_answers() -> None:
    rng = random.Random(2)
    leads = []
    for _ in range(200):
        created = datetime.combine(START, time()) + timedelta(minutes=rng.randrange(120 * 1440))
        row: dict[str, Any] = {
            "created_at": created,
            "created_on": created.date(),
            "source": rng.choice(["fair", "web"]),
        }
        if rng.random() < 0.85:
            response = created + timedelta(minutes=round(rng.expovariate(1 / 90)))
            row |= {"first_response_at": response, "first_response_on": response.date()}
            row["first_response_by"] = rng.choice(["human", "human", "automatic", None])
        leads.append(row)
    median_of, hour = (
        ask({"lead": leads}, name, ("lead_source",)) for name in ("lead_response_time", "lead_response_within_hour")
    )
    for (span, (source,)), number in median_of.items():
        cases = []
        for one in leads:
            if one["source"] == source and span.start <= one["created_on"] < span.end:
                answered = one.get("first_response_at") is not None and one["first_response_by"] != "automatic"
                answered = answered and one["first_response_at"] < NOW
                end = one["first_response_at"] if answered else NOW
                cases.append(((end - one["created_at"]).total_seconds() / 60, answered))
        assert number.value == pytest.approx(time_until(cases, 0.5))
        prompt = sum(length <= 60 and done for length, done in cases)
        assert hour[(span, (source,))].value == pytest.approx(prompt / len(cases))
