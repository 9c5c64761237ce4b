"""`leitstand backup`: one file with everything a company needs to come back."""

from __future__ import annotations

import argparse
from pathlib import Path

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "folder", nargs="?", metavar=say(de="ORDNER", en="FOLDER"),
        help=say(de="wohin (sonst der Ordner backups im Datenordner)", en="where to (default: backups in the home)"),
    )  # fmt: skip
    parser.add_argument(
        "--passphrase-file", metavar=say(de="DATEI", en="FILE"),
        help=say(de="mit dem Kennwort in dieser Datei verschlüsseln", en="encrypt with the passphrase in this file"),
    )  # fmt: skip
    parser.add_argument(
        "--drill", action="store_true",
        help=say(de="danach die Rückspielung proben", en="then try whether it can be restored"),
    )  # fmt: skip
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.foundation.home import Home
    from leitstand.foundation.numbers import format_number
    from leitstand.jobs.safekeeping import backup
    from leitstand.jobs.safekeeping.passphrase import passphrase

    home = Home.find(args.home)
    secret = passphrase(Path(args.passphrase_file) if args.passphrase_file else None)
    with patience(Text(de="Sichern", en="Backing up"), args.language):
        made = backup.make(home, Path(args.folder) if args.folder else None, secret)
        drilled = backup.drill(home, made.path, secret) if args.drill else None
    told = {**made.as_dict(), "drill": drilled}
    if args.json:
        print_json(told)
    elif args.csv:
        print_csv([told], ("path", "size", "files", "made_at", "encrypted"))
    else:
        size = format_number(made.size / 1e6, args.language, 1)
        page = Page(args.language)
        page.say(Text(de=f"Gesichert: {made.path} ({size} MB, {made.files} Dateien)",
                      en=f"Saved: {made.path} ({size} MB, {made.files} files)"))  # fmt: skip
        if drilled:
            page.say(Text(de=f"Rückspielung geprobt: {drilled['tables']} Tabellen gleich, {drilled['seconds']} s",
                          en=f"Restoring tried: {drilled['tables']} tables equal, {drilled['seconds']} s"),
                     "good")  # fmt: skip
        if not made.encrypted:
            page.say(Text(de="Nicht verschlüsselt: Bewahren Sie die Datei so sicher auf wie die Daten selbst.",
                          en="Not encrypted: keep the file as safe as the data themselves."), "watch")  # fmt: skip
    return 0


VERB = Verb(
    order=86,
    summary=Text(de="alles in einer Datei sichern", en="save everything in one file"),
    description=Text(
        de="Sichert Steuerdatenbank, Schlüssel, Rohspeicher, verschlüsselte Dateien und die neueste Fassung der "
        "Auswertung in eine Datei, mit Prüfsummen. Bewahren Sie sie außerhalb dieses Rechners auf, zusammen mit "
        "erased.json, das daneben liegt: Wer seitdem gelöscht wurde, wird beim Zurückspielen wieder gelöscht.",
        en="Saves the control database, the key, the raw store, sealed files and the newest version of the analytic "
        "store in one file, with checksums. Keep it outside this machine, together with erased.json beside it: whoever "
        "was erased since is erased again when it is restored.",
    ),
    examples=(
        ("leitstand backup --drill", Text(de="sichern und die Rückspielung proben", en="save, and try to restore")),
        ("leitstand backup /mnt/backup --passphrase-file pass.txt", Text(de="verschlüsselt", en="encrypted")),
    ),
    arguments=arguments,
    run=run,
)
