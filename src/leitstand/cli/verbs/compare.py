"""`leitstand compare`: the latest complete period beside everything it can be compared with; sets targets."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from leitstand.cli.question import add_question, asked, last_day
from leitstand.cli.verb import Say, Verb, add_output, words
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Cell, Column
    from leitstand.cli.values import Sheet
    from leitstand.metrics.compute.result import Value

ALL_KINDS = ("previous_period", "previous_year", "target", "industry", "competitor")


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    add_question(parser, say)
    parser.add_argument(
        "--kind",
        nargs="+",
        action="extend",
        metavar=say(de="ART", en="KIND"),
        help=say(
            de="nur diese: previous_period, previous_year, target, benchmark (mit --by), industry, competitor",
            en="only these: previous_period, previous_year, target, benchmark (with --by), industry, competitor",
        ),
    )
    parser.add_argument(
        "--template",
        metavar=say(de="DATEI.xlsx", en="FILE.xlsx"),
        help=say(
            de="nichts vergleichen, sondern die Vorlage für Beobachtungen von Wettbewerbern schreiben",
            en="compare nothing, but write the template for observations of competitors",
        ),
    )
    target = parser.add_argument_group(say(de="Ziel setzen", en="set a target"))
    target.add_argument(
        "--set-target",
        type=float,
        metavar=say(de="WERT", en="VALUE"),
        help=say(
            de="Ziel in der Einheit der Kennzahl; Prozente als 0.25",
            en="target in the unit of the metric; percents as 0.25",
        ),
    )
    target.add_argument(
        "--period",
        metavar=say(de="TAG", en="DAY"),
        help=say(
            de="Zeitraum des Ziels: 2011-11, oder ein Tag darin; seine Länge sagt --grain",
            en="period of the target: 2011-11, or a day in it; --grain says how long it is",
        ),
    )
    target.add_argument(
        "--below",
        action="store_true",
        help=say(
            de="das Ziel ist eine Obergrenze (sonst: mindestens)", en="the target is an upper limit (default: at least)"
        ),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.cli.values import Sheet, flat
    from leitstand.workspace import Workspace

    if args.template:
        return write_template(Path(args.template), args.language)
    if args.set_target is not None:
        return set_target(args)
    if args.period or args.below:
        raise UnusableInput(
            Text(de="--period und --below gehören zu --set-target.", en="--period and --below go with --set-target.")
        )
    workspace = Workspace(args.home)
    kinds = words(args.kind) or [*ALL_KINDS, *(["benchmark"] if args.by else [])]
    with patience(Text(de="Vergleichen", en="Comparing"), args.language):
        found = latest(asked(workspace, args, kinds))
    if args.json:
        print_json([value.as_dict(args.language) for value in found])
    elif args.csv:
        print_csv(*flat(found, args.language))
    else:
        print_compared(Sheet(workspace, args.metric, args.language, last_day(args)), found)
    return 0


def latest(found: Sequence[Value]) -> list[Value]:
    """The values of the latest complete period with a number; of the very latest, where none is complete."""
    whole = [value.period for value in found if value.complete and value.status == "ok"]
    chosen = max(whole or [value.period for value in found], default=None)
    return [value for value in found if value.period == chosen]


def print_compared(sheet: Sheet, found: Sequence[Value]) -> None:
    """One block per cell: the number, then a line per comparison; many cells with one comparison in one table."""
    from leitstand.cli.values import NOTHING, cell_name, labels, place_of
    from leitstand.foundation.numbers import format_number

    sheet.head(found)
    if not found:
        sheet.page.say(NOTHING, "watch")
        return
    if found[0].status in ("no_data", "waiting"):
        sheet.without_data(found[0])
        return
    if len(found) > 1 and len(labels(found)) == 1:
        sheet.table(found)
        return
    for value in sorted(found, key=place_of):
        cell = " · ".join(cell_name(one, sheet.language) for one in value.dims.values())
        sheet.page.blank()
        remark, interval = sheet.remark(value), sheet.interval(value)
        if interval:
            interval = Text(de=f"95 %-Bereich {interval}", en=f"95% interval {interval}").get(sheet.language)
        number = f"{sheet.number(value, value.value)} (n = {format_number(value.n, sheet.language)})"
        number = f"{number} {interval}".rstrip()
        sheet.page.say(f"{cell}: {number}" if cell else number, "strong")
        if remark.text:
            sheet.page.say(remark.text, remark.style)
        columns, rows = comparison_table(sheet, value)
        sheet.page.table(columns, rows)


def comparison_table(sheet: Sheet, value: Value) -> tuple[list[Column], list[list[str | Cell]]]:
    from leitstand.cli.output import Column

    say = Say(sheet.language)

    columns = [
        Column(say(de="Vergleich mit", en="Compared with"), flexible=True),
        Column(say(de="Zeitraum", en="Period"), rank=2),
        Column(say(de="Wert", en="Value"), number=True),
        Column(say(de="Veränderung", en="Change"), number=True),
        Column(say(de="Hinweis", en="Remark"), flexible=True, rank=3),
    ]
    rows: list[list[str | Cell]] = []
    for one in value.comparisons:
        period = one.period.label(sheet.language) if one.period else str(one.year or "")
        known = [f"{say(de='Güte', en='grade')} {one.grade}" if one.grade else "", one.source or ""]
        note = " · ".join(filter(None, (one.note.get(sheet.language) if one.note else "", *known)))
        rows.append(
            [one.label.get(sheet.language), period, sheet.number(value, one.value), sheet.change(value, one), note]
        )
    return columns, rows


def write_template(target: Path, language: Language) -> int:
    """Writes the workbook; never over a file that is there."""
    from leitstand.cli.output import Page
    from leitstand.jobs.templates import write_competitor_template

    if target.exists():
        raise UnusableInput(
            Text(de=f"„{target}“ gibt es schon.", en=f"'{target}' already exists."),
            Text(de="Nennen Sie eine neue Datei.", en="Name a new file."),
        )
    write_competitor_template(target, language)
    page = Page(language)
    page.say(Text(de="Vorlage geschrieben. Füllen Sie sie aus, dann:", en="Template written. Fill it in, then:"))
    page.command(f"leitstand import {shlex.quote(str(target))}", 2)
    return 0


def set_target(args: argparse.Namespace) -> int:
    """Sets the target and says what was set. Raises UnusableInput without --period."""
    from leitstand.cli.output import Page, print_json
    from leitstand.foundation.home import Home
    from leitstand.foundation.numbers import format_value
    from leitstand.foundation.period import parse_day, parse_grain, period_of
    from leitstand.foundation.segment import Segment
    from leitstand.jobs.links import Links
    from leitstand.jobs.targets import set_target
    from leitstand.metrics.compute.answer import default_grain
    from leitstand.metrics.registry import find

    if not args.period:
        raise UnusableInput(
            Text(de="Für welchen Zeitraum gilt das Ziel?", en="For which period is the target?"),
            Text(de="Zum Beispiel --period 2011-11.", en="For example --period 2011-11."),
        )
    home = Home.find(args.home)
    day, segment = parse_day(args.period), str(Segment.parse(args.where))
    kind: Literal["at_or_above", "at_or_below"] = "at_or_below" if args.below else "at_or_above"
    grain = parse_grain(args.grain) if args.grain else default_grain(args.metric)
    set_target(home, args.metric, grain, day, args.set_target, kind, segment)
    period = period_of(day, grain)
    if args.json:
        print_json(
            {
                "metric": args.metric,
                "grain": grain,
                "period_start": period.start.isoformat(),
                "period_end": period.end.isoformat(),
                "value": args.set_target,
                "kind": kind,
                "segment": segment,
            }
        )
        return 0
    one = find(args.metric)
    value = format_value(args.set_target, one.unit, Links.of(home).currency, args.language)
    label = period.label(args.language)
    limit = Text(de="höchstens", en="at most") if args.below else Text(de="mindestens", en="at least")
    Page(args.language).say(
        Text(
            de=f"Ziel gesetzt: {one.title.de}, {label}: {limit.de} {value}.",
            en=f"Target set: {one.title.en}, {label}: {limit.en} {value}.",
        )
    )
    return 0


VERB = Verb(
    order=55,
    summary=Text(
        de="den letzten vollen Zeitraum vergleichen; Ziele setzen", en="compare the latest complete period; set targets"
    ),
    description=Text(
        de="Stellt den letzten vollen Zeitraum neben Vorperiode, Vorjahr, Ziel, Branche und Wettbewerber; "
        "mit --by auch neben die übrigen Teilgruppen.",
        en="Sets the latest complete period beside the period before, the year before, target, industry and "
        "competitors; with --by also beside the other cells.",
    ),
    examples=(
        ("leitstand compare revenue_net", Text(de="alle Vergleiche nebeneinander", en="all comparisons side by side")),
        (
            "leitstand compare aov --by country --kind benchmark",
            Text(de="Länder untereinander", en="countries against each other"),
        ),
        (
            "leitstand compare revenue_net --set-target 1200000 --period 2011-11",
            Text(de="Ziel für November 2011: mindestens", en="target for November 2011: at least"),
        ),
    ),
    arguments=arguments,
    run=run,
)
