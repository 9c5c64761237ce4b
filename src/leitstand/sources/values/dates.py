"""Reads dates and times in the ways the world writes them, and puts times on one clock (UTC)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.values.texts import Parsed, as_text, by_distinct, flat, nothing_bad

Order = Literal["dmy", "mdy"]
UTC_MICROS = pa.timestamp("us")

_DATE = (
    r"^(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})|(?P<y2>\d{4})(?P<m2>\d{2})(?P<d2>\d{2})"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})[./-](?P<y3>\d{4}|\d{2}))"
)
_TIME = (
    r"(?:,?[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?(?:\s*Uhr)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$"
)
_OFFSET = r":\d{2}.*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)\s*$"
_EXCEL = r"^(?P<day>\d{1,7})(?:\.(?P<part>\d{1,12}))?$"
_DAY = 86_400_000_000  # microseconds
_EXCEL_EPOCH = -25_569  # days from 1970-01-01 to 1899-12-30, where the serial numbers of tables start


@dataclass(frozen=True, slots=True)
class DateStyle:
    """Which comes first in 03/04/2024, and whether numbers are the serial numbers of a table program (`excel`).

    proven: some value can only be read in this order. ambiguous: none can, so the day was taken to come first.
    """

    order: Order = "dmy"
    ambiguous: bool = False
    excel: bool = False
    proven: bool = False

    @property
    def note(self) -> Text | None:
        if not self.ambiguous:
            return None
        return Text(
            de="Ob zuerst der Tag oder der Monat steht, geht aus den Werten nicht hervor (wie „03/04/2024“); "
            "gelesen wurde der Tag zuerst. Wenn das falsch ist, schreiben Sie in die Zuordnungsdatei "
            'date_order = "mdy".',
            en="The values do not show whether day or month comes first (as in '03/04/2024'); the day was taken "
            'to come first. If that is wrong, write date_order = "mdy" into the mapping file.',
        )


@dataclass(frozen=True, slots=True)
class _Clock:
    """Local times as they stand: microseconds since 1970, the offset given with them, and which can be read."""

    micros: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    has_offset: npt.NDArray[np.bool_]
    valid: npt.NDArray[np.bool_]


def date_style(*arrays: Any) -> DateStyle:
    """Order of day and month in the columns of one file; month first only if more values prove it than refute it.

    A date with points (3.4.2024) is German and says nothing about the others.
    """
    day_first = month_first = undecided = 0
    for array in arrays:
        if not pa.types.is_string(flat(array).type):
            continue
        parts = pc.extract_regex(as_text(array).unique(), _DATE + r"(?:\D.*)?$")
        slashed = parts.filter(pc.fill_null(pc.is_in(parts.field("sep"), pa.array(["/", "-"])), False))
        first, second = _integers(slashed.field("a")), _integers(slashed.field("b"))
        day_first += int(((first > 12) & (second <= 12)).sum())
        month_first += int(((second > 12) & (first <= 12)).sum())
        undecided += int(((first <= 12) & (second <= 12) & (first != second)).sum())
    proven = bool(day_first or month_first)
    return DateStyle("mdy" if month_first > day_first else "dmy", bool(undecided) and not proven, proven=proven)


def to_date(array: Any, style: DateStyle | None = None) -> Parsed:
    """date32. A time of day that stands with the date is left out. Bad: impossible dates such as 31.02.2024."""
    array = flat(array)
    if pa.types.is_date(array.type) or pa.types.is_timestamp(array.type):
        return Parsed(array.cast(pa.date32(), safe=False), nothing_bad(len(array)))
    style = style or date_style(array)

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        clock = _read(text, style)
        days = pa.array((clock.micros // _DAY).astype(np.int32), pa.int32(), mask=~clock.valid)
        return days.cast(pa.date32()), _bad(text, clock.valid)

    return _noted(by_distinct(array, parse), array, style)


def to_instant(array: Any, zone: str, style: DateStyle | None = None) -> Parsed:
    """timestamp('us') in UTC without zone; a time without an offset of its own is a time of `zone`.

    A time that the clocks skipped in spring is bad; one that came twice in autumn is its first occurrence (noted).
    """
    array = flat(array)
    style = style or date_style(array)

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        clock = _read(text, style)
        naive = clock.valid & ~clock.has_offset
        local = pa.array(clock.micros, pa.int64(), mask=~naive).cast(UTC_MICROS)
        there = to_utc(local, zone)
        given = pa.array(clock.micros - clock.offset, pa.int64(), mask=~(clock.valid & clock.has_offset))
        values = pc.coalesce(there, given.cast(UTC_MICROS))
        return values, pc.and_(pc.is_valid(text), pc.is_null(values))

    if pa.types.is_timestamp(array.type) and array.type.tz:
        return Parsed(array.cast(pa.timestamp("us", "UTC"), safe=False).cast(UTC_MICROS), nothing_bad(len(array)))
    if pa.types.is_date(array.type) or pa.types.is_timestamp(array.type):
        local = array.cast(UTC_MICROS, safe=False)
        values = to_utc(local, zone)
        parsed = Parsed(values, pc.and_(pc.is_valid(array), pc.is_null(values)))
    else:
        parsed = _noted(by_distinct(array, parse), array, style)
    return _twice_noted(parsed, array, zone)


def to_utc(local: pa.Array, zone: str) -> pa.Array:
    """Local times (timestamp without zone) of `zone` in UTC; null for those that the clocks skipped."""
    instants = pc.assume_timezone(local, zone, ambiguous="earliest", nonexistent="earliest")
    skipped = pc.not_equal(pc.local_timestamp(instants), local)
    return pc.if_else(skipped, None, instants.cast(pa.timestamp("us", "UTC"))).cast(UTC_MICROS)


def _twice_noted(parsed: Parsed, array: pa.Array, zone: str) -> Parsed:
    instants = parsed.values.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone))
    local = pc.local_timestamp(instants)
    later = pc.assume_timezone(local, zone, ambiguous="latest", nonexistent="earliest")
    twice = pc.not_equal(later.cast(pa.int64()), instants.cast(pa.int64()))
    if pa.types.is_string(array.type):
        twice = pc.and_not(twice, pc.match_substring_regex(array, _OFFSET))
    count = pc.sum(twice).as_py() or 0
    if not count:
        return parsed
    note = Text(
        de=f"{count} Zeitangaben gab es am Tag der Zeitumstellung zweimal ({zone}); angenommen wurde das erste Mal.",
        en=f"{count} times occurred twice on the day the clocks went back ({zone}); the first occurrence was taken.",
    )
    return parsed._replace(notes=(*parsed.notes, note))


def _read(text: pa.Array, style: DateStyle) -> _Clock:
    if style.excel and pc.any(pc.match_substring_regex(text, _EXCEL)).as_py():
        return _read_serial(text)
    parts = pc.extract_regex(text, _DATE + _TIME)
    part = {field.name: parts.field(field.name) for field in parts.type}
    first, second = _integers(part["a"]), _integers(part["b"])
    month_first = (_has(part["sep"]) & ~_is(part["sep"], ".")) & (style.order == "mdy")
    short = _integers(part["y3"])
    # two-digit years as POSIX reads them: 69 to 99 are 19xx
    full = np.where(
        pc.fill_null(pc.less(pc.utf8_length(part["y3"]), 3), False), short + np.where(short < 69, 2000, 1900), short
    )
    year = _integers(part["y1"]) + _integers(part["y2"]) + np.where(_has(part["y3"]), full, 0)
    month = _integers(part["m1"]) + _integers(part["m2"]) + np.where(month_first, first, second)
    day = _integers(part["d1"]) + _integers(part["d2"]) + np.where(month_first, second, first)
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    valid = np.asarray(pc.is_valid(parts)) & (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    valid &= days.astype("datetime64[M]") == months
    time, time_valid = _time(part)
    offset, has_offset = _offset(part["zone"])
    return _Clock(days.astype(np.int64) * _DAY + time, offset, has_offset, valid & time_valid)


def _time(part: dict[str, pa.Array]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    hour, minute, second = (_integers(part[name]) for name in ("hour", "minute", "second"))
    fraction = _integers(pc.utf8_slice_codeunits(pc.utf8_rpad(part["fraction"], 6, "0"), 0, 6))
    half = pc.utf8_lower(part["half"])
    twelve = _has(half)
    afternoon = np.asarray(pc.fill_null(pc.starts_with(half, "p"), False))
    hours = np.where(twelve, hour % 12 + 12 * afternoon, hour)
    valid = (hours < 24) & (minute < 60) & (second < 60) & ~(twelve & ((hour < 1) | (hour > 12)))
    return ((hours * 60 + minute) * 60 + second) * 1_000_000 + fraction, valid


def _offset(zone: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    parts = pc.extract_regex(zone, r"^(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?$")
    minutes = _integers(parts.field("hours")) * 60 + _integers(parts.field("minutes"))
    return np.where(_is(parts.field("sign"), "-"), -minutes, minutes) * 60_000_000, _has(zone)


def _read_serial(text: pa.Array) -> _Clock:
    """Days since 1899-12-30 with the time of day as fraction, as table programs store dates."""
    parts = pc.extract_regex(text, _EXCEL)
    day = _integers(parts.field("day"))
    part = _integers(pc.utf8_slice_codeunits(pc.utf8_rpad(parts.field("part"), 12, "0"), 0, 12))
    seconds = np.round(part / 1e12 * 86_400).astype(np.int64)  # tables know no more than seconds exactly
    nothing = np.zeros(len(text), np.int64)
    valid = np.asarray(pc.is_valid(parts)) & (day >= 1) & (day <= 2_958_465)  # 9999-12-31
    return _Clock((day + _EXCEL_EPOCH) * _DAY + seconds * 1_000_000, nothing, nothing.astype(bool), valid)


def _integers(digits: pa.Array) -> npt.NDArray[np.int64]:
    """Whole numbers, 0 where there is none."""
    filled = pc.if_else(pc.equal(digits, ""), "0", digits)
    return np.asarray(pc.fill_null(filled, "0").cast(pa.int64()))


def _has(part: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(pc.fill_null(pc.not_equal(part, ""), False))


def _is(part: pa.Array, text: str) -> npt.NDArray[np.bool_]:
    return np.asarray(pc.fill_null(pc.equal(part, text), False))


def _bad(text: pa.Array, valid: npt.NDArray[np.bool_]) -> pa.Array:
    return pc.and_(pc.is_valid(text), pa.array(~valid))


def _noted(parsed: Parsed, array: pa.Array, style: DateStyle) -> Parsed:
    """With the style's note, where this very column holds dates that could be read either way."""
    return parsed._replace(notes=(style.note,)) if style.note and date_style(array).ambiguous else parsed
