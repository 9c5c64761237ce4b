"""`leitstand user`: who may sign in to the web application, and what they may see."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import LANGUAGES, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page
    from leitstand.control.account.models import User
    from leitstand.foundation.home import Home

ROLES = ("viewer", "employee", "analyst", "manager", "administrator")
ACTIONS = ("list", "add", "change", "disable", "enable", "link", "password")


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "do",
        nargs="?",
        choices=ACTIONS,
        default="list",
        help=say(
            de="zeigen, anlegen, ändern, sperren, entsperren, einmaliger Anmelde-Link, Passwort (wird abgefragt)",
            en="show, create, change, disable, enable, one-time sign-in link, password (you are asked for it)",
        ),
    )
    parser.add_argument("email", nargs="?", metavar=say(de="ADRESSE", en="ADDRESS"),
                        help=say(de="E-Mail-Adresse", en="e-mail address"))  # fmt: skip
    parser.add_argument("--role", choices=ROLES, help=say(de="Rolle; jede darf, was die davor dürfen",
                                                          en="role; each may do what those before it may"))  # fmt: skip
    parser.add_argument("--name", help=say(de="Name", en="name"))
    parser.add_argument("--team", help=say(de="Team", en="team"))
    parser.add_argument("--language", dest="speaks", choices=LANGUAGES, help=say(de="Sprache", en="language"))
    parser.add_argument(
        "--scope",
        nargs="*",
        action="extend",
        metavar=say(de="DIM=WERT", en="DIM=VALUE"),
        help=say(de="sieht nur diesen Bereich: region=Nord (ohne Wert: alles)",
                 en="sees only this area: region=North (without a value: everything)"),
    )  # fmt: skip
    parser.add_argument(
        "--employee",
        metavar=say(de="PERSON", en="PERSON"),
        help=say(de="welche Person der Daten das ist (System:Nummer, Schlüssel oder Name; „-“: keine)",
                 en="which person of the data this is (system:number, key or name; '-': none)"),
    )  # fmt: skip
    parser.add_argument("--new-factor", action="store_true",
                        help=say(de="der zweite Faktor ist verloren: bei der nächsten Anmeldung neu einrichten",
                                 en="the second factor is lost: set up a new one at the next sign-in"))  # fmt: skip
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.foundation.home import Home
    from leitstand.jobs.links import Links

    home, page = Home.find(args.home), Page(args.language)
    alias = Links.of(home).alias
    if args.do == "list":
        return _list(alias, args, page)
    if not args.email:
        raise UnusableInput(
            Text(de="Wer? Es fehlt die E-Mail-Adresse.", en="Who? The e-mail address is missing."),
            Text(de=f"`leitstand user {args.do} ADRESSE`", en=f"`leitstand user {args.do} ADDRESS`"),
        )
    told = _done(alias, home, args, page)
    if args.json:
        print_json(told)
    return 0


def _list(alias: str, args: argparse.Namespace, page: Page) -> int:
    from leitstand.cli.output import Column, print_json
    from leitstand.control.account import services

    told = [_told(one) for one in services.users(alias)]
    if args.json:
        print_json(told)
        return 0
    if not told:
        page.say(Text(de="Noch niemand kann sich anmelden.", en="Nobody can sign in yet."))
        page.command("leitstand user add ADRESSE --role administrator" if args.language == "de"
                     else "leitstand user add ADDRESS --role administrator", 2)  # fmt: skip
        return 0
    say = Say(args.language)
    columns = [
        Column(say(de="Adresse", en="Address")), Column(say(de="Rolle", en="Role")),
        Column(say(de="Name", en="Name"), rank=2), Column(say(de="Bereich", en="Area"), rank=1, flexible=True),
        Column(say(de="Stand", en="State"), rank=3), Column(say(de="Zuletzt da", en="Last here"), rank=4),
    ]  # fmt: skip
    rows = [
        [one["email"], one["role"], one["name"], " & ".join(one["scope"]) or say(de="alles", en="everything"),
         "" if one["active"] else say(de="gesperrt", en="disabled"), (one["last_login"] or "")[:10]]
        for one in told
    ]  # fmt: skip
    page.table(columns, rows)
    return 0


def _done(alias: str, home: Home, args: argparse.Namespace, page: Page) -> dict[str, Any]:
    from leitstand.control.account import services
    from leitstand.jobs.planning import user

    by, email = user(), args.email
    said: Text
    match args.do:
        case "add":
            fields = {"language": args.language} | _given(home, args)
            one = services.add(alias, email, args.role or "viewer", by=by, **fields)
            said = Text(de=f"{one.email} ist angelegt ({one.role}).", en=f"{one.email} is created ({one.role}).")
        case "change":
            fields = _given(home, args) | ({"role": args.role} if args.role else {})
            one = services.change(alias, email, by=by, **fields)
            said = Text(de=f"{one.email} ist geändert.", en=f"{one.email} is changed.")
        case "disable":
            one = services.disable(alias, email, by=by)
            said = Text(de=f"{one.email} ist gesperrt; Anmeldungen sind beendet.",
                        en=f"{one.email} is disabled; sessions have ended.")  # fmt: skip
        case "enable":
            one = services.enable(alias, email, by=by)
            said = Text(de=f"{one.email} kann sich wieder anmelden.", en=f"{one.email} can sign in again.")
        case "link":
            return _link(services.make_link(alias, email, by), args, page)
        case _:
            one = services.set_password(alias, services.user(alias, email).email, _asked(args), by=by)
            said = Text(de=f"Das Passwort von {one.email} ist gesetzt; Anmeldungen sind beendet.",
                        en=f"The password of {one.email} is set; sessions have ended.")  # fmt: skip
    if not args.json:
        page.say(said)
    if args.do == "add" and not args.json:
        page.say(Text(de="Erste Anmeldung mit einem Link:", en="To sign in first, make a link:"), "quiet")
        page.command(f"leitstand user link {one.email}", 2)
    return _told(one)


def _link(secret: str, args: argparse.Namespace, page: Page) -> dict[str, Any]:
    path = f"/signin/link/{secret}/"
    if not args.json:
        page.command(path)
        page.say(
            Text(
                de="Hängen Sie das an die Adresse von Leitstand. Es gilt einmal und 24 Stunden.",
                en="Put it after the address of Leitstand. It works once and for 24 hours.",
            ),
            "quiet",
        )
    return {"path": path}


def _given(home: Home, args: argparse.Namespace) -> dict[str, Any]:
    """The fields that were named."""
    named = {"name": args.name, "team": args.team, "language": args.speaks}
    found: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    if args.scope is not None:
        found["scope"] = "\n".join(args.scope)
    if args.employee is not None:
        found["employee_key"] = None if args.employee == "-" else _employee(home, args.employee)
    if args.new_factor:
        found["renew_factor"] = True
    return found


def _employee(home: Home, word: str) -> int:
    from leitstand.workspace import Workspace

    return Workspace(home.path).tasks.employee(word)


def _asked(args: argparse.Namespace) -> str:
    """Never an argument: arguments stand in the history and the list of processes."""
    say = Say(args.language)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(say(de="Neues Passwort: ", en="New password: "))
    if first != getpass.getpass(say(de="Noch einmal: ", en="Once more: ")):
        raise UnusableInput(Text(de="Die beiden Eingaben sind verschieden.", en="The two entries differ."))
    return first


def _told(one: User) -> dict[str, Any]:
    return {
        "email": one.email, "name": one.name, "role": str(one.role), "team": one.team, "language": one.language,
        "scope": one.scope_words, "employee_key": one.employee_key, "active": one.is_active,
        "last_login": one.last_login and one.last_login.isoformat(timespec="seconds"),
    }  # fmt: skip


VERB = Verb(
    order=88,
    summary=Text(
        de="Benutzer: anlegen, Rollen, Bereiche, Anmelde-Links", en="users: create, roles, areas, sign-in links"
    ),
    description=Text(
        de="Verwaltet, wer sich bei der Weboberfläche anmelden darf. Die erste Administration entsteht nur hier, nie "
        "über das Netz. Rollen: viewer (Lesen), employee (Kundenkontakt), analyst (Analyse), manager (Leitung), "
        "administrator (Administration). Ein Bereich begrenzt alle Zahlen und Zeilen.",
        en="Manages who may sign in to the web application. The first administrator is made only here, never over the "
        "network. Roles: viewer, employee, analyst, manager, administrator. An area limits all numbers and rows.",
    ),
    examples=(
        (
            "leitstand user add ada@example.org --role administrator",
            Text(de="die erste Administration", en="the first administrator"),
        ),
        (
            "leitstand user link ada@example.org",
            Text(de="einmaliger Anmelde-Link", en="one-time sign-in link"),
        ),
        (
            "leitstand user add kim@example.org --role manager --scope region=DE1",
            Text(de="sieht nur eine Region", en="sees one region only"),
        ),
        (
            "leitstand user change kim@example.org --employee crm:17",
            Text(de="ist im CRM die Person 17", en="is person 17 of the CRM"),
        ),
    ),
    arguments=arguments,
    run=run,
)
