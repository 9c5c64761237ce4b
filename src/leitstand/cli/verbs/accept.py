"""`leitstand accept`: makes a recommendation an action, with an owner, a date, and a check of whether it works."""

from __future__ import annotations

import argparse
from typing import Any

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "id",
        metavar=say(de="NUMMER", en="ID"),
        help=say(de="Nummer der Empfehlung (`leitstand recommend`)", en="id of the recommendation"),
    )
    parser.add_argument("--title", default="", metavar="TEXT", help=say(de="eigener Name", en="a name of your own"))
    add_planning(parser, say)
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def add_planning(parser: argparse.ArgumentParser, say: Say) -> None:
    """What is said of an action when it is planned."""
    day = say(de="TAG", en="DAY")
    for name, metavar, german, english in (
        ("--owner-team", "TEAM", "zuständiges Team", "team in charge"),
        ("--owner", "EMAIL", "zuständige Person", "person in charge"),
        ("--start", day, "erster Tag, z. B. 2026-12-01", "first day, such as 2026-12-01"),
        ("--due", day, "fällig am", "due on"),
        ("--goal", say(de="NUMMER", en="ID"), "Ziel, dem sie dient", "goal that it serves"),
        ("--note", "TEXT", "Notiz", "note"),
        (
            "--anyway",
            say(de="GRUND", en="REASON"),
            "trotz Überschneidung, mit Grund",
            "despite a conflict, with reason",
        ),
    ):
        parser.add_argument(name, default="", metavar=metavar, help=say(de=german, en=english))
    parser.add_argument("--cost", type=float, metavar="N", help=say(de="Kosten", en="cost"))
    parser.add_argument(
        "--needs", nargs="+", default=[], metavar=say(de="NUMMER", en="ID"),
        help=say(de="Maßnahmen, auf die sie wartet", en="actions that it waits for"),
    )  # fmt: skip
    add_check(parser, say)


def add_check(parser: argparse.ArgumentParser, say: Say) -> None:
    """How the effect of an action will be checked."""
    from leitstand.planning.effects.contract import TITLES

    parser.add_argument(
        "--design", choices=tuple(TITLES), metavar=say(de="VERFAHREN", en="DESIGN"),
        help=say(de=f"Verfahren der Prüfung, sonst das beste, das die Daten erlauben: {', '.join(TITLES)}",
                 en=f"design of the check, else the best that the data allow: {', '.join(TITLES)}"),
    )  # fmt: skip
    parser.add_argument(
        "--campaign", default="", metavar="NAME",
        help=say(de="Kampagne mit ausgeloster Kontrollgruppe", en="campaign with a control group drawn by lot"),
    )  # fmt: skip
    parser.add_argument("--weeks", type=int, metavar="N", help=say(de="Dauer der Prüfung", en="length of the check"))
    parser.add_argument(
        "--minimum", type=float, metavar="N",
        help=say(de="kleinste Wirkung, die sich lohnt (Einheit der Kennzahl)", en="smallest effect worth having"),
    )  # fmt: skip


def planned(args: argparse.Namespace) -> dict[str, Any]:
    """What was said on the command line, as `Planning.accept` and `Planning.add` take it. Raises UnusableInput."""
    from leitstand.foundation.period import parse_day

    said = {
        "start": parse_day(args.start) if args.start else None, "due": parse_day(args.due) if args.due else None,
        "goal": args.goal or None, "team": args.owner_team, "owner": args.owner, "note": args.note,
        "anyway": args.anyway, "cost": args.cost, "needs": args.needs, "design": args.design,
        "campaign": args.campaign, "minimum": args.minimum,
    }  # fmt: skip
    return said | ({"weeks": args.weeks} if args.weeks else {})


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.cli.plans import print_action
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    planning = workspace.plans
    with patience(Text(de="Prüfung vorbereiten", en="Preparing the check"), args.language):
        made = planning.accept(args.id, title=args.title, **planned(args))
        one = planning.action(made["id"])
    if args.json:
        print_json(one)
        return 0
    page = Page(args.language)
    page.say(Text(de="Angenommen. Die Maßnahme ist geplant:", en="Accepted. The action is planned:"), "good")
    print_action(one, workspace.facts.currency, page)
    return 0


VERB = Verb(
    order=71,
    summary=Text(de="eine Empfehlung annehmen, als Maßnahme", en="accept a recommendation, as an action"),
    description=Text(
        de="Macht aus einer Empfehlung eine Maßnahme mit Zuständigkeit, Terminen und Kosten. Dabei wird festgelegt, "
        "wie und ab wann ihre Wirkung geprüft wird; danach lässt sich das nicht mehr ändern.",
        en="Makes a recommendation an action with owner, dates and cost. How and when its effect will be checked is "
        "registered with it; after that it cannot be changed.",
    ),
    examples=(
        ("leitstand accept 3f9c21ab --owner-team Vertrieb", Text(de="annehmen", en="accept it")),
        ("leitstand accept 3f9c21ab --start 2026-12-01 --due 2027-01-15 --cost 2400",
         Text(de="mit Terminen und Kosten", en="with dates and cost")),
        ('leitstand accept 3f9c21ab --design ab_test --campaign "Winter 2026"',
         Text(de="mit Kontrollgruppe prüfen", en="check it with a control group")),
    ),
    arguments=arguments,
    run=run,
)  # fmt: skip
