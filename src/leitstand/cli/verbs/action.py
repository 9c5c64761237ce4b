"""`leitstand action`: one action in full, a new one, and everything that happens to it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.foundation.errors import LeitstandError
    from leitstand.jobs.planning import Planning


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    from leitstand.cli.verbs.accept import add_planning

    parser.add_argument(
        "words",
        nargs="+",
        metavar=say(de="WAS", en="WHAT"),
        help=say(
            de="NUMMER · new TITEL · start|done|register|change|postpone NUMMER · drop NUMMER GRUND · "
            "comment NUMMER TEXT · milestone NUMMER TITEL · reached NUMMER MEILENSTEIN · needs NUMMER [ANDERE …]",
            en="ID · new TITLE · start|done|register|change|postpone ID · drop ID REASON · "
            "comment ID TEXT · milestone ID TITLE · reached ID MILESTONE · needs ID [OTHERS …]",
        ),
    )
    parser.add_argument("--history", action="store_true", help=say(de="mit Verlauf", en="with its history"))
    parser.add_argument("--metric", default="", metavar="ID", help=say(de="Kennzahl (new)", en="metric (new)"))
    parser.add_argument(
        "--where", nargs="+", default=[], metavar="DIM=VALUE", help=say(de="Teilgruppe (new)", en="segment (new)")
    )
    parser.add_argument(
        "--title", default="", metavar="TEXT", help=say(de="neuer Name (change)", en="new name (change)")
    )
    parser.add_argument("--effort", choices=("S", "M", "L"), help=say(de="Aufwand", en="effort"))
    parser.add_argument(
        "--on", default="", metavar=say(de="TAG", en="DAY"), help=say(de="Tag, sonst heute", en="day, else today")
    )
    parser.add_argument(
        "--no-check", action="store_true", help=say(de="ohne Prüfung (new)", en="without a check (new)")
    )
    add_planning(parser, say)
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.plans import print_action
    from leitstand.foundation.errors import UnusableInput
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    planning = workspace.plans
    do, *words = args.words
    identity = do
    if do == "new":
        identity = _new(planning, " ".join(words), args)["id"]
    elif do in DOES:
        if not words:
            raise UnusableInput(
                Text(de="Es fehlt, welche Maßnahme.", en="Which action is missing."),
                Text(de=f"leitstand action {do} NUMMER", en=f"leitstand action {do} ID"),
            )
        identity, *rest = words
        DOES[do](planning, identity, rest, args)
    one = planning.action(identity, args.history)
    print_json(one) if args.json else print_action(one, workspace.facts.currency, Page(args.language))
    return 0


def _new(planning: Planning, title: str, args: argparse.Namespace) -> dict[str, Any]:
    from leitstand.cli.verbs.accept import planned
    from leitstand.foundation.errors import UnusableInput

    if not title or not args.metric:
        raise UnusableInput(
            Text(de="Eine neue Maßnahme braucht einen Namen und eine Kennzahl.", en="Name and metric are missing."),
            Text(de='Zum Beispiel: leitstand action new "Rückrufe" --metric churn_rate',
                 en='Such as: leitstand action new "Call back" --metric churn_rate'),
        )  # fmt: skip
    effort = {"effort": args.effort} if args.effort else {}
    return planning.add(title, args.metric, where=args.where, check=not args.no_check, **effort, **planned(args))


def _start(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    planning.start(one, _day(args.on), args.anyway)


def _done(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    planning.finish(one, _day(args.on), args.note)


def _drop(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    planning.drop(one, " ".join(words) or args.note)


def _postpone(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    reason = " ".join(words) or args.note
    if not (args.start or args.due):
        raise _nothing_said("--start, --due")
    planning.postpone(one, start=_day(args.start), due=_day(args.due), reason=reason, anyway=args.anyway)


def _change(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    said = {
        "owner_team": args.owner_team, "owner": args.owner, "cost": args.cost, "effort": args.effort, "note": args.note,
        "goal_id": args.goal, "title": {"de": args.title, "en": args.title} if args.title else None,
    }  # fmt: skip
    told = {key: value for key, value in said.items() if value not in (None, "")}
    if not told:
        raise _nothing_said("--owner-team, --owner, --cost, --effort, --note, --goal, --title")
    planning.change(one, " ".join(words), args.anyway, **told)


def _nothing_said(options: str) -> LeitstandError:
    from leitstand.foundation.errors import UnusableInput

    return UnusableInput(
        Text(de="Es fehlt, was sich ändern soll.", en="What is to change is missing."),
        Text(de=f"Möglich sind {options}.", en=f"Possible: {options}."),
    )


def _register(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    weeks = {"weeks": args.weeks} if args.weeks else {}
    planning.register(
        one, design=args.design, campaign=args.campaign, minimum=args.minimum, anyway=args.anyway, **weeks
    )


def _comment(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    planning.comment(one, " ".join(words) or args.note)


def _milestone(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    from leitstand.foundation.errors import UnusableInput

    due = _day(args.due)
    if due is None or not words:
        raise UnusableInput(
            Text(de="Ein Meilenstein braucht einen Namen und einen Tag.", en="A milestone needs a name and a day."),
            Text(de='Zum Beispiel: leitstand action milestone NUMMER "Liste steht" --due 2026-12-10',
                 en='Such as: leitstand action milestone ID "List is ready" --due 2026-12-10'),
        )  # fmt: skip
    planning.milestone(one, " ".join(words), due)


def _reached(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    planning.reach(one, words[0] if words else "", _day(args.on))


def _needs(planning: Planning, one: str, words: list[str], args: argparse.Namespace) -> None:
    planning.wait_for(one, words)


def _day(text: str) -> date | None:
    from leitstand.foundation.period import parse_day

    return parse_day(text) if text else None


DOES: dict[str, Callable[[Planning, str, list[str], argparse.Namespace], None]] = {
    "start": _start, "done": _done, "drop": _drop, "postpone": _postpone, "change": _change, "register": _register,
    "comment": _comment, "milestone": _milestone, "reached": _reached, "needs": _needs,
}  # fmt: skip

VERB = Verb(
    order=77,
    summary=Text(de="eine Maßnahme zeigen, anlegen, voranbringen", en="show, add and advance an action"),
    description=Text(
        de="Zeigt eine Maßnahme mit Verlauf und Prüfung, legt eine eigene an und hält fest, was mit ihr geschieht. Ein "
        "Team hat höchstens drei offene Maßnahmen, und zwei auf dieselbe Stellgröße laufen nicht zur selben Zeit; mit "
        "--anyway GRUND geht es doch. Eine festgelegte Prüfung bleibt, wie sie ist.",
        en="Shows an action with its history and check, adds one of your own, and notes what happens to it. A team has "
        "at most three open actions, and two on the same lever do not run at the same time, unless --anyway REASON "
        "says so. A registered check stays as it is.",
    ),
    examples=(
        ("leitstand action 3f9c21ab --history", Text(de="eine Maßnahme genau", en="one action in full")),
        ('leitstand action new "Rückrufe" --metric churn_rate --owner-team Service --start 2026-12-01',
         Text(de="eine eigene anlegen", en="add one of your own")),
        ("leitstand action start 3f9c21ab", Text(de="beginnen", en="begin it")),
        ("leitstand action done 3f9c21ab --on 2027-01-15", Text(de="erledigt", en="done")),
        ('leitstand action milestone 3f9c21ab "Liste steht" --due 2026-12-10', Text(de="Schritt", en="step")),
        ("leitstand action needs 3f9c21ab 81e04c77", Text(de="wartet auf eine andere", en="waits for another")),
        ('leitstand action drop 3f9c21ab "Kein Budget"', Text(de="aufgeben", en="give it up")),
    ),
    arguments=arguments,
    run=run,
)  # fmt: skip
