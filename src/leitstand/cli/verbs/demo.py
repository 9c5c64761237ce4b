"""`leitstand demo`: an invented company to try everything with, loaded from the files such a company has."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page
    from leitstand.demo.loading import Loaded
    from leitstand.demo.world import Plan
    from leitstand.foundation.home import Home

FEWEST = 200
"""Customers below which there are too few of everything."""


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "--files",
        metavar=say(de="ORDNER", en="DIR"),
        help=say(
            de="nichts laden, nur die Dateien hierhin schreiben, dazu truth.json und links.csv",
            en="load nothing, only write the files here, with truth.json and links.csv",
        ),
    )
    parser.add_argument(
        "--no-serve",
        action="store_true",
        help=say(de="nach dem Laden aufhören, keine Anwendung starten", en="stop once loaded, start no application"),
    )
    parser.add_argument(
        "--customers",
        type=int,
        default=12_000,
        metavar="N",
        help=say(de="wie viele Kunden (sonst 12000)", en="how many customers (default 12000)"),
    )
    parser.add_argument(
        "--seed", type=int, default=7, metavar="S", help=say(de="andere Zufallszahlen", en="other random numbers")
    )
    parser.add_argument(
        "--no-story",
        action="store_true",
        help=say(de="dieselbe Firma, ohne dass etwas geschieht", en="the same company without anything happening"),
    )
    parser.add_argument(
        "--months",
        type=int,
        default=36,
        metavar="N",
        help=say(
            de="wie viele Monate zurück (sonst 36), nur mit --no-story",
            en="how many months back (default 36), only with --no-story",
        ),
    )
    parser.add_argument(
        "--port", type=int, default=8080, metavar="N", help=say(de="Port (sonst 8080)", en="port (default 8080)")
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page
    from leitstand.demo.world import Plan

    if args.customers < FEWEST or args.seed < 0:
        raise UnusableInput(
            Text(de=f"Unter {FEWEST} Kunden geht es nicht, und der Startwert ist nicht negativ.",
                 en=f"There must be at least {FEWEST} customers, and the seed is not negative."),
            Text(de="`leitstand demo --customers 1000` baut eine kleine Firma.",
                 en="`leitstand demo --customers 1000` builds a small company."),
        )  # fmt: skip
    if not (args.months == 36 or (args.no_story and 12 <= args.months < 36)):
        raise UnusableInput(
            Text(de="Die Geschichte braucht 36 Monate; ohne sie gehen 12 bis 36.",
                 en="The story needs 36 months; without it 12 to 36 will do."),
            Text(de="`leitstand demo --no-story --months 24`", en="`leitstand demo --no-story --months 24`"),
        )  # fmt: skip
    plan, page = Plan(args.seed, args.customers, not args.no_story, args.months), Page(args.language)
    return _write(args, plan, page) if args.files else _build(args, plan, page)


def _write(args: argparse.Namespace, plan: Plan, page: Page) -> int:
    from leitstand.cli.output import print_json
    from leitstand.cli.patience import patience
    from leitstand.demo import apart

    folder = Path(args.files).expanduser()
    if folder.is_dir() and any(folder.iterdir()):
        raise UnusableInput(
            Text(de=f"Der Ordner {folder} ist nicht leer.", en=f"The folder {folder} is not empty."),
            Text(de="Nennen Sie einen neuen Ordner.", en="Name a new folder."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with patience(Text(de="Beispielfirma schreiben", en="Writing the demo company"), args.language):
            paths = list(apart.files(plan, folder, beside=folder))
    except OSError as error:
        raise UnusableInput(
            Text(de=f"{folder} ist nicht beschreibbar ({error.strerror}).",
                 en=f"{folder} cannot be written ({error.strerror})."),
            Text(de="Nennen Sie einen anderen Ordner.", en="Name another folder."),
        ) from error  # fmt: skip
    if args.json:
        print_json({"folder": str(folder), "files": [str(path.relative_to(folder)) for path in paths]})
    else:
        page.say(Text(de=f"{len(paths)} Dateien in {folder}.", en=f"{len(paths)} files in {folder}."))
        page.say(Text(de="Je Ordner ein System: `leitstand import --source shop ORDNER/shop/*`",
                      en="One system per folder: `leitstand import --source shop DIR/shop/*`"), "quiet")  # fmt: skip
    return 0


def _build(args: argparse.Namespace, plan: Plan, page: Page) -> int:
    from leitstand.cli.output import print_json
    from leitstand.cli.patience import patience
    from leitstand.cli.verbs.overview import numbers, print_families
    from leitstand.demo.loading import load, own_home
    from leitstand.workspace import Workspace

    home = own_home(args.home)
    with patience(Text(de="Beispielfirma", en="Demo company"), args.language) as shown:
        loaded = load(home, plan, shown.told if shown else None)
        workspace = Workspace(home.path)
        catalogue = [one for one in workspace.catalogue() if one["kind"] != "measure"]
        found = numbers(workspace, catalogue, "month")
    if args.json:
        overview = [{"family": family, "metrics": [value.as_dict(args.language) for value in values]}
                    for family, values in found.items() if values]  # fmt: skip
        print_json({"home": str(home.path), "files": loaded.files, "rows_in": loaded.rows_in,
                    "accepted": loaded.accepted, "rejected": loaded.rejected, "overview": overview})  # fmt: skip
        return 0
    _say_loaded(loaded, home.path, page)
    if not args.no_serve:
        return _open(home, args, page)
    print_families(workspace, found, catalogue, page)
    page.say(Text(de=f"Weiter: `leitstand --home {home.path} show revenue_net --by channel`, `quality`, `match`",
                  en=f"Go on: `leitstand --home {home.path} show revenue_net --by channel`, `quality`, `match`"),
             "quiet")  # fmt: skip
    return 0


def _open(home: Home, args: argparse.Namespace, page: Page) -> int:
    """The application over the company, with a link that signs somebody in."""
    from leitstand.cli.patience import patience
    from leitstand.demo.visitor import link
    from leitstand.web.serving import Served, serve
    from leitstand.workspace import Workspace

    with patience(Text(de="Auswerten", en="Analysing"), args.language):
        workspace = Workspace(home.path)
        workspace.advice.recommendations()
        workspace.tasks.today()
        path = link(home, args.language)

    def started(address: str) -> None:
        page.say(Text(de=f"Leitstand läuft: {address}", en=f"Leitstand is running: {address}"), "strong")
        page.say(Text(de=f"Einmal anmelden, binnen 24 Stunden: {address.rstrip('/')}{path}",
                      en=f"Sign in once, within 24 hours: {address.rstrip('/')}{path}"), "strong")  # fmt: skip
        page.say(Text(de="Beenden: Strg+C", en="Stop: Ctrl+C"), "quiet")

    return serve(home, Served(port=args.port), started)


def _say_loaded(loaded: Loaded, home: Path, page: Page) -> None:
    from leitstand.foundation.numbers import format_number

    rows, bad = (format_number(one, page.language) for one in (loaded.rows_in, loaded.rejected))
    page.say(
        Text(
            de=f"Lindqvist & Moor Handels GmbH: {loaded.files} Dateien, {rows} Zeilen, {bad} davon zurückgewiesen.",
            en=f"Lindqvist & Moor Handels GmbH: {loaded.files} files, {rows} rows, {bad} of them rejected.",
        )
    )
    page.say(Text(de=f"Die Firma ist erfunden und liegt in {home}.", en=f"The company is invented and lies in {home}."),
             "quiet")  # fmt: skip
    page.blank()


VERB = Verb(
    order=6,
    summary=Text(de="eine erfundene Firma zum Ausprobieren", en="an invented company to try everything with"),
    description=Text(
        de="Baut eine erfundene Handelsfirma (drei Jahre, Privat- und Firmenkunden), lädt sie aus den Dateien, die so "
        "eine Firma hat, und zeigt den Überblick. Sie liegt im Datenordner, den --home oder LEITSTAND_HOME nennt, "
        "sonst in einem eigenen; ein Ordner mit anderen Daten wird nicht angerührt.",
        en="Builds an invented trading company (three years, private customers and companies), loads it from the files "
        "such a company has, and shows the overview. It lies in the data folder that --home or LEITSTAND_HOME names, "
        "else in one of its own; a folder with other data is left alone.",
    ),
    examples=(
        ("leitstand demo", Text(de="bauen, laden, Überblick", en="build, load, overview")),
        ("leitstand demo --files lindmoor", Text(de="nur die Dateien schreiben", en="only write the files")),
        ("leitstand --home small demo --customers 1000", Text(de="eine kleine Firma", en="a small company")),
    ),
    arguments=arguments,
    run=run,
)
