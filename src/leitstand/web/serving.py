"""Runs the web server and the worker as two processes, and starts one anew that ends by itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.store.database import engine

PATIENCE = 60.0
"""Seconds that a first answer may take: the engine and its libraries are loaded before."""
SOON = 3.0
"""Seconds before a process that ended is started anew."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where: host and port. workers: processes that answer. https: behind a proxy. names: of the host for browsers."""

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 2
    https: bool = False
    names: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        if self.names and self.https:
            return f"https://{self.names[0]}/"
        return f"http://{self.host}:{self.port}/"


def serve(home: Home, served: Served, started: Callable[[str], None]) -> int:
    """Runs until it is told to stop; answers the exit code. started: is called with the address once it answers.

    Raises UnusableInput where the address is taken.
    """
    _check_free(served)
    _prepare(home)
    commands = {
        "web": [sys.executable, "-m", "gunicorn", "leitstand.web.wsgi:application", "--bind",
                f"{served.host}:{served.port}", "--workers", str(served.workers), "--timeout", "120",
                "--graceful-timeout", "20", "--max-requests", "20000", "--max-requests-jitter", "2000",
                "--config", "python:leitstand.web.gunicorn", "--log-level", "warning"],
        "worker": [sys.executable, "-m", "leitstand.jobs.worker", str(home.path)],
    }  # fmt: skip
    environment = _environment(home, served)
    running = {name: subprocess.Popen(command, env=environment) for name, command in commands.items()}
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        if _answers(served, running["web"], lambda: stopping):
            started(served.address)
        seen, warming = "", None
        while not stopping:
            if seen != (version := _version(home)) and (warming is None or warming.poll() is not None):
                seen = version
                warming = subprocess.Popen([sys.executable, "-m", "leitstand.web.warming"], env=environment,
                                           preexec_fn=lambda: os.nice(10))  # fmt: skip
            for name, process in running.items():
                if process.poll() is not None and not stopping:
                    time.sleep(SOON)
                    running[name] = subprocess.Popen(commands[name], env=environment)
            time.sleep(0.3)
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
        for one, handler in before.items():
            signal.signal(one, handler)
    return 0


def _version(home: Home) -> str:
    """The published version of the data; the pages are made ready for each."""
    path = engine.published(home)
    return path.stem if path else ""


def _prepare(home: Home) -> None:
    """The control database is there and of this version before anybody asks for it."""
    from leitstand.jobs.links import Links

    Links.of(home)


def _environment(home: Home, served: Served) -> dict[str, str]:
    names = [*served.names, "localhost", "127.0.0.1", "[::1]"]
    return {
        **os.environ, "LEITSTAND_HOME": str(home.path), "LEITSTAND_HOSTS": ",".join(dict.fromkeys(names)),
        "LEITSTAND_HTTPS": "1" if served.https else "0", "LEITSTAND_ADDRESS": served.address,
        "DJANGO_SETTINGS_MODULE": "leitstand.web.settings",
    }  # fmt: skip


def _check_free(served: Served) -> None:
    family = socket.AF_INET6 if ":" in served.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((served.host.strip("[]"), served.port))
        except OSError as error:
            raise UnusableInput(
                Text(de=f"{served.host}:{served.port} ist nicht frei ({error.strerror}).",
                     en=f"{served.host}:{served.port} is not free ({error.strerror})."),
                Text(de="Nennen Sie mit --port einen anderen.", en="Name another one with --port."),
            ) from error  # fmt: skip


def _answers(served: Served, web: subprocess.Popen[bytes], stopped: Callable[[], bool]) -> bool:
    """Waits for the first answer."""
    until = time.monotonic() + PATIENCE
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(served.host, served.host).strip("[]")
    while time.monotonic() < until and web.poll() is None and not stopped():
        try:
            with socket.create_connection((host, served.port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False
