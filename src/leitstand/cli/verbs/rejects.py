"""`leitstand rejects`: which rows were not taken and why; write them out, load them corrected."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.foundation.home import Home

MOST = 50
CSV_HEADER = ("load_id", "row", "column", "value", "reason")
CORRECTED = {
    "open": Text(de="offen", en="open"),
    "reloaded": Text(de="korrigiert geladen", en="loaded corrected"),
    "none": Text(de="", en=""),
}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    file = say(de="DATEI", en="FILE")
    parser.add_argument(
        "load",
        nargs="?",
        metavar=say(de="LADEVORGANG", en="LOAD"),
        help=say(
            de="Nummer des Ladevorgangs; ohne sie alle, die Zeilen zurückwiesen",
            en="id of the load; without it all that rejected rows",
        ),
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--out",
        metavar=file,
        help=say(
            de="die Zeilen wie in der Datei als CSV schreiben, zum Korrigieren",
            en="write the rows as they stood as CSV, to be corrected",
        ),
    )
    way.add_argument(
        "--load",
        dest="corrected",
        metavar=file,
        help=say(de="die korrigierten Zeilen laden", en="load the corrected rows"),
    )
    parser.add_argument(
        "--all", action="store_true", help=say(de=f"alle, nicht nur {MOST}", en=f"all, not only {MOST}")
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.foundation.home import Home

    home = Home.find(args.home)
    if not args.load:
        if args.out or args.corrected:
            raise UnusableInput(
                Text(de="Welcher Ladevorgang?", en="Which load?"),
                Text(de="`leitstand rejects` zeigt die Nummern.", en="`leitstand rejects` shows the ids."),
            )
        return show_loads(home, args)
    if args.out:
        return write(home, args.load, Path(args.out), args.language)
    if args.corrected:
        return load_corrected(home, args)
    return show_rows(home, args)


def show_loads(home: Home, args: argparse.Namespace) -> int:
    from leitstand.cli.output import Cell, Column, Page, print_csv, print_json
    from leitstand.foundation.numbers import format_number
    from leitstand.jobs import maintenance

    found = [one for one in maintenance.loads(home) if one["rejected"] and one["state"] != "withdrawn"]
    names = ("load_id", "file", "part", "rejected", "rejects")
    if args.json:
        print_json([{name: one[name] for name in names} for one in found])
        return 0
    if args.csv:
        print_csv(found, names)
        return 0
    page = Page(args.language)
    if not found:
        page.say(Text(de="Keine Zeile wurde zurückgewiesen.", en="No row was rejected."))
        return 0
    titles = [
        Text(de="Ladevorgang", en="Load"),
        Text(de="Datei", en="File"),
        Text(de="zurückgewiesen", en="rejected"),
        Text(de="Stand", en="State"),
    ]
    columns = [
        Column(title.get(args.language), number=place == 2, flexible=place == 1) for place, title in enumerate(titles)
    ]
    page.table(
        columns,
        [
            [
                one["load_id"],
                one["part"] or one["file"],
                format_number(one["rejected"], args.language),
                Cell(CORRECTED[one["rejects"]].get(args.language), "watch" if one["rejects"] == "open" else ""),
            ]
            for one in found
        ],
    )
    page.say(
        Text(de="→ `leitstand rejects LADEVORGANG` zeigt die Zeilen.", en="→ `leitstand rejects LOAD` shows the rows.")
    )
    return 0


def show_rows(home: Home, args: argparse.Namespace) -> int:
    from leitstand.cli.accounts import print_rejects
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.jobs import maintenance

    found = maintenance.rejects(home, args.load)[1]
    if args.json or args.csv:
        rows = [
            {
                "load_id": args.load,
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "reason": one.reason.get(args.language),
            }
            for one in found
        ]
        if args.csv:
            print_csv(rows, CSV_HEADER)
        else:
            print_json([{**row, "cells": dict(one.cells)} for row, one in zip(rows, found, strict=True)])
    elif not found:
        Page(args.language).say(
            Text(de="Dieser Ladevorgang hat keine Zeile zurückgewiesen.", en="This load rejected no row.")
        )
    else:
        print_rejects(found, Page(args.language), args.load, len(found) if args.all else MOST)
    return 0


def write(home: Home, load_id: str, target: Path, language: Language) -> int:
    """Writes the rows to be corrected; never over a file that is there."""
    from leitstand.cli.output import Page
    from leitstand.jobs import maintenance

    text = maintenance.rejects_as_csv(home, load_id)
    rows = len(maintenance.rejects(home, load_id)[1])
    try:
        with target.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise UnusableInput(
            Text(
                de=f"„{target}“ kann nicht geschrieben werden ({error.strerror}).",
                en=f"'{target}' cannot be written ({error.strerror}).",
            ),
            Text(de="Nennen Sie eine neue Datei.", en="Name a new file."),
        ) from error
    page = Page(language)
    page.say(
        Text(
            de=f"{rows} Zeilen geschrieben. Korrigieren Sie sie, dann:", en=f"{rows} rows written. Correct them, then:"
        )
    )
    page.command(f"leitstand rejects {load_id} --load {shlex.quote(str(target))}", 2)
    return 0


def load_corrected(home: Home, args: argparse.Namespace) -> int:
    from leitstand.cli.accounts import print_outcome
    from leitstand.cli.command import complain
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs import maintenance

    path = Path(args.corrected)
    with patience(path.name, args.language) as shown:
        outcomes = maintenance.reload_rejects(home, args.load, path, shown.told if shown else None)
    for error in [outcome.error for outcome in outcomes if outcome.error]:
        complain(error, args.language)
    if args.json:
        print_json([outcome.as_dict(args.language) for outcome in outcomes])
    else:
        for outcome in outcomes:
            print_outcome(outcome, Page(args.language))
    return 0 if any(outcome.accepted for outcome in outcomes) else 2


VERB = Verb(
    order=30,
    summary=Text(
        de="zurückgewiesene Zeilen ansehen, korrigieren, nachladen", en="look at rejected rows, correct and load them"
    ),
    description=Text(
        de="Zeigt, welche Zeilen nicht übernommen wurden und warum, schreibt sie zum Korrigieren heraus und "
        "lädt sie nach.",
        en="Shows which rows were not taken and why, writes them out to be corrected, and loads them afterwards.",
    ),
    examples=(
        ("leitstand rejects", Text(de="welche Ladevorgänge Zeilen zurückwiesen", en="which loads rejected rows")),
        (
            "leitstand rejects 20261124-060602-a9f1d5 --out fixed.csv",
            Text(de="zum Korrigieren schreiben", en="write them to be corrected"),
        ),
        (
            "leitstand rejects 20261124-060602-a9f1d5 --load fixed.csv",
            Text(de="korrigiert laden", en="load them corrected"),
        ),
    ),
    arguments=arguments,
    run=run,
)
