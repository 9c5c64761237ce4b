"""Finds the currency of every row, so that dollars are never counted as euros."""

from __future__ import annotations

from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.mapping.columns import declared
from leitstand.sources.values.currencies import SHARED, of_heading, resolved, to_currency, to_mark
from leitstand.sources.values.sheet import Sheet

_BARE = Text(
    de="nennt keine Währung, während andere Zeilen verschiedene nennen",
    en="names no currency while other rows name different ones",
)
_ASSUMED = Text(
    de="Wo die Datei keine Währung nennt, gilt die Berichtswährung. Wenn das falsch ist, schreiben Sie in die "
    'Zuordnungsdatei zum Beispiel currency = "USD".',
    en="Where the file names no currency, the reporting currency was assumed. If that is wrong, write for example "
    'currency = "USD" into the mapping file.',
)


def of_rows(sheet: Sheet, read: dict[str, pa.Array], usual: str | None) -> pa.Array:
    """ISO code per row (string), null where only the home's currency is left to assume.

    A row's own currency column comes first, then signs and codes in its amounts, then those in their headings, then
    `usual`, the mapping's. Rows that name two currencies are rejected, and what was assumed is noted.
    """
    own = _first([to_currency(cells) for target, cells in read.items() if target.endswith(".currency")], len(sheet))
    amounts = [target for target in read if declared(target).type == "money" and sheet.has(target)]
    shared: set[str] = set()
    stated = pa.nulls(len(sheet), pa.string())
    for target in amounts:
        marks = to_mark(sheet.cells(target))
        heading = pa.scalar(of_heading(sheet.headings[target]), pa.string())
        marks = pc.if_else(pc.is_valid(read[target]), pc.coalesce(marks, heading), None)
        shared |= _in_doubt(marks, own, usual)
        codes = resolved(marks, own, usual)
        _reject_contradiction(sheet, target, codes, pc.coalesce(own, stated))
        stated = pc.coalesce(stated, codes)
    sheet.notes += [_taken(sign) for sign in sorted(shared)]
    named = pc.unique(stated.drop_null())
    bare = _any_filled([read[target] for target in amounts], len(sheet))
    bare = pc.and_(bare, pc.is_null(pc.coalesce(own, stated)))
    only_stated = own.null_count == len(own)
    if only_stated and len(named) == 1:
        usual = named[0].as_py()
    if only_stated and len(named) > 1 and usual is None:
        sheet.reject(amounts[0], bare, _BARE)
    elif usual is None and pc.any(bare).as_py():
        sheet.notes.append(_ASSUMED)
    return pc.coalesce(own, stated, pa.scalar(usual, pa.string()))


def _first(columns: list[pa.Array], length: int) -> pa.Array:
    return pc.coalesce(*columns) if columns else pa.nulls(length, pa.string())


def _any_filled(columns: list[pa.Array], length: int) -> pa.Array:
    return reduce(pc.or_, map(pc.is_valid, columns), pa.repeat(pa.scalar(False), length))


def _in_doubt(marks: pa.Array, own: pa.Array, usual: str | None) -> set[str]:
    """Shared signs that nothing but habit gives a meaning."""
    alone = set(pc.unique(marks.filter(pc.is_null(own)).drop_null()).to_pylist())
    return {sign for sign, codes in SHARED.items() if sign in alone and usual not in codes}


def _reject_contradiction(sheet: Sheet, target: str, codes: pa.Array, others: pa.Array) -> None:
    wrong = pc.fill_null(pc.not_equal(codes, others), False)
    if not pc.any(wrong).as_py():
        return
    pairs = pa.table({"here": codes, "there": others}).filter(wrong).group_by(["here", "there"]).aggregate([])
    for pair in pairs.sort_by([("here", "ascending"), ("there", "ascending")]).to_pylist():
        here, there = pair["here"], pair["there"]
        rows = pc.and_(wrong, pc.and_(pc.equal(codes, here), pc.equal(others, there)))
        reason = Text(
            de=f"steht in {here}, die Zeile nennt aber auch {there} als Währung",
            en=f"is in {here}, but the row also names {there} as its currency",
        )
        sheet.reject(target, rows, reason)


def _taken(sign: str) -> Text:
    usual, other = SHARED[sign][:2]
    return Text(
        de=f"„{sign}“ wurde als {usual} gelesen. Wenn das falsch ist, schreiben Sie in die Zuordnungsdatei zum "
        f'Beispiel currency = "{other}".',
        en=f"'{sign}' was read as {usual}. If that is wrong, write for example currency = \"{other}\" into the "
        "mapping file.",
    )
