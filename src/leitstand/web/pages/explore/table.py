"""The answer to a question as rows, and as files: CSV, XLSX and Parquet, safe for whatever opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.foundation.numbers import format_change, format_value
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.compute.result import STATUS_TEXTS, Value
from leitstand.metrics.registry import dimension, find
from leitstand.reporting.charts.words import safe
from leitstand.web.cards import Tone, interval_of, judged
from leitstand.web.naming import value_name
from leitstand.web.pages.explore.question import Question
from leitstand.web.state import written

MOST_ROWS = 300
"""On the page; files hold all."""
HEADS = {
    "start": Text(de="von", en="from"),
    "last": Text(de="bis", en="to"),
    "value": Text(de="Wert", en="value"),
    "unit": Text(de="Einheit", en="unit"),
    "n": Text(de="Fälle", en="cases"),
    "low": Text(de="95 % unten", en="95% low"),
    "high": Text(de="95 % oben", en="95% high"),
    "reference": Text(de="Vergleichswert", en="reference"),
    "change": Text(de="Unterschied", en="difference"),
    "complete": Text(de="abgeschlossen", en="complete"),
    "status": Text(de="Zustand", en="status"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One number in words."""

    period: Text
    cells: Sequence[Text]
    value: Text
    interval: Text | None
    n: int
    change: Text | None
    arrow: str
    tone: Tone
    complete: bool


def rows(values: Sequence[Value], question: Question) -> list[Row]:
    """The newest first, within a period the largest first."""
    ordered = sorted(values, key=lambda one: (-one.period.start.toordinal(), -(one.value or 0.0)))
    return [_row(one, question) for one in ordered[:MOST_ROWS]]


def _row(one: Value, question: Question) -> Row:
    compared = next((each for each in one.comparisons if each.change is not None), None)
    tone, _ = judged(one, compared)
    change, moved = None, 0.0
    if compared is not None and compared.change is not None:
        moved = compared.change
        change = Text(**{say: format_change(moved, compared.change_ratio, one.unit, one.currency, say)
                         for say in LANGUAGES})  # fmt: skip
    return Row(
        written(one.period), [value_name(name, one.dims[name]) for name in question.by], amount(one), interval_of(one),
        one.n, change, "" if change is None else "▲" if moved > 0 else "▼" if moved < 0 else "■", tone, one.complete,
    )  # fmt: skip


def amount(one: Value) -> Text:
    """The number in words, or why there is none."""
    if one.value is None:
        return STATUS_TEXTS[one.status]
    value = one.value
    return Text(**{say: format_value(value, one.unit, one.currency, say, short=True) for say in LANGUAGES})


def plain(values: Sequence[Value], question: Question, language: Language) -> tuple[list[str], list[list[Any]]]:
    """Head and rows with typed values, as files hold them; ratios as numbers, unknown as None."""
    names = [dimension(name).title.get(language) for name in question.by]
    head = [HEADS["start"], HEADS["last"]]
    more = [HEADS[name] for name in ("value", "unit", "n", "low", "high", "reference", "change", "complete", "status")]
    found = []
    for one in sorted(values, key=lambda each: (each.period.start, -(each.value or 0.0))):
        compared = next((each for each in one.comparisons if each.value is not None), None)
        found.append([
            one.period.start, one.period.last_day, *(value_name(name, one.dims[name]).get(language) for name in
                                                     question.by),
            one.value, one.currency or one.unit, one.n, one.ci_low, one.ci_high,
            compared.value if compared else None, compared.change if compared else None,
            (Text(de="ja", en="yes") if one.complete else Text(de="nein", en="no")).get(language),
            STATUS_TEXTS[one.status].get(language),
        ])  # fmt: skip
    return [*(one.get(language) for one in head), *names, *(one.get(language) for one in more)], found


def as_csv(values: Sequence[Value], question: Question, language: Language) -> bytes:
    """As a spreadsheet of the language opens it: German with semicolons and decimal commas."""
    head, body = plain(values, question, language)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "de" else ",", lineterminator="\r\n")
    writer.writerow([safe(one) for one in head])
    for row in body:
        writer.writerow([_written(cell, language) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _written(cell: Any, language: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float | int):
        text = repr(float(cell)) if isinstance(cell, float) and not float(cell).is_integer() else str(int(cell))
        return text.replace(".", ",") if language == "de" else text
    return safe(str(cell))


def as_xlsx(values: Sequence[Value], question: Question, title: str, basis: str, language: Language) -> bytes:
    """Typed cells, and a second sheet with the definition. No text becomes a formula."""
    import xlsxwriter

    head, body = plain(values, question, language)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        percent, number = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet(Text(de="Zahlen", en="Numbers").get(language))
        for column, name in enumerate(head):
            sheet.write_string(0, column, name, bold)
        share = values[0].unit == "ratio" if values else False
        for at, row in enumerate(body, start=1):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                if column < 2:
                    sheet.write_datetime(at, column, cell, day)
                elif isinstance(cell, int | float):
                    whole = isinstance(cell, int)
                    sheet.write_number(at, column, cell, None if whole else percent if share else number)
                else:
                    sheet.write_string(at, column, str(cell))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(body), 1), len(head) - 1)
        sheet.autofit()
        _defined(book.add_worksheet(Text(de="Definition", en="Definition").get(language)), question, title, basis,
                 language, bold)  # fmt: skip
    return out.getvalue()


def _defined(sheet: Any, question: Question, title: str, basis: str, language: Language, bold: Any) -> None:
    from leitstand.metrics.compute.definition import fingerprint
    from leitstand.metrics.contract import Measure

    one = find(question.metric)
    told = [(Text(de="Frage", en="Question"), title), (Text(de="Grundlage", en="Basis"), basis),
            (Text(de="Kennung", en="Id"), question.metric),
            (Text(de="Fassung", en="Version"), fingerprint(question.metric))]  # fmt: skip
    if not isinstance(one, Measure):
        told += [(Text(de="Formel", en="Formula"), one.formula.get(language)),
                 (Text(de="Vorsicht", en="Caveat"), one.caveat.get(language)),
                 (Text(de="Quelle", en="Reference"), one.source)]  # fmt: skip
    for at, (name, text) in enumerate(told):
        sheet.write_string(at, 0, name.get(language), bold)
        sheet.write_string(at, 1, text)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)


def as_parquet(values: Sequence[Value], question: Question) -> bytes:
    """Columns with English names, codes as the data have them, days as dates."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, Any] = {
        "period_start": pa.array([one.period.start for one in values], pa.date32()),
        "period_end": pa.array([one.period.end for one in values], pa.date32()),
    }
    columns |= {name: pa.array([one.dims[name] for one in values], pa.string()) for name in question.by}
    numbers = {"numerator": "numerator", "denominator": "denominator", "value": "value", "ci_low": "ci_low",
               "ci_high": "ci_high"}  # fmt: skip
    columns |= {name: pa.array([getattr(one, source) for one in values], pa.float64())
                for name, source in numbers.items()}  # fmt: skip
    columns |= {
        "n": pa.array([one.n for one in values], pa.int64()),
        "status": pa.array([one.status for one in values], pa.string()),
        "complete": pa.array([one.complete for one in values], pa.bool_()),
        "unit": pa.array([one.currency or one.unit for one in values], pa.string()),
        "definition": pa.array([one.definition for one in values], pa.string()),
    }
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()
