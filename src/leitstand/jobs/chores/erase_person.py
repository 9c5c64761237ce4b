"""Erases a person after the request was confirmed twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.privacy import services as privacy
from leitstand.control.work import services as queue
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links
from leitstand.jobs.matching import match_quietly
from leitstand.jobs.privacy.erasing import erase


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: request (id). Answers the certificate."""
    alias = Links.of(home).alias
    if privacy.request(alias, str(args["request"])).state not in ("confirmed", "done"):
        raise UnusableInput(
            Text(de="Die Löschung ist noch nicht bestätigt.", en="The erasure is not confirmed yet."),
            Text(
                de="Bestätigen Sie sie unter Verwaltung, Datenschutz.", en="Confirm it under Administration, privacy."
            ),
        )
    progress(Text(de="Die Person wird überall gelöscht", en="Erasing the person everywhere"))
    certificate = erase(home, str(args["request"]), progress.by)
    match_quietly(home)
    queue.enqueue(alias, "analyse", by=progress.by)
    return certificate


CHORE = Chore(Text(de="Person löschen", en="Erase a person"), run)
