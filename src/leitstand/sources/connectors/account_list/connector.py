"""Reads the company's own list of accounts, which goes before the chart of accounts: one line per account.

Written by `leitstand reconcile --accounts`, or by hand as Konto; Bezeichnung; Art; Kostenart; Kostenstelle.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.account_list.columns import COST_TYPES, KINDS, headings
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.charts import padded
from leitstand.sources.values.headers import fold
from leitstand.sources.values.sheet import Sheet, recognised

_UNKNOWN = Text(de="ist keines der Wörter {words}", en="is none of the words {words}")
_NOTHING = Text(de="sagt weder Art noch Kostenart", en="tells neither kind nor cost type")


def recognise(raw: RawTable) -> float:
    """Account, kind and cost type."""
    return recognised(raw, headings(), ("account", "kind", "cost_type"))


def read(raw: RawTable) -> Staged:
    """Accounts with their kind and cost type, some for one cost centre only."""
    sheet = Sheet(raw, headings())
    account = pa.array([padded(one) for one in sheet.code("account", needed=True).to_pylist()], pa.string())
    kind, cost_type = _words(sheet, "kind", KINDS), _words(sheet, "cost_type", COST_TYPES)
    sheet.reject("kind", pc.and_(pc.is_null(kind), pc.is_null(cost_type)), _NOTHING)
    rows = {
        "account": account, "label": sheet.text("label"), "kind": kind, "cost_type": cost_type,
        "cost_center": sheet.code("cost_center"),
    }  # fmt: skip
    return Staged({"ledger_account": sheet.table(rows)}, sheet.rejects, sheet.controls({}), tuple(sheet.notes))


def _words(sheet: Sheet, own: str, known: Mapping[str, Text]) -> pa.Array:
    """The value behind a word in either language, or the value itself."""
    values = {fold(word): value for value, text in known.items() for word in (value, text.de, text.en)}
    cells = sheet.text(own)
    found = pa.array([values.get(fold(cell)) if cell else None for cell in cells.to_pylist()], pa.string())
    words = Text(de=", ".join(text.de for text in known.values()), en=", ".join(text.en for text in known.values()))
    unknown = Text(de=_UNKNOWN.de.format(words=words.de), en=_UNKNOWN.en.format(words=words.en))
    sheet.reject(own, pc.and_(pc.is_valid(cells), pc.is_null(found)), unknown)
    return found


CONNECTOR = Connector(
    title=Text(de="Eigene Kontenliste (Vorlage von Leitstand)", en="Own list of accounts (template of Leitstand)"),
    description=Text(
        de="Was auf jedem Konto gebucht wird: Art, Kostenart, auf Wunsch je Kostenstelle. Gilt vor dem Kontenrahmen.",
        en="What is booked on each account: kind, cost type, by cost centre where wished. Goes before the chart.",
    ),
    delivery="upsert",
    feeds=("ledger_account",),
    currency=None,
    zone="Europe/Berlin",
    recognise=recognise,
    read=read,
)
