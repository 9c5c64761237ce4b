"""A mail server on this machine that keeps what it is given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from leitstand.control.notice.channels import MailServer


@dataclass
class Kept:
    """What came, oldest first. refused: recipients that are turned away."""

    port: int = 0
    mails: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append((list(envelope.rcpt_tos), message_from_bytes(envelope.content, policy=default)))
        return "250 OK"

    def server(self, **more: Any) -> MailServer:
        return MailServer(
            **{"host": "127.0.0.1", "port": self.port, "security": "none", "sender": "crm@firm.de", **more}
        )

    def body(self, number: int, kind: str) -> str:
        part = self.mails[number][1].get_body((kind,))
        assert part is not None
        return str(part.get_content())


@contextmanager
def post_office(**more: Any) -> Iterator[Kept]:
    """Runs one; more: for aiosmtpd's Controller."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        kept = Kept(free.getsockname()[1])
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port, **more)
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()


def only(user: str, password: str) -> Any:
    """Lets nobody else sign in."""

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return authenticate
