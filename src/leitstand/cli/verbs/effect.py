"""`leitstand effect`: what an action changed, by the check that was registered before it began."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "action",
        metavar=say(de="MASSNAHME", en="ACTION"),
        help=say(de="Nummer aus `leitstand plan`", en="id from `leitstand plan`"),
    )
    parser.add_argument(
        "--early",
        action="store_true",
        help=say(
            de="vor dem Ende der Frist, mit einer Spanne, die das Hinsehen einrechnet",
            en="before the window is over, with an interval that allows for looking",
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.effects import print_effect
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs.effects import Effects
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    with patience(Text(de="Messen", en="Measuring"), args.language):
        found = Effects(workspace.home, workspace.facts).measure(args.action, args.early)
    print_json(found) if args.json else print_effect(found, workspace.facts.currency, Page(args.language))
    return 0


VERB = Verb(
    order=79,
    summary=Text(de="ob eine Maßnahme gewirkt hat", en="whether an action worked"),
    description=Text(
        de="Misst die Wirkung einer Maßnahme so, wie es vor ihrem Beginn festgelegt wurde, prüft die Annahmen des "
        "Vergleichs und hält fest, was daraus zu lernen ist. Vor dem Ende der Frist wird nicht gemessen.",
        en="Measures the effect of an action as was registered before it began, checks what the comparison assumes, "
        "and writes down what is to be learnt from it. Nothing is measured before the window is over.",
    ),
    examples=(
        ("leitstand effect 3f9c21ab", Text(de="Wirkung und Urteil", en="effect and verdict")),
        ("leitstand effect 3f9c21ab --early", Text(de="vor dem Ende der Frist", en="before the window is over")),
        ("leitstand effect 3f9c21ab --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
