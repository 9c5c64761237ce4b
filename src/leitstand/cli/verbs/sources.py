"""`leitstand sources`: which systems can be read, and which metrics each of them feeds."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page

DELIVERY: dict[str, Text] = {
    "append": Text(de="ergänzt", en="adds"),
    "upsert": Text(de="ersetzt je Schlüssel", en="replaces by key"),
    "snapshot": Text(de="ganzer Stand", en="full snapshot"),
}
CHECKED: dict[str, Text] = {
    "real": Text(de="an echten Dateien", en="real files"),
    "documents": Text(de="nur an Beschreibungen", en="documents only"),
}
CSV_HEADER = ("id", "title", "delivery", "feeds", "currency", "zone", "checked", "metrics")


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "source",
        nargs="?",
        metavar="ID",
        help=say(
            de="eine Quelle: was sie liefert und welche Kennzahlen sie speist",
            en="one source: what it delivers and which metrics it feeds",
        ),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json

    found = listed()
    if args.source:
        if args.source not in {one["id"] for one in found}:
            raise UnknownId(Text(de="Die Quelle", en="source"), args.source, [one["id"] for one in found])
        found = [one for one in found if one["id"] == args.source]
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([{**one, "title": one["title"][args.language]} for one in found], CSV_HEADER)
    elif args.source:
        print_card(found[0], Page(args.language))
    else:
        print_list(found, Page(args.language))
    return 0


def listed() -> list[dict[str, Any]]:
    """Every connector with the metrics it can feed, alone or together with others."""
    from leitstand.metrics.compute.answer import tables_behind
    from leitstand.metrics.compute.facts import StoreFacts
    from leitstand.metrics.registry import metrics
    from leitstand.sources.recognise import connectors

    facts = StoreFacts(None)
    needed = {identity: tables_behind(facts, identity) for identity in metrics()}
    return [
        {
            "id": key,
            "title": one.title.as_dict(),
            "description": one.description.as_dict(),
            "delivery": one.delivery,
            "feeds": list(one.feeds),
            "currency": one.currency,
            "zone": one.zone,
            "checked": one.checked,
            "metrics": sorted(identity for identity, tables in needed.items() if tables and tables <= set(one.feeds)),
            "metrics_with_others": sorted(
                identity
                for identity, tables in needed.items()
                if tables & set(one.feeds) and not tables <= set(one.feeds)
            ),
        }
        for key, one in sorted(connectors().items())
    ]


def print_list(found: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number

    say = Say(page.language)

    columns = [
        Column("ID"),
        Column(say(de="Quelle", en="Source"), flexible=True),
        Column(say(de="Lieferung", en="Delivery"), rank=3),
        Column(say(de="Währung", en="Currency"), rank=2),
        Column(say(de="Zeitzone", en="Zone"), rank=4),
        Column(say(de="geprüft", en="checked"), rank=1),
        Column(say(de="Kennzahlen", en="Metrics"), number=True),
    ]
    page.table(
        columns,
        [
            [
                one["id"],
                one["title"][page.language],
                DELIVERY[one["delivery"]].get(page.language),
                one["currency"] or "–",
                one["zone"],
                CHECKED[one["checked"]].get(page.language),
                format_number(len(one["metrics"]), page.language),
            ]
            for one in found
        ],
    )
    page.say(
        Text(
            de="Andere Dateien: `leitstand import DATEI` schlägt eine Zuordnung vor. Einzelheiten: "
            "`leitstand sources ID`.",
            en="Other files: `leitstand import FILE` proposes a mapping. Details: `leitstand sources ID`.",
        ),
        "quiet",
    )


def print_card(one: dict[str, Any], page: Page) -> None:
    language: Language = page.language
    page.say(one["title"][language], "strong")
    page.say(one["description"][language])
    page.blank()
    own = Text(de="steht in den Zeilen", en="in the rows")
    page.facts(
        [
            (Text(de="Lieferung", en="Delivery"), DELIVERY[one["delivery"]].get(language)),
            (Text(de="Füllt", en="Fills"), ", ".join(one["feeds"])),
            (Text(de="Währung", en="Currency"), one["currency"] or own.get(language)),
            (Text(de="Zeitzone", en="Zone"), one["zone"]),
            (Text(de="Geprüft", en="Checked"), CHECKED[one["checked"]].get(language)),
            (Text(de="Kennzahlen", en="Metrics"), ", ".join(one["metrics"]) or "–"),
            (Text(de="zusammen mit anderen", en="together with others"), ", ".join(one["metrics_with_others"]) or "–"),
        ]
    )


VERB = Verb(
    order=40,
    summary=Text(
        de="welche Systeme gelesen werden und was sie speisen", en="which systems can be read and what they feed"
    ),
    description=Text(
        de="Zeigt die bekannten Quellsysteme: wie sie liefern, was sie füllen, an was sie geprüft sind, "
        "welche Kennzahlen sie speisen.",
        en="Shows the known source systems: how they deliver, what they fill, what they were checked "
        "against, which metrics they feed.",
    ),
    examples=(
        ("leitstand sources", Text(de="alle Quellen", en="all sources")),
        ("leitstand sources online_retail", Text(de="eine Quelle im Einzelnen", en="one source in detail")),
    ),
    arguments=arguments,
    run=run,
)
