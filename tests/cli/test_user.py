"""Users are made and changed on the command line; the first administrator nowhere else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]


def test_from_nobody_to_an_administrator(call: Call) -> None:
    assert "Nobody can sign in yet" in call("user").out
    assert call("user", "add", "Ada@example.org", "--role", "administrator", "--name", "Ada").code == 0
    (told,) = call("user", "list", "--json").json
    assert (told["email"], told["role"], told["language"], told["active"]) == (
        "ada@example.org", "administrator", "en", True)  # fmt: skip
    link = call("user", "link", "ada@example.org").out.splitlines()[0]
    assert link.startswith("/signin/link/") and len(link) > 50
    assert call("user", "link", "ada@example.org", "--json").json["path"] != link


def test_an_area_is_given_and_taken(call: Call) -> None:
    call(
        "user", "add", "kim@example.org", "--role", "manager", "--scope", "country=DE", "channel!=web", "--team", "Nord"
    )
    assert call("user", "list", "--json").json[0]["scope"] == ["country=DE", "channel!=web"]
    assert "country=DE & channel!=web" in call("user").out
    told = call("user", "change", "kim@example.org", "--scope", "--role", "viewer", "--json").json
    assert (told["scope"], told["role"], told["team"]) == ([], "viewer", "Nord")


def test_a_user_is_disabled_and_comes_back(call: Call) -> None:
    call("user", "add", "kim@example.org")
    call("user", "disable", "kim@example.org")
    assert "disabled" in call("user").out
    refused = call("user", "link", "kim@example.org")
    assert refused.code == 2 and "leitstand user enable" in refused.err
    assert call("user", "enable", "kim@example.org", "--json").json["active"] is True


def test_the_password_is_read_and_never_an_argument(call: Call, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    from leitstand.control import database
    from leitstand.control.account import services

    call("user", "add", "kim@example.org")
    monkeypatch.setattr("sys.stdin", io.StringIO("password1\n"))
    assert "at least 10 characters" in call("user", "password", "kim@example.org").err
    monkeypatch.setattr("sys.stdin", io.StringIO("four random words here\n"))
    assert call("user", "password", "kim@example.org").code == 0
    assert services.user(database.open(home), "kim@example.org").check_password("four random words here")
    assert call("user", "password", "kim@example.org", "four random words here").code == 2


@pytest.mark.parametrize(
    "argv",
    [("add",), ("add", "nonsense"), ("change", "who@example.org", "--name", "x"), ("disable", "root@example.org"),
     ("change", "root@example.org", "--role", "viewer"), ("change", "root@example.org", "--scope", "nonsense"),
     ("change", "root@example.org", "--scope", "no_such=1"), ("change", "root@example.org", "--employee", "crm:4711"),
     ("add", "root@example.org")],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(call: Call, argv: tuple[str, ...]) -> None:
    call("user", "add", "root@example.org", "--role", "administrator")
    for language in ("de", "en"):
        answer = call("--lang", language, "user", *argv)
        assert answer.code == 2 and answer.err and "Traceback" not in answer.err
    assert [one["role"] for one in call("user", "list", "--json").json] == ["administrator"]
