"""Writes the accounts of the books with what they hold as a workbook that people correct and import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.sources.connectors.account_list.columns import COLUMNS, COST_TYPES, KINDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEETS = Text(de="Konten", en="Accounts"), Text(de="Wörter", en="Words")
_WORDS = {"kind": KINDS, "cost_type": COST_TYPES}


def write_account_list(facts: StoreFacts, path: Path, language: Language) -> int:
    """Every account of the books, in order, with the kind and cost type it has now; answers how many there are.

    Raises UnusableInput where no accounts are loaded or the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    rows = accounts(facts)
    if not rows:
        raise UnusableInput(
            Text(de="Es sind noch keine Konten geladen.", en="No accounts are loaded yet."),
            Text(
                de="Laden Sie Buchungsstapel, Kontenbeschriftungen oder Summen- und Saldenliste.",
                en="Load posting batches, names of accounts or the trial balance.",
            ),
        )
    book = xlsxwriter.Workbook(str(path))
    listed, words = (book.add_worksheet(title.get(language)) for title in SHEETS)
    _fill(book, listed, words, rows, language)
    try:
        book.close()
    except FileCreateError as error:
        raise UnusableInput(
            Text(de=f"„{path}“ lässt sich nicht schreiben.", en=f"'{path}' cannot be written."),
            Text(
                de="Schließen Sie die Datei in Excel oder nennen Sie einen anderen Ort.",
                en="Close the file in Excel or name another place.",
            ),
        ) from error
    return len(rows)


def accounts(facts: StoreFacts) -> list[dict[str, Any]]:
    """account, label, kind, cost_type and cost_center of every account, then of the cost centres told apart."""
    if "ledger_account" not in facts.systems:
        return []
    kinds, listed = facts.table("account_kind"), facts.table("ledger_account")
    rows = kinds.select("account", "label", "kind", "cost_type").to_pyarrow().to_pylist()
    centers = listed.filter(listed.chart.isnull() & listed.cost_center.notnull())
    rows += centers.select(*COLUMNS).to_pyarrow().to_pylist()
    return sorted(rows, key=lambda one: (one["account"], one.get("cost_center") or ""))


def _fill(book: Workbook, sheet: Any, words: Any, rows: list[dict[str, Any]], language: Language) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    columns = list(COLUMNS)
    for place, (own, heading) in enumerate(COLUMNS.items()):
        sheet.set_column(place, place, 40 if own == "label" else 22)
        sheet.write_string(0, place, heading.get(language), bold)
    for row, one in enumerate(rows, start=1):
        for place, own in enumerate(columns):
            value = one.get(own)
            shown = _WORDS[own][value].get(language) if own in _WORDS and value else value
            if shown:
                sheet.write_string(row, place, shown)
    sheet.freeze_panes(1, 0)
    for place, (own, known) in enumerate(_WORDS.items()):
        words.set_column(place, place, 30)
        words.write_string(0, place, COLUMNS[own].get(language) + " *", bold)
        words.write_column(1, place, [text.get(language) for text in known.values()])
        letter = "AB"[place]
        source = f"='{SHEETS[1].get(language)}'!${letter}$2:${letter}${len(known) + 1}"
        sheet.data_validation(1, columns.index(own), len(rows) + 500, columns.index(own),
                              {"validate": "list", "source": source})  # fmt: skip
