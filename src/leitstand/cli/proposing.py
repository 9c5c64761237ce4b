"""Writes the proposed mapping of an unknown file, so that a person can look at it and change it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leitstand.cli.output import Cell, Column, Page
from leitstand.cli.verb import Say
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import format_percent
from leitstand.foundation.text import Language, Text
from leitstand.sources import sandbox
from leitstand.sources.recognise import GENERIC
from leitstand.sources.sandbox import Parsed

STDOUT = Path("-")


def propose(files: Sequence[Path], target: Path, options: AnyMapping[str, Any], language: Language) -> int:
    """Writes one mapping file and shows what it means; for "-" it goes to standard output, alone.

    Raises UnusableInput for several files or tables.
    """
    if len(files) != 1:
        raise UnusableInput(
            Text(de="Eine Zuordnung gilt für eine Datei.", en="A mapping is for one file."),
            Text(de="Nennen Sie mit --propose genau eine Datei.", en="Name exactly one file with --propose."),
        )
    if target != STDOUT and target.exists():
        raise UnusableInput(
            Text(de=f"„{target}“ gibt es schon.", en=f"'{target}' already exists."),
            Text(
                de="Nennen Sie eine neue Datei, damit nichts überschrieben wird.",
                en="Name a new file, so that nothing is overwritten.",
            ),
        )
    if not files[0].is_file():
        raise UnusableInput(
            Text(de=f"„{files[0]}“ gibt es nicht.", en=f"'{files[0]}' does not exist."),
            Text(de="Nennen Sie eine lesbare Datei.", en="Name a file that can be read."),
        )
    wanted = {**options, "connector": GENERIC}
    parsed = sandbox.run({"path": str(files[0]), "name": files[0].name, "options": wanted})
    drafts = [(one, _draft(one)) for one in parsed]
    for one, (text, proposal) in drafts:
        if text and target == STDOUT:
            sys.stdout.write(text)
            return 0
        if text:
            _write(target, text)
            _show(one, proposal, files[0], target, Page(language))
            return 0
    raise parsed[0].error or UnusableInput(
        Text(de=f"„{files[0].name}“ hat keine Tabelle.", en=f"'{files[0].name}' has no table.")
    )


def _draft(one: Parsed) -> tuple[str, dict[str, Any]]:
    """Mapping file and proposal, whether the table was understood or not."""
    proposal, draft = one.info.get("proposal"), one.info.get("mapping_file")
    return str(draft or ""), dict(proposal) if isinstance(proposal, AnyMapping) else {}


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnusableInput(
            Text(
                de=f"„{target}“ kann nicht geschrieben werden ({error.strerror}).",
                en=f"'{target}' cannot be written ({error.strerror}).",
            ),
            Text(de="Nennen Sie eine andere Datei.", en="Name another file."),
        ) from error


def _show(one: Parsed, proposal: dict[str, Any], file: Path, target: Path, page: Page) -> None:
    say = Say(page.language)

    page.say(one.name, "strong")
    found = proposal.get("columns", [])
    preview = proposal.get("preview", [])
    columns = [
        Column(say(de="Spalte der Datei", en="Column of the file")),
        Column(say(de="bedeutet", en="means")),
        Column(say(de="sicher", en="sure"), number=True, rank=1),
        Column(say(de="Beispiel", en="Example"), flexible=True, rank=2),
    ]
    rows: list[Sequence[str | Cell]] = [
        [
            guess["heading"],
            guess["target"],
            format_percent(guess["score"], page.language),
            _example(preview, guess["target"]),
        ]
        for guess in found
    ]
    rows += [
        [Cell(say(de="(fester Wert)", en="(constant)"), "quiet"), target, "", str(value)]
        for target, value in proposal.get("constants", {}).items()
    ]
    rows += [
        [heading, Cell(say(de="nicht geladen", en="not loaded"), "watch"), "", ""]
        for heading in proposal.get("unmapped", [])
    ]
    page.table(columns, rows)
    for note in one.staged.notes if one.staged else ():
        page.say(f"· {note.get(page.language)}", indent=2)
    if one.error:
        print(one.error.message.get(page.language), file=sys.stderr)
    page.say(
        Text(
            de=f"Geschrieben: {target}. Ändern Sie unter [columns], was nicht stimmt, dann:",
            en=f"Written: {target}. Change under [columns] what is wrong, then:",
        )
    )
    page.command(f"leitstand import {shlex.quote(str(file))} --mapping {shlex.quote(str(target))}", 2)


def _example(preview: Sequence[AnyMapping[str, str | None]], target: str) -> str:
    return next((str(row[target]) for row in preview if row.get(target)), "")
