"""Short ways to declare a column, so that an area module reads like a table."""

from __future__ import annotations

from dataclasses import replace

from leitstand.foundation.schema.contract import Column, Privacy, Type
from leitstand.foundation.text import Text

PAYMENT_METHODS = (
    "bank_transfer",
    "direct_debit",
    "credit_card",
    "debit_card",
    "wallet",
    "cash",
    "voucher",
    "pay_later",
    "other",
)
LINE_TYPES = ("goods", "discount", "shipping", "fee", "adjustment", "stock_move")


def _column(type_: Type, name: str, de: str, en: str, privacy: Privacy = Privacy.NONE, unit: str = "") -> Column:
    return Column(name, type_, Text(de=de, en=en), privacy, unit)


def key(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    """The table's own key; the store makes it from the source's key."""
    return _column("key", name, de, en, privacy)


def ref(name: str, table: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    """The key of a row in `table`."""
    return replace(_column("key", name, de, en, privacy), references=table)


def text(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("text", name, de, en, privacy)


def enum(name: str, values: tuple[str, ...], de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return replace(_column("enum", name, de, en, privacy), values=values)


def money(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("money", name, de, en, privacy, unit="currency")


def currency() -> Column:
    """The currency of every amount in the row."""
    return text(
        "currency", "Währung aller Beträge der Zeile (ISO 4217)", "Currency of all amounts in the row (ISO 4217)"
    )


def number(name: str, unit: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("number", name, de, en, privacy, unit)


def share(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    """A number from 0 to 1."""
    return number(name, "share", de, en, privacy)


def integer(name: str, unit: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("integer", name, de, en, privacy, unit)


def boolean(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("boolean", name, de, en, privacy)


def date(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("date", name, de, en, privacy)


def instant(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("instant", name, de, en, privacy)


def json(name: str, de: str, en: str, privacy: Privacy = Privacy.NONE) -> Column:
    return _column("json", name, de, en, privacy)


def personal(*columns: Column, privacy: Privacy = Privacy.BEHAVIOUR) -> tuple[Column, ...]:
    """The columns of a row that belongs to a person: of class `privacy` where they state no class of their own.

    A whole row is personal data as soon as its key leads to a person, not only the key itself.
    """
    return tuple(replace(one, privacy=privacy) if one.privacy is Privacy.NONE else one for one in columns)
