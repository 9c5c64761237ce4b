"""CRM metrics, computed a second time in plain Python over made-up rows."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from statistics import quantiles
from typing import Any

import pytest

from leitstand.foundation.period import Grain, add_months
from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.result import Value

Rows = dict[str, list[dict[str, Any]]]
START, LAST = date(2023, 1, 1), date(2024, 6, 30)
END = date(2024, 7, 1)
MONTHS = [add_months(START, n) for n in range(18)]
ENDS = [add_months(month, 1) - timedelta(days=1) for month in MONTHS]


def ask(rows: Rows, metric: str, grain: Grain = "month", by: tuple[str, ...] = ()) -> list[Value]:
    return answer(worked.facts(rows, LAST.isoformat()), metric, Ask(grain, by, start=START, end=END))


def some_day(chance: random.Random, first: date = START, last: date = LAST) -> date:
    return first + timedelta(days=chance.randrange((last - first).days + 1))


def on(text: str) -> date:
    return date.fromisoformat(text[:10])


def test_completeness() -> None:
    chance = random.Random(3)
    customers = [
        {
            "customer_key": n,
            "created_at": some_day(chance).isoformat(),
            "customer_type": chance.choice(("person", "company", None)),
            "segment": chance.choice(("A", " N/A ", "")),
            "country": chance.choice(("DE", None)),
            "industry_nace": chance.choice(("47", "x")),
            "owner_employee_id": chance.choice((1, None)),
            "merged_into": 1 if n % 17 == 0 else None,
        }
        for n in range(1, 151)
    ]
    vault = [{"customer_key": n, "name": True, "email": chance.choice((True, False, None))} for n in range(1, 151)]
    filled, needed = [0] * 18, [0] * 18
    for index, day in enumerate(ENDS):
        for one, private in zip(customers, vault, strict=True):
            if on(one["created_at"]) > day or one["merged_into"]:
                continue
            checks = [one["customer_type"] is not None, one["segment"] == "A", one["country"] is not None]
            if one["customer_type"] == "company":
                checks += [one["industry_nace"] == "47", one["owner_employee_id"] is not None]
            checks += [True, private["email"] is True]
            filled[index] += sum(checks)
            needed[index] += len(checks)
    values = ask({"customer": customers, "customer_vault": vault}, "completeness")
    assert [(v.numerator, v.denominator) for v in values] == list(zip(filled, needed, strict=True))


def test_quality_rules_use_the_last_run() -> None:
    chance = random.Random(4)
    rules = [
        {"rule_id": str(n), "dimension": ("validity", "uniqueness")[n % 2], "object": "abc"[n % 3]} for n in range(6)
    ]
    runs = [
        {"rule_id": str(chance.randrange(6)), "run_at": f"{some_day(chance)}T{chance.randrange(10, 24)}:{n % 60:02}:00",
         "n_checked": 1000, "n_failed": chance.randrange(300)}
        for n in range(200)
    ]  # fmt: skip
    rows = {"dq_rule": rules, "dq_result": runs}
    for metric, dimension in (("validity", 0), ("duplicate_rate", 1)):
        for day, value in zip(ENDS, ask(rows, metric), strict=True):
            last = {
                run["rule_id"]: run["n_failed"]
                for run in sorted(runs, key=lambda run: run["run_at"])
                if on(run["run_at"]) <= day and int(run["rule_id"]) % 2 == dimension
            }
            share = sum(last.values()) / (1000 * len(last)) if last else None
            assert value.value == (share if share is None else pytest.approx(share if dimension else 1 - share))


def test_freshness_and_age_of_contacts() -> None:
    chance = random.Random(5)
    orders = [
        {"ordered_at": some_day(chance, date(2021, 1, 1)).isoformat(), "customer_key": chance.randrange(150),
         "status": chance.choice(("placed", "placed", "cancelled"))}
        for _ in range(350)
    ]  # fmt: skip
    contacts = [
        {"customer_key": chance.randrange(150), "last_verified_at": some_day(chance, date(2021, 1, 1)).isoformat()}
        for _ in range(200)
    ]
    rows = {"order": orders, "contact": [*contacts, {"customer_key": 1}]}
    fresh, ages = ask(rows, "freshness"), ask(rows, "contact_age_p50")
    for index, day in enumerate(ENDS):
        first = day - timedelta(days=364)
        active = {o["customer_key"] for o in orders if first <= on(o["ordered_at"]) <= day and o["status"] == "placed"}
        verified = {c["customer_key"] for c in contacts if first <= on(c["last_verified_at"]) <= day}
        assert (fresh[index].numerator, fresh[index].denominator) == (len(active & verified), len(active))
        known = sorted((day - on(c["last_verified_at"])).days for c in contacts if on(c["last_verified_at"]) <= day)
        middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
        assert ages[index].value == middle


def test_pipeline_hygiene() -> None:
    chance = random.Random(6)
    deals, stays = [], []
    for number in range(1, 241):
        created = some_day(chance)
        closed = created + timedelta(days=chance.randrange(5, 300))
        deal: dict[str, Any] = {
            "deal_id": number, "created_at": created.isoformat(), "outcome": "open",
            "expected_close_date": some_day(chance, date(2024, 5, 1), date(2024, 8, 30)),
            "next_activity_at": chance.choice(("2024-07-20", "2024-07-20", "2024-07-20", None)),
            "last_activity_at": chance.choice((None, some_day(chance, date(2024, 3, 1)).isoformat())),
        }  # fmt: skip
        if closed <= LAST:
            deal |= {"outcome": "lost", "closed_at": closed.isoformat()}
        deals.append(deal)
        middle = created + timedelta(days=chance.randrange(1, 60))
        stays.append(
            {"deal_id": number, "stage_id": 1, "entered_at": created.isoformat(), "left_at": middle.isoformat()}
        )
        stays.append({"deal_id": number, "stage_id": 2, "entered_at": middle.isoformat()})
        if closed <= LAST:
            stays[-1]["left_at"] = closed.isoformat()
    done = sorted((on(s["left_at"]) - on(s["entered_at"])).days for s in stays if s["stage_id"] == 2 and "left_at" in s)
    patience = quantiles(done, n=10, method="inclusive")[-1]
    entered = {s["deal_id"]: on(s["entered_at"]) for s in stays if s["stage_id"] == 2}
    opened = [deal for deal in deals if deal["outcome"] == "open"]
    neglected = [
        deal
        for deal in opened
        if deal["expected_close_date"] < LAST
        or deal["next_activity_at"] is None
        or (LAST - (on(deal["last_activity_at"]) if deal["last_activity_at"] else entered[deal["deal_id"]])).days
        > patience
    ]
    rows = {"deal": deals, "deal_stage_history": stays, "pipeline_stage": [{"stage_id": 1}, {"stage_id": 2}]}
    value = ask(rows, "pipeline_hygiene")[-1]
    assert (value.numerator, value.denominator) == (len(neglected), len(opened))
    assert value.value == pytest.approx(1 - len(neglected) / len(opened))
    assert [v.denominator for v in ask(rows, "pipeline_hygiene")] == [
        sum(on(d["created_at"]) <= day and ("closed_at" not in d or on(d["closed_at"]) > day) for d in deals)
        for day in ENDS
    ]


def test_flow_and_rework() -> None:
    chance = random.Random(7)
    events = []
    service, waiting, steps = 0.0, 0.0, 0
    reworked = 0
    for case in range(120):
        clock, seen = datetime(2024, 2, 1) + timedelta(hours=case), []
        for place in range(chance.randrange(1, 6)):
            ready = clock if chance.random() < 0.5 else None
            start = clock + timedelta(minutes=chance.randrange(0, 500))
            end = start + timedelta(minutes=chance.randrange(1, 500))
            stamped = chance.random() < 0.8
            events.append(
                {"process": "p", "case_id": str(case), "activity": chance.choice("abcdefgh"),
                 "completed_at": end.isoformat(), "started_at": start.isoformat() if stamped else None,
                 "enabled_at": ready.isoformat() if ready else None}
            )  # fmt: skip
            seen.append(events[-1]["activity"])
            if stamped:
                service += (end - start).total_seconds()
                waiting += (start - clock).total_seconds() if ready or place else 0
                steps += 1
            clock = end
        reworked += len(seen) != len(set(seen))
    rows = {"case_event": events}
    flow = ask(rows, "flow_efficiency", "total")[0]
    assert flow.value == pytest.approx(service / (service + waiting))
    rework = ask(rows, "rework_rate", "total")[0]
    assert (rework.numerator, rework.denominator) == (reworked, 120)
    assert rework.ci_low is not None


def test_forecast_is_compared_with_the_revenue_that_came() -> None:
    chance = random.Random(8)
    orders, lines, refunds = [], [], []
    revenue: dict[date, float] = defaultdict(float)
    for number in range(1, 301):
        day = some_day(chance)
        orders.append({"order_id": number, "ordered_at": day.isoformat()})
        lines.append({"order_id": number, "net_amount": 50})
        revenue[day.replace(day=1)] += 50
        if number % 10 == 0:
            refunds.append({"order_id": number, "refunded_at": day.isoformat(), "amount": 5})
            revenue[day.replace(day=1)] -= 5
    common = {
        "metric_key": "revenue_net",
        "grain": "month",
        "dim_json": "{}",
        "horizon": 1,
        "model_id": "m",
        "model_version": "1",
    }
    guess = {month: chance.randrange(400, 1200) for month in [*MONTHS, END]}
    frozen = [
        {
            **common,
            "made_on": month,
            "period_start": month,
            "mean": mean,
            "low": mean - 200,
            "high": mean + 200,
            "level": level,
        }
        for month, mean in guess.items()
        for level in (0.8, 0.95)
    ]
    frozen.append({**common, "made_on": date(2024, 3, 9), "period_start": date(2024, 3, 1), "mean": 1e6, "level": 0.8})
    frozen.append(
        {**common, "made_on": START, "period_start": START, "mean": 1e6, "level": 0.8, "dim_json": '{"country": "DE"}'}
    )
    rows = {"order": orders, "order_line": lines, "refund": refunds, "frozen_forecast": frozen}
    whole = sum(revenue[m] for m in MONTHS)
    error = sum(abs(revenue[m] - guess[m]) for m in MONTHS) / whole
    assert ask(rows, "forecast_error", "total")[0].value == pytest.approx(error)
    assert ask(rows, "forecast_bias", "total")[0].value == pytest.approx(
        sum(guess[m] - revenue[m] for m in MONTHS) / whole
    )
    inside = sum(abs(guess[m] - revenue[m]) <= 200 for m in MONTHS)
    coverage = ask(rows, "forecast_coverage", "total")[0]
    assert (coverage.numerator, coverage.denominator) == (inside, 18)


def test_deliveries_on_time() -> None:
    chance = random.Random(9)
    orders = [
        {"order_id": n, "ordered_at": START.isoformat(), "status": chance.choice(("placed", "cancelled"))}
        for n in range(1, 9)
    ]
    shipments, late, promised = [], 0, 0
    for number in range(300):
        due = some_day(chance)
        came = due + timedelta(days=chance.randrange(-5, 4)) if chance.random() < 0.9 else None
        order = orders[number % 8]
        shipments.append({"order_id": order["order_id"], "promised_on": due if number % 7 else None,
                          "delivered_at": came.isoformat() if came else None})  # fmt: skip
        if number % 7 and (came or order["status"] == "placed"):
            promised += 1
            late += came is None or came > due
    value = ask({"order": orders, "shipment": shipments}, "on_time_rate", "total")[0]
    assert (value.numerator, value.denominator) == (promised - late, promised)


def test_checks_of_the_product_itself_do_not_need_to_reach_the_period() -> None:
    """Rows the product writes have no reach of their own; once they made every quality metric 'no data'."""
    own = {"source_system": "leitstand"}
    rows = {
        "order": [{"ordered_at": "2024-06-30"}],
        "dq_rule": [{"rule_id": "a", "dimension": "validity", **own}],
        "dq_result": [{"rule_id": "a", "run_at": "2024-06-30T05:00:00", "n_checked": 10, "n_failed": 1, **own}],
    }
    assert ask(rows, "validity")[-1].value == pytest.approx(0.9)
