"""`leitstand classify`: what the bank lines are, by which rule, and how much is not known."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

Stored = Mapping[str, Mapping[str, Any]]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    rule, words = say(de="REGEL", en="RULE"), say(de="WÖRTER", en="WORDS")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rules", action="store_true", help=say(de="die Regeln zeigen", en="show the rules"))
    what.add_argument(
        "--add", metavar=rule, help=say(de="eine eigene Regel anlegen oder ändern", en="add or change a rule")
    )
    what.add_argument(
        "--remove",
        metavar=rule,
        help=say(de="eine Regel entfernen oder abschalten", en="remove a rule or switch it off"),
    )
    what.add_argument(
        "--import",
        dest="import_file",
        metavar=say(de="DATEI", en="FILE"),
        help=say(de="eigene Regeln aus TOML oder CSV übernehmen", en="take rules from TOML or CSV"),
    )
    what.add_argument(
        "--set",
        nargs=2,
        metavar=(say(de="ZEILE", en="LINE"), say(de="ZWECK", en="CATEGORY")),
        help=say(de="eine Zeile selbst zuordnen (auto = nach Regeln)", en="decide one line yourself (auto = by rules)"),
    )
    parser.add_argument(
        "--words",
        metavar=words,
        help=say(
            de="zu --add: Wörter durch Komma, * steht für ein Wortende", en="with --add: words by comma, * ends a word"
        ),
    )
    parser.add_argument("--without", metavar=words, help=say(de="zu --add: nicht mit diesen", en="with --add: none of"))
    parser.add_argument(
        "--category",
        metavar=say(de="ZWECK", en="CATEGORY"),
        help=say(de="zu --add: der Zweck", en="with --add: category"),
    )
    parser.add_argument(
        "--class",
        dest="activity",
        choices=("operating", "investing", "financing", "transfer"),
        help=say(de="zu --add und --set: Bereich nach IAS 7", en="with --add and --set: activity under IAS 7"),
    )
    parser.add_argument(
        "--direction",
        choices=("in", "out"),
        help=say(de="zu --add: nur Ein- oder Ausgänge", en="with --add: only in or out"),
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help=say(de="nur zeigen, was sich ändern würde", en="only show what would change"),
    )
    parser.add_argument(
        "--show-identities",
        action="store_true",
        help=say(
            de="mit --json: auch Namen, Konten und Verwendungszwecke",
            en="with --json: names, accounts and reference texts too",
        ),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli import bank_lines
    from leitstand.cli.patience import patience
    from leitstand.foundation.home import Home
    from leitstand.jobs import classifying

    _check_together(args)
    home = Home.find(args.home)
    before = classifying.own_rules(home)
    stored = changed_rules(args, before)
    if args.rules:
        bank_lines.show_rules(classifying.in_force(stored), args)
        return 0
    if args.preview:
        with patience(Text(de="Regeln ausprobieren", en="Trying the rules"), args.language):
            shown = classifying.preview(home, stored)
        bank_lines.show_changes(shown, args)
        return 0
    if args.set:
        line, category = args.set
        classifying.decide(home, _number(line), None if category == "auto" else category, args.activity)
    elif stored != before:
        classifying.keep_rules(home, stored)
    with patience(Text(de="Kontozeilen zuordnen", en="Classifying bank lines"), args.language):
        found = classifying.summary(home, classifying.classify(home))
    bank_lines.show_summary(found, args)
    return 0


def changed_rules(args: argparse.Namespace, stored: Stored) -> Stored:
    """The company's rules with what the command says about them. Raises UnusableInput, UnknownId."""
    from leitstand.jobs.banking import rules

    if args.add:
        spec = {
            "words": args.words or "", "without": args.without or "", "category": args.category or "",
            "class": args.activity, "direction": args.direction or "",
        }  # fmt: skip
        return {**stored, args.add: rules.read_rule(args.add, spec, own=True).as_dict()}
    if args.remove:
        return rules.without(stored, args.remove)
    if args.import_file:
        return {**stored, **rules.read_file(_there(Path(args.import_file)))}
    return stored


def _there(path: Path) -> Path:
    """The path. Raises UnusableInput where it is no file."""
    if not path.is_file():
        raise UnusableInput(
            Text(de=f"Die Regeldatei „{path}“ gibt es nicht.", en=f"There is no rule file '{path}'."),
            Text(de="Prüfen Sie Namen und Ordner.", en="Check its name and folder."),
        )
    return path


def _check_together(args: argparse.Namespace) -> None:
    """Raises UnusableInput for options that say nothing together."""
    parts = (args.words, args.without, args.category, args.direction)
    if (any(parts) and not args.add) or (args.activity and not (args.add or args.set)):
        raise UnusableInput(
            Text(
                de="--words, --without, --category, --class und --direction beschreiben eine Regel.",
                en="--words, --without, --category, --class and --direction describe a rule.",
            ),
            Text(de="Nennen Sie die Regel mit --add.", en="Name the rule with --add."),
        )
    if args.set and args.preview:
        raise UnusableInput(
            Text(de="--preview zeigt die Wirkung von Regeln.", en="--preview shows what rules would do."),
            Text(de="Lassen Sie --preview bei --set weg.", en="Leave --preview out with --set."),
        )


def _number(line: str) -> int:
    if not line.isdigit():
        raise UnusableInput(
            Text(de=f"„{line}“ ist keine Nummer einer Kontozeile.", en=f"'{line}' is no number of a bank line."),
            Text(de="`leitstand classify` zeigt die Nummern.", en="`leitstand classify` shows the numbers."),
        )
    return int(line)


VERB = Verb(
    order=32,
    summary=Text(de="Kontozeilen zuordnen", en="classify bank lines"),
    description=Text(
        de="Sagt von jeder Kontozeile, was sie ist: Zahlung welcher Rechnung, Umbuchung zwischen eigenen Konten, Lohn, "
        "Steuer, Miete … Regeln lassen sich ansehen, ändern und vorher ausprobieren. Der Betrag ohne bekannten Zweck "
        "steht immer dabei. Nach jedem Laden von Kontozeilen oder Rechnungen geschieht das von selbst.",
        en="Says what each bank line is: payment of which invoice, transfer between own accounts, payroll, tax, rent … "
        "Rules can be looked at, changed, and tried first. The amount of unknown purpose is always shown. Every import "
        "of bank lines or invoices does it by itself.",
    ),
    examples=(
        ("leitstand classify", Text(de="zuordnen und Ergebnis zeigen", en="classify and show the result")),
        ("leitstand classify --rules", Text(de="die Regeln ansehen", en="look at the rules")),
        (
            'leitstand classify --add landlord --words "meier hausverw*" --category rent --direction out --preview',
            Text(de="eine Regel erst ausprobieren", en="try a rule first"),
        ),
        ("leitstand classify --import rules.toml", Text(de="eigene Regeln übernehmen", en="take your own rules")),
        ("leitstand classify --set 4711 capex", Text(de="eine Zeile selbst zuordnen", en="decide one line yourself")),
    ),
    arguments=arguments,
    run=run,
)
