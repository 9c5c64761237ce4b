"""The pages of recommendations show what was worked out, and take answers."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.plan import decisions
from leitstand.control.work import services as queue
from leitstand.foundation.numbers import format_estimate
from leitstand.workspace import Workspace

Clients = Callable[..., Any]


@pytest.fixture(scope="module")
def advice(web_home: Path) -> list[dict[str, Any]]:
    """What the company is advised, best first."""
    return Workspace(web_home).advice.kept()


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_the_list_shows_every_open_one_with_its_worth(advice: list[dict[str, Any]], client_of: Clients) -> None:
    shown = text_of(client_of("viewer").get("/recommendations/"))
    assert advice
    for one in advice:
        assert one["title"]["en"] in shown
        if (worth := one["expected"]["money_per_year"]) is not None:
            assert format_estimate(worth, one["currency"], "en") in shown


def test_filters_leave_out_the_others(advice: list[dict[str, Any]], client_of: Clients) -> None:
    kind = advice[0]["kind"]
    shown = text_of(client_of("viewer").get("/recommendations/", {"kind": kind}))
    titles = {one["title"]["en"] for one in advice if one["kind"] == kind}
    others = {one["title"]["en"] for one in advice} - titles
    assert all(title in shown for title in titles)
    assert not any(f">{title}</a>" in shown for title in others)


def test_one_says_problem_evidence_and_what_speaks_against(advice: list[dict[str, Any]], client_of: Clients) -> None:
    one = advice[0]
    shown = text_of(client_of("viewer", language="de").get(f"/recommendations/{one['id']}/"))
    for text in (one["problem"], one["diagnosis"], one["action"], *one["against"]):
        assert text["de"] in shown
    for each in one["evidence"]:
        assert f"/findings/{each['finding']}/" in shown


def test_unknown_ones_are_not_there(advice: list[dict[str, Any]], client_of: Clients) -> None:
    assert client_of("viewer").get("/recommendations/nothing/").status_code == 404


def test_only_managers_decide(advice: list[dict[str, Any]], client_of: Clients) -> None:
    address = f"/recommendations/{advice[0]['id']}/reject"
    assert client_of("analyst").post(address, {"reason": "no"}).status_code == 403
    assert client_of("manager").get(address).status_code == 405


def test_a_rejection_is_remembered_with_its_reason(
    advice: list[dict[str, Any]], web_home: Path, client_of: Clients
) -> None:
    one, client = advice[-1], client_of("manager")
    assert client.post(f"/recommendations/{one['id']}/reject", {"reason": " "}).status_code == 400
    for _ in range(2):
        assert client.post(f"/recommendations/{one['id']}/reject", {"reason": "We did that"}).status_code == 302
    said = [each for each in decisions.decisions("default") if each["about"] == one["id"]]
    assert [(each["kind"], each["reason"], each["by"]) for each in said] == [
        ("rejected", "We did that", "manager@example.org")
    ]
    assert f"/recommendations/{one['id']}/" not in text_of(client.get("/recommendations/"))
    assert "We did that" in text_of(client.get("/recommendations/", {"state": "rejected"}))


def test_accepting_orders_the_action_once(advice: list[dict[str, Any]], client_of: Clients) -> None:
    one, client = advice[0], client_of("manager")
    for _ in range(2):
        assert (
            client.post(f"/recommendations/{one['id']}/accept", {"start": "2026-12-01", "cost": "950"}).status_code
            == 302
        )
    (job,) = [job for job in queue.jobs("default", chore="accept_advice") if job.args["recommendation"] == one["id"]]
    assert (job.args["start"], job.args["cost"], job.asked_by) == ("2026-12-01", 950.0, "manager@example.org")
    assert "data-again" in text_of(client.get(f"/recommendations/{one['id']}/"))


def test_comments_stand_with_their_author(advice: list[dict[str, Any]], client_of: Clients) -> None:
    one, employee = advice[1], client_of("employee")
    for _ in range(2):
        employee.post(f"/recommendations/{one['id']}/comment", {"text": "<b>Ask me</b>"})
    assert [each["note"] for each in decisions.comments("default", one["id"])] == ["<b>Ask me</b>"]
    page = client_of("viewer").get(f"/recommendations/{one['id']}/").content.decode()
    assert "&lt;b&gt;Ask me&lt;/b&gt;" in page and "employee@example.org" in page


def test_who_sees_a_part_sees_only_advice_about_it(advice: list[dict[str, Any]], client_of: Clients) -> None:
    scoped = client_of("manager", email="north@example.org", scope="region=nowhere")
    shown = text_of(scoped.get("/recommendations/"))
    assert not any(one["problem"]["en"] in shown for one in advice)
    assert scoped.get(f"/recommendations/{advice[0]['id']}/").status_code == 404


def test_an_empty_company_is_told_what_is_missing(empty_home: Path, client_of: Clients) -> None:
    assert "Data are missing" in text_of(client_of("viewer").get("/recommendations/"))


def test_only_actions_and_goals_that_are_seen_can_be_chosen(web_home: Path, client_of: Clients) -> None:
    from types import SimpleNamespace

    from leitstand.control.plan import actions
    from leitstand.foundation.home import Home
    from leitstand.foundation.text import Text
    from leitstand.web.company import Company
    from leitstand.web.pages.recommendations import views

    user = client_of("manager", email="part@example.org", scope="region=DE2") and user_of("part@example.org")
    made = [actions.add_action("default", title=Text(de="x", en="x"), metric="orders", dims=dims, anyway="a test")["id"]
            for dims in ({"region": "DE2"}, {"region": "DE3"}, {})]  # fmt: skip
    request: Any = SimpleNamespace(company=Company(Home(web_home), user), POST={"goal": "nothing"})
    found = {one["id"] for one in views._open_actions(request)}
    assert made[0] in found and not found & set(made[1:])
    assert views._goal(request) is None


def user_of(email: str) -> Any:
    from leitstand.control.account.models import User

    return User.objects.get(email=email)
