"""`leitstand why`: why a number changed, in words, with its parts, segments and what happened around it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leitstand.cli.pictures import add_picture, save_pictures
from leitstand.cli.verb import Say, Verb, words
from leitstand.foundation.numbers import MINUS
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.answers import BRIDGE, MADE_OF, PRICES, PRICES_OF

if TYPE_CHECKING:
    from leitstand.cli.output import Cell, Page

Line = tuple[int, Any, float, tuple[float, float] | None]
"""Depth, title, contribution, its 90 % interval where that is known."""
BAR = 24
MOST_SEGMENTS = 20


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "metric",
        metavar="ID",
        help=say(de="Kennzahl oder Messgröße (`leitstand metrics`)", en="metric or measure (`leitstand metrics`)"),
    )
    period = say(de="ZEITRAUM", en="PERIOD")
    parser.add_argument(
        "--period",
        metavar=period,
        help=say(
            de="2026-Q3, 2026-09, 2026, 2026-W36 oder 2025-10..2026-09 (sonst das letzte volle Quartal)",
            en="2026-Q3, 2026-09, 2026, 2026-W36 or 2025-10..2026-09 (default: the latest complete quarter)",
        ),
    )
    parser.add_argument(
        "--against",
        metavar=period,
        default="year_before",
        help=say(
            de="Vergleichszeitraum, ebenso geschrieben; oder previous (davor), year_before (Vorjahr, sonst)",
            en="period to compare with, written alike; or previous, year_before (default)",
        ),
    )
    parser.add_argument(
        "--by",
        nargs="+",
        action="extend",
        metavar=say(de="DIMENSION", en="DIM"),
        help=say(
            de="alle Teilgruppen dieser Dimensionen (sonst die auffälligsten über alle)",
            en="all segments of these dimensions (default: the most telling ones over all)",
        ),
    )
    parser.add_argument(
        "--where",
        nargs="+",
        action="extend",
        metavar=say(de="DIM=WERT", en="DIM=VALUE"),
        help=say(
            de="nur diese Teilgruppe, z. B. country=DE oder channel!=web",
            en="only this segment, e.g. country=DE or channel!=web",
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))
    add_picture(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    with patience(Text(de="Erklären", en="Explaining"), args.language):
        analysis = Workspace(args.home).analysis
        found = analysis.why(args.metric, args.period, args.against, words(args.by), args.where or ())
    if args.out:
        from leitstand.reporting.charts.answers import of_change

        save_pictures(of_change(found), args)
    if args.json:
        print_json(found)
    else:
        show(found, Page(args.language), words(args.by))
    return 0


def show(found: Mapping[str, Any], page: Page, by: Sequence[str] = ()) -> None:
    """Paragraph, waterfall, mix and rate, bridge, segments, events."""
    language = page.language
    page.say(found["title"][language], "strong")
    spans = f"{found['period'][language]} ↔ {found['against'][language]}"
    page.say(f"{spans} · {found['where']}" if found["where"] else spans)
    page.blank()
    page.say(found["sentence"][language])
    for note in found["notes"]:
        page.say(f"· {note[language]}", "quiet")
    if found["operator"]:
        _waterfall(found, page, list(_lines(found["parts"])), MADE_OF)
    _mix(found, page)
    prices = found["price_volume"]
    if prices:
        named: list[Line] = [(0, PRICES[name].get(language), amount, None) for name, amount in prices.items() if amount]
        _waterfall(found, page, named, PRICES_OF)
    if found["bridge"]:
        named = [
            (0, one["title"][language], one["contribution"], None) for one in found["bridge"] if one["contribution"]
        ]
        _waterfall(found, page, named, BRIDGE)
    _segments(found, page, by)
    _events(found, page)


def _lines(parts: Sequence[Mapping[str, Any]], depth: int = 0) -> Iterator[Line]:
    for one in parts:
        known = one["low90"] is not None
        yield depth, one["title"], one["contribution"], (one["low90"], one["high90"]) if known else None
        yield from _lines(one["parts"], depth + 1)


def _waterfall(found: Mapping[str, Any], page: Page, lines: Sequence[Line], title: Text) -> None:
    """From the value before to the value after, one line per part; parts of parts stand below it, indented."""
    from leitstand.cli.output import Cell, Column

    language = page.language
    before, after = found["before"], found["after"]
    at, spans = [before], []
    for depth, _, amount, _ in lines:  # a part begins where the one before it ended, its own parts where it began
        begin = at[depth]
        at = [*at[:depth], begin + amount, begin]
        spans.append((begin, begin + amount))
    low, high = (pick(before, after, *(pick(span) for span in spans)) for pick in (min, max))
    low -= 0.05 * (high - low)
    rows: list[list[str | Cell]] = [
        [found["against"][language], _value(found, before, language), "", bar(low, before, low, high)]
    ]
    for place, ((depth, name, amount, reach), span) in enumerate(zip(lines, spans, strict=True)):
        made_up = place + 1 < len(lines) and lines[place + 1][0] > depth  # its parts say what is not sure
        unsure = reach is not None and reach[0] < 0 < reach[1] and not made_up
        told = _change(found, amount, language)
        style = "" if unsure else _style(found, amount)
        mark = bar(*span, low, high)
        rows.append([
            "  " * depth + (name if isinstance(name, str) else name[language]),
            Cell("±" + told.lstrip(f"+{MINUS}") if unsure else told, style),
            " … ".join(_change(found, end, language) for end in reach) if reach else "",
            Cell(mark if depth == 0 else mark.replace("█", "░"), style),
        ])  # fmt: skip
    rows.append([found["period"][language], _value(found, after, language), "", bar(low, after, low, high)])
    page.blank()
    contribution = Text(de="Beitrag", en="Part").get(language)
    columns = [Column(title.get(language), flexible=True, least=30), Column(contribution, number=True)]
    if any(reach for *_, reach in lines):
        columns.append(Column(Text(de="90-%-Bereich", en="90% interval").get(language), number=True, rank=2))
    else:
        rows = [[*row[:2], row[3]] for row in rows]
    columns.append(Column("", rank=1))
    page.table(columns, rows)


def bar(start: float, end: float, low: float, high: float) -> str:
    """A bar between two values on a line from low to high; at least one sign.

    >>> bar(0, 5, 0, 10)
    '████████████'
    """
    width = (high - low) or 1.0
    first, last = (round((one - low) / width * BAR) for one in sorted((start, end)))
    return " " * min(first, BAR - 1) + "█" * max(last - first, 1)


def _mix(found: Mapping[str, Any], page: Page) -> None:
    from leitstand.metrics.registry import dimension

    if found["mix"] is None:
        return
    by = [dimension(name).title for name in found["mix_by"]]
    de, en = " × ".join(one.de for one in by), " × ".join(one.en for one in by)
    mix, rate = (
        {language: _change(found, found[what], language) for language in ("de", "en")} for what in ("mix", "rate")
    )
    page.blank()
    page.say(Text(
        de=f"Nach {de}: {mix['de']} aus verschobenen Anteilen · {rate['de']} aus den Werten der Teilgruppen",
        en=f"By {en}: {mix['en']} from shares that moved (mix) · {rate['en']} from the rates of the segments",
    ), "watch" if found["reversal"] else "strong")  # fmt: skip


def _segments(found: Mapping[str, Any], page: Page, by: Sequence[str]) -> None:
    from leitstand.cli.output import Cell, Column

    segments = found["segments"][:MOST_SEGMENTS]
    if not segments:
        return
    language, say = page.language, Say(page.language)
    title = say(de="Teilgruppe", en="Segment") if by else say(de="Auffälligste Teilgruppen", en="Most telling segments")
    columns = [Column(title, flexible=True, least=24), Column(say(de="Vorher", en="Before"), number=True, rank=3),
               Column(say(de="Nachher", en="After"), number=True, rank=2),
               Column(say(de="Beitrag", en="Part"), number=True), Column(say(de="bei Gleichlauf", en="if even"),
               number=True, rank=4)]  # fmt: skip
    rows: list[list[str | Cell]] = [
        [one["title"][language], *(_value(found, one[side], language) for side in ("before", "after")),
         Cell(_change(found, one["contribution"], language), _style(found, one["contribution"])),
         _change(found, one["expected"], language)]
        for one in segments
    ]  # fmt: skip
    page.blank()
    page.table(columns, rows)
    hidden = len(found["segments"]) - len(segments)
    if hidden:
        page.say(Text(de=f"{hidden} weitere: --json", en=f"{hidden} more: --json"), "quiet")


def _events(found: Mapping[str, Any], page: Page) -> None:
    from datetime import date

    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_day, format_percent

    if not found["events"]:
        return
    language, say = page.language, Say(page.language)
    rows = [
        [
            " – ".join(
                format_day(date.fromisoformat(day), language) for day in dict.fromkeys((one["on"], one["until"])) if day
            ),
            one["title"][language],
            format_percent(one["closeness"], language),
        ]
        for one in found["events"]
    ]
    onset = format_day(date.fromisoformat(found["onset"]), language)
    heading = say(de=f"Was um den {onset} geschah (Nähe ist keine Ursache)",
                  en=f"What happened around {onset} (close is not cause)")  # fmt: skip
    page.blank()
    page.table([Column(say(de="Tag", en="Day")), Column(heading, flexible=True, least=30),
                Column(say(de="Nähe", en="Closeness"), number=True, rank=1)], rows)  # fmt: skip


def _value(found: Mapping[str, Any], value: float | None, language: Language) -> str:
    from leitstand.foundation.numbers import format_value

    return "–" if value is None else format_value(value, found["unit"], found["currency"], language, short=True)


def _change(found: Mapping[str, Any], amount: float | None, language: Language) -> str:
    from leitstand.foundation.numbers import format_change, format_value

    if amount is None:
        return "–"
    if found["unit"].startswith("currency"):
        return format_value(amount, found["unit"], found["currency"], language, short=True, signed=True)
    return format_change(amount, None, found["unit"], found["currency"], language)


def _style(found: Mapping[str, Any], amount: float | None) -> str:
    """Good or bad by what the metric wants; the sign says the same without colour."""
    from leitstand.metrics.registry import find

    direction = find(found["metric"]).direction
    if not amount or direction == "context":
        return ""
    return "good" if (amount > 0) == (direction == "up") else "bad"


VERB = Verb(
    order=58,
    summary=Text(de="warum sich eine Kennzahl verändert hat", en="why a metric changed"),
    description=Text(
        de="Zerlegt die Veränderung einer Kennzahl zwischen zwei Zeiträumen: exakt nach ihren Bestandteilen, nach "
        "verschobenen Anteilen und nach Teilgruppen, mit dem, was zeitlich in der Nähe geschah. Zerlegen heißt "
        "rechnen: Es nennt keine Ursachen.",
        en="Takes the change of a metric between two periods apart: exactly by its parts, by shares that moved, and by "
        "segments, with what happened close in time. This is arithmetic: it does not name causes.",
    ),
    examples=(
        ("leitstand why revenue_net", Text(de="letztes volles Quartal gegen das Vorjahr",
                                           en="latest complete quarter against the year before")),
        ("leitstand why conversion_rate --period 2026-Q3 --against 2023-Q4 --by device",
         Text(de="nach Gerät, mit verschobenen Anteilen", en="by device, with shares that moved")),
        ("leitstand why revenue_net --where channel=web", Text(de="nur die Verkäufe im Web", en="web sales only")),
        ("leitstand why revenue_net --out why.svg", Text(de="dazu als Bilder: Wasserfall, Teilgruppen",
                                                         en="as pictures too: waterfall, segments")),
        ("leitstand why aov --period 2011-11 --against previous --json",
         Text(de="gegen den Monat davor, für ein Programm", en="against the month before, for a program")),
    ),
    arguments=arguments,
    run=run,
)  # fmt: skip
