"""`leitstand lessons`: what finished actions taught, searchable."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "word",
        nargs="*",
        metavar=say(de="WORT", en="WORD"),
        help=say(de="nur Erkenntnisse, in denen es vorkommt", en="only lessons in which it occurs"),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.effects import print_lessons
    from leitstand.cli.output import Page, print_json
    from leitstand.jobs.effects import Effects
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    found = Effects(workspace.home, workspace.facts).lessons(" ".join(args.word))
    print_json(found) if args.json else print_lessons(found, Page(args.language))
    return 0


VERB = Verb(
    order=80,
    summary=Text(de="was Maßnahmen gelehrt haben", en="what actions taught"),
    description=Text(
        de="Zeigt die Erkenntnisse aus gemessenen Maßnahmen, die neueste zuerst: was getan wurde, wie viel davon kam, "
        "wie sicher das ist, was sich nebenbei änderte und was zu tun ist. Sie verändern die Reihenfolge künftiger "
        "Empfehlungen.",
        en="Shows the lessons of measured actions, the newest first: what was done, how much came of it, how sure that "
        "is, what else changed and what to do. They change the order of recommendations to come.",
    ),
    examples=(
        ("leitstand lessons", Text(de="alle", en="all")),
        ("leitstand lessons voucher", Text(de="die zu einem Wort", en="those with a word")),
        ("leitstand lessons --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
