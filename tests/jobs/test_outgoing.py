"""Calls of other systems: none inside the own network without leave, no second look at a name, no redirects."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from leitstand.foundation.errors import LeitstandError
from leitstand.jobs import outgoing, webhooks

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
INSIDE = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.0.0.1",
    "0x7f.1", "017700000001", "0177.0.0.1", "localhost", "localhost.", "LOCALHOST", "10.0.0.1", "10.255.255.255",
    "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.1", "169.254.169.254", "169.254.0.1", "2852039166",
    "0xa9fea9fe", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "192.0.2.1", "203.0.113.7",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::ffff:10.0.0.1]",

    "[::127.0.0.1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[fec0::1]",
    "[2001:db8::1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[2001:0:7f00:1::]",
    "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "\u2460\u2461\u2466.0.0.1",
]  # fmt: skip
WRONG = [
    "http://example.com/", "ftp://example.com/", "gopher://127.0.0.1:6379/_FLUSHALL", "file:///etc/passwd",
    "dict://127.0.0.1:11211/", "https://user:word@example.com/", "https://127.0.0.1@example.com/", "https:///path",
    "https://exa mple.com/", "https://example.com/\r\nHost: evil", "https://example.com:99999/", "//127.0.0.1/", "",
    "javascript:alert(1)", "https://[::1/",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_nothing_inside_is_called(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was called"))
    with pytest.raises(LeitstandError):
        outgoing.post(f"https://{host}/hook", b"{}", {})


@pytest.mark.parametrize("url", WRONG)
def test_nothing_but_https_to_a_name_is_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34"))
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was called"))
    with pytest.raises(outgoing.Blocked):
        outgoing.post(url, b"{}", {})


def answering(*places: str) -> Callable[..., list[Any]]:
    return lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 443)) for place in places]


def test_a_name_is_looked_up_once_and_what_was_checked_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers something else the second time (DNS rebinding) leads nowhere."""
    asked, called = list[str](), list[Any]()

    def look_up(name: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(name)
        return answering("93.184.216.34" if len(asked) == 1 else "127.0.0.1")()

    def connect(place: Any, **_: Any) -> Any:
        called.append(place)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(LeitstandError, match=r"hook\.example"):
        outgoing.post("https://hook.example/", b"{}", {})
    assert asked == ["hook.example"] and called == [("93.184.216.34", 443)]


def test_one_address_inside_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34", "10.0.0.7"))
    with pytest.raises(outgoing.Blocked):
        outgoing.checked("https://hook.example/")


class Answers(BaseHTTPRequestHandler):
    """Keeps what came and answers what the path says: /302 redirects to /stolen."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, dict(self.headers), body))  # type: ignore[attr-defined]
        self.send_response(int(self.path[1:4]))
        self.send_header("Location", "/200/stolen")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def listening() -> Iterator[tuple[str, list[Any]]]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    server.came = []  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", server.came  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def verified(headers: dict[str, str], body: bytes, now: float) -> bool:
    """As the other side checks it, after the specification."""
    key = base64.b64decode(SECRET[6:])
    told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()
    fresh = abs(now - int(headers["webhook-timestamp"])) <= 300
    return fresh and hmac.compare_digest(headers["webhook-signature"], f"v1,{right}")


def test_what_is_allowed_is_called_signed_and_redirects_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(outgoing.ALLOWED, "chat.firm.example, 127.0.0.0/8")
    with listening() as (base, came):
        webhooks.call(f"{base}/200?x=1", SECRET, "event-1", "alert", {"text": {"de": "Übel", "en": "Bad"}})
        (path, headers, body), *_ = came
        headers = {name.lower(): value for name, value in headers.items()}
        assert path == "/200?x=1" and headers["host"] == base.removeprefix("http://")
        assert headers["webhook-id"] == "event-1" and verified(headers, body, time.time())
        assert json.loads(body)["data"]["text"]["de"] == "Übel" and json.loads(body)["type"] == "alert"
        for status in (302, 307, 404, 500):
            with pytest.raises(LeitstandError):
                webhooks.call(f"{base}/{status}", SECRET, "event-2", "alert", {})
        assert [path for path, *_ in came] == ["/200?x=1", "/302", "/307", "/404", "/500"]
    monkeypatch.delenv(outgoing.ALLOWED)
    with pytest.raises(outgoing.Blocked):
        webhooks.call(f"{base}/200", SECRET, "event-3", "alert", {})


def test_of_a_thousand_mutated_messages_none_is_accepted() -> None:
    dice, now, body = random.Random(7), 1_800_000_000, b'{"type": "alert"}'
    headers = webhooks.signed(SECRET, "event", now, body)
    assert verified(headers, body, now) and not verified(headers, body, now + 301)
    accepted = 0
    for _ in range(1000):
        where, changed, altered = dice.choice(["body", *headers]), dict(headers), body
        if where == "body":
            place = dice.randrange(len(body))
            altered = body[:place] + bytes([body[place] ^ dice.randrange(1, 128)]) + body[place + 1 :]
        elif where == "webhook-timestamp":
            changed[where] = str(now + dice.choice((-1, 1)) * dice.randrange(1, 299))
        else:
            place = dice.randrange(len(changed[where]))
            other = chr(ord(changed[where][place]) ^ dice.randrange(1, 16))
            changed[where] = changed[where][:place] + other + changed[where][place + 1 :]
        accepted += verified(changed, altered, now)
    assert accepted == 0


def test_who_never_answers_and_who_answers_endlessly_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(outgoing.ALLOWED, "127.0.0.1")
    for said in (b"", b"x" * 20_000, b"220 mail.example ESMTP\r\n"):
        with socket.create_server(("127.0.0.1", 0)) as server:

            def answer(server: socket.socket = server, said: bytes = said) -> None:
                connection, _ = server.accept()
                connection.sendall(said)
                time.sleep(0.4)
                connection.close()

            thread = Thread(target=answer)
            thread.start()
            begun = time.monotonic()
            with pytest.raises(LeitstandError):
                outgoing.post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {}, seconds=0.2)
            assert time.monotonic() - begun < 0.4
            thread.join()
