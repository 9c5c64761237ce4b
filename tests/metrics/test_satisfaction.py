"""Satisfaction and loyalty, computed a second time in plain Python over generated rows."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, median, stdev
from typing import Any

import pytest

from leitstand.foundation.period import Period, periods
from leitstand.metrics import worked
from leitstand.metrics.compute import tree
from leitstand.metrics.compute.evaluator import Evaluator, Number
from leitstand.metrics.compute.intervals import student
from leitstand.metrics.compute.question import Cell, Question

START, END = date(2024, 1, 1), date(2025, 1, 1)
AS_OF = date(2024, 12, 31)
Rows = dict[str, list[dict[str, Any]]]


def ask(rows: Rows, name: str, grain: str = "quarter", by: tuple[str, ...] = ()) -> dict[tuple[Period, Cell], Number]:
    spans = tuple(periods(grain, START, END))  # type: ignore[arg-type]
    found = Evaluator(worked.facts(rows, AS_OF.isoformat())).numbers(name, Question(spans, by))
    return {(spans[index], cell): number for (index, cell), number in found.items()}


def same(found: dict[tuple[Period, Cell], Number], expected: dict[tuple[Period, Cell], float | None]) -> None:
    assert expected
    assert {key for key, number in found.items() if number.value is not None} == {
        key for key, value in expected.items() if value is not None
    }
    for key, value in expected.items():
        if value is not None:
            assert found[key].value == pytest.approx(value), key


def day_in_year(rng: random.Random, last: int = 365) -> date:
    return START + timedelta(days=rng.randrange(last))


@pytest.fixture(scope="module")
def survey() -> Rows:
    """Four surveys on different scales, one reversed; some scores off the scale, some importance unknown."""
    rng = random.Random(5)
    surveys = [
        {"survey_id": 1, "instrument": "csi", "scale_min": 1, "scale_max": 5},
        {"survey_id": 2, "instrument": "csi", "scale_min": 1, "scale_max": 6, "reverse": True},
        {"survey_id": 3, "instrument": "csat", "scale_min": 1, "scale_max": 7},
        {"survey_id": 4, "instrument": "nps"},
    ]
    invites, answers = [], []
    for invite in range(1, 241):
        asked = 1 + invite % 4
        day = day_in_year(rng)
        invites.append({"invite_id": invite, "survey_id": asked})
        items = ("quality", "price", "service", "overall") if asked < 3 else ("overall",)
        for item in items:
            if rng.random() < 0.8 or item == "overall":
                low, high = (0, 10) if asked == 4 else (1, surveys[asked - 1]["scale_max"])
                score = rng.randint(low, high) if rng.random() < 0.95 else high + 1  # type: ignore[call-overload]
                weight = rng.randint(1, 5) if item != "service" and rng.random() < 0.7 else None
                answers.append({"invite_id": invite, "answered_at": day.isoformat(), "item_key": item, "score": score,
                                "importance": weight, "customer_key": 1 + invite % 60})  # fmt: skip
    customers = [{"customer_key": k, "segment": "AB"[k % 2]} for k in range(1, 61)]
    return {"survey": surveys, "survey_invite": invites, "survey_answer": answers, "customer": customers}


def quality(survey: Rows, answer: dict[str, Any]) -> tuple[str, float | None]:
    one = survey["survey"][survey["survey_invite"][answer["invite_id"] - 1]["survey_id"] - 1]
    low, high = one.get("scale_min", 0), one.get("scale_max", 10)
    if not low <= answer["score"] <= high:
        return one["instrument"], None
    place = (answer["score"] - low) / (high - low)
    return one["instrument"], 1 - place if one.get("reverse") else place


def test_index_over_items(survey: Rows) -> None:
    segment = {one["customer_key"]: one["segment"] for one in survey["customer"]}
    csi = [one for one in survey["survey_answer"] if quality(survey, one)[0] == "csi"]
    known = [one["importance"] for one in csi if one["importance"] is not None]
    importance = {}
    for item in ("quality", "price", "service"):
        own = [one["importance"] for one in csi if one["item_key"] == item and one["importance"] is not None]
        importance[item] = mean(own or known)
    expected: dict[tuple[Period, Cell], float | None] = {}
    for span in periods("quarter", START, END):
        for name in "AB":
            scores = defaultdict(list)
            for one in csi:
                inside = span.start <= date.fromisoformat(one["answered_at"]) < span.end
                score = quality(survey, one)[1]
                if (
                    inside
                    and segment[one["customer_key"]] == name
                    and one["item_key"] != "overall"
                    and score is not None
                ):
                    scores[one["item_key"]].append(score)
            weighted = sum(importance[item] * mean(found) for item, found in scores.items())
            expected[(span, (name,))] = 100 * weighted / sum(importance[item] for item in scores)
    same(ask(survey, "csi", by=("segment",)), expected)


def test_interval_of_the_index_is_that_of_a_mean_where_there_is_one_item() -> None:
    scores = [1, 2, 2, 3, 4, 4, 5, 5, 5, 5]
    rows: Rows = {
        "survey": [{"survey_id": 1, "instrument": "csi", "scale_min": 1, "scale_max": 5}],
        "survey_invite": [{"invite_id": k, "survey_id": 1} for k in range(10)],
        "survey_answer": [
            {"invite_id": k, "answered_at": "2024-02-01", "item_key": "price", "score": score}
            for k, score in enumerate(scores)
        ],
    }
    number = next(iter(ask(rows, "csi").values()))
    values = [(score - 1) / 4 * 100 for score in scores]
    spread = student(9) * stdev(values) / math.sqrt(10)
    assert number.interval == pytest.approx((mean(values) - spread, mean(values) + spread))


def test_answers_of_one_person_do_not_make_the_index_surer() -> None:
    """Ten people who give the same score on three items are ten cases, not thirty."""
    scores = [1, 2, 2, 3, 4, 4, 5, 5, 5, 5]
    rows: Rows = {
        "survey": [{"survey_id": 1, "instrument": "csi", "scale_min": 1, "scale_max": 5}],
        "survey_invite": [{"invite_id": k, "survey_id": 1} for k in range(10)],
        "survey_answer": [
            {"invite_id": k, "answered_at": "2024-02-01", "item_key": item, "score": score}
            for k, score in enumerate(scores)
            for item in ("price", "service", "quality")
        ],
    }
    number = next(iter(ask(rows, "csi").values()))
    values = [(score - 1) / 4 * 100 for score in scores]
    spread = student(9) * stdev(values) / math.sqrt(10)
    assert number.n == 10
    assert number.interval == pytest.approx((mean(values) - spread, mean(values) + spread))


def test_shares_of_answers(survey: Rows) -> None:
    expected: dict[str, dict[tuple[Period, Cell], float | None]] = {
        "csat_share": {},
        "dissatisfied_share": {},
        "nps": {},
    }
    for span in periods("quarter", START, END):
        inside = [
            one for one in survey["survey_answer"] if span.start <= date.fromisoformat(one["answered_at"]) < span.end
        ]
        csat = [v for one in inside if (v := quality(survey, one)[1]) is not None and quality(survey, one)[0] == "csat"]
        nps = [one["score"] for one in inside if quality(survey, one)[0] == "nps" and one["score"] <= 10]
        expected["csat_share"][(span, ())] = mean(value >= 5 / 6 for value in csat)  # 6 and 7 of 7
        expected["dissatisfied_share"][(span, ())] = mean(value <= 1 / 6 for value in csat)
        expected["nps"][(span, ())] = 100 * mean((score >= 9) - (score <= 6) for score in nps)
    for name, values in expected.items():
        same(ask(survey, name), values)


def test_contracts_that_end() -> None:
    rng = random.Random(11)
    active = {k: {m for m in range(1, 13) if rng.random() < 0.85} for k in range(1, 61)}
    rows: Rows = {"subscription_period": []}
    for k, months in active.items():
        for month in months:  # two contracts each in odd months: a customer counts once
            for contract in (k, k + 1000) if month % 2 else (k,):
                rows["subscription_period"].append(
                    {"subscription_id": contract, "customer_key": k, "period_month": f"2024-{month:02}-01", "mrr": 9}
                )
    for grain in ("month", "quarter"):
        expected: dict[tuple[Period, Cell], float | None] = {}
        for span in periods(grain, START, END):  # type: ignore[arg-type]
            first, last = span.start.month, span.last_day.month
            start = [months for months in active.values() if first - 1 in months and first > 1]
            gone = [months for months in start if not set(range(first, last + 1)) <= months]
            expected[(span, ())] = len(gone) / len(start) if start else None
        same(ask(rows, "churn_rate", grain), expected)
        stay = {key: None if value is None else 1 - value for key, value in expected.items()}
        same(ask(rows, "retention_rate", grain), stay)


@pytest.fixture(scope="module")
def trade() -> tuple[Rows, dict[int, list[date]]]:
    """Orders of 80 customers with paces between 5 and 60 days, some of whom stop; several orders on some days."""
    rng = random.Random(23)
    rows: Rows = {"order": []}
    bought: dict[int, list[date]] = {}
    for k in range(1, 81):
        pace, day, last = rng.randint(5, 60), day_in_year(rng, 120), rng.randint(60, 366)
        bought[k] = []
        while (day - START).days < last:
            bought[k] += [day] * (2 if rng.random() < 0.1 else 1)
            day += timedelta(days=max(1, int(rng.gauss(pace, pace / 3))))
        rows["order"] += [{"customer_key": k, "ordered_at": day.isoformat()} for day in bought[k]]
    rows["order"] += [
        {"customer_key": 1, "ordered_at": "2024-06-01", "status": "cancelled"},
        {"ordered_at": "2024-06-01"},
    ]
    return rows, {k: days for k, days in bought.items() if days}


def gaps_of(days: list[date]) -> list[tuple[date, int]]:
    each = sorted(set(days))
    return [(late, (late - early).days) for early, late in pairwise(each)]


def test_customers_who_fall_silent(trade: tuple[Rows, dict[int, list[date]]]) -> None:
    rows, bought = trade
    own = {k: [gap for _, gap in gaps_of(days)] for k, days in bought.items()}
    usual = median(median(gaps) for gaps in own.values() if gaps)
    patience = {k: 3 * (median(gaps) if len(gaps) >= 3 else usual) for k, gaps in own.items()}

    def silent(k: int, day: date) -> bool | None:
        before = [each for each in bought[k] if each <= day]
        return (day - max(before)).days > patience[k] if before else None

    for grain in ("month", "quarter"):
        expected: dict[tuple[Period, Cell], float | None] = {}
        for span in periods(grain, START, END):  # type: ignore[arg-type]
            start = [k for k in bought if silent(k, span.start - timedelta(days=1)) is False]
            fell = [k for k in start if any(silent(k, span.start + timedelta(days=i)) for i in range(span.days))]
            expected[(span, ())] = len(fell) / len(start) if start else None
        same(ask(rows, "churn_rate_silent", grain), expected)


def test_buying_again(trade: tuple[Rows, dict[int, list[date]]]) -> None:
    rows, bought = trade
    again: dict[tuple[Period, Cell], float | None] = {}
    soon: dict[tuple[Period, Cell], float | None] = {}
    pace: dict[tuple[Period, Cell], float | None] = {}
    for span in periods("quarter", START, END):
        counts = [sum(span.start <= day < span.end for day in days) for days in bought.values()]
        again[(span, ())] = sum(n >= 2 for n in counts) / sum(n >= 1 for n in counts)
        new = [sorted(set(days)) for days in bought.values() if span.start <= min(days) < span.end]
        back = [days for days in new if len(days) > 1 and (days[1] - days[0]).days <= 90]
        soon[(span, ())] = len(back) / len(new) if new else None
        own = [[gap for day, gap in gaps_of(days) if span.start <= day < span.end] for days in bought.values()]
        pace[(span, ())] = median(median(gaps) for gaps in own if gaps)
    same(ask(rows, "repeat_purchase_rate"), again)
    same(ask(rows, "repeat_purchase_rate_90"), soon)
    same(ask(rows, "interpurchase_days"), pace)


def test_value_at_risk() -> None:
    rng = random.Random(31)
    scores = [
        {"customer_key": k, "model_id": "clv", "model_version": "1", "scored_on": day, "p_alive": rng.random(),
         "expected_value": rng.randint(1, 500)}
        for day in ("2024-02-15", "2024-05-15", "2024-11-15") for k in range(1, 52)
    ]  # fmt: skip
    expected: dict[tuple[Period, Cell], float | None] = {}
    for span in periods("quarter", START, END):
        latest = max(str(one["scored_on"]) for one in scores if date.fromisoformat(str(one["scored_on"])) < span.end)
        batch: list[dict[str, Any]] = [one for one in scores if one["scored_on"] == latest]
        middle = median(one["expected_value"] for one in batch)
        risk = [one["expected_value"] for one in batch if one["p_alive"] < 0.5 and one["expected_value"] >= middle]
        expected[(span, ())] = sum(risk) / sum(one["expected_value"] for one in batch)
    same(ask({"customer_score": scores}, "at_risk_share"), expected)


@pytest.mark.parametrize("name", ["nps_by_segment", "csat_by_segment"])
def test_segments_make_up_the_whole(survey: Rows, name: str) -> None:
    """Customers of no segment included."""
    some = [one for one in survey["customer"] if one["customer_key"] % 3]
    facts = worked.facts(survey | {"customer": some}, AS_OF.isoformat())
    for span in periods("quarter", START, END):
        assert tree.check(facts, name, span).difference == pytest.approx(0)


def test_silent_churn_is_made_up_of_its_segments(trade: tuple[Rows, dict[int, list[date]]]) -> None:
    rows = trade[0] | {"customer": [{"customer_key": k, "segment": "AB"[k % 2]} for k in range(1, 61)]}
    found = tree.check(worked.facts(rows, AS_OF.isoformat()), "silent_churn_by_segment", Period(START, END, "total"))
    assert found.whole is None  # nobody bought before the first day
    late = Period(date(2024, 7, 1), END, "total")
    assert tree.check(
        worked.facts(rows, AS_OF.isoformat()), "silent_churn_by_segment", late
    ).difference == pytest.approx(0)


def test_complaints_are_orders_times_rate() -> None:
    rows: Rows = {
        "order": [{"ordered_at": "2024-02-01"} for _ in range(70)],
        "ticket": [
            {"created_at": "2024-03-01", "is_complaint": True, "category_l1": topic} for topic in ("a", "b", None)
        ],
    }
    for name in ("complaints_by_orders", "complaints_by_topic"):
        found = tree.check(worked.facts(rows, AS_OF.isoformat()), name, Period(START, END, "year"))
        assert (found.whole, found.recombined) == (3, pytest.approx(3))
