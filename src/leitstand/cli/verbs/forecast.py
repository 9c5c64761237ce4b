"""`leitstand forecast`: how a metric will probably go on, and how sure that is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from leitstand.cli.pictures import add_picture, outlook_title, save_pictures
from leitstand.cli.question import add_question, asked
from leitstand.cli.verb import Say, Verb, add_output, words
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.analysis.outlook import Outlook
    from leitstand.cli.output import Page
    from leitstand.reporting.charts.contract import Chart

HORIZON = 6
TOO_NARROW = (0.65, 0.85)
"""Less realised coverage than this, of 80 and 95 %, is more than bad luck."""
LONGEST_COURSE = 48
"""So many past periods fit into the line of bars."""

METHODS = {
    "ets_theta": Text(de="Verfahren: Mittel aus ETS und Theta", en="method: mean of ETS and Theta"),
    "seasonal_naive": Text(de="Verfahren: wie in der letzten Saison", en="method: as in the last season"),
    "naive": Text(de="Verfahren: wie zuletzt", en="method: as last"),
}
COVERAGE = Text(
    de="An der Vergangenheit erprobt: Der 80-%-Bereich traf in {p80} der Fälle zu, der 95-%-Bereich in {p95}.",
    en="Tried out on the past: the 80% range held in {p80} of the cases, the 95% range in {p95}.",
)
LEFT_OUT = Text(
    de="Ohne Prognose, weil zu wenige Werte bekannt sind: {names}.",
    en="Without a forecast, because too few values are known: {names}.",
)
UNTRIED = Text(
    de="Wie oft die Bereiche zutreffen, ließ sich an dieser Vergangenheit nicht erproben.",
    en="How often the ranges hold could not be tried out on this past.",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    add_question(parser, say)
    parser.add_argument(
        "--horizon",
        type=int,
        default=HORIZON,
        metavar="N",
        help=say(de=f"so viele Zeiträume voraus (sonst {HORIZON})", en=f"so many periods ahead (default {HORIZON})"),
    )
    add_output(parser, say)
    add_picture(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.analysis.outlook import outlooks
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.cli.values import cell_name
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    with patience(Text(de="Rechnen", en="Computing"), args.language):
        values = asked(workspace, args, [])
        found = outlooks(values, args.horizon, workspace.facts.fiscal_start)
    if args.out:
        save_pictures(_charts(found, " & ".join(args.where), args.language), args)
    if args.json:
        data = [one.as_dict(args.language) for one in found]
        print_json(data if words(args.by) else data[0])
    elif args.csv:
        rows = [
            {"metric": one.metric, **{f"dim_{name}": cell for name, cell in one.dims.items()}, **point}
            for one in found
            for point in one.as_dict(args.language)["points"]
        ]
        print_csv(rows, list(rows[0]))
    else:
        page = Page(args.language)
        for place, one in enumerate(found):
            if place:
                page.blank()
            show(page, one, " & ".join(args.where))
        left_out = {tuple(value.dims.values()) for value in values} - {tuple(one.dims.values()) for one in found}
        if left_out:
            page.blank()
            names = sorted(", ".join(cell_name(cell, args.language) for cell in cells) for cells in left_out)
            page.say(LEFT_OUT.format(names="; ".join(names)), "watch")
    return 0


def _charts(found: list[Outlook], condition: str, language: Language) -> dict[str, Chart | None]:
    """One per cell, named by it; without cells the answer itself."""
    from leitstand.cli.values import cell_name
    from leitstand.reporting.charts.answers import of_forecast

    return {
        "-".join(cell_name(cell, language) for cell in one.dims.values()): of_forecast(
            one, outlook_title(one, condition, language)
        )
        for one in found
    }


def show(page: Page, outlook: Outlook, condition: str = "") -> None:
    """Title, course, table, how far to trust it."""
    from leitstand.cli.output import sparkline
    from leitstand.foundation.period import GRAIN_NAMES

    language = page.language
    title = Text(de="Prognose: ", en="Forecast: ").get(language)
    page.say(title + outlook_title(outlook, condition, language), "strong")
    shown = outlook.history[-LONGEST_COURSE:]
    course = sparkline([value for _, value in shown] + [float(value) for value in outlook.forecast.value])
    bars = f"{course[: len(shown)]}│{course[len(shown) :]}"
    name = GRAIN_NAMES[outlook.grain]
    page.say(Text(de=f"je {name.de}", en=f"per {name.en}").get(language)
             + f", {shown[0][0].label(language)} – {shown[-1][0].label(language)} │ "
             + f"{outlook.periods[0].label(language)} – {outlook.periods[-1].label(language)}", "quiet")  # fmt: skip
    page.say(bars)
    _table(page, outlook)
    _trust(page, outlook)


def _table(page: Page, outlook: Outlook) -> None:
    from leitstand.cli.output import Cell, Column
    from leitstand.foundation.numbers import FIXED_SPACE, WHOLE_UNITS, format_value

    language, found = page.language, outlook.forecast

    def number(value: float) -> str:
        shown = float(round(value)) if outlook.unit in WHOLE_UNITS else float(value)
        return format_value(shown, outlook.unit, outlook.currency, language, short=True)

    def say(de: str, en: str) -> str:
        return Text(de=de, en=en).get(language)

    columns = [
        Column(say("Zeitraum", "Period")),
        Column(say("Erwartet", "Expected"), number=True),
        Column(say(f"80{FIXED_SPACE}%-Bereich", "80% range"), number=True),
        Column(say(f"95{FIXED_SPACE}%-Bereich", "95% range"), number=True, rank=1),
    ]
    page.table(
        columns,
        [
            [
                period.label(language),
                Cell(number(found.value[place]), "strong"),
                f"{number(found.p10[place])} – {number(found.p90[place])}",
                f"{number(found.low95[place])} – {number(found.high95[place])}",
            ]
            for place, period in enumerate(outlook.periods)
        ],
    )


def _trust(page: Page, outlook: Outlook) -> None:
    from leitstand.foundation.numbers import format_number

    found, language = outlook.forecast, page.language
    if found.coverage80 is not None and found.coverage95 is not None:
        p80, p95 = (
            format_number(100 * share, language) + ("\u202f%" if language == "de" else "%")
            for share in (found.coverage80, found.coverage95)
        )
        too_narrow = found.coverage80 < TOO_NARROW[0] or found.coverage95 < TOO_NARROW[1]
        page.say("· " + COVERAGE.format(p80=p80, p95=p95).get(language), "watch" if too_narrow else "quiet")
    elif found.note is None:
        page.say("· " + UNTRIED.get(language), "watch")
    if found.note:
        page.say("· " + found.note.get(language), "watch")
    page.say("· " + METHODS[found.method].get(language), "quiet")


VERB = Verb(
    order=56,
    summary=Text(de="eine Kennzahl fortschreiben, mit Bereich", en="carry a metric on, with its range"),
    description=Text(
        de="Schreibt eine Kennzahl nach ihrem letzten abgeschlossenen Zeitraum fort. Die Bereiche stammen aus den "
        "Fehlern früherer Prognosen derselben Reihe. Mit weniger als 24 Zeiträumen wird nur der letzte Stand "
        "fortgeschrieben.",
        en="Carries a metric on after its last complete period. The ranges come from the errors of earlier forecasts "
        "of the same series. With fewer than 24 periods only the latest values are carried on.",
    ),
    examples=(
        ("leitstand forecast revenue_net", Text(de="die nächsten sechs Monate", en="the next six months")),
        (
            "leitstand forecast orders --grain quarter --horizon 4",
            Text(de="die nächsten vier Quartale", en="the next four quarters"),
        ),
        ("leitstand forecast revenue_net --out forecast.png", Text(de="als Bild", en="as a picture")),
        (
            "leitstand forecast revenue_net --by channel --horizon 3 --csv > forecast.csv",
            Text(de="je Kanal, für die Tabellenkalkulation", en="per channel, for a spreadsheet"),
        ),
    ),
    arguments=arguments,
    run=run,
)
