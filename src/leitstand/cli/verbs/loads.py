"""`leitstand loads`: what was loaded, and taking a load back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text

STATES: dict[str, Text] = {
    "done": Text(de="geladen", en="loaded"),
    "started": Text(de="begonnen", en="started"),
    "failed": Text(de="gescheitert", en="failed"),
    "withdrawn": Text(de="zurückgenommen", en="withdrawn"),
}
CSV_HEADER = (
    "load_id",
    "file",
    "part",
    "connector",
    "state",
    "loaded_at",
    "rows_in",
    "accepted",
    "rejected",
    "rejects",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "withdraw"),
        default="list",
        help=say(
            de="list (sonst) zeigt alle, withdraw nimmt einen zurück, als wäre er nie gekommen",
            en="list (default) shows all, withdraw takes one back as if it had never come",
        ),
    )
    parser.add_argument(
        "load",
        nargs="?",
        metavar=say(de="LADEVORGANG", en="LOAD"),
        help=say(de="Nummer des Ladevorgangs", en="id of the load"),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.foundation.home import Home
    from leitstand.jobs import maintenance

    home = Home.find(args.home)
    if args.action == "withdraw":
        return withdraw(args)
    found = maintenance.loads(home)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv(found, CSV_HEADER)
    elif not found:
        Page(args.language).say(
            Text(
                de="Noch nichts geladen. → `leitstand import DATEI`", en="Nothing loaded yet. → `leitstand import FILE`"
            )
        )
    else:
        print_loads(found, args.language)
    return 0


def withdraw(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    if not args.load:
        raise UnusableInput(
            Text(de="Welcher Ladevorgang?", en="Which load?"),
            Text(de="`leitstand loads` zeigt die Nummern.", en="`leitstand loads` shows the ids."),
        )
    with patience(Text(de="Zurücknehmen", en="Withdrawing"), args.language):
        Workspace(args.home).withdraw(args.load)
    if args.json:
        print_json({"load_id": args.load, "state": "withdrawn"})
    else:
        Page(args.language).say(
            Text(
                de=f"{args.load} ist zurückgenommen, als wäre er nie gekommen.",
                en=f"{args.load} is withdrawn as if it had never come.",
            )
        )
    return 0


def print_loads(found: Sequence[dict[str, Any]], language: Language) -> None:
    from leitstand.cli.output import Column, Page
    from leitstand.foundation.numbers import format_number

    say = Say(language)

    columns = [
        Column(say(de="Ladevorgang", en="Load")),
        Column(say(de="Datei", en="File"), flexible=True),
        Column(say(de="Quelle", en="Source"), flexible=True, rank=2),
        Column(say(de="Geladen (UTC)", en="Loaded (UTC)"), rank=3),
        Column(say(de="übernommen", en="accepted"), number=True),
        Column(say(de="zurückgewiesen", en="rejected"), number=True, rank=1),
        Column(say(de="Stand", en="State")),
    ]
    rows = [
        [
            one["load_id"],
            one["part"] or one["file"],
            one["connector"],
            when(one["loaded_at"], language),
            format_number(one["accepted"], language),
            format_number(one["rejected"], language),
            state_cell(one["state"], language),
        ]
        for one in found
    ]
    page = Page(language)
    page.table(columns, rows)
    if any(one["rejected"] and one["state"] == "done" for one in found):
        page.say(
            Text(
                de="→ `leitstand rejects` zeigt, was zurückgewiesen wurde.",
                en="→ `leitstand rejects` shows what was rejected.",
            )
        )


def when(text: str, language: Language) -> str:
    from leitstand.foundation.numbers import format_day

    at = datetime.fromisoformat(text)
    return f"{format_day(at.date(), language)} {at:%H:%M}"


def state_cell(state: str, language: Language) -> Any:
    from leitstand.cli.output import Cell

    word = STATES[state].get(language) if state in STATES else state
    return Cell(word, {"failed": "bad", "withdrawn": "quiet", "started": "watch"}.get(state, ""))


VERB = Verb(
    order=20,
    summary=Text(de="was geladen wurde; einen Ladevorgang zurücknehmen", en="what was loaded; take a load back"),
    description=Text(
        de="Zeigt alle Ladevorgänge, die neuesten zuerst, oder nimmt einen zurück.",
        en="Shows all loads, newest first, or takes one back.",
    ),
    examples=(
        ("leitstand loads", Text(de="alle Ladevorgänge", en="all loads")),
        (
            "leitstand loads withdraw 20261124-060602-a9f1d5",
            Text(
                de="einen zurücknehmen: seine Zeilen, Namen und die Originaldatei",
                en="take one back: its rows, names and the original file",
            ),
        ),
        ("leitstand loads --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
