"""`leitstand rebuild`: makes the analytic store anew and proves that it is the same."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "--rewrite",
        action="store_true",
        help=say(
            de="nur die geltenden Zeilen in eine neue Datei schreiben: Gelöschtes ist dann auch von der Platte",
            en="only copy the living rows into a new file: what was deleted is then gone from the disk too",
        ),
    )
    parser.add_argument("--zone", metavar=say(de="ZEITZONE", en="ZONE"),
                        help=say(de="künftig in dieser Zeitzone berichten, z. B. Europe/London",
                                 en="report in this time zone from now on, e.g. Europe/London"))  # fmt: skip
    parser.add_argument("--currency", metavar=say(de="WÄHRUNG", en="CURRENCY"),
                        help=say(de="künftig in dieser Währung berichten, z. B. USD",
                                 en="report in this currency from now on, e.g. USD"))  # fmt: skip
    parser.add_argument("--fiscal-start", type=int, metavar=say(de="MONAT", en="MONTH"),
                        help=say(de="Monat, in dem das Geschäftsjahr beginnt (1–12)",
                                 en="month in which the fiscal year begins (1–12)"))  # fmt: skip
    parser.add_argument("--count-repeated", nargs="*", metavar=say(de="TABELLE", en="TABLE"),
                        help=say(de="in diesen Tabellen auch mitzählen, was nur ein anderes System wiederholt, "
                                    "z. B. payment; ohne Namen: in keiner",
                                 en="in these tables also count what only repeats another system, e.g. payment; "
                                    "without a name: in none"))  # fmt: skip
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Cell, Column, Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.foundation.home import Home
    from leitstand.jobs import maintenance

    home, page = Home.find(args.home), Page(args.language)
    with patience(Text(de="Neu aufbauen", en="Rebuilding"), args.language):
        if args.rewrite:
            maintenance.rewrite(home)
        else:
            rebuilt = maintenance.rebuild(home, args.zone, args.currency, args.fiscal_start, args.count_repeated)
    if args.rewrite:
        if args.json:
            print_json({"rewritten": True})
        elif not args.csv:
            page.say(
                Text(
                    de="Umgeschrieben; Gelöschtes ist von der Platte.",
                    en="Rewritten; what was deleted is gone from the disk.",
                )
            )
        return 0
    changed = any((args.zone, args.currency, args.fiscal_start, args.count_repeated is not None))
    differing = [name for name, after in rebuilt.after.items() if rebuilt.before and rebuilt.before.get(name) != after]
    if args.json:
        print_json(rebuilt.as_dict())
    elif args.csv:
        print_csv(
            [
                {"table": name, "before": rebuilt.before.get(name), "after": after}
                for name, after in rebuilt.after.items()
            ],
            ("table", "before", "after"),
        )
    elif not rebuilt.before:
        page.say(
            Text(
                de="Der Auswertungsspeicher war beschädigt oder veraltet und ist neu aufgebaut.",
                en="The analytic store was damaged or outdated and is built anew.",
            )
        )
    elif changed:
        page.say(Text(de="Neu aufgebaut mit den neuen Einstellungen.", en="Built anew with the new settings."))
    elif not differing:
        page.say(
            Text(
                de=f"Neu aufgebaut: alle {len(rebuilt.after)} Tabellen sind Wert für Wert gleich.",
                en=f"Built anew: all {len(rebuilt.after)} tables are equal, value by value.",
            )
        )
    else:
        page.say(
            Text(
                de="Neu aufgebaut; diese Tabellen waren anders als der Rohspeicher sagt:",
                en="Built anew; these tables had differed from what the raw store says:",
            )
        )
        page.table(
            [Column(Text(de="Tabelle", en="Table").get(args.language))], [[Cell(name, "watch")] for name in differing]
        )
    return 1 if differing else 0


VERB = Verb(
    order=85,
    summary=Text(
        de="den Auswertungsspeicher neu aufbauen und vergleichen", en="make the analytic store anew and compare"
    ),
    description=Text(
        de="Baut den Auswertungsspeicher aus dem Rohspeicher neu auf und vergleicht die Prüfsummen. "
        "Antwortet 1, wenn er vorher anders war.",
        en="Makes the analytic store anew from the raw store and compares checksums. Exit code 1 if it had "
        "differed before.",
    ),
    examples=(
        ("leitstand rebuild", Text(de="neu aufbauen und vergleichen", en="build anew and compare")),
        (
            "leitstand rebuild --rewrite",
            Text(de="gelöschte Daten auch von der Platte nehmen", en="take deleted data off the disk too"),
        ),
    ),
    arguments=arguments,
    run=run,
)
