"""`leitstand goal`: actual, plan and outlook of every goal; sets goals, takes plan values in, drops goals."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, words
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leitstand.cli.output import Page
    from leitstand.jobs.goals import Goals


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    from leitstand.cli.amounts import allow_negative
    from leitstand.cli.verbs.target import add_goal

    allow_negative(parser)
    parser.add_argument(
        "do",
        nargs="?",
        choices=("set", "import", "drop"),
        help=say(
            de="ein Ziel setzen, Planwerte aus einer Datei übernehmen, ein Ziel fallen lassen (sonst: alle zeigen)",
            en="set a goal, take plan values in from a file, drop a goal (default: show all)",
        ),
    )
    parser.add_argument(
        "what",
        nargs="?",
        metavar=say(de="ID|DATEI", en="ID|FILE"),
        help=say(
            de="Kennzahl (set), Datei XLSX oder CSV (import), Kennung (drop)",
            en="metric (set), file XLSX or CSV (import), id of the goal (drop)",
        ),
    )
    add_goal(parser, say)
    value = say(de="WERT", en="VALUE")
    parser.add_argument(
        "--at-least", metavar=value, help=say(de="jeden Monat mindestens so viel", en="at least so much every month")
    )
    parser.add_argument(
        "--at-most", metavar=value, help=say(de="jeden Monat höchstens so viel", en="at most so much every month")
    )
    parser.add_argument(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        metavar=say(de="DIM=WERT", en="DIM=VALUE"),
        help=say(de="nur diese Fälle: channel=web", en="only these cases: channel=web"),
    )
    parser.add_argument("--note", default="", help=say(de="Bemerkung", en="remark"))
    parser.add_argument("--all", action="store_true", help=say(de="auch Abgeschlossenes", en="closed ones too"))
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.aims import show_goals
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs.goals import Goals
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    if args.do and not args.what:
        raise _incomplete(args.do)
    with patience(Text(de="Rechnen", en="Computing"), args.language):
        found = _done(Goals(workspace.home, workspace.facts), args)
    if args.json:
        print_json(found)
    elif args.do is None:
        show_goals(found, Page(args.language))
    else:
        _said(args.do, found, Page(args.language))
    return 0


def _done(goals: Goals, args: argparse.Namespace) -> dict[str, Any]:
    from leitstand.cli.amounts import amount
    from leitstand.cli.verbs.target import asked, last_day

    match args.do:
        case None:
            return goals.standing(args.all)
        case "import":
            return goals.take_in(Path(args.what))
        case "drop":
            return goals.drop(args.what, args.note)
    least, most = args.at_least, args.at_most
    if least or most:
        if (least and most) or args.increase or args.decrease or args.to:
            raise _incomplete("set")
        return goals.hold(
            args.what, "at_or_above" if least else "at_or_below", amount(least or most), by=last_day(args.by),
            where=words(args.where), note=args.note,
        )  # fmt: skip
    return goals.keep(args.what, where=args.where, note=args.note, **asked(args))


def _said(do: str, found: Mapping[str, Any], page: Page) -> None:
    if do == "import":
        names = ", ".join(found["metrics"])
        page.say(Text(
            de=f"{found['values']} Planwerte für {names} ({found['from']} bis {found['to']}) gelten jetzt.",
            en=f"{found['values']} plan values of {names} ({found['from']} to {found['to']}) hold from now on.",
        ), "good")  # fmt: skip
    elif do == "drop":
        page.say(Text(de=f"Das Ziel {found['id']} ist fallen gelassen.", en=f"The goal {found['id']} is dropped."))
    else:
        page.say(Text(de=f"Ziel {found['id']} für {found['metric']} bis {found['by']} ist gesetzt.",
                      en=f"Goal {found['id']} of {found['metric']} by {found['by']} is set."), "good")  # fmt: skip
        page.say(Text(de="Wie es steht: leitstand goal", en="How it stands: leitstand goal"), "quiet")


def _incomplete(do: str) -> UnusableInput:
    example = {"set": "revenue_net --increase 10%", "import": "plan.xlsx", "drop": "7f3a…"}[do]
    return UnusableInput(
        Text(de="Es fehlt eine Angabe, oder zwei widersprechen sich.", en="Something is missing, or two contradict."),
        Text(de=f"Zum Beispiel: leitstand goal {do} {example}", en=f"Such as: leitstand goal {do} {example}"),
    )


VERB = Verb(
    order=74,
    summary=Text(de="Ziele: Ist, Plan und Ausblick nebeneinander", en="goals: actual, plan and outlook side by side"),
    description=Text(
        de="Zeigt jedes Ziel mit dem, was bis heute geschah, was bis heute geplant war und wie es voraussichtlich "
        "endet. `set` rechnet ein Ziel wie `leitstand target` aus und behält es mit seinen Monatszielen; mit "
        "--at-least oder --at-most gilt ein Wert für jeden Monat. `import` übernimmt Planwerte je Monat aus XLSX oder "
        "CSV (Spalten Kennzahl, Teilgruppe, Monat, Wert), alle oder keinen.",
        en="Shows every goal with what happened so far, what was planned so far and how it will probably end. `set` "
        "calculates a goal as `leitstand target` does and keeps it with its monthly targets; with --at-least or "
        "--at-most a value holds for every month. `import` takes plan values per month from XLSX or CSV (columns "
        "metric, segment, month, value), all or none.",
    ),
    examples=(
        ("leitstand goal", Text(de="wie die Ziele stehen", en="how the goals stand")),
        (
            "leitstand goal set revenue_net --increase 10%",
            Text(de="ein ausgerechnetes Ziel behalten", en="keep a calculated goal"),
        ),
        (
            "leitstand goal set on_time_rate --at-least 95%",
            Text(de="ein Wert für jeden Monat", en="a value for every month"),
        ),
        ("leitstand goal import plan.xlsx", Text(de="Planwerte übernehmen", en="take plan values in")),
    ),
    arguments=arguments,
    run=run,
)
