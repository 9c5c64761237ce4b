"""Says what an uploaded file is and how it would be read, before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.schema import Privacy, table
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs import accounting, uploads
from leitstand.jobs.importing import plain
from leitstand.jobs.links import Links
from leitstand.jobs.reading import job
from leitstand.jobs.uploads import Upload, path_of
from leitstand.sources import sandbox
from leitstand.sources.contract import ROW, Reject
from leitstand.sources.forked import Template
from leitstand.sources.mapping import spec
from leitstand.sources.recognise import GENERIC, connectors
from leitstand.sources.sandbox import Parsed

FIRST, REJECTS, COLUMNS = 5, 50, 12
"""Rows shown, rejected rows shown, columns shown."""
PRIVATE = frozenset({Privacy.DIRECT, Privacy.FREE_TEXT})


def recognise(home: Home, wanted: Iterable[str]) -> dict[str, Any]:
    """Looks at the uploads with these hashes and keeps what was found with them; hash → whether it can be loaded."""
    links, told = Links.of(home), {}
    with sandbox.ready() as template:
        for sha256 in wanted:
            try:
                one = uploads.upload(home, sha256)
            except LeitstandError:
                continue
            told[sha256] = uploads.change(home, sha256, found=look(links, one, template)).ready
    return told


def look(links: Links, one: Upload, template: Template | None = None) -> dict[str, Any]:
    """What the file is: error ({de, en}) where it cannot be used at all, loaded (ids of loads of the same content) and
    parts, one per table: see `_part`."""
    loaded = [load.id for load in ledger.loads(links.alias, one.sha256) if load.state == "done"]
    order = job(links, path_of(links.home, one.sha256), {**one.options, "name": one.name})
    try:
        parsed = sandbox.run(order, template=template)
    except LeitstandError as error:
        return {"error": both(error), "loaded": loaded, "parts": []}
    return {"error": None, "loaded": loaded, "parts": [_part(part) for part in parsed]}


def both(error: LeitstandError) -> dict[str, str]:
    return {language: error.describe(language) for language in LANGUAGES}


def _part(one: Parsed) -> dict[str, Any]:
    """One table: by what it is read, its columns, how many rows would be taken, the first of them, what is wrong.

    by: connector, remembered, proposal, or nothing (not understood). columns: of a mapped table, one each with heading,
    target ("" is not loaded), score, private. preview: per canonical table the first rows; private values stand apart.
    """
    info, staged = one.info, one.staged
    proposal: Mapping[str, Any] = info.get("proposal") or {}  # type: ignore[assignment]
    mapping: Mapping[str, Any] = info.get("mapping") or {}  # type: ignore[assignment]
    rejects = sorted([*one.rejects, *(staged.rejects if staged else ())], key=lambda each: each.row)
    rows_in = one.rows_in - len(staged.skipped if staged else ())
    rejected = len({each.row for each in rejects}) if staged else rows_in
    known = connectors().get(one.connector or "")
    return {
        "name": one.name,
        "reference": bool(info.get("reference")),
        "by": _by(one, proposal),
        "connector": one.connector,
        "title": (known.title if known else UNKNOWN).as_dict(),
        "checked": known.checked if known else "",
        "shape": spec.fingerprint(one.header),
        "header": list(one.header),
        "rows_in": rows_in,
        "accepted": 0 if info.get("reference") else rows_in - rejected,
        "rejected": rejected,
        "columns": _columns(one, mapping, proposal) if one.connector in (None, GENERIC) else [],
        "mapping": dict(mapping) or _draft(info),
        "missing": proposal.get("missing", []),
        "tables": {name: rows.num_rows for name, rows in staged.tables.items()} if staged else {},
        "totals": plain(accounting.control_totals(staged.controls, {each.row for each in rejects})) if staged else {},
        "preview": _preview(staged.tables) if staged else [],
        "rejects": [_reject(each) for each in rejects[:REJECTS]],
        "notes": [note.as_dict() for note in (*one.notes, *(staged.notes if staged else ()))],
        "error": both(one.error) if one.error else None,
    }


UNKNOWN = Text(de="Fremde Datei, nach Zuordnung gelesen", en="Unknown system, read by mapping")


def _by(one: Parsed, proposal: Mapping[str, Any]) -> str:
    if one.staged is None:
        return "nothing"
    if one.connector != GENERIC:
        return "connector"
    return "proposal" if proposal else "remembered"


def _draft(info: Mapping[str, object]) -> dict[str, Any]:
    """The mapping as far as it was understood, of a table that was not."""
    text = info.get("mapping_file")
    return spec.Mapping.from_toml(str(text)).as_dict() if text else {}


def _columns(one: Parsed, mapping: Mapping[str, Any], proposal: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every heading with its target and how sure that is; None where a person said so."""
    scores = {guess["heading"]: guess["score"] for guess in proposal.get("columns", ())}
    guessed = {guess["heading"]: guess["target"] for guess in proposal.get("columns", ())}
    mapped = mapping.get("columns") or guessed
    return [
        {"heading": heading, "target": mapped.get(heading, "") or guessed.get(heading, ""),
         "score": scores.get(heading),
         "loaded": bool(mapping.get("columns", {}).get(heading))}
        for heading in one.header
    ]  # fmt: skip


def _preview(tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    """Canonical table, heads and the first rows as text; columns that name a person are marked."""
    found = []
    for name, rows in tables.items():
        schema = table(name)
        heads = [head for head in rows.column_names if head != ROW and rows[head].null_count < rows.num_rows][:COLUMNS]
        private = [head in schema.names and schema.column(head).privacy in PRIVATE for head in heads]
        shown = rows.slice(0, FIRST).select(heads).to_pylist()
        found.append({
            "table": name, "title": schema.meaning.as_dict(), "rows": rows.num_rows, "private": private,
            "heads": [_head(name, head) for head in heads],
            "first": [["" if row[head] is None else str(row[head])[:80] for head in heads] for row in shown],
        })  # fmt: skip
    return found


def _head(name: str, column: str) -> dict[str, str]:
    schema = table(name)
    return (schema.column(column).meaning if column in schema.names else Text(column, column)).as_dict()


def _reject(one: Reject) -> dict[str, Any]:
    return {"row": one.row, "column": one.column, "value": (one.value or "")[:80], "reason": one.reason.as_dict()}
