"""Takes uploaded files straight into the home, under their hash, and no more of them than there is room for."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from leitstand.control.account.models import Role
from leitstand.foundation.home import Home
from leitstand.jobs import uploads
from leitstand.web.contract import may

MOST_BYTES = 2 * 2**30
"""Of one file."""
FREE_BYTES = 2**30
"""Room that must be left on the disk."""


class Received(UploadedFile):  # type: ignore[type-arg]  # no generic class when it runs
    """A file that came in; unless somebody keeps it, it goes with the request."""

    def __init__(self, part: Path, name: str, size: int, sha256: str) -> None:
        super().__init__(None, name, "application/octet-stream", size)
        self.part, self.sha256 = part, sha256

    def keep(self, home: Home, by: str) -> uploads.Upload:
        """Puts it in its place; the same content twice is one file."""
        os.replace(self.part, uploads.path_of(home, self.sha256))
        return uploads.keep(home, self.sha256, self.name or "", self.size or 0, by)

    def close(self) -> None:
        self.part.unlink(missing_ok=True)


class Incoming(FileUploadHandler):
    """Writes what a person may upload into the home; what is too large is told in `request.refused`, not kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated or not may(user.role, Role.ANALYST):
            raise SkipFile
        folder = Home(settings.HOME).folder(uploads.INCOMING)
        self.part = folder / f".{secrets.token_hex(16)}.part"
        self.room = min(MOST_BYTES, shutil.disk_usage(folder).free - FREE_BYTES)
        self.digest, self.size = hashlib.sha256(), 0
        self.out = os.fdopen(os.open(self.part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > self.room:
            self._drop()
            self.request.refused = [*getattr(self.request, "refused", ()), self.file_name]  # type: ignore[union-attr]
            raise SkipFile
        self.digest.update(raw_data)
        self.out.write(raw_data)

    def file_complete(self, file_size: int) -> Received | None:
        self.out.flush()
        os.fsync(self.out.fileno())
        self.out.close()
        return Received(self.part, self.file_name or "", self.size, self.digest.hexdigest())

    def upload_interrupted(self) -> None:
        if hasattr(self, "out"):
            self._drop()

    def _drop(self) -> None:
        self.out.close()
        self.part.unlink(missing_ok=True)
