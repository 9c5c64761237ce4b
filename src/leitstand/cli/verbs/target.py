"""`leitstand target`: what a goal takes, whether that is realistic, and how likely it is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, words
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from datetime import date

EXAMPLE = "active_customers=9000"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    from leitstand.cli.amounts import allow_negative

    allow_negative(parser)
    parser.add_argument(
        "metric",
        nargs="+",
        metavar="ID",
        help=say(
            de="Kennzahl oder Messgröße; mehrere zugleich: revenue_net=+10%% nps=+5%%",
            en="metric or measure; several at once: revenue_net=+10%% nps=+5%%",
        ),
    )
    add_goal(parser, say)
    parser.add_argument(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        metavar=say(de="DIM=WERT", en="DIM=VALUE"),
        help=say(de="nur diese Fälle: channel=web", en="only these cases: channel=web"),
    )
    parser.add_argument(
        "--budget",
        type=str,
        metavar=say(de="BETRAG", en="AMOUNT"),
        help=say(
            de="so viel darf alles zusammen kosten (mit --cost)", en="all together may cost so much (with --cost)"
        ),
    )
    parser.add_argument(
        "--cost",
        nargs="+",
        action="extend",
        metavar=say(de="TREIBER=BETRAG", en="DRIVER=AMOUNT"),
        help=say(
            de="was es kostet, einen Treiber um ein Prozent zu bewegen",
            en="what it costs to move a driver by one percent",
        ),
    )
    parser.add_argument(
        "--guard",
        nargs="+",
        action="extend",
        metavar=say(de="KENNZAHL>=WERT", en="METRIC>=VALUE"),
        help=say(de="was dabei nicht schlechter werden darf", en="what must not become worse on the way"),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def add_goal(parser: argparse.ArgumentParser, say: Say) -> None:
    """How much, by when, and what holds a driver; `leitstand goal set` takes the same."""
    value = say(de="WERT", en="VALUE")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--increase",
        metavar="X%",
        help=say(
            de="so viel mehr als ohne neue Maßnahmen zu erwarten ist",
            en="so much more than expected without new action",
        ),
    )
    how.add_argument(
        "--decrease", metavar="X%", help=say(de="so viel weniger als zu erwarten ist", en="so much less than expected")
    )
    how.add_argument(
        "--to", metavar=value, help=say(de="auf diesen Wert in zwölf Monaten", en="this value in twelve months")
    )
    parser.add_argument(
        "--by",
        metavar=say(de="TAG", en="DAY"),
        help=say(
            de="die zwölf vollen Monate bis zu diesem Tag (sonst zwölf Monate nach dem Datenstand)",
            en="the twelve whole months up to this day (default: twelve months after the last day of data)",
        ),
    )
    parser.add_argument(
        "--capacity",
        nargs="+",
        action="extend",
        metavar=f"ID={value}",
        help=say(de="mehr geht bei diesem Treiber nicht", en="the most this driver can be"),
    )
    parser.add_argument(
        "--keep",
        nargs="+",
        action="extend",
        metavar="ID",
        help=say(de="diese Treiber bleiben, wie sie sind", en="these drivers stay as they are"),
    )


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.aims import show_target, show_together
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs.targeting import Targeting
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    several = len(args.metric) > 1 or "=" in args.metric[0]
    with patience(Text(de="Rechnen", en="Computing"), args.language):
        targeting = Targeting(workspace.home, workspace.facts)
        found = _several(targeting, args) if several else targeting.target(
            args.metric[0], where=args.where, **asked(args)
        )  # fmt: skip
    if args.json:
        print_json(found)
    elif several:
        show_together(found, Page(args.language))
    else:
        show_target(found, Page(args.language))
    return 0


def asked(args: argparse.Namespace) -> dict[str, Any]:
    """The options of `add_goal` as `Targeting.target` takes them."""
    from leitstand.cli.amounts import amount, assigned

    less = amount(args.decrease) if args.decrease else None
    return {
        "increase": amount(args.increase) if args.increase else -less if less is not None else None,
        "to": amount(args.to) if args.to else None,
        "by": last_day(args.by),
        "capacity": assigned(words(args.capacity), EXAMPLE),
        "keep": words(args.keep),
    }


def last_day(text: str | None) -> date | None:
    """The day written; of a month or year its last day."""
    from datetime import timedelta

    from leitstand.cli.question import after

    return after(text) - timedelta(days=1) if text else None


def _several(targeting: Any, args: argparse.Namespace) -> dict[str, Any]:
    from leitstand.cli.amounts import amount, assigned

    found: dict[str, Any] = targeting.together(
        assigned(args.metric, "revenue_net=+10%"), by=last_day(args.by),
        budget=amount(args.budget) if args.budget else None, costs=assigned(args.cost, "aov=1500"),
        guardrails=args.guard or [], capacity=assigned(words(args.capacity), EXAMPLE), keep=words(args.keep),
    )  # fmt: skip
    return found


VERB = Verb(
    order=73,
    summary=Text(
        de="ein Ziel ausrechnen: Treiber, Grenzen, Wahrscheinlichkeit", en="calculate a target: drivers, bounds, odds"
    ),
    description=Text(
        de="Rechnet aus, was ein Ziel von seinen Treibern verlangt: ausgehend von der Prognose für zwölf Monate, "
        "innerhalb dessen, was eigene Jahre, die beste Teilgruppe, Vergleichswerte und Kapazität hergeben. Nennt die "
        "Wahrscheinlichkeit, Zusage, Ziel und ehrgeizigen Wert, das größte Erreichbare und den Weg Monat für Monat.",
        en="Calculates what a goal asks of its drivers: from the forecast for a year, within what own years, the "
        "best segment, benchmarks and capacity allow. Tells the probability, commitment, target and stretch, the "
        "largest reachable value and the way month by month.",
    ),
    examples=(
        (
            "leitstand target revenue_net --increase 10%",
            Text(de="zehn Prozent mehr als zu erwarten", en="ten percent more than expected"),
        ),
        (
            "leitstand target nps --to 30 --by 2027-12",
            Text(de="auf einen Wert, bis Ende 2027", en="to a value, by the end of 2027"),
        ),
        (
            "leitstand target revenue_net --increase 5% --keep aov_identified",
            Text(de="ohne höheren Bestellwert", en="without a higher order value"),
        ),
        (
            "leitstand target revenue_net=+5% operating_result=+8% --guard 'win_rate>=0.2'",
            Text(de="mehrere Ziele zugleich", en="several goals at once"),
        ),
    ),
    arguments=arguments,
    run=run,
)
