"""A served home without data, with one user whose password is known; the clock of codes can be turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account import services
from leitstand.control.account.models import SignInEvent, Tried, User
from leitstand.control.ledger import services as ledger
from tests.web.serving import served

PASSWORD = "four random words here"
EMAIL = "ada@example.org"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process: sites take turns."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("security"))


@pytest.fixture(scope="module")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    home = tmp_path_factory.mktemp("site") / "home"
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # so that tests are quick
    with served(home, ROOT_URLCONF="tests.security.inside", PASSWORD_HASHERS=hashers) as alias:
        yield alias, home


@pytest.fixture
def site(_served: tuple[str, Path]) -> str:
    """The alias of a served home in which only Ada is known, without a second factor unless a test wants it."""
    from django.contrib.sessions.models import Session
    from django_otp.plugins.otp_static.models import StaticDevice
    from django_otp.plugins.otp_totp.models import TOTPDevice

    alias, _ = _served
    for kind in (Session, StaticDevice, TOTPDevice, SignInEvent, Tried, User):
        kind.objects.all().delete()
    ledger.set_setting(alias, "second_factor", "off")
    ledger.set_setting(alias, "second_factor_may_wait", False)
    services.add(alias, EMAIL, "manager", password=PASSWORD, name="Ada", language="en")
    return alias


@pytest.fixture
def kept(_served: tuple[str, Path]) -> Callable[[], bytes]:
    """All bytes of all files of the home."""
    return lambda: b"".join(one.read_bytes() for one in _served[1].rglob("*") if one.is_file())


@pytest.fixture
def browser(site: str) -> Any:
    """A client of the site that nobody has signed in with."""
    from django.test import Client

    return Client()


@pytest.fixture
def enter(site: str) -> Callable[..., Any]:
    """Signs in by password with a new client; answers the client and the response."""

    def run(email: str = EMAIL, password: str = PASSWORD, **more: Any) -> tuple[Any, Any]:
        from django.test import Client

        client = Client()
        return client, client.post("/signin/", {"email": email, "password": password, **more})

    return run
