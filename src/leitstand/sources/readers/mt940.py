"""Reads bank statements in the SWIFT format MT940 (and MT942, its form within the day), as banks really write it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from leitstand.foundation.text import Text
from leitstand.sources.contract import RawTable, Reject
from leitstand.sources.readers import encoding
from leitstand.sources.readers.limits import Limits, check_rejects
from leitstand.sources.readers.origin import Origin
from leitstand.sources.readers.statement import Balance, Entry, Statement, tables

# some banks break the line behind the colon
_TAG = re.compile(r"^:\n?(13D?|20|21|25P?|28C?|34F|60[FM]|61|62[FM]|64|65|86|90[CD]|NS):", re.MULTILINE)
_END = re.compile(r"\n-\}?[ \t]*(?:\n|$)")
_BALANCE = re.compile(r"\s*([CD])(\d{6})([A-Z]{3})?(\d{1,18}(?:,\d{0,9})?)\s*$")
_ENTRY = re.compile(
    r"(?P<value>\d{6})(?P<entry>\d{4})?(?P<sign>R[CD]|E[CD]|[CD])(?P<funds>[A-Z])?(?P<amount>\d{1,18}(?:,\d{0,9})?)"
    r"(?P<kind>[A-Z][A-Z0-9 ]{3})?(?P<ref>(?:(?!//)[^\n])*)(?://(?P<bank>[^\n]*))?(?:\n(?P<more>.*))?$",
    re.DOTALL,
)
_STRUCTURED = re.compile(r"\s*(\d{3})\s*([?<>^~&@|#$!*%])(?=\d\d)")
_SEPA = re.compile(r"\b(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE)\+")
_PURPOSE = (*range(20, 30), *range(60, 64))
_WIDTH = 27  # of a subfield; a full one goes on in the next without a blank
_NO_REFERENCE = ("", "NONREF", "NOTPROVIDED")
UNREADABLE = Text(de="Umsatzzeile (:61:) nicht lesbar", en="statement line (:61:) unreadable")


def read(origin: Origin, limits: Limits) -> list[RawTable]:
    """The tables of `statement.tables`; the row of an entry is its line. An unreadable :61: is a reject."""
    seen = encoding.detect(origin, limits)
    with seen.open(Origin(origin.name, lambda: origin.whole(limits))) as stream:
        text = encoding.show(stream.read())
    statements: list[Statement] = []
    rejects: list[Reject] = []
    pending = 0
    explained = False  # whether :86: and :NS: belong to the last entry
    for line, tag, value in _fields(text):
        if tag == "20" or not statements or (tag == "60F" and statements[-1].closing):
            statements.append(Statement(line))
        one = statements[-1]
        if tag == "61":
            found = _ENTRY.match(value.strip()) or _ENTRY.match(value.strip().replace("\n", "", 1))
            expected = bool(found and found["sign"].startswith("E"))
            entry = _entry(line, found, one) if found and not expected else None
            explained = entry is not None
            pending += expected
            if entry:
                one.entries.append(entry)
            elif not expected:
                rejects.append(Reject(line, UNREADABLE, ":61:", value.strip(), {":61:": value.strip()}))
                check_rejects(origin.name, len(rejects), UNREADABLE, limits)
        elif tag in ("86", "NS"):
            if explained:
                one.entries[-1] = _explained(one.entries[-1], tag, value)
        else:
            explained = False
            _about(one, tag, value)
    return tables(origin.name, statements, rejects, seen.notes, pending)


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, tag and content of every field."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    line, last = 1, 0
    found = list(_TAG.finditer(text))
    for here, after in zip(found, [*found[1:], None], strict=False):
        line += text.count("\n", last, here.start())
        last = here.start()
        content = text[here.end() : after.start() if after else len(text)]
        yield line, here[1], _END.split("\n" + content, maxsplit=1)[0][1:]


def _about(one: Statement, tag: str, value: str) -> None:
    """Account, number, balances and currency of the statement."""
    if tag.startswith("25"):
        account = value.strip()
        suffix = re.search(r"(?<=\d)/?([A-Z]{3})$", account)
        one.account = account[: suffix.start()] if suffix else account
        one.currency = suffix[1] if suffix else one.currency
    elif tag.startswith("28"):
        one.number = value.strip()
    elif tag == "34F":
        one.currency = value.strip()[:3]
    elif tag.startswith("60"):
        one.opening = one.opening or _balance(value, one)
        one.currency = (one.opening.currency if one.opening else None) or one.currency
    elif tag.startswith("62"):
        one.closing = _balance(value, one)


def _balance(value: str, one: Statement) -> Balance | None:
    found = _BALANCE.match(value)
    day = _day(found[2]) if found else None
    if not found or not day:
        return None
    amount = _amount(found[4])
    return Balance(day, -amount if found[1] == "D" else amount, found[3] or one.currency)


def _entry(line: int, found: re.Match[str], one: Statement) -> Entry | None:
    value_on = _day(found["value"])
    booked_on = _near(found["entry"], value_on) if found["entry"] and value_on else value_on
    if not booked_on:
        return None
    amount = _amount(found["amount"])
    # a reversal turns the direction: RC takes a credit back, RD a debit
    outflow = found["sign"] in ("D", "RC")
    reference, bank = (found["ref"] or "").strip(), (found["bank"] or "").strip()
    return Entry(
        line, booked_on, value_on, -amount if outflow else amount, one.currency,
        purpose=" ".join((found["more"] or "").split()) or None,
        end_to_end=None if reference in _NO_REFERENCE else reference,
        code=(found["kind"] or "").strip() or None, bank_reference=None if bank in _NO_REFERENCE else bank,
    )  # fmt: skip


def _amount(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))


def _day(digits: str) -> dt.date | None:
    """yymmdd; interest is booked on the 30th of February, which is its last day. None for an impossible month."""
    year, month, day = (int(digits[place : place + 2]) for place in (0, 2, 4))
    return _clamped(year + (1900 if year >= 69 else 2000), month, day)


def _near(digits: str, value_on: dt.date) -> dt.date | None:
    """mmdd of the year that is nearest to the value date."""
    days = [_clamped(value_on.year + shift, int(digits[:2]), int(digits[2:])) for shift in (-1, 0, 1)]
    return min((day for day in days if day), key=lambda day: abs(day - value_on), default=None)


def _clamped(year: int, month: int, day: int) -> dt.date | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _explained(entry: Entry, tag: str, value: str) -> Entry:
    """The entry with what its :86: or :NS: says."""
    if tag == "NS":
        parts = [(int(part[:2]), part[2:]) for part in value.split("\n") if part[:2].isdigit()]
        return _filled(entry, parts, range(1, 15), (15, 16), 34, None)
    structured = _STRUCTURED.match(value)
    if not structured:
        words = " ".join([entry.purpose or "", *value.split()]).strip()
        return replace(entry, purpose=words or None)
    code, sign = structured.groups()
    pieces = value[structured.end() :].replace("\n", "")
    parts = [
        (int(piece[:2]), piece[2:]) for piece in re.split(rf"{re.escape(sign)}(?=\d\d)", pieces) if piece[:2].isdigit()
    ]
    return _filled(entry, parts, _PURPOSE, (32, 33), 31, code)


def _filled(
    entry: Entry,
    parts: list[tuple[int, str]],
    purpose: range | tuple[int, ...],
    name: tuple[int, int],
    iban: int,
    code: str | None,
) -> Entry:
    text = _joined([part for number, part in parts if number in purpose])
    pieces = _SEPA.split(text)
    sepa = {key: value.strip() for key, value in zip(pieces[1::2], pieces[2::2], strict=True)}
    reference = sepa.get("EREF", "")
    return replace(
        entry,
        name=_joined([part for number, part in parts if number in name]) or entry.name,
        iban=_joined([part for number, part in parts if number == iban]) or entry.iban,
        purpose=sepa.get("SVWZ") or pieces[0].strip() or entry.purpose,
        end_to_end=entry.end_to_end if reference in _NO_REFERENCE else reference,
        code=code or entry.code,
    )


def _joined(parts: list[str]) -> str:
    """Subfields as one text; a full one goes on in the next, behind a shorter one there is a blank."""
    return " ".join("".join(part if len(part) >= _WIDTH else f"{part} " for part in parts).split())
