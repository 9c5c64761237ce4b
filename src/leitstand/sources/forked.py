"""Keeps a process ready that reads files, so that not every file waits until one has started."""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

_POLL = 0.02


class Template:
    """A process that has imported what its module imports and read nothing; it forks a child for every job.

    module: run by Python; calls `serve`. environment: all that the process knows of the parent's. May be used by
    several threads at once; leaving the context ends the process and all its children.
    """

    def __init__(self, module: str, environment: dict[str, str]) -> None:
        self._module, self._environment = module, environment
        self._lock, self._over = threading.Lock(), False
        self._start()

    def _start(self) -> None:
        self._orders, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", self._module],
                stdin=there.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=self._environment,
                start_new_session=True,
            )

    def __enter__(self) -> Template:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._over = True
            self._orders.close()
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # the children are of its session
            self._process.wait()

    def child(self) -> Child:
        """A new child, of a new process where the old one is gone. Raises OSError where the context was left."""
        with self._lock:
            if self._over:
                raise OSError("the context was left")
            try:
                return self._ordered()
            except OSError:
                self._orders.close()
                self._process.kill()
                self._process.wait()
                self._start()
                return self._ordered()

    def _ordered(self) -> Child:
        (data, its_data), (status, its_status) = socket.socketpair(), socket.socketpair()
        made = Child(data, status)
        with its_data, its_status:
            try:
                socket.send_fds(self._orders, [b"."], [its_data.fileno(), its_status.fileno()])
            except OSError:
                made.__exit__()
                raise
        return made


class Child:
    """A child as its parent sees it: what it says and is told goes over `data`; leaving the context ends it."""

    def __init__(self, data: socket.socket, status: socket.socket) -> None:
        self.data, self._status = data, status

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.data.close()
        self._status.close()  # its guard notices and kills what still runs

    def stop(self) -> None:
        """Kills it; may be called from another thread."""
        with suppress(OSError):  # it is over
            self._status.shutdown(socket.SHUT_WR)

    def code(self) -> int | None:
        """Waits until it has ended; its exit code, minus the signal's number where one ended it.

        None: nobody knows, because the process it was to come from is gone.
        """
        with suppress(OSError):  # it is gone already
            self.data.shutdown(socket.SHUT_RDWR)  # one that still lives notices and ends
        with self._status.makefile("rb") as said:
            told = said.read()
        return int(told) if told else None


def serve(work: Callable[[BinaryIO, BinaryIO], int]) -> None:
    """Forks a child for every order until the parent is gone. work: given its input and output, answers its code."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how the guards ended
    gc.freeze()  # a collection in a child would copy the pages it shares
    with socket.socket(fileno=os.dup(0)) as orders:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        while True:
            _, ends, _, _ = socket.recv_fds(orders, 1, 2)
            if not ends:
                return
            if os.fork() == 0:
                orders.close()
                _guard(ends[0], ends[1], work)
            for end in ends:
                os.close(end)


def _guard(data: int, status: int, work: Callable[[BinaryIO, BinaryIO], int]) -> None:
    """Lets a child of its own work, kills it when the parent wants it or is gone, and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(status)
        code = 1
        try:
            with os.fdopen(data, "rb") as given, os.fdopen(os.dup(data), "wb") as said:
                code = work(given, said)
        finally:
            os._exit(code)
    os.close(data)
    ended = 0
    while not ended:
        unwanted = bool(select.select([status], [], [], _POLL)[0])
        if unwanted:
            os.kill(child, signal.SIGKILL)
        ended, state = os.waitpid(child, 0 if unwanted else os.WNOHANG)
    try:
        os.write(status, str(os.waitstatus_to_exitcode(state)).encode())
    finally:
        os._exit(0)
