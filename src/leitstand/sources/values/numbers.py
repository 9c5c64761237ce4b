"""Reads amounts, quantities and other numbers, whichever way they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.values.currencies import PATTERN
from leitstand.sources.values.texts import Parsed, as_text, by_distinct, flat, nothing_bad

Sign = Literal[".", ","]
MONEY = pa.decimal128(18, 4)

_GROUPED = {
    ".": r"^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:['’ ]\d{3})+)?(?:\.\d*)?$",
    ",": r"^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:['’ ]\d{3})+)?(?:,\d*)?$",
}
_SIMPLE = {sign: rf"^-?\d{{1,14}}(?:\{sign}\d{{1,4}})?$" for sign in _GROUPED}
_EXPONENT = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d{1,2}")
_PARTS = r"^(?P<lead>[-+]?)\s*(?P<open>\(?)\s*(?P<body>[^-+()]*?)\s*(?P<close>\)?)\s*(?P<trail>[-+]?)$"
_PROOF = {
    # a value that can only be read one way: both signs in order, a group sign twice, or no three digits behind it
    ".": r"^\d{1,3}(?:,\d{3})+\.\d*$|^\d{1,3}(?:,\d{3}){2,}$|^\d*\.(?:\d{1,2}|\d{4,})$|^(?:0|\d{4,})?\.\d+$",
    ",": r"^\d{1,3}(?:\.\d{3})+,\d*$|^\d{1,3}(?:\.\d{3}){2,}$|^\d*,(?:\d{1,2}|\d{4,})$|^(?:0|\d{4,})?,\d+$",
}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How numbers are written.

    proven: some value can only be read this way. ambiguous: none can, and some value could be read both ways.
    """

    decimal: Sign
    ambiguous: bool = False
    proven: bool = False

    @property
    def note(self) -> Text | None:
        if not self.ambiguous:
            return None
        return Text(
            de="Ob der Punkt Tausender oder Nachkommastellen trennt, geht aus den Werten nicht hervor (wie „1.234“); "
            "der Punkt wurde als Dezimalzeichen gelesen. Legen Sie es bei Bedarf in der Zuordnung fest.",
            en="The values do not show whether the point separates thousands or decimals (as in '1.234'); "
            "the point was read as the decimal sign. Set the decimal sign in the mapping if that is wrong.",
        )


def number_style(*arrays: Any) -> NumberStyle:
    """Decimal sign of the columns of one file, decided by the values that can only be read one way."""
    proofs: dict[str, int] = {".": 0, ",": 0}
    doubtful = False
    for array in arrays:
        if not pa.types.is_string(flat(array).type):
            continue
        body = as_text(array).unique()
        if not pc.all(pc.match_substring_regex(body, r"^\d+(?:[.,]\d+)?$")).as_py():
            body = _taken_apart(body)[0]
        for sign, pattern in _PROOF.items():
            proofs[sign] += pc.sum(pc.match_substring_regex(body, pattern)).as_py() or 0
        doubtful |= bool(pc.any(pc.match_substring_regex(body, r"^[1-9]\d{0,2}[.,]\d{3}$")).as_py())
    decimal: Sign = "," if proofs[","] > proofs["."] else "."
    proven = any(proofs.values())
    return NumberStyle(decimal, ambiguous=doubtful and not proven, proven=proven)


def to_decimal(array: Any, style: NumberStyle | None = None) -> Parsed:
    """Exact decimal128(18, 4), half a unit of the fifth place rounds away from zero; never through floating point.

    Understands decimal comma and point, grouped thousands, currency signs, minus in front, behind and in brackets,
    and percent (12,5 % is 0.1250). Bad: anything else, NaN, infinity, more than 14 digits before the decimal sign.
    """
    style = _style_of(array, style)

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        if pc.all(pc.match_substring_regex(text, _SIMPLE[style.decimal])).as_py():  # the usual column, ten times faster
            return pc.replace_substring(text, ",", ".").cast(MONEY), nothing_bad(len(text))
        plain, percent, unreadable = _plain(text, style)
        digits = pc.replace_substring_regex(plain, r"(\.\d{7})\d+$", r"\1")
        fits = pc.match_substring_regex(digits, r"^-?0*\d{0,14}(?:\.|$)")
        wide = pc.if_else(fits, digits, None).cast(pa.decimal128(38, 7))
        factor = pc.if_else(percent, pa.scalar(Decimal("0.01")), pa.scalar(Decimal("1.00")))
        exact = pc.multiply(wide.cast(pa.decimal128(28, 7)), factor)
        values = as_money(exact)
        return values, pc.or_(unreadable, pc.and_(pc.is_valid(text), pc.is_null(values)))

    return by_distinct(array, parse)


def to_number(array: Any, style: NumberStyle | None = None) -> Parsed:
    """float64; percent is divided by 100. Bad: NaN, infinity and what is no number."""
    style = _style_of(array, style)

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        plain, percent, unreadable = _plain(text, style)
        values = plain.cast(pa.float64())
        return pc.divide(values, pc.if_else(percent, pa.scalar(100.0), pa.scalar(1.0))), unreadable

    return by_distinct(array, parse)


def to_integer(array: Any, style: NumberStyle | None = None) -> Parsed:
    """int64. Bad: fractions (12,5), while 12,0 is 12."""
    values, bad, _ = to_decimal(array, style)
    fraction = pc.fill_null(pc.not_equal(values, pc.floor(values)), False)
    whole = pc.if_else(fraction, pa.scalar(None, MONEY), values).cast(pa.int64())
    return Parsed(whole, pc.or_(bad, fraction))


def as_money(exact: Any) -> pa.Array:
    """Whole or wider decimal numbers as decimal128(18, 4), rounded half away from zero; null where they do not fit."""
    exact = flat(exact)
    wide = exact.cast(pa.decimal128(38, 4)) if pa.types.is_integer(exact.type) else exact
    rounded = pc.round(wide, ndigits=4, round_mode="half_towards_infinity")
    fits = pc.less(pc.abs(rounded), pa.scalar(Decimal(10) ** 14))
    return pc.if_else(fits, rounded, None).cast(MONEY)


def _style_of(array: Any, style: NumberStyle | None) -> NumberStyle:
    """Typed numbers become text with a point, however the text columns of the file are written."""
    if not pa.types.is_string(flat(array).type):
        return NumberStyle(".")
    return style or number_style(array)


def _plain(text: pa.Array, style: NumberStyle) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Numbers as plain text ('-1234.5', null where unreadable), whether they are percentages, whether they are bad."""
    text = _without_exponent(text)
    body, negative, percent, sound = _taken_apart(text)
    readable = pc.and_(sound, pc.match_substring_regex(body, _GROUPED[style.decimal]))
    readable = pc.and_(readable, pc.match_substring_regex(body, r"\d"))
    group = "," if style.decimal == "." else "."
    digits = pc.replace_substring_regex(body, rf"[\{group}'’ ]", "")
    digits = pc.replace_substring(digits, style.decimal, ".")
    digits = pc.replace_substring_regex(pc.replace_substring_regex(digits, r"\.$", ""), r"^\.", "0.")
    plain = pc.binary_join_element_wise(pc.if_else(negative, "-", ""), digits, "")
    readable = pc.fill_null(readable, False)
    return pc.if_else(readable, plain, None), percent, pc.and_(pc.is_valid(text), pc.invert(readable))


def _taken_apart(text: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array, pa.Array]:
    """Digits with their separators, negative?, percent?, and whether signs and brackets are in order."""
    bare = pc.replace_substring_regex(text, "[\u2212\u2012\u2013]", "-")
    bare = pc.replace_substring_regex(bare, "[\u00a0\u2007\u2009\u202f]", " ")
    percent = pc.fill_null(pc.match_substring_regex(bare, r"%\s*$"), False)
    bare = pc.replace_substring_regex(bare, r"\s*%\s*$", "")
    bare = pc.utf8_trim_whitespace(pc.replace_substring_regex(bare, PATTERN, "", max_replacements=1))
    parts = pc.extract_regex(bare, _PARTS)
    lead, opened, body, close, trail = (parts.field(name) for name in ("lead", "open", "body", "close", "trail"))
    bracketed = pc.equal(opened, "(")
    signs = [pc.not_equal(lead, ""), bracketed, pc.not_equal(trail, "")]
    count = pc.add(pc.add(signs[0].cast(pa.int8()), signs[1].cast(pa.int8())), signs[2].cast(pa.int8()))
    paired = pc.equal(bracketed, pc.equal(close, ")"))
    sound = pc.and_(pc.and_(pc.is_valid(parts), paired), pc.less_equal(count, 1))
    negative = pc.or_(pc.or_(pc.equal(lead, "-"), bracketed), pc.equal(trail, "-"))
    return pc.if_else(pc.is_valid(parts), body, None), pc.fill_null(negative, False), percent, sound


def _without_exponent(text: pa.Array) -> pa.Array:
    """1.5E+3 as 1500: table programs write large and tiny numbers so."""
    if not pc.any(pc.match_substring_regex(text, r"^[-+]?\d.*[eE]")).as_py():
        return text
    return pa.array(
        [
            format(Decimal(cell.replace(",", ".")), "f") if cell and _EXPONENT.fullmatch(cell) else cell
            for cell in text.to_pylist()
        ],
        pa.string(),
    )
