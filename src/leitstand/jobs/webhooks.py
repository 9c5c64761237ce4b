"""Calls webhooks of other systems with signed messages, as the Standard Webhooks specification describes it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text
from leitstand.jobs import outgoing


def call(url: str, secret: str, event: str, kind: str, data: Mapping[str, Any]) -> None:
    """Hands one message over. event: its id, the same with every try, so that the other side can tell repeats.

    The body is {"type", "timestamp", "data"}. Raises LeitstandError (outgoing.Blocked) where it was not taken.
    """
    now = datetime.now(UTC)
    message = {"type": kind, "timestamp": now.isoformat(timespec="seconds"), "data": dict(data)}
    body = json.dumps(message, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "Leitstand"} | signed(
        secret, event, int(now.timestamp()), body
    )
    status = outgoing.post(url, body, headers)
    if 300 <= status < 400:
        raise LeitstandError(
            Text(de="Die Gegenseite leitet weiter; dem wird nicht gefolgt.",
                 en="The other side redirects; that is not followed."),
            Text(de="Tragen Sie die endgültige Adresse ein.", en="Enter the final address."),
        )  # fmt: skip
    if not 200 <= status < 300:
        raise LeitstandError(
            Text(de=f"Die Gegenseite hat die Nachricht abgelehnt (HTTP {status}).",
                 en=f"The other side refused the message (HTTP {status})."),
            Text(de="Prüfen Sie dort Adresse und Schlüssel.", en="Check address and secret there."),
        )  # fmt: skip


def signed(secret: str, event: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers that prove who sent the body, and when. secret: whsec_ and base64, as it was shown.

    The signature is HMAC-SHA256 over "event.timestamp.body".
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = hmac.digest(key, f"{event}.{timestamp}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": event,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }
