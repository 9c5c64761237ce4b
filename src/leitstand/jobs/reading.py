"""Reads a file in the limited process, together with the fingerprint of what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.foundation.text import printable
from leitstand.jobs.fingerprint import fingerprint
from leitstand.jobs.links import Links
from leitstand.sources import sandbox
from leitstand.sources.forked import Template
from leitstand.sources.mapping import spec
from leitstand.sources.sandbox import Parsed


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as the limited process read it. job: what it was told. digest, size: of what it read."""

    job: Mapping[str, Any]
    path: Path
    digest: str
    size: int
    parsed: tuple[Parsed, ...]


def job(links: Links, path: Path, options: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the limited process is told: the file, the options, and the mappings remembered so far.

    options: also name, what people call the file, where it lies under another one.
    """
    remembered = {one.shape: one.spec for one in ledger.mappings(links.alias)}
    name = printable(str((options or {}).get("name") or path.name))
    return {"path": str(path), "name": name, "options": {**(options or {}), "mappings": remembered}}


def read(
    job: Mapping[str, Any], progress: Callable[[int], None] | None = None, template: Template | None = None
) -> ReadFile:
    """Does the job; may run in a thread of its own. Raises LeitstandError where the file cannot be used at all."""
    path = Path(job["path"])
    digest, size = fingerprint(path)
    return ReadFile(job, path, digest, size, sandbox.run(job, progress=progress, template=template))


def up_to_date(links: Links, file: ReadFile, template: Template | None = None) -> ReadFile:
    """The file, read again where files that came in since then settled how its tables are read; the lock is held.

    Otherwise two exports of one kind, read side by side, would each be understood in their own way.
    """
    then = file.job["options"]
    again = job(links, file.path, then)
    now = again["options"]["mappings"]
    if then.get("mapping"):  # given for this file: none that is remembered is used
        return file
    for one in file.parsed:
        key, used = spec.fingerprint(one.header), one.info.get("mapping")
        if (used or one.staged is None) and now.get(key) not in (then["mappings"].get(key), used):
            return read(again, template=template)
    return file
