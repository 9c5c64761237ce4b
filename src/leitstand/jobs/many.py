"""Imports many files at once: while one is loaded the next is read, and readers see all of them at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.jobs.importing import WAIT, Outcome, Progress, bring_in, import_file, mend
from leitstand.jobs.links import Links
from leitstand.jobs.reading import job, read
from leitstand.sources.sandbox import ready
from leitstand.store.ingest.writer import opened

Given = tuple[Path, Mapping[str, Any]]
"""A file and the options it is read with."""
Came = list[Outcome] | LeitstandError
"""What came of a file: its tables, or why it cannot be used at all."""


@full_disk_told()
def import_many(home: Home, files: Sequence[Given], progress: Progress | None = None) -> list[Came]:
    """Brings files in as `import_file` does, the next one being read while one is loaded; published once, at the end.

    progress: told each file's name when it is in, with the rows so far.
    """
    links, found = Links.of(home), list[Came]()
    with opened(home, wait=WAIT) as store, ready() as template, ThreadPoolExecutor(READ_AHEAD) as pool:
        mend(links, store)
        waiting = (pool.submit(read, job(links, path, options), template=template) for path, options in files)
        ahead = deque(islice(waiting, READ_AHEAD))
        with store.together():
            for path, _ in files:
                try:
                    found.append(bring_in(links, store, ahead.popleft().result()))
                except LeitstandError as error:
                    found.append(error)
                ahead += islice(waiting, 1)
                if progress:
                    outcomes = (one for came in found if isinstance(came, list) for one in came)
                    progress(path.name, sum(one.rows_in for one in outcomes))
    return found


def import_all(
    home: Home, paths: Sequence[Path], options: Mapping[str, Any] | None = None, progress: Progress | None = None
) -> list[Outcome]:
    """The outcomes of all files, read with the same options. Raises the first error of a file once all others are in.

    progress: as in `import_file` for one file, as in `import_many` for several.
    """
    if len(paths) == 1:
        return import_file(home, paths[0], options, progress)
    outcomes: list[Outcome] = []
    errors: list[LeitstandError] = []
    for came in import_many(home, [(path, options or {}) for path in paths], progress) if paths else ():
        if isinstance(came, LeitstandError):
            errors.append(came)
        else:
            outcomes += came
    if errors:
        raise errors[0]
    return outcomes


READ_AHEAD = 2
"""Files read at the same time: each is held in memory until it is loaded."""
