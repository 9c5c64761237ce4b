"""My tasks: whose they are, that an answer given twice is one, and that nobody answers those of others."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.task import services as tasks
from leitstand.web.pages.tasks.lists import Lists
from tests.web.pages.test_customers import Clients, persons, text_of


def shown(page: str) -> list[str]:
    return re.findall(r'id="task-(\w+)"', page)


def lists(home: Path, client_of: Clients, role: str = "manager", **fields: Any) -> Lists:
    return Lists(persons(home, client_of, role, **fields).company)


@pytest.fixture
def own(web_home: Path, client_of: Clients) -> tuple[int, Lists]:
    """An employee of the data with many tasks, and the lists of the user who is linked to them."""
    every = lists(web_home, client_of).open("all")
    owners = [one.task.owner for one in every if one.task.owner is not None]
    key = max(set(owners), key=owners.count)
    return key, lists(web_home, client_of, "employee", employee_key=key, team="Vertrieb")


def test_the_list_of_a_person_is_what_the_command_line_says(
    own: tuple[int, Lists], web_home: Path, client_of: Clients
) -> None:
    from leitstand.workspace import Workspace

    key, mine = own
    told = Workspace(web_home).tasks.today(owner=str(key))
    client = client_of("employee", employee_key=key)
    page = text_of(client.get("/tasks/"))
    assert [one.task.id for one in mine.today()] == [one["id"] for one in told] == shown(page)
    assert f'<span class="badge">{len(told)}</span>' in page
    every = shown(text_of(client.get("/tasks/?every=1")))
    assert set(every) == {one.task.id for one in tasks.tasks("default", mine.version, mine.persons.book.as_of)
                          if one.task.owner == key}  # fmt: skip


def test_reasons_evidence_and_kinds_stand_there(own: tuple[int, Lists], client_of: Clients) -> None:
    key, mine = own
    client = client_of("employee", employee_key=key)
    (first,) = tasks.told("default", mine.today()[:1])
    page = text_of(client.get("/tasks/"))
    for text in (first.task.body["reason"], first.task.body["step"], first.task.body["title"]):
        assert text["en"] in page.replace("&#x27;", "'").replace("&quot;", '"')
    narrowed = shown(text_of(client.get(f"/tasks/?type={first.task.type}")))
    assert narrowed and first.task.id in narrowed


def test_an_answer_counts_once_and_can_be_taken_back(own: tuple[int, Lists], client_of: Clients) -> None:
    key, mine = own
    client, one = client_of("employee", employee_key=key), mine.today()[0]
    address = f"/tasks/{one.task.id}/answer"
    for _ in range(2):
        response = client.post(address, {"say": "done", "back": "/tasks/?every=1"})
        assert response.status_code == 302 and response["Location"] == "/tasks/?every=1"
    assert [said.kind for said in tasks.history("default", one.task.id)] == ["done"]
    assert one.task.id not in shown(text_of(client.get("/tasks/?every=1")))
    assert one.task.id in shown(text_of(client.get("/tasks/?state=done")))
    client.post(address, {"say": "open"})
    assert one.task.id in shown(text_of(client.get("/tasks/?every=1")))
    assert client.post(address, {"say": "done", "back": "//evil.example/tasks/"})["Location"] == "/tasks/"
    client.post(address, {"say": "open"})


def test_postponing_needs_a_day_ahead_and_dismissing_a_reason(own: tuple[int, Lists], client_of: Clients) -> None:
    key, mine = own
    client, one = client_of("employee", employee_key=key), mine.today()[1]
    address, today = f"/tasks/{one.task.id}/answer", one.today
    assert client.post(address, {"say": "postponed", "until": today.isoformat()}).status_code == 400
    assert client.post(address, {"say": "postponed"}).status_code == 400
    assert client.post(address, {"say": "dismissed"}).status_code == 400
    assert client.post(address, {"say": "nonsense"}).status_code == 404
    client.post(address, {"say": "postponed", "days": "7"})
    assert tasks.history("default", one.task.id)[-1].until == today + timedelta(days=7)
    assert one.task.id in shown(text_of(client.get("/tasks/?state=postponed")))
    client.post(address, {"say": "dismissed", "why": "settled", "text": "by phone"})
    assert tasks.history("default", one.task.id)[-1].reason == "settled already: by phone"
    assert "settled already: by phone" in text_of(client.get("/tasks/?state=dismissed"))


def test_nobody_answers_the_tasks_of_others(own: tuple[int, Lists], web_home: Path, client_of: Clients) -> None:
    key, _ = own
    others = [one for one in lists(web_home, client_of).open("all") if one.task.owner not in (key, None)]
    client = client_of("employee", employee_key=key, team="")
    for one in others[:3]:
        assert client.post(f"/tasks/{one.task.id}/answer", {"say": "done"}).status_code == 404
        assert tasks.history("default", one.task.id) == []
    assert client.get("/tasks/?whose=all").status_code == 404


def test_a_manager_gives_a_task_and_an_employee_takes_one(
    own: tuple[int, Lists], web_home: Path, client_of: Clients
) -> None:
    key, _ = own
    employee = client_of("employee", employee_key=key, team="Vertrieb")
    free = next(one for one in lists(web_home, client_of, "employee").open("team"))
    assert free.task.owner is None
    assert employee.post(f"/tasks/{free.task.id}/assign", {}).status_code == 302
    assert free.task.id in shown(text_of(employee.get("/tasks/?every=1")))
    manager = client_of("manager")
    assert manager.post(f"/tasks/{free.task.id}/assign", {"to": "manager@example.org"}).status_code == 302
    assert free.task.id not in shown(text_of(employee.get("/tasks/?every=1")))
    assert free.task.id in shown(text_of(manager.get("/tasks/?whose=mine&every=1")))
    assert manager.post(f"/tasks/{free.task.id}/assign", {"to": "nobody@example.org"}).status_code == 404
    assert employee.post(f"/tasks/{free.task.id}/assign", {"to": "manager@example.org"}).status_code == 404
    manager.post(f"/tasks/{free.task.id}/assign", {"to": "nobody"})
    assert free.task.id in shown(text_of(employee.get("/tasks/?whose=team")))


def test_a_scope_hides_tasks_of_customers_outside(web_home: Path, client_of: Clients) -> None:
    every = lists(web_home, client_of)
    region = str(every.persons.table.region_nuts.mode()[0])
    limited = lists(web_home, client_of, "manager", scope=f"region={region}")
    assert 0 < len(limited.open("all")) < len(every.open("all"))
    table = every.persons.book.table
    assert {table.region_nuts[one.task.customer] for one in limited.open("all")} == {region}
    outside = next(one for one in every.open("all") if table.region_nuts[one.task.customer] != region)
    client = client_of("manager", scope=f"region={region}")
    assert client.post(f"/tasks/{outside.task.id}/answer", {"say": "done"}).status_code == 404
    client_of("manager", scope="")
