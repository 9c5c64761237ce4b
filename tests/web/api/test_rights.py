"""Whoever sees a part of the company gets that part and nothing else, however they ask (S01, S02, S04)."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account import services as accounts
from leitstand.foundation.home import Home
from leitstand.web.company import Company
from leitstand.web.persons import Persons
from tests.conftest import FULL

PARTS = {"north": "DEA", "south": "DE2"}
QUESTIONS = 5000 if FULL else 20
REQUESTS = 500
TRICKS = ["region=DE2", "region!=DEA", "region=DEA|DE2", "region=DE2' OR '1'='1", "country=DE", "region=(none)",
          "region=", "region=*", "region=DE2 OR region=DEA", "channel!=web", "customer_type=person", "1=1",
          "segment=Handel"]  # fmt: skip


def regions(told: Any) -> set[str]:
    """Every region in an answer."""
    if isinstance(told, dict):
        own = {told[name] for name in ("region", "region_nuts") if isinstance(told.get(name), str)}
        return own.union(*(regions(one) for one in told.values()))
    return set().union(*(regions(one) for one in told)) if isinstance(told, list) else set()


def numbers(told: list[dict[str, Any]]) -> list[Any]:
    """What a value is about and what it says; the bounds rest on the same."""
    return [
        (
            one["period_start"],
            one["dims"],
            one["n"],
            one["status"],
            one["value"] if one["value"] is None else f"{one['value']:.9g}",
        )
        for one in told
    ]


@pytest.mark.usefixtures("no_pace")
def test_no_condition_leads_out_of_the_area(program: Callable[..., Any]) -> None:
    dice = random.Random(2)
    limited, every = program("north", "analyst", scope="region=DEA"), program("boss")
    names = [one["id"] for one in limited("metrics", available="true").json() if "region" in one["dimensions"]]
    assert len(names) > 20
    answered = refused = 0
    for _ in range(QUESTIONS):
        asked = {
            "grain": dice.choice(["month", "quarter", "total"]),
            "by": dice.choice([[], ["region"], ["channel", "region"]]),
            "where": dice.sample(TRICKS, dice.choice([0, 1, 1, 2])), "start": "2026-01-01",
        }  # fmt: skip
        name = dice.choice(names if FULL else names[:4])
        told = limited(f"metrics/{name}/values", **asked)
        if told.status_code != 200:
            assert told.status_code in (400, 404), told.content
            refused += 1
            continue
        inside = every(f"metrics/{name}/values", **{**asked, "where": [*asked["where"], "region=DEA"]})
        assert numbers(told.json()) == numbers(inside.json()), (name, asked)
        assert regions(told.json()) <= {"DEA", "(other)"}, (name, asked)
        answered += any(one["value"] is not None for one in told.json())
    assert answered > QUESTIONS / 10 and refused > 0


def test_lists_hold_what_lies_inside(program: Callable[..., Any]) -> None:
    ask = program("north", "manager", scope="region=DEA")
    customers = ask("customers", limit=500).json()
    assert customers["found"] > 20 and regions(customers) == {"DEA"}
    keys = {one["key"] for one in customers["customers"]}
    tasks = ask("tasks", whose="all", limit=500).json()
    assert tasks and {one["customer"]["key"] for one in tasks} <= keys
    assert len(tasks) < len(program("boss")("tasks", whose="all", limit=500).json())
    for path in ("findings", "recommendations", "actions"):
        assert all(one["dims"].get("region") == "DEA" for one in ask(path).json())
    why = ask("why/orders", period="2025", against="2024")
    assert why.status_code == 200, why.content
    assert regions(why.json()) <= {"DEA"}
    assert why.json()["after"] < program("boss")("why/orders", period="2025", against="2024").json()["after"]
    assert ask("metrics/cash_balance/values").status_code in (400, 404)


@pytest.mark.usefixtures("no_pace")
def test_what_is_outside_is_not_there(web_home: Path, program: Callable[..., Any]) -> None:
    ask, boss = program("north", "manager", scope="region=DEA"), program("boss")
    dice = random.Random(1)
    company = Company(Home(web_home), accounts.user("default", "boss@example.org"))
    table = Persons(company).table
    outside = [str(key) for key in table[table.region_nuts != "DEA"].index]
    foreign = [f"customers/{key}" for key in dice.sample(outside, 80)]
    foreign += [f"customers/{secrets.randbits(62)}" for _ in range(20)]
    foreign += [f"findings/{one['id']}" for one in boss("findings").json()]
    foreign += [f"recommendations/{one['id']}" for one in boss("recommendations").json()]
    while len(foreign) < 200:
        foreign.append(f"{dice.choice(['findings', 'recommendations'])}/{secrets.token_hex(4)}")
    assert {path: status for path in foreign if (status := ask(path).status_code) != 404} == {}
    known, unknown = ask(foreign[0]).json(), ask("customers/12345").json()
    assert known["next_step"] == unknown["next_step"], "both look the same from outside"
    assert not accounts.views("default", email="north@example.org", key=int(outside[0]))


@pytest.mark.usefixtures("no_pace")
def test_what_is_remembered_goes_to_nobody_else(program: Callable[..., Any]) -> None:
    dice = random.Random(4)
    asks = {region: program(name, "manager", scope=f"region={region}") for name, region in PARTS.items()}
    questions: list[tuple[str, dict[str, Any]]] = [
        ("metrics/orders/values", {"grain": "year", "by": ["region"]}), ("metrics/orders/values", {"grain": "total"}),
        ("metrics/revenue_net/values", {"grain": "quarter", "by": ["region"], "start": "2026-01-01"}),
        ("customers", {"limit": 5}), ("customers", {"limit": 5, "order": "last_order"}), ("metrics", {"family": "crm"}),
        ("tasks", {"whose": "all", "limit": 3}), ("findings", {}), ("why/orders", {"period": "2025"}),
    ]  # fmt: skip
    first: dict[tuple[str, int], Any] = {}
    for _ in range(REQUESTS):
        region, number = dice.choice(list(asks)), dice.randrange(len(questions))
        told = asks[region](questions[number][0], **questions[number][1])
        assert told.status_code == 200
        assert regions(told.json()) <= {region, "(other)"}
        assert first.setdefault((region, number), told.json()) == told.json()
    for number in (0, 1, 2, 3, 4, 6):
        assert first["DEA", number] != first["DE2", number]


def test_a_token_ends_with_its_user(program: Callable[..., Any]) -> None:
    ask = program("gone")
    assert ask("goals").status_code == 200
    accounts.disable("default", "gone@example.org")
    refused = ask("goals")
    assert refused.status_code == 401 and refused["WWW-Authenticate"] == "Bearer"
    assert refused.json()["message"] == "The token is missing or not valid."


def test_a_signed_in_browser_is_no_token(web_home: Path, client_of: Callable[..., Any]) -> None:
    assert client_of("administrator").get("/api/v1/metrics").status_code == 401
