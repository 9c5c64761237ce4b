"""`leitstand recommend`: what to do, who should do it, what it may bring, and how one will know."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.workspace import Workspace


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        metavar=say(de="NUMMER", en="ID"),
        help=say(de="nur diese, mit allem, was dazu bekannt ist", en="only this one, with all that is known about it"),
    )
    parser.add_argument(
        "--all", action="store_true", help=say(de="alle, auch abgelehnte", en="all, also rejected ones")
    )
    parser.add_argument(
        "--without-lessons",
        action="store_true",
        help=say(
            de="Reihenfolge ohne das, was eigene Maßnahmen lehrten",
            en="the order without what own actions taught",
        ),
    )
    parser.add_argument(
        "--check-story",
        action="store_true",
        help=say(
            de="Beispielfirma: dazu, ob zu jedem Problem das Richtige empfohlen wird",
            en="demo company: also whether the right thing is advised for each problem",
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.advice import print_advice, print_checked, print_recommendation
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    advice, story = workspace.advice, _story(workspace) if args.check_story else None
    with patience(Text(de="Empfehlungen", en="Recommendations"), args.language):
        told, failed = advice.told(own_results=not args.without_lessons)
    page = Page(args.language)
    if args.id:
        one = advice.one_of(told, args.id)
        print_json(one) if args.json else print_recommendation(one, page)
        return 0
    shown = [one for one in told if args.all or one["status"] != "rejected"]
    checked = None if story is None else _checked(story, told)
    if args.json:
        print_json(shown if checked is None else {"recommendations": shown, "story": checked})
        return 0
    print_advice(shown, page, args.all, bool(shown or workspace.analysis.findings().get("tests_made")))
    for name, reason in failed.items():
        page.say(Text(de=f"Nicht gelungen: Regel {name} ({reason}).", en=f"Failed: rule {name} ({reason})."), "watch")
    if checked is not None:
        print_checked(checked, page)
    return 0


def _story(workspace: Workspace) -> list[dict[str, Any]]:
    from leitstand.demo.story import told

    return told(workspace.home)


def _checked(story: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    from leitstand.demo.advised import check

    return check(story, told)


VERB = Verb(
    order=70,
    summary=Text(de="was zu tun ist und was es bringen dürfte", en="what to do, and what it may bring"),
    description=Text(
        de="Leitet aus Auffälligkeiten und Ständen Empfehlungen ab, die besten zuerst: Wert je Aufwand. Je Zeile: was "
        "zu tun ist, warum, was es im Jahr nach Kosten bringen dürfte, Aufwand (S, M, L), Stand, Nummer.",
        en="Derives recommendations from findings and levels, the best first: worth per effort. Per line: what to do, "
        "why, what it may bring in a year after costs, effort (S, M, L), state, id.",
    ),
    examples=(
        ("leitstand recommend", Text(de="das Beste zuerst", en="the best first")),
        ("leitstand recommend 3f9c21ab", Text(de="eine Empfehlung genau", en="one recommendation in full")),
        ("leitstand recommend --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
