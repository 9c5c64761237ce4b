"""`leitstand answer`: says what is known about a finding, so that it is not reported again and again."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "id",
        metavar=say(de="NUMMER", en="ID"),
        help=say(de="Nummer der Auffälligkeit (`leitstand findings`)", en="id of the finding (`leitstand findings`)"),
    )
    parser.add_argument(
        "kind",
        choices=("temporary", "lasting"),
        help=say(
            de="temporary: geht vorüber · lasting: bleibt so, künftig zählt nur, was danach kommt",
            en="temporary: passes by itself · lasting: stays so, from now on only what comes after it counts",
        ),
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=say(de="warum", en="why"))
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.workspace import Workspace

    one = Workspace(args.home).analysis.answer(args.id, args.kind, args.note)
    if args.json:
        print_json(one)
        return 0
    page = Page(args.language)
    page.say(one["sentence"][args.language])
    if args.kind == "lasting":
        page.say(
            Text(
                de="Beantwortet: bleibt so. Die nächste Auswertung betrachtet hier nur, was danach kam.",
                en="Answered: stays so. The next analysis looks only at what came after it.",
            )
        )
    else:
        page.say(Text(de="Beantwortet: geht vorüber.", en="Answered: passes by itself."))
    return 0


VERB = Verb(
    order=59,
    summary=Text(de="eine Auffälligkeit beantworten", en="answer a finding"),
    description=Text(
        de="Hält fest, was über eine Auffälligkeit bekannt ist. Eine vorübergehende gilt als beantwortet, solange sie "
        "dieselbe ist. Was bleibt, wird zum neuen Ausgangspunkt.",
        en="Notes what is known about a finding. One that passes counts as answered as long as it is the same. What "
        "stays becomes the new starting point.",
    ),
    examples=(
        (
            'leitstand answer 3f9c21ab temporary --note "Streik"',
            Text(de="geht vorüber", en="passes by itself"),
        ),
        (
            'leitstand answer 3f9c21ab lasting --note "neue Preisliste"',
            Text(de="bleibt so", en="stays so"),
        ),
    ),
    arguments=arguments,
    run=run,
)
