"""`leitstand today`: whom to turn to today, why, and what to do; and what was done about it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page
    from leitstand.jobs.tasks import Kind, Tasks

DOINGS = ("show", "done", "postpone", "dismiss")
KINDS: dict[str, Kind] = {"done": "done", "postpone": "postponed", "dismiss": "dismissed"}
STATES = {
    "open": Text(de="offen", en="open"),
    "done": Text(de="erledigt", en="done"),
    "postponed": Text(de="verschoben", en="postponed"),
    "dismissed": Text(de="verworfen", en="dismissed"),
    "gone": Text(de="kein Anlass mehr", en="no reason any more"),
}
CSV_HEADER = (
    "id", "owner_number", "team", "place", "customer_key", "source_system", "source_id", "type", "reason_de",
    "reason_en", "step_de", "step_en", "due", "value_at_stake", "money_kind", "status",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "doing",
        nargs="?",
        choices=DOINGS,
        help=say(
            de="show: eine Aufgabe mit ihren Belegen · done: erledigt · postpone: später · dismiss: verwerfen",
            en="show: one task with its evidence · done: done · postpone: later · dismiss: not a task",
        ),
    )
    parser.add_argument(
        "id", nargs="?", metavar=say(de="NUMMER", en="ID"), help=say(de="Nummer der Aufgabe", en="id of the task")
    )
    who, word = say(de="PERSON", en="WHO"), say(de="TEAM", en="TEAM")
    parser.add_argument(
        "--owner",
        metavar=who,
        help=say(
            de="nur die Liste dieser Person: „system:nummer“ oder Name",
            en="only this person's list: 'system:number' or name",
        ),
    )
    parser.add_argument(
        "--team",
        metavar=word,
        help=say(
            de="nur dieses Team (sales, service, accounting oder sein Name)",
            en="only this team (sales, service, accounting or its name)",
        ),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=say(de="mehr als zehn je Person, und beantwortete", en="more than ten for each person, and answered ones"),
    )
    parser.add_argument(
        "--show-identities",
        action="store_true",
        help=say(de="auch Namen und Anschriften", en="names and addresses too"),
    )
    parser.add_argument(
        "--until",
        metavar=say(de="TAG", en="DAY"),
        help=say(de="mit postpone: kommt an diesem Tag wieder", en="with postpone: comes back on this day"),
    )
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=say(de="mit dismiss: warum", en="with dismiss: why")
    )
    parser.add_argument("--by", default="", metavar=who, help=say(de="wer das sagt", en="who says so"))
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs.tasks import Tasks
    from leitstand.workspace import Workspace

    workspace, page = Workspace(args.home), Page(args.language)
    tasks = Tasks(workspace.home, workspace.facts)
    if args.doing:
        return one_task(tasks, page, args)
    with patience(Text(de="Aufgaben suchen", en="Looking for tasks"), args.language):
        found = tasks.today(args.owner, args.team, args.all, args.show_identities)
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([flat(one) for one in found], CSV_HEADER)
    else:
        print_lists(found, page)
        print_missing(tasks.missing, page)
    return 0


def flat(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, **{f"{name}_{word}": text for name in ("reason", "step") for word, text in one[name].items()}}


def one_task(tasks: Tasks, page: Page, args: argparse.Namespace) -> int:
    """Shows or answers one task. Raises UnusableInput without its id."""
    from leitstand.cli.output import print_json
    from leitstand.foundation.errors import UnusableInput
    from leitstand.foundation.period import parse_day

    if not args.id:
        raise UnusableInput(
            Text(de="Welche Aufgabe?", en="Which task?"),
            Text(de=f"`leitstand today {args.doing} NUMMER`", en=f"`leitstand today {args.doing} ID`"),
        )
    if args.doing == "show":
        told = tasks.task(args.id, args.show_identities)
    else:
        until = parse_day(args.until) if args.until else None
        told = tasks.answer(args.id, KINDS[args.doing], until, args.reason, args.by)
    if args.json:
        print_json(told)
        return 0
    print_task(told, page)
    if args.doing == "show":
        print_evidence(told, page)
    page.say(Text(de=f"Stand: {STATES[told['status']].de}", en=f"Status: {STATES[told['status']].en}"), "strong")
    return 0


def print_lists(found: list[dict[str, Any]], page: Page) -> None:
    """One list for each person, or for the team where nobody is known."""
    if not found:
        page.say(Text(de="Heute braucht Sie niemand.", en="Nobody needs you today."))
        return
    heading = None
    for one in found:
        who = owner_of(one, page)
        if who != heading:
            if heading is not None:
                page.blank()
            page.say(who, "strong")
            heading = who
        print_task(one, page)
        last = one["place"] == sum(owner_of(other, page) == who for other in found)
        if last and one["of"] > one["place"]:
            more = one["of"] - one["place"]
            page.say(Text(de=f"… und {more} weitere: --all", en=f"… and {more} more: --all"), "quiet", 2)
    page.blank()
    page.say(
        Text(
            de="Belege: `leitstand today show NUMMER` · Antworten: `… done NUMMER`, `… postpone`, `… dismiss`",
            en="Evidence: `leitstand today show ID` · Answers: `… done ID`, `… postpone`, `… dismiss`",
        ),
        "quiet",
    )


def owner_of(one: dict[str, Any], page: Page) -> str:
    from leitstand.planning.triggers.machine import team_title

    team = team_title(one["team"]).get(page.language)
    if one["owner"] is None:
        return Text(de=f"{team} (ohne Betreuer)", en=f"{team} (nobody in charge)").get(page.language)
    name = one.get("owner_name") or one["owner_number"] or str(one["owner"])
    return f"{name} · {team}"


def customer_of(one: dict[str, Any]) -> str:
    """Name if it may be shown, else the number in the source system, else the key."""
    name = one.get("fields", {}).get("name")
    number = f"{one['source_system']}:{one['source_id']}" if one["source_id"] else str(one["customer_key"])
    return f"{name} ({number})" if name else number


def print_task(one: dict[str, Any], page: Page) -> None:
    from datetime import date

    from leitstand.foundation.numbers import format_day, format_value

    language = page.language
    money = format_value(one["value_at_stake"], "currency", one["currency"], language, short=True)
    due = format_day(date.fromisoformat(one["due"]), language)
    kind = Text(de="Marge", en="margin") if one["money_kind"] == "gross_margin" else Text(de="Umsatz", en="revenue")
    head = Text(
        de=f"{one['id']}  {customer_of(one)}  ·  {one['title']['de']}  ·  {money} {kind.de}  ·  bis {due}",
        en=f"{one['id']}  {customer_of(one)}  ·  {one['title']['en']}  ·  {money} {kind.en}  ·  by {due}",
    )
    page.say(head, "" if one["status"] == "open" else "quiet", 2)
    page.say(one["reason"][language], indent=4)
    page.say(f"→ {one['step'][language]}", "quiet", 4)


def print_evidence(one: dict[str, Any], page: Page) -> None:
    from leitstand.foundation.schema import table as schema_table
    from leitstand.planning.triggers.machine import written
    from leitstand.planning.triggers.registry import triggers

    language = page.language
    if trigger := triggers().get(one["type"]):  # a person may have filed it
        page.blank()
        page.facts(
            [
                (fact.title, written(one["evidence"].get(name), fact, one["currency"], language))
                for name, fact in trigger.facts.items()
            ],
            2,
        )
    for each in one["records"]:
        number = f"{each.get('source_system')}:{each.get('source_id')}" if each.get("source_id") else str(each["key"])
        table = schema_table(each["table"])
        page.facts([(table.column(table.key[0]).meaning, number)], 2)
    page.say(one["value_basis"][language], "quiet", 2)
    for said in one["history"]:
        rest = " · ".join(filter(None, (said["until"], said["reason"], said["by"])))
        page.say(f"{said['at'][:10]}  {STATES[said['kind']].get(language)}  {rest}", "quiet", 2)


def print_missing(missing: dict[str, list[str]], page: Page) -> None:
    """Says which reasons nobody could look for, and what they need."""
    from leitstand.planning.triggers.registry import triggers

    for name, tables in missing.items():
        title, needed = triggers()[name].title, ", ".join(tables)
        page.say(
            Text(
                de=f"Nicht zu sehen: {title.de} (dazu fehlt: {needed})",
                en=f"Not to be seen: {title.en} (lacks: {needed})",
            ),
            "quiet",
        )


VERB = Verb(
    order=68,
    summary=Text(de="Meine Aufgaben: wen Sie heute ansprechen sollten", en="my tasks: whom to turn to today"),
    description=Text(
        de="Nennt je Person höchstens zehn Kunden, die heute jemanden brauchen: mit Grund, Belegen, Schritt und Frist, "
        "geordnet nach dem Wert, um den es geht. Was erledigt, verschoben oder verworfen ist, bleibt weg, bis sich die "
        "Belege ändern.",
        en="Names at most ten customers for each person who need somebody today: with reason, evidence, step and due "
        "day, in the order of the value at stake. What is done, postponed or dismissed stays away until the evidence "
        "changes.",
    ),
    examples=(
        ("leitstand today", Text(de="alle Listen", en="all lists")),
        ("leitstand today --owner crm:7", Text(de="die Liste einer Person", en="one person's list")),
        ("leitstand today show 3f9c21ab77d0", Text(de="die Belege", en="the evidence")),
        ("leitstand today postpone 3f9c21ab77d0 --until 2026-11-02", Text(de="später", en="later")),
        (
            'leitstand today dismiss 3f9c21ab77d0 --reason "zieht um"',
            Text(de="verwerfen, mit Grund", en="dismiss, with a reason"),
        ),
    ),
    arguments=arguments,
    run=run,
)
