"""By which ways messages leave: the mail server, webhooks, the product's own address; passwords are kept sealed."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from leitstand.control import sealing  # sets Django up: no model can be imported before; so it comes first
from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.ledger import services as ledger
from leitstand.control.notice.models import Webhook
from leitstand.control.notice.readers import check_address
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

Security = Literal["starttls", "tls", "none"]
MAIL = "mail_server"
BASE_URL = "base_url"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """How mails are handed over. security: starttls (usually port 587), tls (465), none. sender: From address."""

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = ""
    sender_name: str = "Leitstand"


def mail_server(alias: str) -> MailServer | None:
    """With the password in clear; None where none is set up. Raises StoreDamaged."""
    kept: dict[str, Any] | None = ledger.setting(alias, MAIL)
    if kept is None:
        return None
    sealed = kept.pop("password")
    return MailServer(**kept, password=sealing.unseal_text(alias, MAIL, sealed) if sealed else "")


def set_mail_server(alias: str, host: str, port: int, security: str, sender: str, user: str = "",
                    password: str | None = None, sender_name: str = "Leitstand") -> MailServer:  # fmt: skip
    """Sets the mail server up. password: None keeps the one there is, if host and user stay. Raises UnusableInput."""
    host, sender = host.strip(), check_address(sender)
    if not host or any(sign.isspace() or sign in "/@" for sign in host) or not 0 < port < 65536:
        raise UnusableInput(
            Text(de="Diesen Mailserver gibt es nicht.", en="There is no such mail server."),
            Text(de="Erwartet wird ein Name wie mail.firma.de und ein Port wie 587.",
                 en="Expected a name such as mail.company.com and a port such as 587."),
        )  # fmt: skip
    if security not in get_args(Security):
        raise UnknownId(Text(de="Die Verschlüsselung", en="kind of encryption"), security, get_args(Security))
    before = ledger.setting(alias, MAIL)
    if password is None:
        same = before is not None and (before["host"], before["user"]) == (host, user)
        sealed = before["password"] if before is not None and same else ""
    else:
        sealed = sealing.seal_text(alias, MAIL, password) if password else ""
    if sealed and security == "none" and host not in LOOPBACK:
        raise UnusableInput(
            Text(de="Ein Kennwort wird nur verschlüsselt übertragen.", en="A password is only sent encrypted."),
            Text(de="Wählen Sie STARTTLS oder TLS.", en="Choose STARTTLS or TLS."),
        )
    one = MailServer(host, port, cast(Security, security), sender, user, sealed, sender_name.strip()[:100])
    ledger.set_setting(alias, MAIL, {name: getattr(one, name) for name in MailServer.__slots__})
    return cast(MailServer, mail_server(alias))


def base_url(alias: str) -> str:
    """The address at which people reach the product, without a slash at its end; '' where it is not known."""
    return str(ledger.setting(alias, BASE_URL, "") or "").rstrip("/")


def set_base_url(alias: str, url: str) -> None:
    """Raises UnusableInput for anything but http(s)://name[:port][/path]."""
    parts = urlsplit(url.strip())
    if url.strip() and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise UnusableInput(
            Text(de=f"„{url[:80]}“ ist keine Adresse.", en=f"'{url[:80]}' is not an address."),
            Text(de="Erwartet wird https://leitstand.firma.de.", en="Expected https://leitstand.company.com."),
        )
    ledger.set_setting(alias, BASE_URL, url.strip().rstrip("/"))


def add_webhook(alias: str, title: str, url: str, by: str = "") -> tuple[Webhook, str]:
    """The webhook, and its secret: shown this once, to be entered on the other side. Raises UnusableInput.

    Whether the address may be called is decided with every call (jobs.outgoing).
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > 2000:
        raise UnusableInput(
            Text(de=f"„{url[:80]}“ ist keine Adresse.", en=f"'{url[:80]}' is not an address."),
            Text(de="Erwartet wird https://…", en="Expected https://…"),
        )
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    one = Webhook(title=title.strip()[:200] or parts.hostname, url=url.strip())
    one.secret = sealing.seal_text(alias, f"webhook {one.id}", secret)
    with noted(alias, one, "created", by):
        one.save(using=alias, force_insert=True)
    return one, secret


def webhook(alias: str, webhook_id: str) -> Webhook:
    """Raises UnknownId."""
    found = Webhook.objects.using(alias).filter(id=webhook_id).first()
    if found is None:
        known = Webhook.objects.using(alias).values_list("id", flat=True)
        raise UnknownId(Text(de="Den Webhook", en="webhook"), webhook_id, known)
    return found


def webhook_secret(alias: str, one: Webhook) -> str:
    """In clear, for signing. Raises StoreDamaged."""
    return sealing.unseal_text(alias, f"webhook {one.id}", one.secret)


def webhooks(alias: str) -> list[Webhook]:
    return list(Webhook.objects.using(alias).order_by("title", "id"))


def drop_webhook(alias: str, webhook_id: str, by: str = "") -> None:
    """Raises UnknownId."""
    with noted(alias, webhook(alias, webhook_id), "dropped", by):
        Webhook.objects.using(alias).filter(id=webhook_id).delete()


def morning_readers(alias: str) -> list[User]:
    """Everybody who wants the mail with the tasks of the day and may sign in."""
    return list(User.objects.using(alias).filter(wants_morning_mail=True, is_active=True).order_by("email"))
