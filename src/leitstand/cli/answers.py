"""`leitstand metrics --missing`: what can be answered today, from when, and what the rest lacks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from leitstand.cli.output import Cell, Column, Page, print_csv, print_json
from leitstand.cli.patience import patience
from leitstand.cli.verb import Say
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.numbers import format_day
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import FAMILIES
from leitstand.workspace import Workspace

CSV_HEADER = ("family", "id", "title_de", "title_en", "start", "end", "tables", "fed_by")
EITHER = Text(de=" oder ", en=" or ")


def show_answers(workspace: Workspace, args: argparse.Namespace) -> int:
    """Prints them as asked; answers the exit code. Raises UnknownId for a family that does not exist."""
    if args.family and args.family not in FAMILIES:
        raise UnknownId(Text(de="Die Familie", en="family"), args.family, FAMILIES)
    with patience(Text(de="Katalog lesen", en="Reading the catalogue"), args.language):
        found = [one for one in workspace.answerable() if args.family in (None, one["family"])]
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv(flat(found), CSV_HEADER)
    else:
        print_answers(found, Page(args.language))
    return 0


def print_answers(found: Sequence[dict[str, Any]], page: Page) -> None:
    """Per family how much can be answered and from when; below it what is missing, the most rewarding first."""
    say = Say(page.language)
    columns = [
        Column(say(de="Familie · was fehlt", en="Family · what is missing"), flexible=True, least=28),
        Column(say(de="Kennzahlen", en="Metrics"), flexible=True, least=30),
        Column(say(de="ab", en="from"), rank=2),
        Column(say(de="gespeist von", en="fed by"), flexible=True, rank=1, least=20),
    ]
    rows: list[list[str | Cell]] = []
    for one in found:
        rows += [[""] * len(columns)] if rows else []
        count = say(
            de=f"{len(one['answered'])} von {one['metrics']} zu beantworten",
            en=f"{len(one['answered'])} of {one['metrics']} can be answered",
        )
        begins = min((entry["start"] for entry in one["answered"]), default=None)
        begin = format_day(date.fromisoformat(begins), page.language) if begins else ""
        rows.append([Cell(one["title"][page.language], "strong"), Cell(count, "strong"), begin, ""])
        rows += [_lacking(tables, entries, page.language) for tables, entries in by_tables(one["missing"])]
    page.table(columns, rows)
    page.say(
        Text(
            de="Je Kennzahl: `leitstand metrics ID`; was gelesen wird: `leitstand sources`",
            en="Per metric: `leitstand metrics ID`; what can be read: `leitstand sources`",
        ),
        "quiet",
    )


def by_tables(missing: Sequence[dict[str, Any]]) -> list[tuple[list[list[str]], list[dict[str, Any]]]]:
    """The missing metrics by the tables they lack: the tables that bring the most metrics first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in missing:
        groups.setdefault(str(one["tables"]), []).append(one)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), len(group[0]["tables"]), str(group[0]["tables"])))
    return [(group[0]["tables"], group) for group in ordered]


def _lacking(
    tables: Sequence[Sequence[str]], entries: Sequence[dict[str, Any]], language: Language
) -> list[str | Cell]:
    names = ", ".join(EITHER.get(language).join(group) for group in tables)
    undated = Text(de="Zeilen mit Datum", en="rows with a date").get(language)
    return [
        f"  {names or undated}",
        ", ".join(one["id"] for one in entries),
        "",
        ", ".join(entries[0]["fed_by"]) or "–",
    ]


def flat(found: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row per metric, for a spreadsheet."""
    for family in found:
        for one in (*family["answered"], *family["missing"]):
            tables = "; ".join(" or ".join(group) for group in one.get("tables", ()))
            yield {
                **one,
                "family": family["family"],
                "title_de": one["title"]["de"],
                "title_en": one["title"]["en"],
                "tables": tables,
            }
