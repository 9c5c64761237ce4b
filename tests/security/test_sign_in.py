"""Only who proves who they are gets in, and only as long as they may (A19, S05, S06, S13–S15)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import override_settings

from leitstand.control.account import services
from leitstand.control.account.models import SignInEvent, SignInLink, Tried, User
from leitstand.web.signin import sessions
from tests.security.conftest import EMAIL, PASSWORD

Enter = Callable[..., tuple[Any, Any]]
PAST_LIMIT = sessions.LONGEST_SECONDS + 60


def inside(client: Any) -> bool:
    return b"inside" in client.get("/").content


def test_who_knows_the_password_gets_in(enter: Enter) -> None:
    client, answer = enter(next="/account/?period=2024")
    assert (answer.status_code, answer["Location"]) == (302, "/account/?period=2024")
    assert inside(client)


def test_the_address_is_known_in_whatever_case(enter: Enter) -> None:
    assert inside(enter(" ADA@Example.org ".strip())[0])


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(enter: Enter, onward: str) -> None:
    assert enter(next=onward)[1]["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/account/", "/nonsense/", "/signinx/"])
def test_everything_but_the_door_wants_a_user(browser: Any, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 302 and answer["Location"].startswith("/signin/?next=/")
    assert browser.post(path).status_code in (401, 403)


def test_no_cookie_before_sign_in_but_that_of_the_form(browser: Any) -> None:
    for path in ("/", "/healthz", "/readyz", "/signin/link/nonsense/", "/signin/"):
        browser.get(path)
        assert set(browser.cookies) <= {"csrftoken"}
    assert "sessionid" not in browser.cookies and "leitstand_session" not in browser.cookies


@pytest.mark.parametrize(("accepted", "word"), [("de-DE,de;q=0.9", "Anmelden"), ("en-GB", "Sign in"), ("", "Sign in")])
def test_the_door_speaks_the_language_of_the_browser(browser: Any, accepted: str, word: str) -> None:
    assert f"<h1>{word}</h1>" in browser.get("/signin/", HTTP_ACCEPT_LANGUAGE=accepted).content.decode()


def test_five_tries_in_five_minutes(site: str, browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    check = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, raw: checked.append(raw) or check(self, raw))
    answers = {browser.post("/signin/", {"email": EMAIL, "password": f"wrong {n}"}).content for n in range(60)}
    assert len(checked) == 5
    assert len({one.split(b"csrfmiddlewaretoken")[0] for one in answers}) == 1
    assert not inside(browser)
    browser.post("/signin/", {"email": EMAIL, "password": PASSWORD})
    assert not inside(browser), "the right password in the locked time is not even checked"
    row = Tried.objects.get()
    Tried.objects.update(times=[one - 301 for one in row.times])
    browser.post("/signin/", {"email": EMAIL, "password": PASSWORD})
    assert inside(browser) and not Tried.objects.exists()
    kinds = SignInEvent.objects.values_list("kind", flat=True)
    assert set(kinds) == {"failed", "locked", "password"} and list(kinds).count("failed") == 5


def test_tries_in_other_spellings_count_together(site: str, browser: Any) -> None:
    for spelled in (EMAIL, EMAIL.upper(), f" {EMAIL} ", "Ada@Example.Org", EMAIL):
        browser.post("/signin/", {"email": spelled, "password": "wrong"})
    browser.post("/signin/", {"email": EMAIL, "password": PASSWORD})
    assert not inside(browser)


def test_others_are_not_locked_out(site: str, browser: Any, enter: Enter) -> None:
    services.add(site, "eve@example.org", password="another good phrase")
    for _ in range(7):
        browser.post("/signin/", {"email": "eve@example.org", "password": "wrong"})
    assert inside(enter()[0])


def test_an_unknown_address_looks_and_takes_the_same(site: str, browser: Any) -> None:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.ScryptPasswordHasher"]):
        look_and_time(site, browser)


def look_and_time(site: str, browser: Any) -> None:
    services.set_password(site, EMAIL, PASSWORD)
    disabled = services.add(site, "gone@example.org", password=PASSWORD)
    services.disable(site, disabled.email)
    took: dict[str, list[float]] = {}
    shown = set()
    for email in (EMAIL, "nobody@example.org", disabled.email) * 3:
        Tried.objects.all().delete()
        start = time.process_time()  # other programs of the machine do not count
        answer = browser.post("/signin/", {"email": email, "password": "wrong"})
        took.setdefault(email, []).append(time.process_time() - start)
        body = answer.content.decode().replace(email, "")
        shown.add(
            (answer.status_code, body.split("csrfmiddlewaretoken")[0], body.rpartition("csrfmiddlewaretoken")[2][90:])
        )
    assert len(shown) == 1
    known, *others = (min(times) for times in took.values())
    assert all(abs(one - known) < 0.05 for one in others), took


def test_what_was_typed_is_not_kept(site: str, browser: Any, kept: Callable[[], bytes]) -> None:
    browser.post("/signin/", {"email": "my-secret-password", "password": "x"})
    assert SignInEvent.objects.get().user is None
    assert b"my-secret-password" not in kept()


def test_a_session_gets_a_new_id_at_sign_in(site: str, browser: Any) -> None:
    session = browser.session  # an attacker's session that the victim is made to use
    session["planted"] = True
    session.save()
    before = session.session_key
    browser.cookies["leitstand_session"] = before
    browser.post("/signin/", {"email": EMAIL, "password": PASSWORD})
    assert inside(browser) and browser.cookies["leitstand_session"].value != before


@pytest.mark.parametrize(("key", "back"), [("seen", sessions.IDLE_SECONDS + 5), ("since", PAST_LIMIT)])
def test_a_session_ends_by_itself(enter: Enter, key: str, back: int) -> None:
    client, _ = enter()
    session = client.session
    session[key] -= back
    session.save()
    assert not inside(client)
    assert not client.session.items(), "nothing is left of it"


def test_who_goes_on_working_stays_in_until_the_end_of_the_day(enter: Enter) -> None:
    client, _ = enter()
    for _ in range(3):
        session = client.session
        session["seen"] -= sessions.IDLE_SECONDS - 60
        session.save()
        assert inside(client)
    assert client.session["since"] < client.session["seen"] + 1


@pytest.mark.parametrize("what", ["role", "scope", "password", "disabled", "employee"])
def test_a_session_ends_when_rights_change(site: str, enter: Enter, what: str) -> None:
    client, _ = enter()
    services.add(site, "root@example.org", "administrator")
    match what:
        case "role":
            services.change(site, EMAIL, role="viewer")
        case "scope":
            services.change(site, EMAIL, scope="country=DE")
        case "employee":
            services.change(site, EMAIL, employee_key=7)
        case "password":
            services.set_password(site, EMAIL, "five other words in a row")
        case "disabled":
            services.disable(site, EMAIL)
    assert not inside(client)


def test_a_change_of_name_does_not_end_it(site: str, enter: Enter) -> None:
    client, _ = enter()
    services.change(site, EMAIL, name="Ada L.", theme="dark", wants_morning_mail=True)
    assert inside(client)


def test_signing_out_ends_the_session_everywhere(enter: Enter) -> None:
    client, _ = enter()
    stolen = client.cookies["leitstand_session"].value
    assert client.get("/signin/out/").status_code == 405, "no picture on another site signs anybody out"
    client.post("/signin/out/")
    client.cookies["leitstand_session"] = stolen
    assert not inside(client)


def test_a_form_from_elsewhere_is_refused(site: str) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/signin/", {"email": EMAIL, "password": PASSWORD}).status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(enter: Enter) -> None:
    cookie = enter()[0].cookies["leitstand_session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_link_signs_in_once_and_looking_does_not_use_it_up(site: str, browser: Any) -> None:
    from django.test import Client

    services.add(site, "new@example.org", "viewer")
    path = f"/signin/link/{services.make_link(site, 'new@example.org')}/"
    for _ in range(3):
        assert browser.get(path).status_code == 200 and browser.head(path).status_code == 200
        assert not inside(browser)
    browser.post(path)
    assert inside(browser)
    other = Client()
    assert other.get(path).status_code == 410 and other.post(path).status_code == 410 and not inside(other)


def test_links_that_do_not_work(site: str, browser: Any) -> None:
    from django.utils import timezone

    first = services.make_link(site, EMAIL)
    second = services.make_link(site, EMAIL)
    assert not services.open_link(site, first), "a newer one takes its place"
    SignInLink.objects.update(expires_at=timezone.now())
    assert services.redeem_link(site, second) is None
    third = services.make_link(site, EMAIL)
    services.add(site, "root@example.org", "administrator")
    services.disable(site, EMAIL)
    assert browser.post(f"/signin/link/{third}/").status_code == 410 and not inside(browser)


def test_secrets_are_kept_as_hashes_only(site: str, kept: Callable[[], bytes]) -> None:
    link = services.make_link(site, EMAIL)
    token = services.make_token(site, services.user(site, EMAIL), "reports")
    for word in (link, token, PASSWORD):
        assert word.encode() not in kept()
