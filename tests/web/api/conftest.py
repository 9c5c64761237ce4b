"""Programs with a token, asking the API of the small company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account import services as accounts
from leitstand.control.account.models import User

Ask = Callable[..., Any]


def token_of(name: str, role: str = "manager", **fields: Any) -> str:
    """A new token of a user of this name, who is made where there is none."""
    address = f"{name}@example.org"
    fields = {"language": "en", "role": role, **fields}
    known = User.objects.filter(email=address).exists()
    user = accounts.change("default", address, **fields) if known else accounts.add("default", address, **fields)
    for old in accounts.tokens("default", user):
        accounts.revoke_token("default", user, old.pk)
    return accounts.make_token("default", user, "test")


@pytest.fixture
def program(web_home: Path) -> Callable[..., Ask]:
    """Makes a function that asks `/api/v1/<path>` as a user: program("ada", "viewer", scope="region=DEA")."""
    from django.test import Client

    def made(name: str = "ada", role: str = "manager", **fields: Any) -> Ask:
        token, client = token_of(name, role, **fields), Client()

        def ask(path: str, **parameters: Any) -> Any:
            return client.get(f"/api/v1/{path}", parameters, headers={"Authorization": f"Bearer {token}"})

        return ask

    return made


@pytest.fixture
def no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is too fast."""
    from leitstand.web.api import rest

    monkeypatch.setattr(rest.Pace, "allow_request", lambda *_: True)
