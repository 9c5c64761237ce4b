"""`leitstand doctor`: whether everything is in order."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Text


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Cell, Column, Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    with patience(Text(de="Prüfen", en="Checking"), args.language):
        checks = Workspace(args.home).doctor()
    rows = [{"name": one.name, "ok": one.ok, "message": one.message.get(args.language)} for one in checks]
    if args.json:
        print_json(rows)
    elif args.csv:
        print_csv(rows, ("name", "ok", "message"))
    else:
        good, bad = Text(de="in Ordnung", en="ok"), Text(de="nicht in Ordnung", en="not in order")
        columns = [
            Column(Text(de="Stand", en="State").get(args.language)),
            Column(Text(de="Geprüft", en="Checked").get(args.language), flexible=True),
        ]
        Page(args.language).table(
            columns,
            [
                [
                    Cell(f"✓ {good.get(args.language)}", "good")
                    if one.ok
                    else Cell(f"✗ {bad.get(args.language)}", "bad"),
                    one.message.get(args.language),
                ]
                for one in checks
            ],
        )
    return 0 if all(one.ok for one in checks) else 1


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    add_output(parser, say)


VERB = Verb(
    order=90,
    summary=Text(de="prüfen, ob alles in Ordnung ist", en="check whether everything is in order"),
    description=Text(
        de="Prüft Datenordner, Datenbanken, Rohspeicher und freien Platz; ändert nichts. Antwortet 1, wenn "
        "etwas nicht in Ordnung ist.",
        en="Checks data folder, databases, raw store and free space; changes nothing. Exit code 1 if "
        "something is not in order.",
    ),
    examples=(("leitstand doctor", Text(de="alles prüfen", en="check everything")),),
    arguments=arguments,
    run=run,
)
