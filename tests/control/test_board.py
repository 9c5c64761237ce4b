"""Views, dashboards and notes: who sees what, and what happens when things are sent twice."""

from __future__ import annotations

from datetime import date

import pytest

from leitstand.control.account.models import User
from leitstand.control.audit.services import history
from leitstand.control.board import services as board
from leitstand.foundation.errors import UnknownId, UnusableInput


@pytest.fixture
def people(alias: str) -> tuple[User, User]:
    return tuple(User.objects.using(alias).create(email=f"{one}@example.org") for one in ("anna", "bert"))  # type: ignore[return-value]


def test_a_view_is_seen_by_its_owner_and_once_shared_by_all(alias: str, people: tuple[User, User]) -> None:
    anna, bert = people
    kept = board.save_view(alias, anna, "  Umsatz   nach Kanal ", "metric=revenue_net&by=channel", "pivot")
    assert (kept.title, kept.form) == ("Umsatz nach Kanal", "pivot")
    with pytest.raises(UnknownId):
        board.view(alias, bert, kept.id)
    board.share_view(alias, anna, kept.id, True)
    assert board.view(alias, bert, kept.id).query == "metric=revenue_net&by=channel"
    with pytest.raises(UnknownId):
        board.share_view(alias, bert, kept.id, False)
    with pytest.raises(UnknownId):
        board.delete_view(alias, bert, kept.id)
    assert [one["what"] for one in history(alias, "savedview", kept.id)] == ["created", "changed"]


def test_the_same_title_replaces_the_view(alias: str, people: tuple[User, User]) -> None:
    anna, bert = people
    first = board.save_view(alias, anna, "A", "metric=orders")
    again = board.save_view(alias, anna, "A", "metric=nps")
    other = board.save_view(alias, bert, "A", "metric=aov")
    assert first.id == again.id != other.id
    assert [one.query for one in board.views(alias, anna)] == ["metric=nps"]


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_view_needs_a_short_title(alias: str, people: tuple[User, User], title: str) -> None:
    with pytest.raises(UnusableInput):
        board.save_view(alias, people[0], title, "metric=orders")


def test_a_dashboard_keeps_views_in_order_and_shows_what_may_be_seen(alias: str, people: tuple[User, User]) -> None:
    anna, bert = people
    one, two = (board.save_view(alias, anna, title, "metric=orders") for title in "AB")
    made = board.make_dashboard(alias, anna, "Montag", shared=True)
    assert board.make_dashboard(alias, anna, "Montag", shared=True).id == made.id
    board.arrange(alias, anna, made.id, [one.id, two.id, one.id])
    assert [each.title for each in board.dashboard(alias, anna, made.id)[1]] == ["A", "B"]
    board.move(alias, anna, made.id, two.id, -1)
    assert [each.title for each in board.dashboard(alias, anna, made.id)[1]] == ["B", "A"]
    assert board.dashboard(alias, bert, made.id)[1] == []  # the dashboard is shared, the views are not
    board.share_view(alias, anna, two.id, True)
    assert [each.title for each in board.dashboard(alias, bert, made.id)[1]] == ["B"]
    with pytest.raises(UnknownId):
        board.arrange(alias, bert, made.id, [])
    board.delete_view(alias, anna, two.id)
    assert board.dashboard(alias, anna, made.id)[0].views == [one.id]
    board.delete_dashboard(alias, anna, made.id)
    assert board.dashboards(alias, anna) == []
    assert [each.title for each in board.views(alias, anna)] == ["A"]


def test_nobody_puts_a_foreign_view_on_a_dashboard(alias: str, people: tuple[User, User]) -> None:
    anna, bert = people
    secret = board.save_view(alias, anna, "A", "metric=orders")
    made = board.make_dashboard(alias, bert, "Meine")
    with pytest.raises(UnknownId):
        board.arrange(alias, bert, made.id, [secret.id])


def test_a_note_is_kept_once_and_removed_by_who_wrote_it(alias: str) -> None:
    given = {"metric": "orders", "by": "anna@example.org"}
    first = board.add_note(alias, date(2026, 3, 1), " Preise  erhöht ", **given)  # type: ignore[arg-type]
    again = board.add_note(alias, date(2026, 3, 1), "Preise erhöht", **given)  # type: ignore[arg-type]
    board.add_note(alias, date(2026, 2, 1), "Messe", kind="event", by="bert@example.org")
    assert first.id == again.id
    assert [one.text for one in board.notes(alias, "orders")] == ["Messe", "Preise erhöht"]
    assert [one.text for one in board.notes(alias, "nps")] == ["Messe"]
    assert [one.text for one in board.notes(alias, start=date(2026, 2, 15), end=date(2026, 3, 1))] == []
    with pytest.raises(UnknownId):
        board.remove_note(alias, first.id, "bert@example.org")
    board.remove_note(alias, first.id, "chef@example.org", only_own=False)
    assert board.notes(alias, "orders", start=date(2026, 3, 1)) == []
    assert [one["what"] for one in history(alias, "timenote", first.id)] == ["created", "deleted"]


@pytest.mark.parametrize(("text", "dims"), [("", ""), ("x" * 301, ""), ("fine", "no condition")])
def test_a_note_needs_a_text_and_a_segment_that_is_one(alias: str, text: str, dims: str) -> None:
    with pytest.raises(UnusableInput):
        board.add_note(alias, date(2026, 3, 1), text, dims=dims)
