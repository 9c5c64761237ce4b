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
from leitstand.sources.sandbox import Parsed
from leitstand.sources.template import Template


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as the limited process read it. digest, size: of what it read."""

    path: Path
    digest: str
    size: int
    parsed: tuple[Parsed, ...]


def job(links: Links, path: Path, options: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the limited process is told: the file, the options, and the mappings remembered so far."""
    remembered = {one.shape: one.spec for one in ledger.mappings(links.alias)}
    return {"path": str(path), "name": printable(path.name), "options": {**(options or {}), "mappings": remembered}}


def read(
    job: Mapping[str, Any], progress: Callable[[int], None] | None = None, template: Template | None = None
) -> ReadFile:
    """Does the job; may run in a thread of its own. Raises LeitstandError where the file cannot be used at all."""
    path = Path(job["path"])
    digest, size = fingerprint(path)
    return ReadFile(path, digest, size, sandbox.run(job, progress=progress, template=template))
