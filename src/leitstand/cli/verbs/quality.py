"""`leitstand quality`: rows that cannot be right, how many, where they are, and what to do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page

STYLES = {"wrong_number": "bad", "incomplete": "watch", "doubtful": ""}
CSV_HEADER = (
    "check",
    "table",
    "field",
    "dimension",
    "severity",
    "title_de",
    "title_en",
    "checked",
    "failed",
    "share",
    "examples",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "check",
        nargs="?",
        metavar=say(de="PRÜFUNG", en="CHECK"),
        help=say(de="nur diese, auch wenn sie nichts beanstandet", en="only this one, even if it found nothing"),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=say(de="auch die Prüfungen, die nichts beanstanden", en="also the checks that found nothing"),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    with patience(Text(de="Daten prüfen", en="Checking the data"), args.language):
        everything = Workspace(args.home).quality_findings()
    found = chosen(everything, args)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([_for_csv(one) for one in found], CSV_HEADER)
    else:
        print_findings(found, everything, Page(args.language))
    return 0


def chosen(found: list[dict[str, Any]], args: argparse.Namespace) -> list[dict[str, Any]]:
    """The results asked for. Raises UnknownId for a check that does not exist."""
    if args.check:
        from leitstand.store.quality import machine

        machine.find(args.check)
        return [one for one in found if one["check"] == args.check]
    return [one for one in found if one["failed"] or args.all]


def print_findings(found: Sequence[dict[str, Any]], everything: Sequence[dict[str, Any]], page: Page) -> None:
    """A table of the results, then for each that found something why it matters and what to do."""
    from leitstand.cli.output import Column

    say = Say(page.language)
    if not everything:
        page.say(
            Text(
                de="Es gibt noch keine Zeilen zu prüfen. → `leitstand import DATEI`",
                en="There are no rows to check yet. → `leitstand import FILE`",
            )
        )
        return
    failing = sum(bool(one["failed"]) for one in everything)
    page.say(
        Text(
            de=f"{failing} von {len(everything)} Prüfungen beanstanden etwas.",
            en=f"{failing} of {len(everything)} checks found something.",
        ),
        "strong",
    )
    if not found:
        return
    page.table(
        [
            Column(say(de="Prüfung", en="Check"), flexible=True, least=30),
            Column("ID", rank=2),
            Column(say(de="beanstandet", en="failed"), number=True),
            Column(say(de="geprüft", en="checked"), number=True, rank=1),
            Column(say(de="Anteil", en="share"), number=True),
            Column(say(de="Wirkung", en="Effect")),
        ],
        [_row(one, page.language) for one in found],
    )
    for one in found:
        if one["failed"]:
            _explain(one, page)


def _row(one: dict[str, Any], language: Language) -> list[Any]:
    from leitstand.cli.output import Cell
    from leitstand.foundation.numbers import format_number, format_value
    from leitstand.store.quality.contract import SEVERITIES

    effect = (
        Cell(SEVERITIES[one["severity"]].get(language), STYLES[one["severity"]]) if one["failed"] else Cell("✓", "good")
    )
    return [
        one["title"][language],
        one["check"],
        format_number(one["failed"], language),
        format_number(one["checked"], language),
        format_value(one["share"], "ratio", None, language),
        effect,
    ]


def _explain(one: dict[str, Any], page: Page) -> None:
    page.blank()
    page.say(one["title"][page.language], "strong")
    page.say(one["reason"][page.language], indent=2)
    page.say(f"→ {one['advice'][page.language]}", indent=2)
    places: dict[str, list[str]] = {}
    for example in one["examples"]:
        places.setdefault(example["load_id"], []).append(str(example["row"]))
    for load, rows in places.items():
        numbers = ", ".join(rows)
        page.say(
            Text(de=f"z. B. Ladevorgang {load}, Zeile {numbers}", en=f"for example load {load}, row {numbers}"),
            "quiet",
            indent=2,
        )


def _for_csv(one: dict[str, Any]) -> dict[str, Any]:
    examples = " ".join(f"{example['load_id']}:{example['row']}" for example in one["examples"])
    return {**one, "title_de": one["title"]["de"], "title_en": one["title"]["en"], "examples": examples}


VERB = Verb(
    order=35,
    summary=Text(de="Zeilen, die nicht stimmen können", en="rows that cannot be right"),
    description=Text(
        de="Zeigt, welche Prüfungen der Datenqualität etwas beanstanden: wie viele Zeilen, was das für die Zahlen "
        "bedeutet, wo sie stehen und was zu tun ist. Nach jedem Laden wird von selbst geprüft.",
        en="Shows which data quality checks found something: how many rows, what it means for the numbers, where they "
        "are and what to do. Every import checks by itself.",
    ),
    examples=(
        ("leitstand quality", Text(de="was zu beanstanden ist", en="what was found")),
        ("leitstand quality --all", Text(de="auch, was in Ordnung ist", en="also what is in order")),
        ("leitstand quality deal_won_without_amount", Text(de="eine Prüfung", en="one check")),
        ("leitstand quality --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
