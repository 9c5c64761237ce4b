"""`leitstand plan`: everything that runs, and the whole state as one file, out and in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.jobs.planning import Planning


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "do",
        nargs="?",
        choices=("export", "import"),
        help=say(
            de="den ganzen Stand in eine Datei schreiben oder übernehmen", en="write the whole state, or take it in"
        ),
    )
    parser.add_argument("file", nargs="?", type=Path, metavar=say(de="DATEI", en="FILE"), help="plan.json")
    parser.add_argument("--all", action="store_true", help=say(de="auch Abgeschlossenes", en="closed ones too"))
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.plans import print_plan
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    planning = workspace.plans
    if args.do:
        return _moved(planning, args)
    told = planning.plan(args.all)
    print_json(told) if args.json else print_plan(told, Page(args.language))
    return 0


def _moved(planning: Planning, args: argparse.Namespace) -> int:
    """Writes the file or takes it in."""
    from leitstand.cli.output import Page, print_json
    from leitstand.foundation.errors import UnusableInput
    from leitstand.foundation.numbers import format_number

    if args.file is None:
        raise UnusableInput(
            Text(de="Die Datei fehlt.", en="The file is missing."),
            Text(
                de=f"Zum Beispiel: leitstand plan {args.do} plan.json",
                en=f"Such as: leitstand plan {args.do} plan.json",
            ),
        )
    rows = planning.export(args.file) if args.do == "export" else planning.take_in(args.file)
    if args.json:
        print_json({"file": str(args.file), "rows": rows})
        return 0
    count = sum(rows.values())
    german, english = format_number(count, "de"), format_number(count, "en")
    page = Page(args.language)
    if args.do == "export":
        page.say(Text(de=f"{german} Zeilen stehen in {args.file}.", en=f"{english} rows are in {args.file}."), "good")
    elif count:
        page.say(Text(de=f"{german} Zeilen sind neu oder anders.", en=f"{english} rows are new or different."), "good")
    else:
        page.say(Text(de="Es war schon alles so.", en="Everything was so already."))
    return 0


VERB = Verb(
    order=76,
    summary=Text(de="was geplant ist und läuft, was überfällig ist", en="what is planned and runs, what is overdue"),
    description=Text(
        de="Zeigt Ziele und Maßnahmen mit Zuständigkeit, Terminen, Kosten und Abhängigkeiten. `export` schreibt den "
        "ganzen Stand (Ziele, Entscheidungen, Maßnahmen, Wirkungen, Lehren, Aufgaben, Änderungsprotokoll) in eine "
        "Datei, `import` übernimmt sie, ganz oder gar nicht; ein zweites Mal ändert nichts.",
        en="Shows goals and actions with owner, dates, cost and dependencies. `export` writes the whole state (goals, "
        "decisions, actions, effects, lessons, tasks, audit trail) into one file, `import` takes it in, whole or "
        "not at all; a second time changes nothing.",
    ),
    examples=(
        ("leitstand plan", Text(de="was läuft", en="what runs")),
        ("leitstand plan --all --json", Text(de="alles, für Skripte", en="everything, for scripts")),
        ("leitstand plan export plan.json", Text(de="den ganzen Stand sichern", en="keep the whole state")),
        ("leitstand plan import plan.json", Text(de="ihn übernehmen", en="take it in")),
    ),
    arguments=arguments,
    run=run,
)
