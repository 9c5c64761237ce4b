"""The company's own sign-on (OpenID Connect): where it is, and who is let in by it."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from leitstand.control import database, secret
from leitstand.control.account import services
from leitstand.control.account.models import Role, User
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

SETTING = "sso"
BOUND_TO = b"sso client secret"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class SignOn:
    """issuer: its address. client_id, client_secret: what it knows Leitstand by. create: whether people who are no
    users yet become viewers. label: what the button says."""

    issuer: str
    client_id: str
    client_secret: str
    create: bool = False
    label: str = ""


def sign_on(alias: str) -> SignOn | None:
    """The sign-on that is set up, with its secret; None where there is none."""
    kept = ledger.setting(alias, SETTING)
    if not kept:
        return None
    sealed = base64.b64decode(kept["secret"])
    try:
        opened = _cipher(alias).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], BOUND_TO).decode()
    except InvalidTag:
        return None  # sealed with another home's secret: to be entered anew
    return SignOn(kept["issuer"], kept["client_id"], opened, kept["create"], kept["label"])


def keep_sign_on(alias: str, one: SignOn | None) -> None:
    """Keeps it, the secret sealed; None takes it away. Raises UnusableInput for an address without encryption."""
    if one is None:
        ledger.set_setting(alias, SETTING, None)
        return
    parts = urlsplit(one.issuer)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not (safe and parts.hostname and one.client_id and one.client_secret):
        raise UnusableInput(
            Text(
                de="Die Anmeldung des Unternehmens braucht eine https-Adresse, eine Client-ID und ein Geheimnis.",
                en="The company's sign-on needs an https address, a client id and a secret.",
            )
        )
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + _cipher(alias).encrypt(nonce, one.client_secret.encode(), BOUND_TO)
    told = {"issuer": one.issuer.rstrip("/"), "client_id": one.client_id, "create": one.create, "label": one.label}
    ledger.set_setting(alias, SETTING, told | {"secret": base64.b64encode(sealed).decode()})


def let_in(alias: str, one: SignOn, email: str, verified: bool, name: str = "") -> User | None:
    """The user behind what the sign-on says; None where nobody is let in. An address that it has not verified is
    anybody's."""
    if not (email and verified):
        return None
    known = User.objects.using(alias).filter(email=email.strip().lower()).first()
    if known is not None:
        return known if known.is_active else None
    return services.add(alias, email, Role.VIEWER, by="sso", name=name[:200]) if one.create else None


def _cipher(alias: str) -> AESGCM:
    return AESGCM(secret.key(database.home_of(alias), "wrapping"))
