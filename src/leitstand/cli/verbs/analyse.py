"""`leitstand analyse`: looks for everything there is to find, and says what matters most."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.findings import print_findings, still_there
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    with patience(Text(de="Auswerten", en="Analysing"), args.language):
        found = Workspace(args.home).analysis.run()
    if args.json:
        print_json(still_there(found))
    else:
        print_findings(found, Page(args.language))
    return 0


VERB = Verb(
    order=57,
    summary=Text(
        de="alle Zahlen auswerten: was auffällt und warum", en="look at all numbers: what stands out, and why"
    ),
    description=Text(
        de="Wertet alle Kennzahlen und Teilgruppen aus: Veränderungen, Ausreißer, Engpässe, Treiber. Über alle Tests "
        "zusammen wird berücksichtigt, dass manches nur Zufall ist. Gleiches wird zusammengefasst, das Wichtigste "
        "steht oben. Was gefunden wurde, behält seine Nummer von Lauf zu Lauf.",
        en="Looks at all metrics and segments: changes, outliers, bottlenecks, drivers. Over all tests together it "
        "allows for chance. What is the same is told once, what matters most comes first. A finding keeps its id from "
        "run to run.",
    ),
    examples=(
        ("leitstand analyse", Text(de="auswerten und das Wichtigste zeigen", en="analyse and show what matters most")),
        ("leitstand analyse --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
