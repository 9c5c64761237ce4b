"""Imports many files at once: while one is loaded the next is read, and readers see all of them at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Any

from leitstand.foundation.errors import HomeBusy, LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.jobs.action_rows import keep_actions_quietly
from leitstand.jobs.classifying import classify_quietly
from leitstand.jobs.importing import WAIT, Outcome, Progress, bring_in, import_file, mend
from leitstand.jobs.links import Links
from leitstand.jobs.matching import match_quietly
from leitstand.jobs.quality import check_quietly
from leitstand.jobs.reading import job, read, up_to_date
from leitstand.sources.sandbox import ready
from leitstand.store.ingest.writer import opened

Given = tuple[Path, Mapping[str, Any]]
"""A file and the options it is read with."""
Came = list[Outcome] | LeitstandError
"""What came of a file: its tables, or why it cannot be used at all."""


@full_disk_told()
def import_many(home: Home, files: Iterable[Given], progress: Progress | None = None) -> list[Came]:
    """Brings files in as `import_file` does, the next one being read while one is loaded; published once, at the end.

    files: may still be in the making. progress: told each file's name when it is in, with the rows so far. The home's
    lock is held from when the first file is read until all are in: files that come in between could change how the next
    are read. Left by an error or an interruption, what is in stays in and the readings still going on are ended.
    """
    links, found = Links.of(home), list[Came]()
    with ThreadPoolExecutor(READ_AHEAD) as pool, ready() as template:  # the pool waits for what only the template ends
        waiting = ((path, pool.submit(read, job(links, path, options), template=template)) for path, options in files)
        ahead = deque(islice(waiting, READ_AHEAD))
        wait([reading for _, reading in islice(ahead, 1)])
        with opened(home, wait=WAIT) as store:
            mend(links, store)
            with store.together():
                while ahead:
                    path, reading = ahead.popleft()
                    try:
                        found.append(bring_in(links, store, up_to_date(links, reading.result(), template)))
                    except LeitstandError as error:
                        found.append(error)
                    ahead += islice(waiting, 1)
                    if progress:
                        outcomes = (one for came in found if isinstance(came, list) for one in came)
                        progress(path.name, sum(one.rows_in for one in outcomes))
    return found


def import_each(
    home: Home, paths: Sequence[Path], options: Mapping[str, Any] | None = None, progress: Progress | None = None
) -> list[Came]:
    """What came of each file, read with the same options; one that cannot be used does not stop the others.

    progress: as in `import_file` for one file, as in `import_many` for several.
    """
    if len(paths) != 1:
        return import_many(home, [(path, options or {}) for path in paths], progress) if paths else []
    try:
        return [import_file(home, paths[0], options, progress)]
    except LeitstandError as error:
        return [error]


def import_all(
    home: Home, paths: Sequence[Path], options: Mapping[str, Any] | None = None, progress: Progress | None = None,
    check: bool = False,
) -> list[Outcome]:  # fmt: skip
    """The outcomes of all files, as `import_each`. Raises the first error of a file once all others are in.

    check: match the records and look at the data's quality first, where something changed since that was last done: an
    earlier import may have been interrupted before it came to this.
    """
    came = import_each(home, paths, options, progress)
    errors = [one for one in came if isinstance(one, LeitstandError)]
    if check and not any(isinstance(error, HomeBusy) for error in errors):  # they would wait in vain too
        check_all(home)
    if errors:
        raise errors[0]
    return [outcome for one in came if not isinstance(one, LeitstandError) for outcome in one]


def check_all(home: Home) -> None:
    """What follows an import, where something changed since it was last done: match the records, classify bank lines,
    look at the data's quality, keep the actions as rows."""
    match_quietly(home)
    classify_quietly(home)
    check_quietly(home)
    keep_actions_quietly(home)


READ_AHEAD = 2
"""Files read at the same time: each is held in memory until it is loaded."""
