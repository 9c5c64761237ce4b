"""`leitstand reject`: turns a recommendation down; it stays away until its evidence changes."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "id",
        metavar=say(de="NUMMER", en="ID"),
        help=say(de="Nummer der Empfehlung (`leitstand recommend`)", en="id of the recommendation"),
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=say(de="warum", en="why"))
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    with patience(Text(de="Auswerten", en="Analysing"), args.language):
        one = workspace.plans.reject(args.id, args.reason)
    if args.json:
        print_json(one)
    else:
        page = Page(args.language)
        page.say(one["body"]["title"][args.language])
        page.say(
            Text(
                de="Abgelehnt. Die Empfehlung kommt erst wieder, wenn sich ändert, worauf sie beruht.",
                en="Rejected. The recommendation comes back only when what it rests on changes.",
            )
        )
    return 0


VERB = Verb(
    order=72,
    summary=Text(de="eine Empfehlung ablehnen", en="reject a recommendation"),
    description=Text(
        de="Lehnt eine Empfehlung mit einem Grund ab. Sie bleibt weg, solange sie auf denselben Auffälligkeiten beruht "
        "und der Abstand derselbe ist.",
        en="Turns a recommendation down, with a reason. It stays away as long as it rests on the same findings and the "
        "gap is the same.",
    ),
    examples=(
        ('leitstand reject 3f9c21ab --reason "Kein Budget"', Text(de="mit Grund ablehnen", en="reject with a reason")),
    ),
    arguments=arguments,
    run=run,
)
