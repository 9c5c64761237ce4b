"""Loads rejected rows that somebody put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.work import services as queue
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs import maintenance, uploads
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links
from leitstand.jobs.many import check_all
from leitstand.jobs.recognising import both


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: load (whose rows they are), file (hash of the upload). Answers the shape of `import_files`."""
    progress(Text(de="Korrigierte Zeilen werden geladen", en="Loading the corrected rows"))
    one = uploads.upload(home, str(args["file"]))
    outcomes = maintenance.reload_rejects(home, str(args["load"]), uploads.path_of(home, one.sha256), name=one.name)
    uploads.discard(home, one.sha256)
    check_all(home)
    queue.enqueue(Links.of(home).alias, "analyse", by=progress.by)
    parts = [
        each.as_dict() | {"notes": [note.as_dict() for note in each.notes],
                          "error": both(each.error) if each.error else None}
        for each in outcomes
    ]  # fmt: skip
    return {"files": [{"file": one.name, "error": None, "parts": parts}]}


CHORE = Chore(Text(de="Korrigierte Zeilen laden", en="Load corrected rows"), run)
