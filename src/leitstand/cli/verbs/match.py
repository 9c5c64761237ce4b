"""`leitstand match`: makes one customer out of the records of all systems, and asks where that is not sure."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page
    from leitstand.workspace import Workspace

MOST = 50
ENTITIES = {
    "customer": Text(de="Kunden", en="customers"),
    "contact": Text(de="Ansprechpartner", en="contacts"),
    "employee": Text(de="Beschäftigte", en="employees"),
    "contact.customer_key": Text(de="Ansprechpartner mit Kunde", en="contacts with their customer"),
    "order": Text(de="Bestellungen", en="orders"),
    "product": Text(de="Produkte", en="products"),
    "invoice": Text(de="Rechnungen", en="invoices"),
    "campaign": Text(de="Kampagnen", en="campaigns"),
}
REASONS = {
    "shared_email": Text(de="mehrere Personen nutzen die E-Mail-Adresse", en="several people use the e-mail address"),
    "unsure": Text(de="ähnlich, aber nicht sicher genug", en="similar, but not certain enough"),
    "vat_id": Text(de="verschiedene USt-IdNr.", en="different VAT ids"),
    "birth_date": Text(de="verschiedene Geburtsdaten", en="different dates of birth"),
    "given_name": Text(de="verschiedene Vornamen", en="different given names"),
    "two_groups": Text(de="passt gleich gut zu zwei verschiedenen", en="fits two different ones equally well"),
    "separated": Text(de="würde Getrenntes verbinden", en="would join what was separated"),
}
METHODS = {
    "email": Text(de="E-Mail", en="e-mail"), "phone": Text(de="Telefon", en="phone"),
    "vat_id": Text(de="USt-IdNr.", en="VAT id"), "birth_date": Text(de="Geburtsdatum", en="date of birth"),
    "name": Text(de="Name", en="name"), "family_name": Text(de="Nachname", en="family name"),
    "given_name": Text(de="Vorname", en="given name"), "address": Text(de="Anschrift", en="address"),
    "similar": Text(de="Ähnlichkeit", en="likeness"), "number": Text(de="Nummer", en="number"),
    "accepted": Text(de="bestätigt", en="confirmed"), "sku": Text(de="Artikelnummer", en="SKU"),
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    pair = (say(de="SATZ", en="RECORD"), say(de="SATZ", en="RECORD"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--list", action="store_true", help=say(de="die zweifelhaften Paare zeigen", en="show the doubtful pairs")
    )
    way.add_argument("--links", action="store_true", help=say(de="alle Verbindungen zeigen", en="show all links"))
    way.add_argument(
        "--accept",
        nargs=2,
        metavar=pair,
        help=say(
            de="zwei Datensätze verbinden: „system:nummer“ oder Schlüssel aus --list",
            en="link two records: 'system:number' or a key out of --list",
        ),
    )
    way.add_argument(
        "--reject", nargs=2, metavar=pair, help=say(de="zwei Datensätze getrennt halten", en="keep two records apart")
    )
    way.add_argument(
        "--undo",
        "--separate",
        nargs=2,
        metavar=pair,
        help=say(
            de="eine Verbindung lösen; sie kommt nicht wieder, bis --accept sie wiederherstellt",
            en="undo a link; it does not come back until --accept restores it",
        ),
    )
    parser.add_argument("--note", default="", help=say(de="warum so entschieden wurde", en="why it was decided so"))
    parser.add_argument(
        "--show-identities",
        action="store_true",
        help=say(de="mit --list --json: auch Namen und Anschriften", en="with --list --json: names and addresses too"),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    if args.list:
        return show_doubtful(workspace, args)
    if args.links:
        return show_links(workspace, args)
    with patience(Text(de="Datensätze zuordnen", en="Matching records"), args.language):
        found = work(workspace, args)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([{name: found[name] for name in CSV_SUMMARY}], CSV_SUMMARY)
    else:
        print_summary(found, Page(args.language))
    return 0


CSV_SUMMARY = ("links", "doubtful", "matched_revenue_share")
CSV_LINKS = ("entity", "from_key", "from_system", "from_id", "to_key", "to_system", "to_id", "method", "score")
CSV_DOUBTFUL = (
    "entity", "first_key", "first_system", "first_id", "second_key", "second_system", "second_id", "method", "score",
    "reason",
)  # fmt: skip


def work(workspace: Workspace, args: argparse.Namespace) -> dict[str, Any]:
    """Keeps the decision, if one was given, and matches."""
    apart = args.reject or args.undo
    if args.accept or apart:
        one, other = args.accept or apart
        workspace.decide(one, other, together=bool(args.accept), note=args.note)
        return workspace.matched()
    return workspace.match()


def flat(one: dict[str, Any]) -> dict[str, Any]:
    """A link or pair with the two records side by side."""
    row = dict(one)
    for side in ("from", "to", "first", "second"):
        if side in row:
            record = row.pop(side)
            row |= {
                f"{side}_key": record["key"],
                f"{side}_system": record["source_system"],
                f"{side}_id": record["source_id"],
            }
    return row


def show_links(workspace: Workspace, args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json

    found = workspace.links()
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([flat(one) for one in found], CSV_LINKS)
    else:
        print_links(found, Page(args.language))
    return 0


def show_doubtful(workspace: Workspace, args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json

    plain = args.json or args.csv
    found = workspace.doubtful(identities=args.show_identities if plain else True)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([flat(one) for one in found], CSV_DOUBTFUL)
    else:
        print_doubtful(found, Page(args.language))
    return 0


def print_summary(found: dict[str, Any], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number, format_value

    say = Say(page.language)

    def number(value: float | None) -> str:
        return format_number(value, page.language) if value else "–"

    if not found["records"] and not found["links"]:
        page.say(
            Text(de="Noch keine Datensätze. → `leitstand import DATEI`", en="No records. → `leitstand import FILE`")
        )
        return
    persons = ("customer", "contact", "employee")
    titles = [Column(ENTITIES[name].get(page.language), number=True) for name in persons]
    page.table(
        [Column(say(de="System", en="System"), flexible=True), *titles],
        [[system, *(number(counts.get(name)) for name in persons)] for system, counts in found["records"].items()],
    )
    page.blank()
    for entity, count in sorted(found["linked"].items(), key=lambda pair: -pair[1]):
        name = title(entity, page.language)
        page.say(Text(de=f"{number(count)} {name} verbunden", en=f"{number(count)} {name} linked"))
    if not found["links"]:
        page.say(Text(de="Nichts war zu verbinden.", en="There was nothing to link."))
    share = found["matched_revenue_share"]
    if share is not None:
        shown = format_value(share, "ratio", None, page.language)
        page.say(
            Text(
                de=f"{shown} des Umsatzes entfallen auf Kund:innen, die in mehreren Systemen bekannt sind.",
                en=f"{shown} of the revenue comes from customers known in more than one system.",
            ),
            "strong",
        )
    if found["doubtful"]:
        page.say(
            Text(
                de=f"{number(found['doubtful'])} Paare sind zweifelhaft. → `leitstand match --list`",
                en=f"{number(found['doubtful'])} pairs are doubtful. → `leitstand match --list`",
            ),
            "watch",
        )
    for one in found["doubtful_numbers"]:
        page.say(unclear(one, page.language), "watch")


def unclear(one: dict[str, Any], language: Language) -> str:
    """A number space that was not sure enough to link by."""
    what = title(one["entity"], language)
    return Text(
        de=f"{one['source_system']} meint mit {one['hits']} von {one['of']} Nummern ({what}) vielleicht die von "
        f"{one['means']}; verbunden wurde nichts.",
        en=f"{one['source_system']} may mean those of {one['means']} by {one['hits']} of {one['of']} numbers ({what}); "
        "nothing was linked.",
    ).get(language)


def title(entity: str, language: Language) -> str:
    return ENTITIES[entity].get(language) if entity in ENTITIES else entity


def method(told: str, language: Language) -> str:
    """What two records were recognised by, in words."""
    return ", ".join(METHODS[part].get(language) if part in METHODS else part for part in told.split("+"))


def name_of(record: dict[str, Any]) -> str:
    """What a person types to name a record."""
    return f"{record['source_system']}:{record['source_id']}" if record["source_id"] else str(record["key"])


def print_links(found: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number, format_value

    say = Say(page.language)
    page.table(
        [
            Column(say(de="Art", en="Kind")),
            Column(say(de="Datensatz", en="Record"), flexible=True),
            Column(say(de="gilt als", en="counts as"), flexible=True),
            Column(say(de="erkannt an", en="recognised by"), flexible=True),
            Column(say(de="sicher", en="sure"), number=True),
        ],
        [
            [title(one["entity"], page.language), name_of(one["from"]), name_of(one["to"]),
             method(one["method"], page.language), format_value(one["score"], "ratio", None, page.language)]
            for one in found[:MOST]
        ],
    )  # fmt: skip
    if len(found) > MOST:
        count = format_number(len(found) - MOST, page.language)
        page.say(Text(de=f"{count} weitere: --csv oder --json", en=f"{count} more: --csv or --json"), "quiet")


def print_doubtful(found: list[dict[str, Any]], page: Page) -> None:
    from leitstand.foundation.numbers import format_number, format_value

    if not found:
        page.say(Text(de="Kein Paar ist zweifelhaft.", en="No pair is doubtful."))
        return
    for one in found[:MOST]:
        sure = format_value(one["score"], "ratio", None, page.language)
        reason = REASONS[one["reason"]].get(page.language)
        told = method(one["method"], page.language)
        page.say(f"{title(one['entity'], page.language)} · {sure} · {told} · {reason}", "strong")
        for side in ("first", "second"):
            fields = one[f"{side}_fields"]
            known = [fields[name] for name in SHOWN if fields.get(name)]
            page.say(f"{name_of(one[side])}: {', '.join(known)}", indent=2)
        pair = [name_of(one["first"]), name_of(one["second"])]  # foreign text, and people copy the line into a shell
        page.command(shlex.join(["leitstand", "match", "--accept", *pair]), indent=2)
    if len(found) > MOST:
        count = format_number(len(found) - MOST, page.language)
        page.say(
            Text(de=f"{count} weitere Paare: --csv oder --json", en=f"{count} more pairs: --csv or --json"), "quiet"
        )
    page.say(
        Text(
            de="--accept verbindet ein Paar, --reject hält es getrennt.",
            en="--accept links a pair, --reject keeps it apart.",
        ),
        "quiet",
    )


SHOWN = ("name", "birth_date", "street", "zip", "city", "email", "phone", "vat_id")

VERB = Verb(
    order=37,
    summary=Text(de="ein Kunde aus den Datensätzen aller Systeme", en="one customer out of the records of all systems"),
    description=Text(
        de="Erkennt, welche Datensätze verschiedener Systeme denselben Kunden, dieselbe Bestellung oder dasselbe "
        "Produkt meinen, und verbindet sie, wo das sicher ist. Namen und Anschriften verlassen dabei den Tresor nicht. "
        "Zweifelhaftes entscheiden Sie; jede Entscheidung bleibt, jede Verbindung lässt sich lösen. Nach jedem Laden "
        "geschieht das von selbst.",
        en="Recognises which records of different systems mean the same customer, order or product, and links them "
        "where that is sure. Names and addresses do not leave the vault. What is doubtful you decide; each decision "
        "stays, each link can be undone. Every import does this by itself.",
    ),
    examples=(
        ("leitstand match", Text(de="zuordnen und zeigen, was dabei herauskam", en="match and show what came of it")),
        ("leitstand match --list", Text(de="was zu entscheiden ist", en="what has to be decided")),
        ("leitstand match --accept shop:L-1001 crm:4711", Text(de="das ist derselbe Kunde", en="this is one customer")),
        ("leitstand match --undo shop:L-1001 crm:4711", Text(de="doch nicht derselbe", en="not the same after all")),
        ("leitstand match --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
