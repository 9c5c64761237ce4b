"""What a user may see and do: tokens, names of persons, links of others, the trail of changes."""

from __future__ import annotations

from typing import Any

import pytest

from leitstand.control import database
from leitstand.control.account import services, sso
from leitstand.control.account.models import ApiToken, Role, User
from leitstand.control.audit.services import history
from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.segment import Segment, within

PASSWORD = "four random words here"


@pytest.fixture
def alias(tmp_path: Any) -> Any:
    yield database.open(tmp_path / "home")
    database.close(tmp_path / "home")


def test_a_token_has_the_rights_of_its_user_and_ends_with_them(alias: str) -> None:
    ada = services.add(alias, "ada@example.org", "manager", scope="country=DE")
    services.add(alias, "root@example.org", "administrator")
    token = services.make_token(alias, ada, "reports", days=30)
    found = services.token_user(alias, token)
    assert found is not None and (found.email, services.scope_of(found)) == (ada.email, Segment.parse(["country=DE"]))
    assert services.tokens(alias, ada)[0].last_used_at is not None
    for wrong in (token[:-1], token + "x", token.upper(), "", "leitstand_"):
        assert services.token_user(alias, wrong) is None
    services.change(alias, ada.email, role="viewer")
    assert services.token_user(alias, token).role == "viewer"  # type: ignore[union-attr]
    services.disable(alias, ada.email)
    assert services.token_user(alias, token) is None
    services.enable(alias, ada.email)
    ApiToken.objects.using(alias).update(expires_at="2020-01-01T00:00:00Z")
    assert services.token_user(alias, token) is None


def test_nobody_revokes_the_token_of_another(alias: str) -> None:
    ada, eve = (services.add(alias, f"{name}@example.org") for name in ("ada", "eve"))
    token = services.make_token(alias, ada, "mine")
    number = services.tokens(alias, ada)[0].pk
    for strange in (number, number + 1, -1):
        with pytest.raises(UnknownId):
            services.revoke_token(alias, eve, strange)
    services.revoke_token(alias, ada, number)
    assert services.token_user(alias, token) is None


@pytest.mark.parametrize(
    ("role", "own", "sees"),
    [("viewer", 7, False), ("analyst", 7, False), ("employee", 7, True), ("employee", 8, False),
     ("employee", None, False), ("manager", None, True), ("administrator", None, True)],
)  # fmt: skip
def test_who_sees_names(role: str, own: int | None, sees: bool) -> None:
    assert services.sees_identity(User(role=role, employee_key=7), own) is sees
    if role == "employee":
        assert not services.sees_identity(User(role=role, employee_key=None), own)


def test_every_look_at_a_person_is_kept(alias: str) -> None:
    ada, eve = (services.add(alias, f"{name}@example.org", "manager") for name in ("ada", "eve"))
    services.viewed(alias, ada, "view", 11, "asked by phone", page="person")
    services.viewed(alias, eve, "export", [11, 12, 12], page="customers")
    assert [(one.user.email, one.kind, one.key) for one in services.views(alias, key=11)] == [
        ("eve@example.org", "export", 11), ("ada@example.org", "view", 11)]  # fmt: skip
    assert [one.key for one in services.views(alias, email="EVE@example.org")] == [12, 11]
    assert services.views(alias, key=13) == []


def test_changes_of_users_are_in_the_trail_without_secrets(alias: str) -> None:
    services.add(alias, "ada@example.org", "analyst", by="cli", password=PASSWORD)
    services.change(alias, "ada@example.org", by="root", role="manager", scope="country=DE\nregion!=X")
    services.set_password(alias, "ada@example.org", "five other words in a row", by="ada")
    told = history(alias, "user", "ada@example.org")
    assert [(one["what"], one["by"]) for one in told] == [
        ("created", "cli"),
        ("changed", "root"),
        ("password_set", "ada"),
    ]
    assert (told[1]["before"]["role"], told[1]["after"]["role"]) == ("analyst", "manager")
    assert told[1]["after"]["scope"] == "country=DE\nregion!=X"
    assert "md5" not in str(told) and "scrypt" not in str(told) and told[2]["after"]["password"] == "•••"


def test_a_user_is_in_the_trail_but_not_in_the_plan_that_goes_out(alias: str) -> None:
    from leitstand.control.plan import transfer

    services.add(alias, "ada@example.org")
    rows = transfer.document(alias)["rows"]
    assert rows["plan.change"] == [] and not any("user" in name for name in rows)


@pytest.mark.parametrize(
    "fields",
    [{"role": "king"}, {"language": "fr"}, {"theme": "pink"}, {"scope": "nonsense"}, {"scope": "no_such_dimension=1"},
     {"role": "administrator", "scope": "country=DE"}, {"email": "no address"}, {"email": "ADA@example.org"},
     {"password": "short"}, {"password": "password123"}, {"password": "1234567890123"},
     {"password": "new@example.org"}],
)  # fmt: skip
def test_what_cannot_be_a_user(alias: str, fields: dict[str, Any]) -> None:
    services.add(alias, "ada@example.org")
    with pytest.raises(LeitstandError):
        services.add(alias, **{"email": "new@example.org", **fields})
    assert len(services.users(alias)) == 1


def test_somebody_administers_always(alias: str) -> None:
    services.add(alias, "root@example.org", Role.ADMINISTRATOR)
    for action in (lambda: services.disable(alias, "root@example.org"),
                   lambda: services.change(alias, "root@example.org", role="manager")):  # fmt: skip
        with pytest.raises(UnusableInput):
            action()
    services.add(alias, "two@example.org", Role.ADMINISTRATOR)
    services.disable(alias, "root@example.org")
    with pytest.raises(UnusableInput):
        services.disable(alias, "two@example.org")


def test_a_finding_is_seen_where_it_lies_inside_the_area() -> None:
    scope = Segment.parse(["country=DE|AT", "channel!=web"])
    assert within(scope, {"country": "DE", "channel": "store"})
    assert within(scope, {"country": "AT", "channel": None, "team": "x"})
    outside: list[dict[str, str | None]] = [
        {"country": "FR", "channel": "store"}, {"country": "DE", "channel": "web"}, {"country": "DE"}, {},
        {"country": None, "channel": "store"},
    ]  # fmt: skip
    assert not any(within(scope, dims) for dims in outside)
    assert within(Segment(), {}) and within(Segment(), {"country": "FR"})


def test_the_secret_of_the_sign_on_is_sealed(alias: str, tmp_path: Any) -> None:
    one = sso.SignOn("https://id.example.org/realms/x/", "leitstand", "canary-of-the-client", True, "Firma")
    sso.keep_sign_on(alias, one)
    assert sso.sign_on(alias) == sso.SignOn(
        "https://id.example.org/realms/x", "leitstand", "canary-of-the-client", True, "Firma"
    )
    assert b"canary-of-the-client" not in (tmp_path / "home" / database.FILE).read_bytes()
    for issuer in ("http://id.example.org", "ftp://x", "https://", "id.example.org"):
        with pytest.raises(UnusableInput):
            sso.keep_sign_on(alias, sso.SignOn(issuer, "a", "b"))
    sso.keep_sign_on(alias, None)
    assert sso.sign_on(alias) is None


def test_whom_the_sign_on_lets_in(alias: str) -> None:
    services.add(alias, "root@example.org", "administrator")
    services.add(alias, "gone@example.org")
    services.disable(alias, "gone@example.org")
    plain, making = (sso.SignOn("https://id.example.org", "a", "b", create) for create in (False, True))
    assert sso.let_in(alias, plain, "ROOT@example.org", True) == services.user(alias, "root@example.org")
    assert sso.let_in(alias, plain, "root@example.org", False) is None, "an address that is not verified is anybody's"
    assert sso.let_in(alias, plain, "new@example.org", True) is None
    assert sso.let_in(alias, making, "gone@example.org", True) is None
    made = sso.let_in(alias, making, "new@example.org", True, "Neu")
    assert made is not None and (made.role, made.name, made.has_usable_password()) == ("viewer", "Neu", False)
