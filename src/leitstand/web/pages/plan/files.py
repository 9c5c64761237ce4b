"""The plan as a file: goals and actions with typed cells, or the actions as comma-separated values."""

from __future__ import annotations

import csv as writing
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.control.following import WORD
from leitstand.planning.effects.contract import TITLES, VERDICTS
from leitstand.reporting.charts.words import safe
from leitstand.web.steering import ACTION_STATES

ACTIONS = (
    Text(de="Nummer", en="ID"), Text(de="Maßnahme", en="Action"), Text(de="Hebel", en="Lever"),
    Text(de="Teilgruppe", en="Segment"), Text(de="Stand", en="State"), Text(de="Verantwortlich", en="Owner"),
    Text(de="Team", en="Team"), Text(de="Beginn", en="Start"), Text(de="Fällig", en="Due"),
    Text(de="Erledigt", en="Done"), Text(de="Kosten", en="Cost"), Text(de="Erwartet", en="Expected"),
    Text(de="mindestens", en="at least"), Text(de="höchstens", en="at most"),
    Text(de="Erwartet im Jahr, in Geld", en="Expected a year, in money"), Text(de="Wirkungsprüfung", en="Check"),
    Text(de="Gemessen", en="Measured"), Text(de="Urteil", en="Verdict"),
)  # fmt: skip
GOALS = (
    Text(de="Nummer", en="ID"), Text(de="Kennzahl", en="Metric"), Text(de="Teilgruppe", en="Segment"),
    Text(de="bis", en="By"), Text(de="Ziel", en="Target"), Text(de="Wahrscheinlichkeit", en="Probability"),
    Text(de="Stand", en="State"), Text(de="Ausblick", en="Outlook"), Text(de="Monat", en="Month"),
    Text(de="Plan", en="Plan"), Text(de="Ist", en="Actual"),
)  # fmt: skip
Cell = str | float | date | None


def csv(found: Sequence[Mapping[str, Any]], language: Language) -> bytes:
    """The actions as a spreadsheet of the language opens them; what it would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = writing.writer(out, delimiter=";" if language == "de" else ",", lineterminator="\r\n")
    writer.writerow([one.get(language) for one in ACTIONS])
    for row in _actions(found, language):
        writer.writerow([_plain(cell, language) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx(goals: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], language: Language) -> bytes:
    """A sheet of goals, one row per month, and one of actions."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheets: tuple[tuple[Text, Sequence[Text], list[list[Cell]]], ...] = (
            (Text(de="Ziele", en="Goals"), GOALS, _goals(goals, language)),
            (Text(de="Maßnahmen", en="Actions"), ACTIONS, _actions(found, language)),
        )
        for title, head, rows in sheets:
            sheet = book.add_worksheet(title.get(language))
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(head) - 1, 16)
            sheet.write_row(0, 0, [one.get(language) for one in head], bold)
            for place, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(place, column, datetime(cell.year, cell.month, cell.day), day)
                    elif isinstance(cell, float):
                        sheet.write_number(place, column, cell)
                    elif cell:
                        sheet.write_string(place, column, cell)
    return out.getvalue()


def _actions(found: Sequence[Mapping[str, Any]], language: Language) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for one in found:
        expected, effect, check = one["expected"] or {}, one["effect"] or {}, one["check"]
        rows.append([
            one["id"], one["title"][language], find(one["metric"]).title.get(language),
            ", ".join(f"{name}={value}" for name, value in sorted(one["dims"].items())),
            ACTION_STATES[one["state"]].get(language), one["owner"] or "", one["owner_team"], _day(one["starts_on"]),
            _day(one["due_on"]), _day(one["done_on"]), _number(one["cost"]), _number(expected.get("mid")),
            _number(expected.get("low")), _number(expected.get("high")), _number(expected.get("money_per_year")),
            TITLES[check["design"]].get(language) if check else "", _number(effect.get("estimate")),
            VERDICTS[effect["verdict"]].get(language) if effect else "",
        ])  # fmt: skip
    return rows


def _goals(goals: Sequence[Mapping[str, Any]], language: Language) -> list[list[Cell]]:
    return [
        [one["id"], one["title"][language], one["segment"], _day(one["by"]), _number(one["target"]),
         _number(one["probability"]), WORD[one["state"]].get(language), _number((one["outlook"] or {}).get("mid")),
         _day(month["month"]), _number(month["plan"]), _number(month["actual"])]
        for one in goals for month in one["months"]
    ]  # fmt: skip


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told[:10]) if told else None


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _plain(cell: Cell, language: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return repr(cell).replace(".", ",") if language == "de" else repr(cell)
    return safe(cell)
