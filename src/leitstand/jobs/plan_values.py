"""Reads plan values (metric, segment, month, value) out of a spreadsheet, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import dimensions_of
from leitstand.metrics.contract import Metric
from leitstand.metrics.registry import find, metrics
from leitstand.sources import readers
from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.values import headers
from leitstand.sources.values.dates import to_date
from leitstand.sources.values.numbers import to_number
from leitstand.sources.values.texts import as_text

HEADINGS: Mapping[str, Sequence[str]] = {
    "metric": ("metric", "Kennzahl", "metric id", "id"),
    "segment": ("segment", "Teilgruppe", "Segment", "filter"),
    "month": ("month", "Monat", "period", "Zeitraum", "date", "Datum"),
    "value": ("value", "Wert", "plan", "Planwert", "target", "Ziel", "Soll", "budget"),
}
NEEDED = ("metric", "month", "value")
MOST_SHOWN = 8
_MONTH = re.compile(r"(?:(?P<year>\d{4})[-./](?P<month>\d{1,2})|(?P<m>\d{1,2})[-./](?P<y>\d{4}))")
EXPECTED = Text(
    de="Erwartet werden die Spalten Kennzahl, Monat, Wert und, wenn gewünscht, Teilgruppe (channel=web).",
    en="Expected are the columns metric, month, value and, if wanted, segment (channel=web).",
)


@dataclass(frozen=True, slots=True)
class PlanValue:
    """One value. month: first day. segment: '' for everything."""

    metric: str
    segment: str
    month: date
    value: float


def plan_values(path: Path) -> list[PlanValue]:
    """The values of a file, XLSX or CSV: the tables in it that have the columns.

    Raises UnusableInput where none has, or only headings, and where a row cannot be used, with row numbers and reasons.
    """
    found: list[PlanValue] = []
    faults: list[tuple[int, Text]] = []
    fitting = [one for one in readers.read(path) if set(NEEDED) <= set(headers.find(one.header, HEADINGS))]
    if not any(one.rows.num_rows or one.rejects for one in fitting):
        raise UnusableInput(
            Text(de=f"In „{path.name}“ stehen keine Planwerte.", en=f"There are no plan values in '{path.name}'."),
            EXPECTED,
        )
    for table in fitting:
        faults += [(reject.row, reject.reason) for reject in table.rejects]
        for row, cells in _rows(table):
            try:
                found.append(_value(cells))
            except LeitstandError as error:
                faults.append((row, Text(de=error.describe("de"), en=error.describe("en"))))
    faults += _twice(found)
    if faults:
        raise _refused(path.name, sorted(faults, key=lambda one: one[0]))
    return found


def _rows(table: RawTable) -> list[tuple[int, dict[str, Any]]]:
    named = headers.find(table.header, HEADINGS)
    rows = table.rows
    texts = {own: as_text(rows[heading]).to_pylist() for own, heading in named.items()}
    numbers = to_number(rows[named["value"]])
    months = rows[named["month"]]
    typed = to_date(months).values.to_pylist() if not pa.types.is_string(months.type) else [None] * rows.num_rows
    return [
        (int(row), {own: (cells[place] or "").strip() for own, cells in texts.items()}
         | {"number": numbers.values[place].as_py(), "day": typed[place]})
        for place, row in enumerate(rows[ROW].to_pylist())
    ]  # fmt: skip


def _value(cells: Mapping[str, Any]) -> PlanValue:
    if cells["number"] is None:
        raise UnusableInput(
            Text(de=f"„{cells['value']}“ ist keine Zahl.", en=f"'{cells['value']}' is not a number.")
            if cells["value"]
            else Text(de="Der Wert fehlt.", en="The value is missing.")
        )
    metric = _metric(cells["metric"])
    parts = tuple(part.strip() for part in cells.get("segment", "").split("&") if part.strip())
    segment = Segment.parse(parts)
    for condition in segment.conditions:
        if condition.dimension not in dimensions_of(metric):
            raise UnknownId(Text(de="Die Dimension", en="dimension"), condition.dimension, dimensions_of(metric))
    return PlanValue(metric, str(segment), _month(cells), float(cells["number"]))


def _metric(word: str) -> str:
    """An id, or the title in either language."""
    titled = {title.casefold(): name for name, one in metrics().items() for title in (one.title.de, one.title.en)}
    name = titled.get(word.casefold(), word)
    one = find(name)
    if isinstance(one, Metric) and "month" not in one.grains:
        raise UnusableInput(Text(de=f"{name} gibt es nicht je Monat.", en=f"{name} does not exist per month."))
    return name


def _month(cells: Mapping[str, Any]) -> date:
    if cells["day"] is not None:
        day: date = cells["day"]
        return day.replace(day=1)
    word = cells["month"]
    try:
        if match := _MONTH.fullmatch(word):
            return date(int(match["year"] or match["y"]), int(match["month"] or match["m"]), 1)
        read = to_date(pa.array([word])).values[0].as_py()
        if read is not None:
            first: date = read.replace(day=1)
            return first
    except ValueError:
        pass
    raise UnusableInput(
        Text(de=f"„{word}“ ist kein Monat (2027-03 oder 03/2027).", en=f"'{word}' is not a month (2027-03 or 03/2027).")
    )


def _twice(found: Sequence[PlanValue]) -> list[tuple[int, Text]]:
    seen: dict[tuple[str, str, date], float] = {}
    faults = []
    for one in found:
        place = (one.metric, one.segment, one.month)
        if seen.setdefault(place, one.value) != one.value:
            faults.append((10**9, Text(
                de=f"{one.metric} {one.segment} hat für {one.month:%m/%Y} zwei verschiedene Werte.",
                en=f"{one.metric} {one.segment} has two different values for {one.month:%Y-%m}.",
            )))  # fmt: skip
    return faults


def _refused(name: str, faults: Sequence[tuple[int, Text]]) -> UnusableInput:
    shown = faults[:MOST_SHOWN]
    lines = {
        language: "\n".join(
            ("  " if row >= 10**9 else f"  {'Zeile' if language == 'de' else 'row'} {row}: ") + reason.get(language)
            for row, reason in shown
        )
        for language in ("de", "en")
    }
    more = len(faults) - len(shown)
    rest = Text(de=f"\n  … und {more} weitere." if more else "", en=f"\n  … and {more} more." if more else "")
    return UnusableInput(
        Text(de=f"„{name}“ wurde nicht übernommen:\n{lines['de']}{rest.de}\n",
             en=f"'{name}' was not taken in:\n{lines['en']}{rest.en}\n"),
        Text(de="Berichtigen Sie diese Zeilen und wiederholen Sie den Befehl.",
             en="Correct these rows and repeat the command."),
    )  # fmt: skip
