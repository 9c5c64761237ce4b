"""Writes the Excel templates that people fill in and import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import NAMED_UNITS
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import family, metrics
from leitstand.sources.connectors.competitor_template.columns import COLUMNS, CONFIDENCE, EXAMPLE, METRIC_LIST

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LAST_ROW = 5_000  # so far down the cells help with filling in
SHEETS = Text(de="Beobachtungen", en="Observations"), Text(de="Kennzahlen", en="Metrics")
YES_NO = Text(de="ja", en="yes"), Text(de="nein", en="no")
_EXAMPLE: dict[str, Text | float | date] = {
    "competitor": Text(de=f"{EXAMPLE.de} Nordlicht GmbH", en=f"{EXAMPLE.en} Northern Light Ltd"),
    "own_brand": YES_NO[1],
    "metric": Text(de="er_followers", en="er_followers"),
    "period": Text(de="2024", en="2024"),
    "value": 0.0041,
    "source": Text(de="eigene Zählung, Konto @nordlicht", en="own count, account @northernlight"),
    "method": Text(de="Mittel aus 40 Beiträgen", en="mean of 40 posts"),
    "observed_on": date(2024, 11, 30),
    "confidence": CONFIDENCE["medium"],
}


def write_competitor_template(path: Path, language: Language) -> None:
    """An empty workbook for observations of competitors, with an example row that is not taken and a list of metrics.

    Raises UnusableInput where the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path))
    observations, listed = (book.add_worksheet(title.get(language)) for title in SHEETS)
    _fill_observations(book, observations, language)
    _fill_list(book, listed, language)
    try:
        book.close()
    except FileCreateError as error:
        raise UnusableInput(
            Text(de=f"„{path}“ lässt sich nicht schreiben.", en=f"'{path}' cannot be written."),
            Text(de="Schließen Sie die Datei in Excel oder nennen Sie einen anderen Ort.",
                 en="Close the file in Excel or name another place."),
        ) from error  # fmt: skip


def _fill_observations(book: Workbook, sheet: Any, language: Language) -> None:
    bold, italic = book.add_format({"bold": True, "bottom": 1}), book.add_format({"italic": True})
    italic_day = book.add_format({"italic": True, "num_format": "yyyy-mm-dd"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, (own, heading) in enumerate(COLUMNS.items()):
        sheet.set_column(place, place, 22, day if own == "observed_on" else None)
        sheet.write_string(0, place, heading.get(language), bold)
        shown = _EXAMPLE[own]
        if isinstance(shown, date):
            sheet.write_datetime(1, place, shown, italic_day)
        else:
            sheet.write(1, place, shown.get(language) if isinstance(shown, Text) else shown, italic)
    sheet.freeze_panes(1, 0)
    columns = list(COLUMNS)
    for own, allowed in _allowed(language).items():
        place = columns.index(own)
        sheet.data_validation(1, place, LAST_ROW, place, allowed)


def _allowed(language: Language) -> dict[str, dict[str, Any]]:
    """What Excel lets people enter: lists to choose from, numbers, days."""
    listed = f"='{SHEETS[1].get(language)}'!$A$2:$A${len(metrics()) + 1}"
    number = Text(de="Eine Zahl in der Einheit der Kennzahl.", en="A number in the metric's unit.")
    return {
        "own_brand": {"validate": "list", "source": [word.get(language) for word in YES_NO]},
        "metric": {"validate": "list", "source": listed},
        "value": {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12,
                  "error_message": number.get(language)},
        "observed_on": {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)},
        "confidence": {"validate": "list", "source": [word.get(language) for word in CONFIDENCE.values()]},
    }  # fmt: skip


def _fill_list(book: Workbook, sheet: Any, language: Language) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, heading in enumerate(METRIC_LIST.values()):
        sheet.set_column(place, place, 40)
        sheet.write_string(0, place, heading.get(language), bold)
    for row, (key, one) in enumerate(sorted(metrics().items(), key=lambda item: (family(item[0]), item[0])), start=1):
        sheet.write_row(row, 0, [key, one.title.get(language), _unit(one.unit).get(language)])
    sheet.freeze_panes(1, 0)
    sheet.protect()


def _unit(unit: str) -> Text:
    return _OTHER_UNITS[unit] if unit in _OTHER_UNITS else NAMED_UNITS[unit][1]


_OTHER_UNITS: dict[str, Text] = {
    "currency": Text(de="Betrag in der Währung des Berichts", en="amount in the reporting currency"),
    "currency_per_day": Text(de="Betrag je Tag in der Währung des Berichts", en="amount per day, reporting currency"),
    "count": Text(de="Anzahl", en="number"),
    "ratio": Text(de="Anteil (0,05 oder 5 %)", en="share (0.05 or 5 %)"),
    "quotient": Text(
        de="Zahl je Einheit, z. B. 1,3 Bestellungen je Kund:in", en="number per unit, e.g. 1.3 orders per customer"
    ),
    "score": Text(de="Punktwert, wie in der Kennzahl beschrieben", en="score, as the metric describes it"),
    "units": Text(de="Stück", en="units"),
    "people": Text(de="Personen", en="people"),
}
