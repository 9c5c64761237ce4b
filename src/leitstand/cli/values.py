"""Shows the values of a metric to a person: number, interval, sample size, comparison, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf
from typing import Any

from leitstand.cli.output import Cell, Column, Page, sparkline
from leitstand.foundation.numbers import FIXED_SPACE, format_change, format_day, format_number, format_value
from leitstand.foundation.period import GRAIN_NAMES, Period
from leitstand.foundation.segment import NONE
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute.answer import tables_behind
from leitstand.metrics.compute.comparison import Comparison
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.result import STATUS_TEXTS, Value
from leitstand.metrics.registry import dimension, find
from leitstand.workspace import Workspace

BETTER = Text(de="besser", en="better")
WORSE = Text(de="schlechter", en="worse")
UNCLEAR = Text(de="unklar", en="unclear")
MISSING = Text(de="(ohne Angabe)", en="(none)")
REST = Text(de="(übrige)", en="(other)")
OLDER = Text(de="{count} ältere Zeilen", en="{count} earlier rows")
NOTHING = Text(de="In diesem Zeitraum gibt es dazu nichts.", en="There is nothing of it in this period.")
NOT_FINAL = Text(de="noch nicht endgültig", en="not final yet")
SEE_QUALITY = Text(
    de="· Zeilen, die nicht stimmen können, verfälschen vielleicht Werte: `leitstand quality` nennt sie.",
    en="· Rows that cannot be right may distort values: `leitstand quality` names them.",
)
MATCHED = Text(
    de="{share} des Umsatzes im letzten Zeitraum entfallen auf Kund:innen, die in mehreren der Systeme bekannt sind, "
    "aus denen die Zahl stammt (`leitstand match`).",
    en="{share} of the revenue in the last period comes from customers known in more than one of the systems that "
    "the number is made of (`leitstand match`).",
)
EARLIEST_SPARKLINE = 3


@dataclass
class Sheet:
    """One metric on the terminal."""

    workspace: Workspace
    metric: str
    language: Language
    as_of: date | None = None
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = Page(self.language)

    def print(self, values: Sequence[Value], condition: str = "", older: int = 0) -> None:
        """Title, period and data status, table, course. older: rows that are not shown."""
        self.head(values, condition)
        if not values:
            self.page.say(NOTHING, "watch")
            return
        if len(values) == 1 and values[0].status in ("no_data", "waiting"):
            self.without_data(values[0])
            return
        self.table(values)
        if older:
            hidden = Text(de="1 ältere Zeile", en="1 earlier row") if older == 1 else OLDER.format(count=older)
            self.page.say(f"{hidden.get(self.language)}: --all", "quiet")

    def table(self, values: Sequence[Value]) -> None:
        """A row per value, its course, and what the comparisons say."""
        rows = [self._row(values, value) for value in sorted(values, key=place_of)]
        self.page.table(self._columns(values), rows)
        self._course(values)
        for note in self._notes(values):
            self.page.say(f"· {note.get(self.language)}", "quiet")
        if any(value.warnings and value.status == "ok" for value in values):
            self.page.say(SEE_QUALITY, "watch")

    def head(self, values: Sequence[Value], condition: str = "") -> None:
        title = find(self.metric).title.get(self.language)
        splits = [dimension(name).title.get(self.language) for name in (values[0].dims if values else {})]
        known = [value for value in values if value.status not in ("no_data", "waiting")]
        span = _span(sorted({value.period for value in known}), self.language)
        parts = [title, *splits]
        self.page.say(" × ".join(parts), "strong")
        if span or condition:
            self.page.say(" · ".join(filter(None, (span, condition))))
        self.page.say(self.status_line(values), "quiet")

    def status_line(self, values: Sequence[Value]) -> Text:
        """Data as of, source, definition."""
        de, en = [], []
        if self._coverage is not None:
            sources = ", ".join(self._systems)
            de += [f"Datenstand {format_day(self._coverage[1], 'de')}", f"Quelle {sources}"]
            en += [f"Data as of {format_day(self._coverage[1], 'en')}", f"source {sources}"]
        if values:
            de.append(f"Definition {values[0].definition}")
            en.append(f"definition {values[0].definition}")
        return Text(de=" · ".join(de), en=" · ".join(en))

    def without_data(self, value: Value) -> None:
        """What would feed it, and how to get there."""
        self.page.blank()
        status = STATUS_TEXTS[value.status].get(self.language)
        self.page.say(status[0].upper() + status[1:], "watch")
        if value.note:
            self.page.say(value.note)
        if value.status == "no_data":
            self.page.say(
                Text(
                    de="→ `leitstand import DATEI` bringt sie herein, `leitstand sources` zeigt, was gelesen wird.",
                    en="→ `leitstand import FILE` brings them in, `leitstand sources` shows what can be read.",
                )
            )

    def number(self, value: Value, what: float | None, *, short: bool = False) -> str:
        if what is None:
            return "–"
        return format_value(what, value.unit, value.currency, self.language, short=short)

    def interval(self, value: Value) -> str:
        if value.ci_low is None or value.ci_high is None:
            return ""
        return f"{self.number(value, value.ci_low)} – {self.number(value, value.ci_high)}"

    def change(self, value: Value, comparison: Comparison) -> Cell:
        """▲ +4,2 % besser."""
        if comparison.change is None:
            return Cell("–")
        return change_cell(value, comparison, find(self.metric).direction, self.language)

    def remark(self, value: Value) -> Cell:
        """Why there is no number, or why it is not the last word."""
        if value.status == "not_convertible" and value.note:
            return Cell(value.note.get(self.language), "watch")  # it says the status itself
        if value.status != "ok":
            words = STATUS_TEXTS[value.status].get(self.language)
            return Cell(f"{words}: {value.note.get(self.language)}" if value.note else words, "watch")
        if value.warnings:
            doubtful = "; ".join(warning.get(self.language) for warning in value.warnings)
            return Cell(" · ".join(filter(None, (self.progress(value), doubtful))), "watch")
        return Cell(self.progress(value), "quiet")

    def progress(self, value: Value) -> str:
        """ "9 von 31 Tagen" where the period is unfinished; empty where it is complete."""
        if value.complete:
            return ""
        if self._coverage is None:
            return NOT_FINAL.get(self.language)
        covered, days = covered_days(value.period, self._coverage), value.period.days
        if covered >= days:
            return NOT_FINAL.get(self.language)
        return Text(de=f"{covered} von {days} Tagen", en=f"{covered} of {days} days").get(self.language)

    def _columns(self, values: Sequence[Value]) -> list[Column]:
        def say(text: Text) -> str:
            return text.get(self.language)

        columns = [Column(say(Text(de="Zeitraum", en="Period")))]
        columns += [Column(say(dimension(name).title), flexible=True) for name in values[0].dims]
        columns.append(Column(say(Text(de="Wert", en="Value")), number=True))
        if any(value.ci_low is not None for value in values):
            columns.append(Column(say(Text(de=f"95{FIXED_SPACE}%-Bereich", en="95% interval")), number=True, rank=2))
        for label in labels(values):
            change = (
                Text(de=f"gegen {label.de}", en=f"against {label.en}")
                if len(labels(values)) > 1
                else Text(de="Veränderung", en="Change")
            )
            columns.append(Column(say(label), number=True, rank=3))
            columns.append(Column(say(change), number=True, rank=1))
        columns.append(Column("n", number=True, rank=4))
        if any(self.remark(value).text for value in values):
            columns.append(Column(say(Text(de="Hinweis", en="Remark")), flexible=True))
        return columns

    def _row(self, values: Sequence[Value], value: Value) -> list[str | Cell]:
        row: list[str | Cell] = [value.period.label(self.language)]
        row += [cell_name(cell, self.language) for cell in value.dims.values()]
        row.append(Cell(self.number(value, value.value), "strong"))
        if any(one.ci_low is not None for one in values):
            row.append(self.interval(value))
        by_label = {one.label: one for one in value.comparisons}
        for label in labels(values):
            comparison = by_label.get(label)
            row.append(self.number(value, comparison.value) if comparison else "–")
            row.append(self.change(value, comparison) if comparison else "–")
        row.append(format_number(value.n, self.language))
        if any(self.remark(one).text for one in values):
            row.append(self.remark(value))
        return row

    def _course(self, values: Sequence[Value]) -> None:
        series = [value.value for value in values]
        if any(value.dims for value in values) or sum(one is not None for one in series) < EARLIEST_SPARKLINE:
            return
        word = Text(de="Verlauf", en="Course").get(self.language)
        periods = _span([value.period for value in values], self.language, grain=False)
        self.page.say(f"{word}  {sparkline(series)}  {periods}")

    def _notes(self, values: Sequence[Value]) -> list[Text]:
        """What the numbers and the comparisons say, once each; of comparisons those of the last row."""
        found: dict[Text, None] = {value.note: None for value in values if value.status == "ok" and value.note}
        for comparison in values[-1].comparisons if values else []:
            if comparison.note:
                label, note = comparison.label, comparison.note
                found[Text(de=f"{label.de}: {note.de}", en=f"{label.en}: {note.en}")] = None
            if comparison.elapsed_days:
                days = comparison.elapsed_days
                found[
                    Text(
                        de=f"Der laufende Zeitraum wird mit ebenfalls {days} Tagen verglichen.",
                        en=f"The unfinished period is compared with {days} days as well.",
                    )
                ] = None
        if values and (share := values[-1].matched_revenue_share) is not None and share < 1:
            found[MATCHED.format(share=format_value(share, "ratio", None, self.language))] = None
        return list(found)

    @cached_property
    def _facts(self) -> StoreFacts:
        return self.workspace.facts.known_on(self.as_of) if self.as_of else self.workspace.facts

    @cached_property
    def _coverage(self) -> tuple[date, date] | None:
        return self._facts.coverage(tables_behind(self._facts, self.metric))

    @cached_property
    def _systems(self) -> list[str]:
        tables = tables_behind(self._facts, self.metric)
        return sorted({system for table in tables for system in self._facts.systems.get(table, [])})


def verdict(value: Value, comparison: Comparison, direction: str, language: Language) -> Cell:
    """better or worse, as a word; unclear where chance would do as much, empty where a change is neither, and for
    ratios of which nobody knows how far chance reaches."""
    estimate = value.denominator is not None and comparison.kind in ("previous_period", "previous_year")
    if not comparison.change or direction == "context" or (estimate and comparison.clear is None):
        return Cell("")
    if comparison.clear is False:
        return Cell(UNCLEAR.get(language))
    good = (comparison.change > 0) == (direction == "up")
    return Cell((BETTER if good else WORSE).get(language), "good" if good else "bad")


def change_cell(
    value: Value, comparison: Comparison, direction: str, language: Language, *, words: bool = True
) -> Cell:
    """Arrow after the number, word and colour after good or bad."""
    change = comparison.change or 0.0
    text = format_change(change, comparison.change_ratio, value.unit, value.currency, language)
    judged = verdict(value, comparison, direction, language)
    sign = "▲" if change > 0 else "▼" if change < 0 else "■"
    return Cell(f"{sign} {text} {judged.text if words else ''}".rstrip(), judged.style)


def cell_name(cell: str | None, language: Language) -> str:
    """What a person calls the cell of a dimension."""
    if cell is None:
        return MISSING.get(language)
    return REST.get(language) if cell == OTHER else cell


def place_of(value: Value) -> tuple[Period, bool, float]:
    """Oldest period first; in it the largest cell first and the rest last."""
    rest = value.value is None or OTHER in value.dims.values()
    return value.period, rest, -(value.value if value.value is not None else -inf)


def labels(values: Sequence[Value]) -> list[Text]:
    """The comparisons of all values, in order, each once."""
    return list(dict.fromkeys(one.label for value in values for one in value.comparisons))


def covered_days(period: Period, coverage: tuple[date, date]) -> int:
    """Days of the period that the data reach."""
    return max(0, (min(period.last_day, coverage[1]) - max(period.start, coverage[0])).days + 1)


def flat(values: Sequence[Value], language: Language) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows and header of a CSV: dimensions and comparisons as columns of their own."""
    rows = []
    for value in values:
        row = value.as_dict(language)
        row |= {f"dim_{name}": NONE if cell is None else cell for name, cell in row.pop("dims").items()}
        counts: dict[str, int] = {}
        row["warnings"] = "; ".join(row["warnings"])
        for one in row.pop("comparisons"):
            counts[one["kind"]] = counts.get(one["kind"], 0) + 1
            name = one["kind"] + (f"_{counts[one['kind']]}" if counts[one["kind"]] > 1 else "")
            row |= {
                f"{name}_{what}": one[what] for what in ("label", "value", "change", "change_ratio", "status", "note")
            }
        rows.append(row)
    header = list(dict.fromkeys(name for row in rows for name in row))
    return rows, header


def _span(periods: Sequence[Period], language: Language, *, grain: bool = True) -> str:
    """ "je Monat, 12/2010 – 12/2011"."""
    if not periods:
        return ""
    first, last = periods[0].label(language), periods[-1].label(language)
    span = first if first == last else f"{first} – {last}"
    name = GRAIN_NAMES[periods[0].grain]
    if not grain or periods[0].grain == "total":
        return span
    return f"{Text(de=f'je {name.de}', en=f'per {name.en}').get(language)}, {span}"
