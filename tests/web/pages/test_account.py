"""Everybody changes their own account, and no one else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account import services

pytestmark = pytest.mark.usefixtures("empty_home")
Clients = Callable[..., Any]
OLD, NEW = "four random words here", "five other words in a row"


def test_the_profile_is_saved_and_speaks_the_new_language(client_of: Clients) -> None:
    client = client_of("viewer")
    assert "My account" in client.get("/account/").content.decode()
    given = {"name": "Kim", "language": "de", "theme": "dark", "wants_morning_mail": "on", "role": "administrator"}
    page = client.post("/account/save", given, follow=True).content.decode()
    assert "Mein Konto" in page and 'data-theme="dark"' in page and "Gespeichert." in page
    kim = services.user("default", "viewer@example.org")
    assert (kim.name, kim.language, kim.theme, kim.wants_morning_mail, kim.role) == (
        "Kim",
        "de",
        "dark",
        True,
        "viewer",
    )
    assert client.post("/account/save", {"language": "xx", "theme": "dark"}).status_code == 400


def test_the_password_changes_and_ends_other_sessions(client_of: Clients) -> None:
    from django.test import Client

    client = client_of("analyst")
    services.set_password("default", "analyst@example.org", OLD)
    client.force_login(services.user("default", "analyst@example.org"))
    other = Client()
    other.force_login(services.user("default", "analyst@example.org"))
    for old, new, again in (("wrong", NEW, NEW), (OLD, NEW, OLD), (OLD, "short", "short")):
        assert client.post("/account/password", {"old": old, "new": new, "again": again}).status_code == 400
    answer = client.post("/account/password", {"old": OLD, "new": NEW, "again": NEW})
    assert answer.status_code == 302 and client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert services.user("default", "analyst@example.org").check_password(NEW)


def test_a_token_is_shown_once_and_only_its_owner_revokes_it(client_of: Clients) -> None:
    ada, eve = client_of("manager"), client_of("employee")
    shown = ada.post("/account/tokens/new", {"name": "reports", "days": "90"}).content.decode()
    token = shown.partition("<code>leitstand_")[2].partition("</code>")[0]
    assert token and token not in ada.get("/account/").content.decode()
    owner = services.token_user("default", f"leitstand_{token}")
    assert owner is not None and owner.email == "manager@example.org"
    number = services.tokens("default", owner)[0].pk
    for strange in (number, number + 1):
        assert eve.post(f"/account/tokens/{strange}/revoke").status_code == 404
    assert ada.get(f"/account/tokens/{number}/revoke").status_code == 405
    assert ada.post(f"/account/tokens/{number}/revoke").status_code == 302
    assert services.token_user("default", f"leitstand_{token}") is None
    for wrong in ({"name": "", "days": "90"}, {"name": "x", "days": "0"}, {"name": "x", "days": "²"}, {"name": "x"}):
        assert ada.post("/account/tokens/new", wrong).status_code == 400


def test_it_says_what_one_may_see(client_of: Clients, empty_home: Path) -> None:
    client = client_of("manager", scope="country=DE|AT")
    page = client.get("/account/?lang=de").content.decode()
    assert "Bereich: country=DE|AT" in page and "Jeder Blick wird festgehalten" in page
    services.change("default", "manager@example.org", scope="")


def test_a_new_phone_takes_a_code_of_the_present_one(client_of: Clients) -> None:
    import time

    from django_otp.oath import TOTP
    from django_otp.plugins.otp_totp.models import TOTPDevice

    def code(device: Any, later: int = 0) -> str:
        totp = TOTP(device.bin_key)
        totp.time = time.time() + later
        return f"{totp.token():06}"

    client = client_of("administrator")
    client.get("/signin/factor/new/")
    first = TOTPDevice.objects.get(confirmed=False)
    assert "recovery" in client.post("/signin/factor/new/", {"code": code(first)}).content.decode().lower()
    assert 'name="present"' in client.get("/signin/factor/new/").content.decode()
    second = TOTPDevice.objects.get(confirmed=False)
    assert client.post("/signin/factor/new/", {"code": code(second)}).status_code == 401
    answer = client.post("/signin/factor/new/", {"code": code(second), "present": code(first, 30)})
    assert answer.status_code == 200 and TOTPDevice.objects.get().pk == second.pk
