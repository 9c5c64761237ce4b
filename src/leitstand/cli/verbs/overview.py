"""`leitstand overview`: every family that has data, with its lead metrics and what changed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Language, Text
from leitstand.metrics.leads import LEADS

if TYPE_CHECKING:
    from leitstand.cli.output import Cell, Page
    from leitstand.metrics.compute.result import Value
    from leitstand.workspace import Workspace

MOST = 4
CSV_HEADER = (
    "family",
    "metric",
    "title",
    "period_start",
    "period_end",
    "value",
    "unit",
    "currency",
    "n",
    "status",
    "previous_period_change",
    "previous_period_change_ratio",
    "previous_year_change",
    "previous_year_change_ratio",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "--grain",
        default="month",
        choices=("week", "month", "quarter", "year"),
        help=say(de="je (sonst month)", en="per (default month)"),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    with patience(Text(de="Überblick rechnen", en="Computing the overview"), args.language):
        catalogue = [one for one in workspace.catalogue() if one["kind"] != "measure"]
        found = numbers(workspace, catalogue, args.grain)
    if args.json:
        print_json(
            [
                {"family": family, "metrics": [value.as_dict(args.language) for value in values]}
                for family, values in found.items()
                if values
            ]
        )
    elif args.csv:
        print_csv(
            [_for_csv(family, value, args.language) for family, values in found.items() for value in values], CSV_HEADER
        )
    else:
        print_families(workspace, found, catalogue, Page(args.language))
    return 0


def numbers(workspace: Workspace, catalogue: list[dict[str, Any]], grain: str) -> dict[str, list[Value]]:
    """Family → its lead metrics, each in its latest complete period, with the period and the year before."""
    there = {one["id"]: one["family"] for one in catalogue if one["available"] and grain in one["grains"]}
    known = workspace.latest([name for leads in LEADS.values() for name in leads if name in there], grain)
    found = {}
    for family, leads in LEADS.items():
        values = [known[name] for name in leads if name in known][:MOST]
        others = sorted(name for name, its in there.items() if its == family and name not in leads)
        while len(values) < MOST and others:
            further, others = others[: MOST - len(values)], others[MOST - len(values) :]
            values += workspace.latest(further, grain).values()
        found[family] = values
    return found


def print_families(
    workspace: Workspace, found: dict[str, list[Value]], catalogue: list[dict[str, Any]], page: Page
) -> None:
    from leitstand.cli.output import Cell, Column
    from leitstand.foundation.numbers import format_day
    from leitstand.metrics.registry import FAMILIES

    say = Say(page.language)

    page.say(say(de="Überblick", en="Overview"), "strong")
    if any(found.values()):
        day = format_day(workspace.facts.as_of, page.language)
        page.say(
            Text(
                de=f"Datenstand {day}, je Kennzahl der letzte volle Zeitraum",
                en=f"Data as of {day}, each metric in its latest complete period",
            ),
            "quiet",
        )
    else:
        page.say(Text(de="Noch keine Daten. → `leitstand import DATEI`", en="No data yet. → `leitstand import FILE`"))
    page.blank()
    columns = [
        Column(say(de="Kennzahl", en="Metric"), flexible=True, least=28),
        Column(say(de="Zeitraum", en="Period"), rank=3),
        Column(say(de="Wert", en="Value"), number=True),
        Column(say(de="zur Vorperiode", en="on period before"), number=True, rank=2),
        Column(say(de="zum Vorjahr", en="on year before"), number=True, rank=1),
        Column(say(de="Urteil", en="Verdict")),
    ]
    rows: list[list[str | Cell]] = []
    for family, values in found.items():
        if values:
            rows += [[""] * len(columns)] if rows else []
            rows.append([Cell(FAMILIES[family].get(page.language), "strong"), *[""] * (len(columns) - 1)])
            rows += [row(value, page.language) for value in values]
    if rows:
        page.table(columns, rows)
        page.blank()
    waiting = [FAMILIES[family].get(page.language) for family, values in found.items() if not values]
    if waiting:
        names = ", ".join(waiting)
        page.say(
            Text(
                de=f"Ohne Daten: {names}. `leitstand metrics` zeigt, was sie speist.",
                en=f"Without data: {names}. `leitstand metrics` shows what feeds them.",
            ),
            "quiet",
        )


def row(value: Value, language: Language) -> list[str | Cell]:
    from leitstand.cli.output import Cell
    from leitstand.cli.values import change_cell, verdict
    from leitstand.foundation.numbers import format_value
    from leitstand.metrics.registry import find

    one = find(value.metric)
    cells: list[str | Cell] = [
        one.title.get(language),
        value.period.label(language),
        Cell(format_value(value.value or 0.0, value.unit, value.currency, language, short=True), "strong"),
    ]
    known = {comparison.kind: comparison for comparison in value.comparisons if comparison.change is not None}
    cells += [
        change_cell(value, known[kind], one.direction, language, words=False) if kind in known else "–"
        for kind in ("previous_period", "previous_year")
    ]
    judged = known.get("previous_year") or known.get("previous_period")
    return [*cells, verdict(value, judged, one.direction, language) if judged else Cell("")]


def _for_csv(family: str, value: Value, language: Language) -> dict[str, Any]:
    from leitstand.cli.values import flat
    from leitstand.metrics.registry import find

    return {**flat([value], language)[0][0], "family": family, "title": find(value.metric).title.get(language)}


VERB = Verb(
    order=5,
    summary=Text(
        de="wo das Unternehmen steht: jede Familie auf einen Blick",
        en="where the company stands: each family at a glance",
    ),
    description=Text(
        de="Zeigt je Familie, die Daten hat, die wichtigsten Kennzahlen im letzten vollen Zeitraum und ihre "
        "Veränderung.",
        en="Shows for each family that has data its lead metrics in the latest complete period and what changed.",
    ),
    examples=(
        ("leitstand overview", Text(de="letzter voller Monat", en="the latest complete month")),
        ("leitstand overview --grain quarter", Text(de="letztes volles Quartal", en="the latest complete quarter")),
    ),
    arguments=arguments,
    run=run,
)
