"""The page of a customer: its parts add up, foreign ones are not found, and what people do there is kept."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.task import services as tasks
from leitstand.web.pages.person import figures, story
from leitstand.web.persons import Persons
from tests.web.pages.test_customers import Clients, persons, text_of

Opened = tuple[Persons, int, Any]


@pytest.fixture
def opened(web_home: Path, client_of: Clients) -> Opened:
    """The customers, the one worth most, and a manager's client."""
    mine = persons(web_home, client_of)
    return mine, int(mine.table.value.idxmax()), client_of("manager")


def test_it_says_who_how_things_stand_and_why(opened: Opened) -> None:
    mine, key, client = opened
    row = mine.row(key)
    page = text_of(client.get(f"/customers/{key}/"))
    assert f"Why {round(row['score'])}?" in page
    costs = figures.costs(row)
    assert sum(one.points for one in costs) == 100 - round(row["score"])
    assert [one.points for one in costs] == sorted((one.points for one in costs), reverse=True)
    total = len(mine.timeline.of(key))
    assert f"All {total:,}" in page
    shown = text_of(client.get(f"/customers/{key}/?events=all"))
    assert shown.count("<time ") == min(total, 40)


def test_somebody_who_has_not_bought_yet_has_a_page_too(opened: Opened) -> None:
    mine, _, client = opened
    without = [int(key) for key in mine.table.index[mine.table.rfm.isna()]]
    assert without
    page = text_of(client.get(f"/customers/{without[0]}/"))
    assert "No order yet." in page and "only with orders" in page and "Why " not in page


def test_all_events_of_a_customer_are_told_in_both_languages(opened: Opened) -> None:
    mine, _, _ = opened
    from leitstand.jobs.timeline import plain

    table = mine.timeline.table
    kinds = set(table.kind.cat.categories)
    assert {"order", "invoice", "ticket", "survey", "consent"} <= kinds <= story.KINDS.keys()
    for kind in kinds:
        lines = story.lines(plain(table[table.kind == kind].head(30)), mine.book.as_of, "EUR", 2, {})
        assert all(line.text.de and line.text.en for line in lines)
    days = mine.timeline.of(int(table.customer[0])).day
    assert days.is_monotonic_decreasing and days.max().date() <= mine.book.as_of


def test_the_timeline_counts_the_orders_of_the_measure(opened: Opened, web_home: Path) -> None:
    from leitstand.workspace import Workspace

    mine, _, _ = opened
    (orders,) = Workspace(web_home).values("orders", "total")
    table = mine.timeline.table
    known = int((table.kind == "order").sum())
    assert 0 < known <= (orders.value or 0)


def test_who_may_not_know_names_sees_a_number_and_does_nothing(opened: Opened, client_of: Clients) -> None:
    mine, key, _ = opened
    (row,) = mine.named([mine.row(key)], "test")
    analyst = client_of("analyst")
    page = text_of(analyst.get(f"/customers/{key}/"))
    assert row["name"] not in page and str(row["number"]) in page and "mailto:" not in page and "/note" not in page
    assert analyst.post(f"/customers/{key}/note", {"text": "hello"}).status_code == 400
    assert tasks.notes("default", [key]) == []
    assert client_of("viewer").get(f"/customers/{key}/").status_code == 403


def test_a_note_is_kept_once_written_and_shown(opened: Opened, client_of: Clients) -> None:
    _, key, client = opened
    response = client.post(f"/customers/{key}/note", {"text": "<b>Wants</b> a call & tea"})
    assert response.status_code == 302
    page = text_of(client.get(response["Location"]))
    assert "&lt;b&gt;Wants&lt;/b&gt; a call &amp; tea" in page and "The note is saved." in page
    assert client.post(f"/customers/{key}/note", {"text": "  "}).status_code == 400
    assert "Wants" not in text_of(client_of("analyst").get(f"/customers/{key}/"))


def test_a_callback_becomes_a_task_once(opened: Opened) -> None:
    mine, key, client = opened
    day = mine.book.as_of + timedelta(days=1)
    for _ in range(2):
        assert (
            client.post(f"/customers/{key}/callback", {"on": day.isoformat(), "text": "the offer"}).status_code == 302
        )
    page = text_of(client.get("/tasks/?whose=mine&every=1"))
    assert page.count("the offer") == 1
    past = (mine.book.as_of - timedelta(days=1)).isoformat()
    assert client.post(f"/customers/{key}/callback", {"on": past}).status_code == 400
    assert client.post(f"/customers/{key}/callback", {"on": "never"}).status_code == 400


def test_what_people_wrote_is_for_those_who_know_the_name(web_home: Path, client_of: Clients) -> None:
    mine = persons(web_home, client_of)
    version = tasks.version("default") or ""
    busy = {one.task.customer for one in tasks.tasks("default", version, mine.book.as_of)}
    key = next(int(one) for one in mine.table.index if int(one) not in busy)
    address, said = f"/customers/{key}/", "Mrs Canary asked for it"
    client_of("manager").post(f"{address}callback", {"on": mine.book.as_of.isoformat(), "text": said})
    assert said in text_of(client_of("manager").get(address))
    assert said not in text_of(client_of("analyst").get(address))


def test_the_next_step_is_taken_or_put_off(opened: Opened) -> None:
    mine, _, client = opened
    version = tasks.version("default") or ""
    filed = tasks.tasks("default", version, mine.book.as_of)
    first = next(one for one in filed if one.status == "open" and one.task.version)
    key = first.task.customer
    assert first.task.body["step"]["en"] in text_of(client.get(f"/customers/{key}/")).replace("&#x27;", "'")
    client.post(f"/customers/{key}/step", {"task": first.task.id, "say": "take"})
    assert first.task.id in {one.task.id for one in tasks.tasks("default", version, mine.book.as_of,
                                                                among=tasks.mine(mine.company.user))}  # fmt: skip
    for _ in range(2):
        client.post(f"/customers/{key}/step", {"task": first.task.id, "say": "later"})
    assert [one.kind for one in tasks.history("default", first.task.id)] == ["postponed"]
    assert client.post(f"/customers/{key}/step", {"task": "nothing"}).status_code == 400


def test_points_are_rounded_so_that_they_add_up() -> None:
    for values, total in (([24.4, 12.4, 9.2], 46), ([0.4, 0.4, 0.2], 1), ([0.6, 0.6], 1), ([0.0], 0), ([3.5, 3.5], 7)):
        found = figures.whole_points(values, total)
        assert sum(found) == total and all(abs(one - value) <= 1 for one, value in zip(found, values, strict=True))


def test_a_callback_is_no_weekend_work() -> None:
    assert figures.in_days(date(2026, 10, 2), 1) == date(2026, 10, 5)
    assert figures.in_days(date(2026, 10, 1), 1) == date(2026, 10, 2)


def test_every_look_is_noted(opened: Opened) -> None:
    from leitstand.control.account import services as accounts

    _, key, client = opened
    before = len(accounts.views("default", key=key))
    client.get(f"/customers/{key}/")
    seen = accounts.views("default", key=key)
    assert len(seen) == before + 1 and (seen[0].kind, seen[0].page) == ("view", "person")


def test_contact_data_come_from_all_records(opened: Opened) -> None:
    _, key, client = opened
    page = text_of(client.get(f"/customers/{key}/"))
    assert re.search(r'href="(mailto|tel):', page) and "Your look at these data is noted." in page
