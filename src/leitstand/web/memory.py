"""Remembers what was computed, per data version: in the process, and on disk for the other processes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import leitstand
from leitstand.foundation.home import Home

MOST = 3000
"""Results that a process holds."""
MOST_FILES = 20_000
"""Results that lie on disk; of more, the older half goes."""
FOLDER = "cache"


class Memory:
    """Results of one data version. They hold no names of persons; the folder goes with the version it belongs to."""

    def __init__(self, home: Home, data_version: str) -> None:
        self.folder = home.folder(FOLDER) / data_version
        self._held: OrderedDict[str, Any] = OrderedDict()
        for old in self.folder.parent.iterdir():
            if old != self.folder:
                shutil.rmtree(old, ignore_errors=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._files = sum(1 for _ in self.folder.iterdir())

    def of(self, key: tuple[Any, ...], compute: Callable[[], Any]) -> Any:
        """What `compute` answered for the key when it was first asked. key: values whose repr says what they are."""
        name = hashlib.sha256(repr((_program(), key)).encode()).hexdigest()
        if name in self._held:
            self._held.move_to_end(name)
            return self._held[name]
        try:
            found = pickle.loads((self.folder / name).read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
            found = compute()
            self._write(name, found)
        self._held[name] = found
        if len(self._held) > MOST:
            self._held.popitem(last=False)
        return found

    def put(self, key: tuple[Any, ...], value: Any) -> None:
        """Keeps a value under a key, where nothing is kept under it yet."""
        self.of(key, lambda: value)

    def get(self, key: tuple[Any, ...]) -> Any:
        """Raises KeyError where nothing is kept under the key."""

        def nothing() -> Any:
            raise KeyError(key)

        return self.of(key, nothing)

    def _write(self, name: str, found: Any) -> None:
        part = self.folder / f"{name}.{secrets.token_hex(4)}"
        with contextlib.suppress(OSError):  # a full disk costs speed, not the page
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                pickle.dump(found, file)
            os.replace(part, self.folder / name)
            self._files += 1
            if self._files > MOST_FILES:
                self._tidy()

    def _tidy(self) -> None:
        files = sorted(self.folder.iterdir(), key=lambda file: file.stat().st_mtime)
        for old in files[: len(files) // 2]:
            old.unlink(missing_ok=True)
        self._files = len(files) - len(files) // 2


@cache
def _program() -> str:
    """Changes with the program, so that a new definition never shows a number of the old one."""
    root = Path(leitstand.__file__).parent
    newest = max(file.stat().st_mtime_ns for file in root.rglob("*.py"))
    return f"{leitstand.__version__} {newest}"
