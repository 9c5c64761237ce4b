"""Gathers everything that is known about a person, as JSON, tables and a page to read, in one archive."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from leitstand.control.account import services as accounts
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.control.task import about
from leitstand.foundation.home import Home
from leitstand.foundation.numbers import format_day
from leitstand.foundation.schema import Privacy, table
from leitstand.foundation.text import Language, Text
from leitstand.jobs.links import Links
from leitstand.jobs.privacy import words
from leitstand.jobs.privacy.people import PERSONS, Person, belongings, person
from leitstand.store.contract import OWN
from leitstand.store.database import engine

INTERNAL = frozenset({"row_key", "row_number", "valid_to", "ingested_at", "period_precision"})
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gather(home: Home, given: Mapping[str, Iterable[int]]) -> dict[str, Any]:
    """Everything as JSON-able values: what the person is told first, then records, tables, tasks and views."""
    links = Links.of(home)
    who = person(home, given)
    return {
        "schema": "leitstand-person-1",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "purpose": words.PURPOSE.as_dict(), "recipients": words.RECIPIENTS.as_dict(),
        "automated": words.AUTOMATED.as_dict(), "retention": words.RETENTION.as_dict(),
        "records": [{"table": one.entity, "system": one.source_system, "number": one.source_id} for one in who.records],
        "identity": {name: list(values) for name, values in who.fields.items()},
        "sources": _sources(links.alias, who),
        "tables": _tables(home, who),
        "tasks": about.about(links.alias, who.keys.get("customer", ())),
        "views": _views(links.alias, who),
    }  # fmt: skip


def archive(home: Home, given: Mapping[str, Iterable[int]], language: Language = "de") -> bytes:
    """A ZIP: person.json, person.html in the language, one CSV per table. Held in memory; nothing is left on disk."""
    told = gather(home, given)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("person.json", json.dumps(told, ensure_ascii=False, indent=1, default=str))
        made.writestr("person.html", page(told, language))
        for name, rows in told["tables"].items():
            made.writestr(f"{name}.csv", _csv(rows))
    return out.getvalue()


def _sources(alias: str, who: Person) -> list[dict[str, Any]]:
    """The files that named the person: file, connector, day."""
    brought = set(identity.loads_of(alias, who.keys))
    return [
        {"file": one.file_name, "connector": one.connector, "loaded_on": one.started_at.date().isoformat()}
        for one in ledger.loads(alias)
        if one.id in brought and one.connector != OWN
    ]


def _tables(home: Home, who: Person) -> dict[str, list[dict[str, Any]]]:
    """Canonical table → rows as they are now, with the texts that the vault keeps for them."""
    alias, backend = Links.of(home).alias, engine.read(home)
    found: dict[str, list[dict[str, Any]]] = {}
    for name, keys in sorted(belongings(home, who.keys).items()):
        got = backend.con.execute(
            f'SELECT * FROM "{name}" WHERE valid_to IS NULL AND row_key IN (SELECT unnest(?::BIGINT[])) ORDER BY ALL',
            [sorted(keys)],
        )
        heads = [column[0] for column in got.description]
        entity = name.removesuffix("_vault")
        texts = identity.reveal(alias, entity, keys) if name not in PERSONS else {}
        secret = {one.name for one in table(name).columns if one.privacy in (Privacy.DIRECT, Privacy.FREE_TEXT)}
        rows = []
        for values in got.fetchall():
            row = dict(zip(heads, values, strict=True))
            told = texts.get(row["row_key"], {})
            kept = {head: _plain(value) for head, value in row.items()
                    if head not in INTERNAL and head not in secret and value is not None}  # fmt: skip
            rows.append(kept | {head: told[head] for head in secret if head in told})
        if rows:
            found[name] = rows
    return found


def _views(alias: str, who: Person) -> list[dict[str, Any]]:
    found = [one for keys in who.keys.values() for key in keys for one in accounts.views(alias, key=key)]
    return [
        {"at": one.at.isoformat(timespec="minutes"), "by": one.user.email, "kind": one.kind, "page": one.page,
         "reason": one.reason}
        for one in sorted(found, key=lambda one: one.at)
    ]  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """With a mark that spreadsheets know the encoding by; a text that looks like a formula gets a ' in front."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({
            head: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
            for head, value in row.items()
        })  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def page(told: Mapping[str, Any], language: Language) -> str:
    """One page to read and print, without anything from elsewhere."""

    def say(de: str, en: str) -> str:
        return escape(Text(de=de, en=en).get(language))

    def rows(found: Iterable[tuple[str, Any]]) -> str:
        return "".join(f"<tr><th>{escape(str(name))}</th><td>{escape(str(value))}</td></tr>" for name, value in found)

    title = say("Auskunft über gespeicherte Daten", "What is stored about you")
    day = format_day(datetime.fromisoformat(told["made_at"]).date(), language)
    parts = [
        f"<h1>{title}</h1><p>{say('Stand', 'As of')} {day} · Art. 15 DSGVO / GDPR</p>",
        *(f"<h2>{say(*head)}</h2><p>{escape(told[key][language])}</p>" for key, head in (
            ("purpose", ("Wozu", "What for")), ("recipients", ("Wer die Daten erhält", "Who receives the data")),
            ("automated", ("Automatische Bewertung", "Automated assessment")),
            ("retention", ("Wie lange", "How long")))),
        f"<p><strong>{escape(words.THIRD.get(language))}</strong></p>",
        f"<h2>{say('Angaben zur Person', 'About the person')}</h2><table>",
        rows((words.FIELDS[name].get(language) if name in words.FIELDS else name, ", ".join(values))
             for name, values in told["identity"].items()),
        "</table>",
        f"<h2>{say('Woher die Daten stammen', 'Where the data come from')}</h2><table>",
        rows((one["system"], one["number"]) for one in told["records"]),
        rows((one["file"], f"{one['connector']}, {one['loaded_on']}") for one in told["sources"]),
        "</table>",
    ]  # fmt: skip
    for name, found in told["tables"].items():
        heads = list(dict.fromkeys(head for row in found for head in row))
        meanings = {one.name: one.meaning for one in table(name).columns}
        titles = "".join(
            f"<th>{escape(meanings[head].get(language) if head in meanings else head)}</th>" for head in heads
        )
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(row.get(head, '')))}</td>" for head in heads) + "</tr>" for row in found
        )
        meaning = escape(table(name).meaning.get(language))
        parts.append(f"<h2>{meaning} ({len(found)})</h2><table><tr>{titles}</tr>{body}</table>")
    lists = (("tasks", say("Aufgaben", "Tasks")), ("views", say("Wer hat hingesehen", "Who has looked")))
    for key, head in lists:
        lines = "".join(
            f"<li>{escape(', '.join(str(value) for value in one.values() if value))}</li>" for one in told[key]
        )
        parts.append(f"<h2>{head} ({len(told[key])})</h2><ul>{lines}</ul>")
    style = ("body{font:15px/1.5 sans-serif;margin:2rem;color:#1B2227}table{border-collapse:collapse;margin:.5rem 0}"
             "th,td{text-align:left;border:1px solid #DFE2E0;padding:.25rem .6rem;vertical-align:top}")  # fmt: skip
    return (f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
            f"<style>{style}</style></head><body>{''.join(parts)}</body></html>")  # fmt: skip
