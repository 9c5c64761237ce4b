"""Brings in the files that somebody gave to a page, and tells of each what was taken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leitstand.control.work import services as queue
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.importing import Outcome
from leitstand.jobs.links import Links
from leitstand.jobs.many import check_all, import_many

INCOMING = "incoming"
"""Folder of the home in which pages put files."""


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: files, one each with path (name below `incoming`) and options (as `leitstand import` takes them; also
    name, what people call it). Answers
    {files: one each with file, error {de, en} or null, and parts: as `leitstand import --json`, with notes and error in
    both languages}.

    A file that was taken leaves the folder; one that could not be used stays for another try.
    """
    wanted = [(_inside(home, str(one["path"])), one.get("options") or {}) for one in args["files"]]
    there = [(path, options) for path, options in wanted if path.exists()]
    names = {path.name: str(options.get("name") or _plain(path.name)) for path, options in wanted}
    done = 0

    def told(name: str, rows: int) -> None:
        nonlocal done
        done += 1
        progress(Text(de=f"{names[name]} ist gelesen ({done} von {len(there)} Dateien)",
                      en=f"{names[name]} is read ({done} of {len(there)} files)"))  # fmt: skip

    progress(Text(de="Dateien werden gelesen", en="Reading the files"))
    came = dict(zip((path for path, _ in there), import_many(home, there, told) if there else [], strict=True))
    progress(Text(de="Daten werden abgeglichen und geprüft", en="Matching and checking the data"))
    check_all(home)
    files = [_file(names[path.name], came.get(path, GONE)) for path, _ in wanted]
    for path, outcomes in came.items():
        if not isinstance(outcomes, LeitstandError) and all(one.error is None for one in outcomes):
            path.unlink(missing_ok=True)
    if any(isinstance(one, list) for one in came.values()):
        queue.enqueue(Links.of(home).alias, "analyse", by=progress.by)
    return {"files": files}


GONE = UnusableInput(
    Text(de="Diese Datei liegt nicht mehr bereit; sie wurde wohl schon übernommen.",
         en="This file is no longer there; it was probably taken already."),
    Text(de="Sehen Sie unter „Daten“ nach, oder laden Sie sie noch einmal hoch.",
         en="Look under “Data”, or upload it again."),
)  # fmt: skip


def _inside(home: Home, name: str) -> Path:
    """Raises UnusableInput for a path that leads out of the folder."""
    folder = home.folder(INCOMING).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise UnusableInput(
            Text(de="Diese Datei liegt nicht im Eingangsordner.", en="This file is not in the incoming folder."),
            Text(de="Laden Sie sie noch einmal hoch.", en="Upload it again."),
        )
    return path


def _file(name: str, came: list[Outcome] | LeitstandError) -> dict[str, Any]:
    if isinstance(came, LeitstandError):
        return {"file": name, "error": _both(came), "parts": []}
    return {"file": name, "error": None, "parts": [_part(one) for one in came]}


def _part(one: Outcome) -> dict[str, Any]:
    told = one.as_dict() | {"file": _plain(one.file)}
    return told | {"notes": [note.as_dict() for note in one.notes], "error": _both(one.error) if one.error else None}


def _both(error: LeitstandError) -> dict[str, str]:
    return {language: error.describe(language) for language in LANGUAGES}


def _plain(name: str) -> str:
    """The name as the person gave it; pages may put a random word and two underscores before it."""
    return name.rpartition("__")[2]


CHORE = Chore(Text(de="Dateien übernehmen", en="Bring in files"), run)
