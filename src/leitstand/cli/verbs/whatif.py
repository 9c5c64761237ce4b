"""`leitstand whatif`: what all other numbers become if some of them move."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.cli.output import Cell, Page

EXAMPLE = "active_customers=+5%"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "changes",
        nargs="+",
        metavar="ID=X%",
        help=say(
            de="Kennzahl und ihre Bewegung: active_customers=+5%%", en="metric and its movement: active_customers=+5%%"
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.amounts import assigned
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs.targeting import Targeting
    from leitstand.workspace import Workspace

    changes = assigned(args.changes, EXAMPLE)
    workspace = Workspace(args.home)
    with patience(Text(de="Vorbereiten", en="Making ready"), args.language):
        found = Targeting(workspace.home, workspace.facts).whatif(changes)
    if args.json:
        print_json(found)
    else:
        show(found, Page(args.language))
    return 0


def show(found: Mapping[str, Any], page: Page) -> None:
    """Levers, what follows, and what it rests on."""
    page.say(Text(de="Wenn sich das bewegt", en="If this moves"), "strong")
    _table(found, found["levers"], page)
    page.blank()
    if found["metrics"]:
        page.say(Text(de="dann in den nächsten zwölf Monaten", en="then in the next twelve months"), "strong")
        _table(found, found["metrics"], page)
    else:
        page.say(Text(de="Daraus ist keine andere Kennzahl rechnerisch gemacht.",
                      en="No other metric is made of it by arithmetic."))  # fmt: skip
    page.blank()
    page.say(Text(
        de="· Gerechnet wird, nicht geraten: Alles andere bleibt, wie die Prognose es erwartet. Bereiche halten 80 %.",
        en="· This is arithmetic: everything else stays as forecast. Ranges hold 80%.",
    ), "quiet")  # fmt: skip


def _table(found: Mapping[str, Any], rows: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.aims import number
    from leitstand.cli.output import Cell, Column
    from leitstand.foundation.numbers import format_change, format_percent

    language = page.language

    def say(de: str, en: str) -> str:
        return Text(de=de, en=en).get(language)

    columns = [Column(say("Kennzahl", "Metric"), flexible=True), Column(say("Ohne", "Without"), number=True),
               Column(say("Dann", "Then"), number=True), Column(say("Änderung", "Change"), number=True),
               Column(say("Bereich", "Range"), number=True, rank=1)]  # fmt: skip
    table: list[list[str | Cell]] = []
    for one in rows:
        money = found["currency"] if one["unit"].startswith("currency") else None
        before, after, low, high = (number(one[name], one["unit"], money, language)
                                    for name in ("from", "to", "low", "high"))  # fmt: skip
        ratio = one["change_ratio"]
        change = format_percent(ratio, language, signed=True) if ratio is not None else format_change(
            one["change"], None, one["unit"], money, language
        )  # fmt: skip
        wanted = {"up": 1, "down": -1}.get(one["direction"], 0) * one["change"]
        style = "good" if wanted > 0 else "bad" if wanted < 0 else ""
        span = "–" if one["low"] is None else f"{low} – {high}"
        table.append([one["title"][language], before, Cell(after, "strong"), Cell(change, style), span])
    page.table(columns, table)


VERB = Verb(
    order=75,
    summary=Text(de="was wäre, wenn sich Kennzahlen bewegten", en="what would be if metrics moved"),
    description=Text(
        de="Folgt Bewegungen den Kennzahlenbaum hinauf: Was werden Umsatz, Ergebnis und alles andere, das rechnerisch "
        "daraus besteht, in den nächsten zwölf Monaten?",
        en="Follows movements up the metric tree: what do revenue, result and everything else that is made of them "
        "become over the next twelve months?",
    ),
    examples=(
        (
            "leitstand whatif active_customers=+5%",
            Text(de="fünf Prozent mehr Kund:innen", en="five percent more customers"),
        ),
        (
            "leitstand whatif net_price_per_unit=+2% units_per_order=-1%",
            Text(de="Preis gegen Menge", en="price against volume"),
        ),
        ("leitstand whatif win_rate=+10% --json", Text(de="für ein Programm", en="for a program")),
    ),
    arguments=arguments,
    run=run,
)
