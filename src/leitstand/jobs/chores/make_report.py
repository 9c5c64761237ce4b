"""Writes a report as a file that whoever asked for it can fetch."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from leitstand.foundation.errors import full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.published import facts
from leitstand.jobs.reports import Reports

FOLDER = "documents"
KEPT_SECONDS = 7 * 24 * 3600
"""A file that nobody fetched in a week can be made again."""


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: kind, period, language, form as Reports.make takes them, scope (conditions).

    Answers {file: below the folder of documents, name, media_type}.
    """
    progress(Text(de="Der Rückblick wird geschrieben", en="Writing the review"))
    reports = Reports(home, facts(home, tuple(args.get("scope", ()))))
    made = reports.make(args["kind"], args["period"], args["language"], form=args["form"])
    return {"file": _keep(home.folder(FOLDER), made.content), "name": made.name, "media_type": made.media_type}


@full_disk_told()
def _keep(folder: Path, content: bytes) -> str:
    """Writes the file, readable for its owner only, and takes away what is old."""
    for old in folder.iterdir():
        with suppress(OSError):
            if old.stat().st_mtime < time.time() - KEPT_SECONDS:
                old.unlink()
    name = secrets.token_hex(16)
    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return name


CHORE = Chore(Text(de="Bericht schreiben", en="Write a report"), run)
