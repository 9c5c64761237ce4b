"""`leitstand metrics`: the catalogue, and the definition of each metric."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page

CSV_HEADER = (
    "id",
    "kind",
    "family",
    "title_de",
    "title_en",
    "unit",
    "direction",
    "additive",
    "grains",
    "dimensions",
    "fed_by",
    "available",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "metric",
        nargs="?",
        metavar="ID",
        help=say(
            de="eine Kennzahl: Definition, Formel, Vorbehalt, Rechenbeispiel",
            en="one metric: definition, formula, caveat, worked example",
        ),
    )
    parser.add_argument(
        "--family",
        metavar=say(de="FAMILIE", en="FAMILY"),
        help=say(
            de="nur diese: revenue, satisfaction, website, cash, social, crm",
            en="only this: revenue, satisfaction, website, cash, social, crm",
        ),
    )
    parser.add_argument(
        "--search",
        metavar=say(de="WORT", en="WORD"),
        help=say(de="nur mit diesem Wort", en="only with this word"),
    )
    parser.add_argument("--available", action="store_true", help=say(de="nur mit Daten", en="only with data"))
    parser.add_argument(
        "--missing",
        action="store_true",
        help=say(
            de="je Familie: was heute zu beantworten ist, ab wann, und was dem Rest fehlt",
            en="per family: what can be answered today, from when, and what the rest lacks",
        ),
    )
    parser.add_argument(
        "--measures",
        action="store_true",
        help=say(
            de="auch die Messgrößen, aus denen Kennzahlen bestehen", en="also the measures that metrics are made of"
        ),
    )
    parser.add_argument(
        "--tree",
        action="store_true",
        help=say(
            de="mit ID: woraus sich die Kennzahl exakt zusammensetzt",
            en="with an id: what exactly the metric is made up of",
        ),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    if args.tree:
        from leitstand.cli.branches import show_tree

        return show_tree(args.metric, args.language, as_json=args.json)
    if args.missing:
        from leitstand.cli.answers import show_answers

        return show_answers(workspace, args)
    if args.metric:
        from leitstand.cli.card import as_data, print_card

        if args.json or args.csv:
            data = as_data(workspace, args.metric)
            if args.csv:
                print_csv([_for_csv(data)], CSV_HEADER)
            else:
                print_json(data)
        else:
            print_card(workspace, args.metric, args.language)
        return 0
    with patience(Text(de="Katalog lesen", en="Reading the catalogue"), args.language):
        found = chosen(workspace.catalogue(), args)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([_for_csv(one) for one in found], CSV_HEADER)
    else:
        print_list([one for one in found if args.measures or one["kind"] != "measure"], Page(args.language))
    return 0


def chosen(found: list[dict[str, Any]], args: argparse.Namespace) -> list[dict[str, Any]]:
    """The entries that the filters leave. Raises UnknownId for a family that does not exist."""
    from leitstand.foundation.errors import UnknownId
    from leitstand.metrics.registry import FAMILIES

    if args.family:
        if args.family not in FAMILIES:
            raise UnknownId(Text(de="Die Familie", en="family"), args.family, FAMILIES)
        found = [one for one in found if one["family"] == args.family]
    if args.search:
        word = args.search.casefold()
        found = [one for one in found if any(word in text.casefold() for text in (one["id"], *one["title"].values()))]
    return [one for one in found if one["available"] or not args.available]


def print_list(found: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.output import Cell, Column
    from leitstand.metrics.registry import FAMILIES

    say = Say(page.language)

    if not found:
        page.say(Text(de="Keine Kennzahl passt.", en="No metric matches."))
        return
    columns = [
        Column(say(de="Kennzahl", en="Metric"), flexible=True, least=30),
        Column("ID"),
        Column(say(de="Daten", en="Data")),
        Column(say(de="gespeist von", en="fed by"), flexible=True, rank=1, least=24),
    ]
    yes, no = Cell(say(de="✓ ja", en="✓ yes"), "good"), Cell(say(de="– nein", en="– no"), "quiet")
    rows: list[list[str | Cell]] = []
    for family in dict.fromkeys(one["family"] for one in found):
        members = [one for one in found if one["family"] == family]
        there = sum(one["available"] for one in members)
        count = say(de=f"{there} von {len(members)} mit Daten", en=f"{there} of {len(members)} with data")
        rows += [[""] * len(columns)] if rows else []
        rows.append([Cell(FAMILIES[family].get(page.language), "strong"), Cell(count, "quiet"), "", ""])
        rows += [
            [one["title"][page.language], one["id"], yes if one["available"] else no, ", ".join(one["fed_by"]) or "–"]
            for one in members
        ]
    page.table(columns, rows)
    page.say(Text(de="Definition: `leitstand metrics ID`", en="Definition: `leitstand metrics ID`"), "quiet")


def _for_csv(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "title_de": one["title"]["de"], "title_en": one["title"]["en"]}


VERB = Verb(
    order=45,
    summary=Text(de="alle Kennzahlen; die Definition einer Kennzahl", en="all metrics; the definition of a metric"),
    description=Text(
        de="Zeigt den Katalog nach Familien: welche Kennzahlen es gibt, welche Daten haben und was sie "
        "speist. Mit ID: die Definition.",
        en="Shows the catalogue by family: which metrics there are, which have data, and what feeds them. "
        "With an id: the definition.",
    ),
    examples=(
        (
            "leitstand metrics --available",
            Text(de="was heute beantwortet werden kann", en="what can be answered today"),
        ),
        (
            "leitstand metrics --missing --family cash",
            Text(
                de="was für den Geldfluss fehlt und welche Quelle es bringt",
                en="what cash flow lacks, and what feeds it",
            ),
        ),
        (
            "leitstand metrics revenue_net",
            Text(de="Formel, Vorbehalt und Rechenbeispiel", en="formula, caveat and worked example"),
        ),
        ("leitstand metrics --search rate --family crm", Text(de="suchen", en="search")),
    ),
    arguments=arguments,
    run=run,
)
