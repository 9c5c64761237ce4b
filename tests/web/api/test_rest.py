"""What the API answers: the numbers of the workspace in documented shapes, errors in words, names only where due."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account import services as accounts
from leitstand.control.identity import services as identity
from leitstand.foundation.home import Home
from leitstand.web.api import asks
from leitstand.web.company import Company
from leitstand.web.persons import Persons
from leitstand.workspace import Workspace

LISTS = ("metrics", "findings", "recommendations", "goals", "actions", "lessons", "tasks")


def test_values_are_those_of_the_workspace(web_home: Path, program: Callable[..., Any]) -> None:
    ask = program()
    asked = {"grain": "quarter", "by": ["channel"], "where": ["country=DE"], "compare": ["previous_year"]}
    told = ask("metrics/revenue_net/values", start="2026-01-01", end="2026-07-01", **asked)
    expected = Workspace(web_home).values(
        "revenue_net", "quarter", ["channel"], ["country=DE"], compare=["previous_year"]
    )
    wanted = [one.as_dict("en") for one in expected if "2026-01-01" <= one.period.start.isoformat() < "2026-07-01"]
    assert wanted and told.json() == json.loads(json.dumps(wanted))


@pytest.mark.parametrize("path", LISTS)
def test_lists_and_their_entries(program: Callable[..., Any], path: str) -> None:
    ask = program()
    response = ask(path)
    assert response.status_code == 200 and response["Cache-Control"] == "no-store, private"
    if path in ("metrics", "findings", "recommendations"):
        first = response.json()[0]
        assert ask(f"{path}/{first['id']}").json() == first


def test_a_finding_keeps_all_its_keys(web_home: Path, program: Callable[..., Any]) -> None:
    kept = Company(Home(web_home), accounts.user("default", "ada@example.org")).findings()["findings"]
    told = {one["id"]: one for one in program()("findings").json()}
    assert kept and all(told[one["id"]].keys() == one.keys() for one in kept if one["status"] != "gone")


def test_why_adds_up(program: Callable[..., Any]) -> None:
    told = program()("why/orders", period="2026-08", against="2026-07").json()
    assert told["before"] + told["change"] == pytest.approx(told["after"])
    assert sum(one["contribution"] for one in told["parts"]) == pytest.approx(told["change"])


@pytest.mark.parametrize(
    ("path", "parameters", "status", "words"),
    [
        ("metrics/revenue_nett", {}, 404, "There is no metric 'revenue_nett'. Did you mean revenue_net"),
        ("metrics/revenue_net/values", {"wher": "country=DE"}, 422, "wher: There is no such parameter."),
        ("metrics", {"family": ["crm", "cash"]}, 422, "family: It is given more than once."),
        ("metrics/revenue_net/values", {"where": "country"}, 400, "country"),
        ("metrics/revenue_net/values", {"where": "country=DE' OR 1=1"}, 200, ""),
        ("metrics/revenue_net/values", {"where": "revenue>0"}, 400, ""),
        ("metrics/revenue_net/values", {"by": ["no_such"]}, 404, "no_such"),
        ("metrics/revenue_net/values", {"by": ["a", "b", "c", "d"]}, 422, "by"),
        ("metrics/revenue_net/values", {"start": "2026-02-31"}, 400, "2026-02-31"),
        ("metrics/revenue_net/values", {"start": "yesterday"}, 422, "start"),
        ("metrics/revenue_net/values", {"start": "2026-02-01", "end": "2026-01-01"}, 400, "not after the start"),
        ("metrics/revenue_net/values", {"compare": "luck"}, 404, "luck"),
        ("why/orders", {"period": "last summer"}, 400, "is not a period"),
        ("findings/zzz", {}, 404, "zzz"),
        ("customers", {"group": "kings"}, 404, "kings"),
        ("customers/1", {}, 404, "There is no customer '1'."),
        ("customers/9999999999999999999", {}, 404, "There is no customer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(program: Callable[..., Any], path: str, parameters: dict[str, Any], status: int,
                               words: str) -> None:  # fmt: skip
    response = program()(path, **parameters)
    assert response.status_code == status, response.content
    if status != 200:
        told = response.json()
        assert set(told) == {"message", "next_step"} and words in f"{told['message']} {told['next_step']}"
        assert "Traceback" not in response.content.decode()


def test_too_much_at_once_is_refused(program: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asks, "MOST_VALUES", 10)
    response = program()("metrics/revenue_net/values", grain="month")
    assert response.status_code == 400 and "more than 10" in response.json()["message"]
    assert program()("metrics/revenue_net/values", grain="month", start="2026-05-01").status_code == 200


def test_errors_speak_the_language_of_the_user(program: Callable[..., Any]) -> None:
    assert program("jutta", language="de")("findings/zzz").json()["message"] == "Die Auffälligkeit „zzz“ gibt es nicht."


def test_more_than_six_hundred_a_minute_are_refused(program: Callable[..., Any], monkeypatch: Any) -> None:
    from leitstand.web.api import rest

    pace: Any
    (pace,) = rest.api.throttle  # type: ignore[misc]
    assert (pace.num_requests, pace.duration) == (600, 60)
    monkeypatch.setattr(pace, "num_requests", 5)
    fast, other = program("fast"), program("other")
    assert [fast("goals").status_code for _ in range(6)] == [200] * 5 + [429]
    refused = fast("goals")
    assert refused.json()["message"] == "More than 600 requests in one minute."
    assert 0 < int(refused["Retry-After"]) <= 60 and other("goals").status_code == 200


def test_customers_are_named_to_those_who_may_know_them(web_home: Path, program: Callable[..., Any]) -> None:
    told = program("boss")("customers", limit=20).json()
    book = Persons(Company(Home(web_home), accounts.user("default", "boss@example.org")))
    assert told["found"] == len(book.table) and len(told["customers"]) == 20
    best = book.table.sort_values("value", ascending=False).iloc[:20]
    assert [one["value"] for one in told["customers"]] == pytest.approx(list(best.value))
    names = identity.reveal("default", "customer", [int(one["key"]) for one in told["customers"]], ["name"])
    assert {one["name"] for one in told["customers"] if one["name"]} >= {one["name"] for one in names.values()} != set()
    seen = {one.key for one in accounts.views("default", email="boss@example.org")}
    assert seen == {int(one["key"]) for one in told["customers"]}
    one = told["customers"][0]
    assert program("boss")(f"customers/{one['key']}").json() == one
    assert accounts.views("default", email="boss@example.org")[0].kind == "view"


def test_who_may_not_know_names_gets_none(program: Callable[..., Any]) -> None:
    told = program("ana", "analyst")("customers", limit=500).json()
    assert told["customers"] and {one["name"] for one in told["customers"]} == {None}
    assert {one.page for one in accounts.views("default", email="ana@example.org")} == {"api"}
    owner = next(one["owner"] for one in told["customers"] if one["owner"])
    employee = program("emil", "employee", employee_key=int(owner))
    mixed = employee("customers", limit=500).json()["customers"]
    assert {one["owner"] for one in mixed if one["name"]} == {owner}
    assert {one["owner"] for one in employee("customers", own="true").json()["customers"]} == {owner}
    viewer = program("vic", "viewer")
    for path in ("customers", f"customers/{told['customers'][0]['key']}", "tasks"):
        assert viewer(path).status_code == 403
    assert all(one["affected"]["keys"] == [] for one in viewer("recommendations").json())


def test_few_private_persons_are_not_told_one_by_one(program: Callable[..., Any]) -> None:
    few = program("ana", "analyst")("customers", region="DE4").json()
    all_of_them = program("boss")("customers", region="DE4").json()
    private = [one for one in all_of_them["customers"] if one["customer_type"] != "company"]
    assert 0 < len(private) < 10 and few["left_out"] == len(private) and all_of_them["left_out"] == 0
    assert few["found"] == all_of_them["found"] - len(private)


def test_pages_of_customers_make_the_list(program: Callable[..., Any]) -> None:
    ask = program("boss")
    whole = [one["key"] for one in ask("customers", limit=60, order="last_order").json()["customers"]]
    parts = [ask("customers", limit=20, offset=at, order="last_order").json()["customers"] for at in (0, 20, 40)]
    assert [one["key"] for part in parts for one in part] == whole and len(set(whole)) == 60


def test_tasks_are_those_of_the_person(program: Callable[..., Any]) -> None:
    ask = program("boss")
    every = ask("tasks", whose="all").json()
    assert every and all(one["status"] == "open" and one["customer"]["number"] for one in every[:20])
    owner = next(one["owner"] for one in every if one["owner"])
    own = program("emil", "employee", employee_key=int(owner))
    mine, today = own("tasks", whose="mine").json(), own("tasks").json()
    assert mine and {one["owner"] for one in mine} == {owner} and len(today) <= 10
    assert {one["id"] for one in today} <= {one["id"] for one in mine}
    assert own("tasks", whose="all").status_code == 403
