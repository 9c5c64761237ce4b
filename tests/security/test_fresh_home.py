"""A new home: no known key, and no first administrator but by the command line (S05, S06)."""

from __future__ import annotations

from typing import Any

import pytest

from leitstand.control import database, secret
from leitstand.control.account.models import User
from leitstand.foundation.errors import LeitstandError
from tests.security.conftest import PASSWORD
from tests.web.serving import served


def test_no_address_makes_a_user_in_a_fresh_home(tmp_path: Any) -> None:
    from django.test import Client

    with served(tmp_path / "fresh", ROOT_URLCONF="tests.security.inside"):
        client = Client()
        paths = [
            "/signin/", "/signin/factor/", "/signin/factor/new/", "/signin/sso/", "/signin/sso/back/?code=1&state=2",
            "/signin/link/x/", "/signin/out/", "/setup", "/admin/", "/account/", "/register",
        ]  # fmt: skip
        for path in paths:
            for ask in (client.get, client.post):
                answer = ask(path, {"email": "me@example.org", "password": PASSWORD, "code": "123456"})
                assert answer.status_code in (200, 302, 401, 403, 404, 405, 410), path
        assert not User.objects.exists() and not client.session.get("_auth_user_id")


@pytest.mark.parametrize("word", ["", "changeme", "00" * 32, "django-insecure-example", "ab" * 16])
def test_a_home_with_a_weak_key_is_not_served(tmp_path: Any, word: str) -> None:
    home = tmp_path / "weak"
    database.open(home)
    database.close(home)
    (home / secret.FILE).write_text(word + "\n")
    with pytest.raises(LeitstandError):
        database.serve(home)
    with pytest.raises(LeitstandError):
        secret.key(home, "web")
