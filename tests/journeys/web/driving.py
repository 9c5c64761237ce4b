"""The real application in a process of its own, and a real browser in front of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

PATIENCE = 90.0
"""Seconds that starting, or what goes through the queue, may take on a machine that has other things to do."""
TELL = "document.addEventListener('securitypolicyviolation', (told) => console.error('policy', told.violatedDirective))"


@dataclass(frozen=True)
class Site:
    """A home that is served. pages: name and address of every page that answers with GET, one example each.

    states: role → cookies of somebody who has signed in.
    """

    home: Path
    address: str
    pages: tuple[tuple[str, str], ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    states: dict[str, Any] = field(default_factory=dict)


def leitstand(home: Path, *argv: str, speaks: str = "en", given: str | None = None) -> Any:
    """What the command line answers, by --json."""
    done = subprocess.run([sys.executable, "-m", "leitstand", *argv, "--json"], capture_output=True, text=True,
                          env=_environment(home, speaks), input=given, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """`leitstand serve` over the home, until it ends; answers the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "leitstand", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=_environment(home, "en"), stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(40)


def _environment(home: Path, speaks: str) -> dict[str, str]:
    return {**os.environ, "LEITSTAND_HOME": str(home), "LEITSTAND_LANG": speaks}


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the application did not start"
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=20) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the application does not answer")


@dataclass
class Watch:
    """What of a browser's traffic is not as it must be; refused: paths at which an answer of 4xx is meant."""

    host: str
    refused: tuple[str, ...] = ()
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(TELL)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(f"error in a script: {error.error}"))

    def _request(self, request: Request) -> None:
        split = urlsplit(request.url)
        if split.netloc != self.host and split.scheme not in ("data", "blob"):
            self.wrong.append(f"leaves the machine: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        place = urlsplit(message.location.get("url", "")).path
        meant = message.text.startswith("Failed to load resource") and place in self.refused
        if message.type == "error" and not meant:
            self.wrong.append(f"{place}: {message.text}")


class Line:
    """Counts what comes over the line, compressed as it comes; what lies in the browser's cache does not."""

    def __init__(self, page: Page) -> None:
        self.came = 0
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.on("Network.loadingFinished", self._finished)

    def _finished(self, told: dict[str, float]) -> None:
        self.came += int(told["encodedDataLength"])


def is_page(body: bytes) -> bool:
    """Whether it is neither a file nor a part that is put into a page."""
    return body.lstrip().lower().startswith(b"<!doctype html")


def settled(page: Page, words: str, timeout: float = PATIENCE) -> None:
    """Waits until the page, which loads itself anew while a job goes on, says these words in its headline."""
    page.get_by_role("heading", level=1).filter(has_text=words).wait_for(timeout=1000 * timeout)


def one_time_code(key: str, later: int = 0) -> str:
    """The code that an authenticator app shows for a key (RFC 6238), so many times thirty seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(base64.b32decode(key + "=" * (-len(key) % 8)), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
