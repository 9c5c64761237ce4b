"""Reads bank statements in the XML formats CAMT.052 (within the day), CAMT.053 (statement) and CAMT.054 (advice)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from xml.etree import ElementTree as ET

from leitstand.foundation.text import Text
from leitstand.sources.contract import RawTable, Reject
from leitstand.sources.readers.formats import damaged
from leitstand.sources.readers.limits import Limits, check_rejects
from leitstand.sources.readers.origin import Origin
from leitstand.sources.readers.statement import Balance, Entry, Statement, tables

NO_STATEMENT = Text(
    de="Die CAMT-Nachricht hat keinen Auszug (Stmt, Rpt oder Ntfctn)",
    en="the CAMT message has no statement (Stmt, Rpt or Ntfctn)",
)
UNREADABLE = Text(de="Buchung ohne lesbaren Betrag, Richtung oder Tag", en="entry without readable amount, sign or day")
COLLECTIVE = Text(
    de="{count} Sammelbuchungen blieben je eine Buchung, mit den Angaben ihrer Einzelposten im Verwendungszweck.",
    en="{count} collective entries stay one entry each, with the details of their items in the purpose.",
)
_DOCTYPE = Text(de="die XML-Datei enthält eine DTD", en="the XML file holds a DTD")
_BROKEN = Text(de="ungültiges XML", en="invalid XML")
_AMOUNT = re.compile(r"[0-9]{1,18}(?:\.[0-9]{0,17})?")
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


class _Doctype(Exception):
    """The file declares entities or a grammar; a bank does not."""


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise _Doctype


def read(origin: Origin, limits: Limits) -> list[RawTable]:
    """The tables of `statement.tables`; rows are counted in the order of the file.

    One row per booked entry, never per item of a collective one: the statement (053) and the advice (054) split it
    differently, and both may be loaded. A file with a DTD, broken XML or no statement raises UnusableInput.
    """
    parser = ET.XMLParser(target=_Builder())
    try:
        root = ET.fromstring(origin.whole(limits).getvalue(), parser)
    except _Doctype:
        raise damaged(origin.name, _DOCTYPE) from None
    except (ET.ParseError, ValueError, LookupError):
        raise damaged(origin.name, _BROKEN) from None
    for element in root.iter():  # the versions differ in the namespace only
        element.tag = element.tag.rpartition("}")[2]
    found = [one for message in root for one in message if one.tag in ("Stmt", "Rpt", "Ntfctn")]
    if not found:
        raise damaged(origin.name, NO_STATEMENT)
    rejects: list[Reject] = []
    statements = []
    row = pending = collective = 0
    for part in found:
        row += 1
        one = _statement(part, row)
        statements.append(one)
        for node in part.findall("Ntry"):
            row += 1
            if (_text(node, "Sts/Cd", "Sts") or "BOOK") != "BOOK":
                pending += 1
                continue
            collective += len(node.findall("NtryDtls/TxDtls")) > 1
            entry = _entry(node, row, _day(part, "."))
            if entry:
                one.entries.append(entry)
                continue
            cells = {name: _text(node, name) for name in ("Amt", "CdtDbtInd", "BookgDt/Dt", "ValDt/Dt")}
            rejects.append(Reject(row, UNREADABLE, "Ntry", cells["Amt"], cells))
            check_rejects(origin.name, len(rejects), UNREADABLE, limits)
    notes = [COLLECTIVE.format(count=collective)] if collective else []
    return tables(origin.name, statements, rejects, notes, pending)


def _statement(part: ET.Element, row: int) -> Statement:
    return Statement(
        row,
        account=_text(part, "Acct/Id/IBAN", "Acct/Id/Othr/Id"),
        number=_text(part, "LglSeqNb", "ElctrncSeqNb", "Id"),
        currency=_text(part, "Acct/Ccy"),
        opening=_balance(part, _OPENING),
        closing=_balance(part, _CLOSING),
    )


def _balance(part: ET.Element, kinds: Iterable[str]) -> Balance | None:
    nodes = {_text(node, "Tp/CdOrPrtry/Cd"): node for node in reversed(part.findall("Bal"))}
    node = next((nodes[kind] for kind in kinds if kind in nodes), None)
    if node is None:
        return None
    day, amount = _day(node, "Dt"), _signed(node)
    return None if day is None or amount is None else Balance(day, amount, _currency(node))


def _entry(node: ET.Element, row: int, told_on: dt.date | None) -> Entry | None:
    """told_on: day of the message, where the entry has none."""
    value_on = _day(node, "ValDt")
    booked_on, amount = _day(node, "BookgDt") or value_on or told_on, _signed(node)
    if booked_on is None or amount is None:
        return None
    details = node.findall("NtryDtls/TxDtls")
    only = details[0] if len(details) == 1 else node
    sides = ("Dbtr", "UltmtDbtr") if amount >= 0 else ("Cdtr", "UltmtCdtr")
    names = [_first(only.find(f"RltdPties/{side}"), "Nm") for side in sides]
    account = f"RltdPties/{sides[0]}Acct/Id"
    purposes = [purpose for one in details if (purpose := _purpose(one))]
    end_to_end = _text(only, "Refs/EndToEndId")
    return Entry(
        row, booked_on, value_on, amount, _currency(node),
        name=next((name for name in names if name), None),
        iban=_text(only, f"{account}/IBAN", f"{account}/Othr/Id"),
        purpose=" · ".join(purposes) or _text(node, "AddtlNtryInf"),
        end_to_end=None if end_to_end == "NOTPROVIDED" else end_to_end,
        code=_code(node),
        bank_reference=_text(node, "AcctSvcrRef"),
    )  # fmt: skip


def _purpose(details: ET.Element) -> str | None:
    """Remittance text and creditor reference, else what the bank adds."""
    texts = [node.text for path in ("Ustrd", "Strd/CdtrRefInf/Ref") for node in details.findall(f"RmtInf/{path}")]
    words = " ".join(" ".join(text or "" for text in texts).split())
    return words or _text(details, "AddtlTxInf")


def _code(node: ET.Element) -> str | None:
    """The bank's own code (in Germany the transaction code), else the ISO code as PMNT-RCDT-ESCT.

    A debit that came back, told by a reason of return only, is an unpaid one.
    """
    if node.find("NtryDtls/TxDtls/RtrInf") is not None and _text(node, "CdtDbtInd") == "DBIT":
        return "PMNT-IDDT-UPDD"
    path = "BkTxCd/Domn"
    iso = [_text(node, f"{path}/{name}") for name in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return _text(node, "BkTxCd/Prtry/Cd") or "-".join(part for part in iso if part) or None


def _signed(node: ET.Element) -> Decimal | None:
    """The direction already is that of the entry itself, reversals included."""
    sign = {"CRDT": 1, "DBIT": -1}.get(_text(node, "CdtDbtInd") or "")
    amount = _text(node, "Amt") or ""
    return sign * Decimal(amount) if sign and _AMOUNT.fullmatch(amount) else None


def _currency(node: ET.Element) -> str | None:
    amount = node.find("Amt")
    return None if amount is None else amount.get("Ccy")


def _day(node: ET.Element, name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat((_text(node, f"{name}/Dt", f"{name}/DtTm", f"{name}/CreDtTm") or "")[:10])
    except ValueError:
        return None


def _text(node: ET.Element, *paths: str) -> str | None:
    """The first of these that has a text."""
    return next((text for path in paths if (text := " ".join((node.findtext(path) or "").split()))), None)


def _first(node: ET.Element | None, name: str) -> str | None:
    """The text of the first element of that name below, however deep (later versions have a level more)."""
    found = None if node is None else next(node.iter(name), None)
    return None if found is None else " ".join((found.text or "").split()) or None
