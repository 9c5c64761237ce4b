"""`leitstand restore`: puts a backup back into an empty folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    file = say(de="DATEI", en="FILE")
    parser.add_argument("file", metavar=file, help=say(de="die Sicherung", en="the backup"))
    parser.add_argument(
        "--passphrase-file", metavar=file,
        help=say(de="Datei mit dem Kennwort der Sicherung", en="file with the passphrase of the backup"),
    )  # fmt: skip
    parser.add_argument(
        "--erased", metavar=file,
        help=say(de="wer seitdem gelöscht wurde (sonst erased.json neben der Sicherung)",
                 en="who was erased since (default: erased.json beside the backup)"),
    )  # fmt: skip
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.foundation.errors import UnusableInput
    from leitstand.foundation.home import Home
    from leitstand.jobs.safekeeping import backup
    from leitstand.jobs.safekeeping.passphrase import passphrase

    path = Path(args.file)
    erased = Path(args.erased) if args.erased else None
    for one in (path, erased):
        if one is not None and not one.is_file():
            raise UnusableInput(
                Text(de=f"„{one}“ gibt es nicht.", en=f"'{one}' does not exist."),
                Text(de="Nennen Sie eine lesbare Datei.", en="Name a file that can be read."),
            )
    secret = passphrase(Path(args.passphrase_file) if args.passphrase_file else None)
    with patience(Text(de="Zurückspielen", en="Restoring"), args.language):
        told = backup.restore(Home.find(args.home), path, secret, erased)
    if args.json:
        print_json(told)
    elif args.csv:
        print_csv([told], tuple(told))
    else:
        page = Page(args.language)
        page.say(Text(de=f"Zurückgespielt: {told['files']} Dateien geprüft, {told['tables']} Tabellen gleich.",
                      en=f"Restored: {told['files']} files checked, {told['tables']} tables equal."),
                 "good")  # fmt: skip
        if told["erased_again"]:
            again = told["erased_again"]
            page.say(Text(de=f"Personen, die seit der Sicherung gelöscht wurden und es wieder sind: {again}",
                          en=f"People who were erased since the backup, and are again: {again}"))  # fmt: skip
    return 0


VERB = Verb(
    order=87,
    summary=Text(de="eine Sicherung zurückspielen", en="put a backup back"),
    description=Text(
        de="Spielt eine Sicherung in einen leeren Datenordner zurück. Erst wird alles geprüft, dann eingesetzt; wer "
        "seitdem gelöscht wurde, wird wieder gelöscht.",
        en="Puts a backup back into an empty home. Everything is checked before it is put in place; whoever was erased "
        "since is erased again.",
    ),
    examples=(
        ("leitstand --home new restore leitstand-20261124-060602.tar", Text(de="in den Ordner new", en="into new")),
    ),
    arguments=arguments,
    run=run,
)
