"""Users sign in by e-mail address, whatever its case, and passwords are never stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError

from leitstand.control.account.models import Role, User


def test_a_user_is_found_by_address_and_password(everything: Callable[[], bytes], alias: str, home: Path) -> None:
    users = User.objects.db_manager(alias)
    users.create_user(" Ada@Example.ORG", "correct horse", role=Role.ANALYST, team="Nord")
    ada = users.get_by_natural_key("ADA@example.org")
    assert (ada.email, ada.role, ada.team, ada.language, ada.is_active) == (
        "ada@example.org",
        "analyst",
        "Nord",
        "de",
        True,
    )
    assert ada.check_password("correct horse")
    assert not ada.check_password("wrong horse")
    assert ada.password.startswith("scrypt$")
    assert b"correct horse" not in everything()


def test_an_address_is_used_once(alias: str) -> None:
    users = User.objects.db_manager(alias)
    users.create_user("ada@example.org")
    with pytest.raises(IntegrityError):
        users.create_user("ADA@example.org")


def test_without_a_password_nobody_signs_in(alias: str) -> None:
    ada = User.objects.db_manager(alias).create_user("ada@example.org")
    assert not ada.has_usable_password()
    assert not ada.check_password("")


def test_the_role_of_a_superuser(alias: str) -> None:
    assert User.objects.db_manager(alias).create_superuser("root@example.org").role == Role.ADMINISTRATOR
