"""A code from a phone, each used once; codes on paper for when it is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django_otp.oath import TOTP

from leitstand.control.account import services
from leitstand.control.account.models import Tried
from leitstand.control.ledger import services as ledger
from tests.security.conftest import EMAIL

Enter = Callable[..., tuple[Any, Any]]


def inside(client: Any) -> bool:
    return b"inside" in client.get("/").content


def code(device: Any, later: int = 0) -> str:
    totp = TOTP(device.bin_key)
    totp.time = time.time() + later
    return f"{totp.token():06}"


@pytest.fixture
def must(site: str) -> str:
    """Roles that see persons must have one."""
    ledger.set_setting(site, "second_factor", "persons")
    return site


@pytest.fixture
def enrolled(must: str, enter: Enter) -> tuple[Any, list[str]]:
    """The device of a user who has set one up, and the codes on paper."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    client, answer = enter()
    assert answer["Location"] == "/signin/factor/new/" and not inside(client)
    client.get("/signin/factor/new/")
    device = TOTPDevice.objects.get()
    assert device.confirmed is False
    drawn = client.get("/signin/factor/new.svg")
    assert drawn["Content-Type"] == "image/svg+xml" and b"style=" not in drawn.content
    assert client.post("/signin/factor/new/", {"code": "000000"}).status_code == 401 and not inside(client)
    shown = client.post("/signin/factor/new/", {"code": code(device)}).content.decode()
    codes = [word.split("</code>")[0] for word in shown.split("<code>")[1:]]
    assert len(set(codes)) == 10 and inside(client)
    device.refresh_from_db()
    Tried.objects.all().delete()
    return device, codes


def test_the_password_alone_is_not_enough(enrolled: Any, enter: Enter) -> None:
    client, answer = enter()
    assert answer["Location"] == "/signin/factor/" and not inside(client)
    for path in ("/account/", "/signin/factor/new/", "/signin/factor/new.svg"):
        assert client.get(path).status_code in (302, 404), path
    assert client.post("/signin/factor/new/", {"code": code(enrolled[0], 30)}).status_code == 302 and not inside(client)


def test_a_code_works_once(enrolled: Any, enter: Enter) -> None:
    device, _ = enrolled
    word = code(device, 30)  # the one it was set up with is used up already
    first, _ = enter()
    assert first.post("/signin/factor/", {"code": f"{word[:3]} {word[3:]}"})["Location"] == "/" and inside(first)
    second, _ = enter()
    assert second.post("/signin/factor/", {"code": word}).status_code == 401 and not inside(second)
    assert second.post("/signin/factor/", {"code": code(device)}).status_code == 401, "nor does an earlier one"


def test_a_code_on_paper_works_once(enrolled: Any, enter: Enter) -> None:
    _, codes = enrolled
    first, _ = enter()
    first.post("/signin/factor/", {"code": codes[3].upper()})
    assert inside(first)
    second, _ = enter()
    second.post("/signin/factor/", {"code": codes[3]})
    assert not inside(second)
    second.post("/signin/factor/", {"code": codes[4].replace("-", "")})
    assert inside(second)


def test_codes_cannot_be_guessed(enrolled: Any, enter: Enter) -> None:
    device, _ = enrolled
    for _ in range(3):  # a new start does not bring new tries
        client, _ = enter()
        for number in range(4):
            client.post("/signin/factor/", {"code": f"{number:06}"})
    client.post("/signin/factor/", {"code": code(device, 30)})
    assert not inside(client), "the right one is not looked at in the locked time"
    Tried.objects.all().delete()
    client.post("/signin/factor/", {"code": code(device, 30)})
    assert inside(client)


def test_the_first_step_does_not_last(enrolled: Any, enter: Enter) -> None:
    device, _ = enrolled
    client, _ = enter()
    session = client.session
    session["pending"] = {**session["pending"], "at": time.time() - 601}
    session.save()
    assert client.post("/signin/factor/", {"code": code(device, 30)})["Location"] == "/signin/"
    client, _ = enter()
    services.set_password("default", EMAIL, "five other words in a row")
    assert client.post("/signin/factor/", {"code": code(device, 30)})["Location"] == "/signin/" and not inside(client)


@pytest.mark.parametrize(
    ("when", "role", "asked"),
    [("persons", "viewer", False), ("persons", "analyst", False), ("persons", "employee", True),
     ("all", "viewer", True), ("off", "administrator", False), ("persons", "administrator", True)],
)  # fmt: skip
def test_who_must_have_one(site: str, enter: Enter, when: str, role: str, asked: bool) -> None:
    ledger.set_setting(site, "second_factor", when)
    services.add(site, "one@example.org", role, password="another good phrase")
    client, answer = enter("one@example.org", "another good phrase")
    assert (answer["Location"] == "/signin/factor/new/") is asked is not inside(client)


def test_a_link_does_not_get_around_it(enrolled: Any, browser: Any) -> None:
    browser.post(f"/signin/link/{services.make_link('default', EMAIL)}/")
    assert not inside(browser)


def test_a_lost_phone(enrolled: Any, enter: Enter) -> None:
    services.change("default", EMAIL, renew_factor=True)
    client, answer = enter()
    assert answer["Location"] == "/signin/factor/new/" and not inside(client)
    assert services.user("default", EMAIL).renew_factor is False


def test_a_home_to_try_things_out_asks_nobody(must: str, enter: Enter) -> None:
    ledger.set_setting(must, "second_factor_may_wait", True)
    assert inside(enter()[0])
