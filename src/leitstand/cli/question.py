"""The options by which a person asks for a metric: which periods, which cells, as of when."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leitstand.cli.verb import Say, words
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import GRAINS, add_months, parse_day
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.metrics.compute.result import Value
    from leitstand.workspace import Workspace


def add_question(parser: argparse.ArgumentParser, say: Say) -> None:
    """What is asked: metric, periods, cells."""
    parser.add_argument(
        "metric",
        metavar="ID",
        help=say(de="Kennzahl oder Messgröße (`leitstand metrics`)", en="metric or measure (`leitstand metrics`)"),
    )
    parser.add_argument(
        "--grain",
        choices=GRAINS,
        metavar=say(de="ZEITRAUM", en="GRAIN"),
        help=say(
            de=f"je {', '.join(GRAINS)} (sonst month oder der erste mögliche)",
            en=f"per {', '.join(GRAINS)} (default month, or the first possible)",
        ),
    )
    parser.add_argument(
        "--by",
        nargs="+",
        action="extend",
        metavar=say(de="DIMENSION", en="DIM"),
        help=say(
            de="gliedern nach bis zu drei Dimensionen: `--by a b`, `--by a --by b` oder `--by a,b`",
            en="split by up to three dimensions: `--by a b`, `--by a --by b` or `--by a,b`",
        ),
    )
    parser.add_argument(
        "--where",
        nargs="+",
        action="extend",
        metavar=say(de="DIM=WERT", en="DIM=VALUE"),
        default=[],
        help=say(
            de="nur diese Fälle: country=DE, country=DE|FR, channel!=web, segment=(none)",
            en="only these cases: country=DE, country=DE|FR, channel!=web, segment=(none)",
        ),
    )
    _add_days(parser, say)


def _add_days(parser: argparse.ArgumentParser, say: Say) -> None:
    day = say(de="TAG", en="DAY")
    parser.add_argument(
        "--from",
        dest="start",
        metavar=day,
        help=say(
            de="erster Tag; 2011-03 und 2011 meinen ihren ersten Tag",
            en="first day; 2011-03 and 2011 mean their first day",
        ),
    )
    parser.add_argument(
        "--to",
        dest="end",
        metavar=day,
        help=say(
            de="letzter Tag, er zählt mit; 2011-03 und 2011 meinen den ganzen Monat, das ganze Jahr",
            en="last day, included; 2011-03 and 2011 mean the whole month, the whole year",
        ),
    )
    parser.add_argument(
        "--as-of",
        metavar=day,
        help=say(
            de="Datenstand: so tun, als sei dies der letzte Tag", en="look as if this were the last day of the data"
        ),
    )


def after(text: str) -> date:
    """The day after the day, month or year written: the exclusive end. Raises UnusableInput."""
    day = parse_day(text)
    try:
        match len(text):
            case 4:
                return add_months(day, 12)
            case 7:
                return add_months(day, 1)
        return day + timedelta(days=1)
    except (OverflowError, ValueError):
        raise UnusableInput(
            Text(de=f"„{text}“ liegt zu weit in der Zukunft.", en=f"'{text}' is too far in the future."),
            Text(de="Nennen Sie einen früheren Tag.", en="Name an earlier day."),
        ) from None


def asked(workspace: Workspace, args: argparse.Namespace, compare: list[str]) -> list[Value]:
    """The values the options ask for. Raises UnusableInput where they leave no day."""
    start, end = parse_day(args.start) if args.start else None, after(args.end) if args.end else None
    if start and end and start >= end:
        raise UnusableInput(
            Text(de="--from liegt nach --to.", en="--from is after --to."),
            Text(de="Vertauschen Sie die beiden.", en="Swap the two."),
        )
    return workspace.values(
        args.metric,
        grain=args.grain,
        by=words(args.by),
        where=args.where,
        start=start,
        end=end,
        as_of=last_day(args),
        compare=compare,
    )


def last_day(args: argparse.Namespace) -> date | None:
    return after(args.as_of) - timedelta(days=1) if args.as_of else None
