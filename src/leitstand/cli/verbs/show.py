"""`leitstand show`: one metric over time, split and compared as asked."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leitstand.cli.verb import Say, Verb, add_output, words
from leitstand.foundation.period import GRAINS, add_months, parse_day
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.metrics.compute.result import Value
    from leitstand.workspace import Workspace

MOST_PERIODS = 24
MOST_ROWS = 60


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    add_question(parser, say)
    parser.add_argument(
        "--compare",
        nargs="+",
        action="extend",
        metavar=say(de="ART", en="KIND"),
        help=say(de="Vergleich: previous_period, previous_year, target, benchmark, industry, competitor",
                en="comparison: previous_period, previous_year, target, benchmark, industry, competitor"),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=say(de=f"alle Zeiträume, nicht nur die letzten {MOST_PERIODS}",
                en=f"all periods, not only the last {MOST_PERIODS}"),
    )
    add_output(parser, say)


def add_question(parser: argparse.ArgumentParser, say: Say) -> None:
    """What is asked: metric, periods, cells."""
    dimension, condition, day = (
        say(de="DIMENSION", en="DIM"),
        say(de="DIM=WERT", en="DIM=VALUE"),
        say(de="TAG", en="DAY"),
    )
    parser.add_argument(
        "metric",
        metavar="ID",
        help=say(de="Kennzahl oder Messgröße (`leitstand metrics`)", en="metric or measure (`leitstand metrics`)"),
    )
    parser.add_argument(
        "--grain",
        default="month",
        choices=GRAINS,
        metavar=say(de="ZEITRAUM", en="GRAIN"),
        help=say(de=f"je {', '.join(GRAINS)} (sonst month)", en=f"per {', '.join(GRAINS)} (default month)"),
    )
    parser.add_argument(
        "--by",
        nargs="+",
        action="extend",
        metavar=dimension,
        help=say(de="gliedern nach bis zu drei Dimensionen: `--by a b`, `--by a --by b` oder `--by a,b`",
                en="split by up to three dimensions: `--by a b`, `--by a --by b` or `--by a,b`"),
    )
    parser.add_argument(
        "--where",
        nargs="+",
        action="extend",
        metavar=condition,
        default=[],
        help=say(de="nur diese Fälle: country=Germany, country=Germany|France, channel!=web, segment=(none)",
                en="only these cases: country=Germany, country=Germany|France, channel!=web, segment=(none)"),
    )
    parser.add_argument(
        "--from",
        dest="start",
        metavar=day,
        help=say(de="erster Tag; 2011-03 und 2011 meinen ihren ersten Tag",
                en="first day; 2011-03 and 2011 mean their first day"),
    )
    parser.add_argument(
        "--to",
        dest="end",
        metavar=day,
        help=say(de="letzter Tag, er zählt mit; 2011-03 und 2011 meinen den ganzen Monat, das ganze Jahr",
                en="last day, included; 2011-03 and 2011 mean the whole month, the whole year"),
    )
    parser.add_argument(
        "--as-of",
        metavar=day,
        help=say(de="Datenstand: so tun, als sei dies der letzte Tag", en="look as if this were the last day of the data"),
    )


def after(text: str) -> date:
    """The day after the day, month or year written: the exclusive end. Raises UnusableInput."""
    day = parse_day(text)
    match len(text):
        case 4:
            return add_months(day, 12)
        case 7:
            return add_months(day, 1)
    return day + timedelta(days=1)


def asked(workspace: Workspace, args: argparse.Namespace, compare: list[str]) -> list[Value]:
    """The values the options ask for."""
    return workspace.values(
        args.metric,
        grain=args.grain,
        by=words(args.by),
        where=args.where,
        start=parse_day(args.start) if args.start else None,
        end=after(args.end) if args.end else None,
        as_of=last_day(args),
        compare=compare,
    )


def last_day(args: argparse.Namespace) -> date | None:
    return after(args.as_of) - timedelta(days=1) if args.as_of else None


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
