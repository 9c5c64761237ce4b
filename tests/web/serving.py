"""Serves a home by Django inside the process of the tests, and signs people in."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leitstand.control import database, secret

ADDRESSES = {role: f"{role}@example.org" for role in ("viewer", "employee", "analyst", "manager", "administrator")}


@contextmanager
def served(home: Path, **settings: Any) -> Iterator[str]:
    """The web's settings hold inside; the tests before and after know only the control database.

    settings: other than the web's. Answers the alias of the home's database.
    """
    from django.test.utils import override_settings
    from django.utils import translation

    database.open(home)  # makes it where it is new
    database.close(home)
    web = importlib.import_module("leitstand.web.settings")
    given = {name: getattr(web, name) for name in dir(web) if name.isupper()}
    given |= {"HOME": home, "SECRET_KEY": secret.key(home, "web").hex(), "ALLOWED_HOSTS": ["testserver"]} | settings
    with override_settings(**given):
        translation._trans.__dict__.clear()  # type: ignore[attr-defined]  # it has settled on one language before
        alias = database.serve(home)
        try:
            yield alias
        finally:
            database.close(home)


def signed_in(role: str = "manager", **fields: Any) -> Any:
    """A Django test client in which somebody of this role is signed in, second factor passed. fields: of the user."""
    from django.test import Client

    from leitstand.control.account import services as accounts
    from leitstand.control.account.models import User

    address = fields.pop("email", ADDRESSES[role])
    known = User.objects.filter(email=address).first()
    fields = {"role": role, "language": "en", **fields}
    if known is None:
        known = accounts.add("default", address, **fields)
    elif any(getattr(known, name) != value for name, value in fields.items()):
        known = accounts.change("default", address, **fields)
    client = Client()
    client.force_login(known)
    return client
