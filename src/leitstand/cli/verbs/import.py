"""`leitstand import`: brings files in and accounts for every row."""

from __future__ import annotations

import argparse
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.errors import HomeBusy, LeitstandError, UnusableInput
from leitstand.foundation.text import Language, Text, printable

if TYPE_CHECKING:
    from leitstand.jobs.importing import Outcome
    from leitstand.jobs.many import Came
    from leitstand.workspace import Workspace

CSV_HEADER = (
    "file",
    "part",
    "load_id",
    "connector",
    "rows_in",
    "accepted",
    "rejected",
    "already_loaded",
    "replaces",
    "new",
    "changed",
    "unchanged",
    "unmapped",
    "error",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    file = say(de="DATEI", en="FILE")
    parser.add_argument(
        "files",
        nargs="+",
        metavar=file,
        help=say(
            de="CSV, XLSX, Parquet, JSON, auch als ZIP oder GZ",
            en="CSV, XLSX, Parquet, JSON, also as ZIP or GZ",
        ),
    )
    parser.add_argument(
        "--connector",
        metavar="ID",
        help=say(
            de="mit diesem Anschluss lesen (`leitstand sources`)", en="read with this connector (`leitstand sources`)"
        ),
    )
    parser.add_argument(
        "--mapping",
        metavar=file,
        help=say(de="mit dieser Zuordnungsdatei lesen", en="read with this mapping file"),
    )
    parser.add_argument(
        "--propose",
        metavar=file,
        help=say(
            de="nichts laden, sondern eine Zuordnungsdatei vorschlagen und hier ablegen",
            en="load nothing, but propose a mapping file and write it here",
        ),
    )
    parser.add_argument(
        "--source",
        metavar="NAME",
        help=say(
            de="Name des Quellsystems, dessen Nummern die Datei trägt (sonst der Anschluss)",
            en="name of the system whose numbers the file carries (default: the connector)",
        ),
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say(de="antwortet 1, wenn Zeilen zurückgewiesen wurden", en="exit code 1 if rows were rejected"),
    )
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help=say(de="auch zeigen, als was jede Spalte gelesen wurde", en="also show what each column was read as"),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.accounts import print_outcome
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    options = options_of(args)
    if args.propose:
        from leitstand.cli.proposing import propose

        return propose([Path(name) for name in args.files], Path(args.propose), options, args.language)
    outcomes: list[Outcome] = []
    codes = []
    paths = [Path(name) for name in args.files]
    brought = bring_in(workspace, paths, options, args.language)
    for path, came in zip(paths, brought, strict=True):
        found, code = told(path, came, args.strict, args.language)
        outcomes += found
        codes.append(code)
        if not (args.json or args.csv):
            for outcome in found:
                print_outcome(outcome, Page(args.language), str(path), args.verbose)
    if not any(isinstance(came, HomeBusy) for came in brought):  # each does nothing where nothing changed since
        with patience(Text(de="Datensätze zuordnen", en="Matching records"), args.language):
            workspace.match_new()
        with patience(Text(de="Datenqualität prüfen", en="Checking data quality"), args.language):
            workspace.check_quality()
        tell_changed_months(workspace, args.language)
    if args.json:
        print_json([outcome.as_dict(args.language) for outcome in outcomes])
    elif args.csv:
        print_csv([outcome.as_dict(args.language) for outcome in outcomes], CSV_HEADER)
    return max(codes)


def tell_changed_months(workspace: Workspace, language: Language) -> None:
    """Warns on standard error of each month that comes out otherwise than it was signed."""
    with suppress(LeitstandError):  # the import must not seem to fail because of this
        for one in workspace.books.changed():
            warning = Text(
                de=f"Der freigegebene Monat {one.start:%m/%Y} hat jetzt andere Zahlen als bei der Freigabe.\n"
                f"→ `leitstand reconcile --month {one.start:%Y-%m}`",
                en=f"The signed month {one.start:%Y-%m} has other figures now than when it was signed.\n"
                f"→ `leitstand reconcile --month {one.start:%Y-%m}`",
            )
            print(warning.get(language), file=sys.stderr)


def options_of(args: argparse.Namespace) -> dict[str, Any]:
    """What the reading job is told. Raises UnusableInput for a mapping file that cannot be read."""
    options = {"connector": args.connector, "source_system": args.source}
    if args.mapping:
        options["mapping"] = text_of(Path(args.mapping))
    return {name: value for name, value in options.items() if value}


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise UnusableInput(
            Text(
                de=f"Die Zuordnungsdatei „{path}“ ist nicht lesbar ({why}).",
                en=f"The mapping file '{path}' cannot be read ({why}).",
            ),
            Text(
                de="`leitstand import DATEI --propose zuordnung.toml` schreibt eine neue.",
                en="`leitstand import FILE --propose mapping.toml` writes a new one.",
            ),
        ) from error


def bring_in(workspace: Workspace, paths: list[Path], options: dict[str, Any], language: Language) -> list[Came]:
    """What came of each file; one that cannot be used at all does not stop the others."""
    from leitstand.cli.patience import patience
    from leitstand.jobs.many import import_each

    with patience(paths[0].name if len(paths) == 1 else LOADING, language) as shown:
        return import_each(workspace.home, paths, options, shown.told if shown else None)


LOADING = Text(de="Dateien laden", en="Loading files")


def told(path: Path, came: Came, strict: bool, language: Language) -> tuple[list[Outcome], int]:
    """Outcomes and exit code of one file; what went wrong is told on standard error."""
    from leitstand.cli.command import complain
    from leitstand.jobs.importing import Outcome

    if isinstance(came, LeitstandError):
        complain(came, language)
        return [Outcome(printable(path.name), printable(path.name), error=came)], came.exit_code
    for outcome in came:
        if outcome.error:
            complain(outcome.error, language)
            print(printable(HOW_TO_MAP.format(file=shlex.quote(str(path))).get(language)), file=sys.stderr)
    return came, exit_code(came, strict)


HOW_TO_MAP = Text(
    de="→ `leitstand import {file} --propose zuordnung.toml` schreibt einen Vorschlag zum Ändern,\n"
    "  `leitstand import {file} --mapping zuordnung.toml` lädt damit.",
    en="→ `leitstand import {file} --propose mapping.toml` writes a proposal to be edited,\n"
    "  `leitstand import {file} --mapping mapping.toml` loads with it.",
)


def exit_code(outcomes: list[Outcome], strict: bool) -> int:
    """2: nothing of the file was accepted. 1: with --strict, something was rejected. 0: done."""
    if not any(outcome.accepted for outcome in outcomes):
        return 2
    return int(strict and any(outcome.rejected for outcome in outcomes))


VERB = Verb(
    order=10,
    summary=Text(de="Dateien hereinholen", en="bring files in"),
    description=Text(
        de="Holt Dateien herein, jede ganz oder gar nicht. Jede Zeile wird übernommen oder mit Grund "
        "zurückgewiesen; dieselbe "
        "Datei zweimal ändert nichts.\n\nMehrere Dateien: jede wird geladen, die schlechteste Antwort "
        "zählt. 2 heißt: von "
        "mindestens einer Datei wurde gar nichts übernommen.",
        en="Brings files in, each whole or not at all. Each row is accepted or rejected with a reason; the "
        "same file twice "
        "changes nothing.\n\nSeveral files: each is loaded, the worst answer counts. 2 means: of at least "
        "one file nothing "
        "was accepted.",
    ),
    examples=(
        ("leitstand import orders.csv customers.xlsx", Text(de="zwei Dateien laden", en="load two files")),
        (
            "leitstand import export.csv --propose mapping.toml",
            Text(de="Zuordnung vorschlagen lassen und ansehen", en="have a mapping proposed and look at it"),
        ),
        (
            "leitstand import export.csv --mapping mapping.toml --source shop",
            Text(de="mit der geänderten Zuordnung laden", en="load with the edited mapping"),
        ),
        (
            "leitstand import nightly.csv --strict --json",
            Text(de="für Skripte: 1, wenn Zeilen zurückgewiesen wurden", en="for scripts: 1 if rows were rejected"),
        ),
    ),
    arguments=arguments,
    run=run,
)
