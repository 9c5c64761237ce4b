"""`leitstand show`: one metric over time, split and compared as asked."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from leitstand.cli.question import add_question, asked, last_day
from leitstand.cli.verb import Say, Verb, add_output, words
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.metrics.compute.result import Value

MOST_PERIODS = 24
MOST_ROWS = 60


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    add_question(parser, say)
    parser.add_argument(
        "--compare",
        nargs="+",
        action="extend",
        metavar=say(de="ART", en="KIND"),
        help=say(
            de="Vergleich: previous_period, previous_year, target, benchmark, industry, competitor",
            en="comparison: previous_period, previous_year, target, benchmark, industry, competitor",
        ),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=say(
            de=f"alle Zeiträume, nicht nur die letzten {MOST_PERIODS}",
            en=f"all periods, not only the last {MOST_PERIODS}",
        ),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli import values
    from leitstand.cli.output import print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    with patience(Text(de="Rechnen", en="Computing"), args.language):
        found = asked(workspace, args, words(args.compare))
    if args.json:
        print_json([value.as_dict(args.language) for value in found])
    elif args.csv:
        print_csv(*values.flat(found, args.language))
    else:
        shown = found if args.all or args.start else newest(found)
        values.Sheet(workspace, args.metric, args.language, last_day(args)).print(
            shown, " & ".join(args.where), len(found) - len(shown)
        )
    return 0


def newest(found: list[Value]) -> list[Value]:
    """The last periods, as many as a person looks at; at least one."""
    periods = sorted({value.period for value in found}, reverse=True)[:MOST_PERIODS]
    while len(periods) > 1 and sum(value.period in periods for value in found) > MOST_ROWS:
        periods.pop()
    return [value for value in found if value.period in periods]


VERB = Verb(
    order=50,
    summary=Text(
        de="eine Kennzahl zeigen: Verlauf, Gliederung, Vergleich", en="show a metric: course, split, comparison"
    ),
    description=Text(
        de="Zeigt eine Kennzahl je Zeitraum, mit Fallzahl n, 95-%-Bereich bei Schätzungen und Datenstand. "
        "Zu wenig Daten sind eine Antwort, nie eine 0.",
        en="Shows a metric per period, with sample size n, 95 % interval beside estimates, and how far the data reach. "
        "Not enough data is an answer, never a 0.",
    ),
    examples=(
        ("leitstand show revenue_net", Text(de="Nettoumsatz je Monat", en="net revenue per month")),
        (
            "leitstand show revenue_net --grain quarter --from 2011 --to 2011-09",
            Text(
                de="je Quartal, Januar bis einschließlich September",
                en="per quarter, January up to and including September",
            ),
        ),
        (
            "leitstand show aov --by country --where channel=web",
            Text(de="Bestellwert je Land, nur Webshop", en="order value by country, web shop only"),
        ),
        (
            "leitstand show revenue_net --compare previous_year --csv > revenue.csv",
            Text(de="mit Vorjahr, für die Tabellenkalkulation", en="with the year before, for a spreadsheet"),
        ),
    ),
    arguments=arguments,
    run=run,
)
