"""A chart in words, as a table and as a file for a spreadsheet: for those who cannot or would rather not see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Kind
from leitstand.reporting.charts.marks.scales import grain, period_name
from leitstand.reporting.charts.registry import kind_of, tells

HEADS = {
    "label": Text(de="Bezeichnung", en="Name"),
    "day": Text(de="Zeit", en="Time"),
    "value": Text(de="Wert", en="Value"),
    "low": Text(de="untere Grenze", en="lower bound"),
    "high": Text(de="obere Grenze", en="upper bound"),
    "n": Text(de="Fälle", en="Cases"),
    "row": Text(de="Zeile", en="Row"),
    "column": Text(de="Spalte", en="Column"),
    "step": Text(de="Schritt", en="Step"),
    "entered": Text(de="eingetreten", en="entered"),
    "left": Text(de="verlassen", en="left"),
    "x": Text(de="waagerecht", en="across"),
    "y": Text(de="senkrecht", en="up"),
}
"""Column → its usual name in tables."""

UNITS = {"n": "count", "share": "ratio"}
"""Column → its unit, where it is never the chart's."""

EVENTS = Text(de="Ereignisse", en="Events")
DRAWN_ONLY = frozenset({"words"})
YES_NO = {True: Text(de="ja", en="yes"), False: Text(de="nein", en="no")}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def summary(chart: Chart, language: Language) -> str:
    """One or two plain sentences: the highest, the lowest, the latest, the change. Raises ValueError as `drawing`."""
    kind, said = kind_of(chart), chart.said(language)
    return kind.says(said, language) if tells(kind, said) else look.EMPTY.get(language)


def table(chart: Chart, language: Language) -> tuple[list[str], list[list[str]]]:
    """Head and rows: every value of the chart exactly, in the reader's notation; events in a column of their own."""
    kind, said = kind_of(chart), chart.said(language)
    names = _columns(kind, said)
    units = _units(kind, said)
    days = _days(said)
    events = _events(said, days, language)
    head = [_head(kind, said, name, language) for name in names]
    rows = []
    for place, row in enumerate(said.rows()):
        unit = row.get("unit") or said.unit
        cells = [_cell(said, name, row[name], units.get(name) or unit, days, language) for name in names]
        rows.append([*cells, events.get(place, "")] if events else cells)
    return ([*head, EVENTS.get(language)] if events else head), rows


def csv(chart: Chart, language: Language) -> bytes:
    """The table with plain numbers as a spreadsheet of the language opens it (German: semicolons, decimal commas).

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    import csv as writing
    import io

    kind, said = kind_of(chart), chart.said(language)
    names, days = _columns(kind, said), _days(said)
    events = _events(said, days, language)
    out = io.StringIO()
    writer = writing.writer(out, delimiter=";" if language == "de" else ",", lineterminator="\r\n")
    head = [_head(kind, said, name, language) for name in names] + ([EVENTS.get(language)] if events else [])
    writer.writerow([safe(one) for one in head])
    for place, row in enumerate(said.rows()):
        cells = [_plain(row[name], language) for name in names] + ([safe(events.get(place, ""))] if events else [])
        writer.writerow(cells)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _columns(kind: Kind, chart: Chart) -> list[str]:
    """Columns of facts, those that are needed first; without those in which nothing is known."""
    order = [*kind.columns, *(name for name in chart.columns if name not in kind.columns)]
    hidden = kind.hidden | DRAWN_ONLY | {"unit"}
    return [name for name in order if name not in hidden and (name in kind.columns or chart.known(name))]


def _units(kind: Kind, chart: Chart) -> dict[str, str]:
    return {**UNITS, **kind.units}


def _head(kind: Kind, chart: Chart, name: str, language: Language) -> str:
    found = chart.names.get(name) or kind.heads.get(name) or HEADS.get(name)
    if name in ("x", "y") and (titles := chart.columns.get(f"{name}_title")) and titles[0]:
        return str(titles[0])
    said = found.get(language) if found else name
    return said[:1].upper() + said[1:]


def _days(chart: Chart) -> tuple[date, ...]:
    return tuple(date.fromisoformat(str(day)[:10]) for day in chart.columns.get("day", ()))


def _events(chart: Chart, days: tuple[date, ...], language: Language) -> dict[int, str]:
    """Row → what happened from its day on, before that of the next row."""
    found: dict[int, list[str]] = {}
    for note in chart.notes:
        when = date.fromisoformat(note.day)
        rows = [place for place, day in enumerate(days) if day <= when]
        if rows:
            found.setdefault(rows[-1], []).append(note.text.get(language))
    return {place: "; ".join(texts) for place, texts in found.items()}


def _cell(chart: Chart, name: str, value: Any, unit: str, days: Sequence[date], language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return YES_NO[value].get(language)
    if name == "day":
        return period_name(date.fromisoformat(str(value)[:10]), grain(tuple(dict.fromkeys(days))), language)
    if not isinstance(value, int | float):
        return str(value)
    if unit == "count" and isinstance(value, int):
        return format_number(value, language)
    signed = chart.changes and chart.kind == "bars"
    return look.exact(float(value), unit, chart.currency, language, signed=signed)


def _plain(value: Any, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[value].get(language)
    if isinstance(value, int | float):
        number = repr(round(value, 10)).removesuffix(".0")
        return number.replace(".", ",") if language == "de" else number
    return safe(str(value))


def safe(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text
