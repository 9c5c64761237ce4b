"""The mapping of a file's columns onto the data model: a small file that a person can read and change."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast, get_args

from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.schema import tables
from leitstand.foundation.text import Text
from leitstand.sources.contract import Delivery, RawTable
from leitstand.sources.values.dates import Order
from leitstand.sources.values.numbers import Sign

Constant = str | int | float | bool

_CHOICES: dict[str, tuple[str, ...]] = {
    "delivery": get_args(Delivery),
    "date_order": get_args(Order),
    "decimal": get_args(Sign),
}
# names, which may stand in several columns (company, first and last name)
JOINED = frozenset({"customer_vault.name", "contact_vault.name", "employee_vault.name"})
# not in the data model: gives the net amount where a file has only the gross one
RATES = frozenset({"order.tax_rate", "invoice.tax_rate"})
_KNOWN = ("source_system", "currency", "zone", "delivery", "date_order", "decimal", "columns", "constants")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column means and how its values are written.

    columns: heading → "table.column"; a heading without an entry (or with "") is not loaded.
    constants: "table.column" → value for every row, of what no column says.
    currency, date_order, decimal: None = the home's currency, and as the values themselves show.
    """

    source_system: str
    columns: dict[str, str] = field(default_factory=dict)
    currency: str | None = None
    zone: str = "Europe/Berlin"
    delivery: Delivery = "append"
    date_order: Order | None = None
    decimal: Sign | None = None
    constants: dict[str, Constant] = field(default_factory=dict)

    @property
    def targets(self) -> dict[str, str]:
        """Target → heading."""
        return {target: heading for heading, target in self.columns.items() if target}

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(target.split(".")[0] for target in (*self.targets, *self.constants))

    def check(self) -> Mapping:
        """Itself. Raises UnknownId for a target that does not exist, UnusableInput for one that is used twice;
        only a name may stand in several columns."""
        known = known_targets()
        used: dict[str, str] = {}
        for heading, target in self.columns.items():
            if not target:
                continue
            if target not in known:
                raise UnknownId(Text(de="Das Ziel", en="target"), target, known)
            if target in used and target not in JOINED:
                raise _wrong(
                    f"Die Spalten „{used[target]}“ und „{heading}“ zeigen beide auf {target}.",
                    f"The columns '{used[target]}' and '{heading}' both point to {target}.",
                )
            used[target] = heading
        for target in self.constants:
            if target not in known | RATES:
                raise UnknownId(Text(de="Das Ziel", en="target"), target, known | RATES)
            if target in used:
                raise _wrong(
                    f"Für {target} gibt es eine Spalte („{used[target]}“) und einen festen Wert.",
                    f"There is a column ('{used[target]}') and a constant for {target}.",
                )
        _check_zone(self.zone)
        return self

    def as_dict(self) -> dict[str, Any]:
        """As JSON-able values, without those that are left to the file or the home."""
        values = {name: getattr(self, name) for name in _KNOWN}
        return {name: value for name, value in values.items() if value is not None and value != {}} | {
            "columns": self.columns
        }

    def to_toml(self) -> str:
        """The mapping file."""
        values = self.as_dict()
        columns, constants = values.pop("columns"), values.pop("constants", {})
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
        lines += ["", "[columns]"]
        lines += [f"{_quoted(heading)} = {_quoted(target)}" for heading, target in columns.items()]
        if constants:
            lines += ["", "[constants]"]
            lines += [f"{_quoted(target)} = {json.dumps(value)}" for target, value in constants.items()]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str) -> Mapping:
        """Reads a mapping file. Raises UnusableInput and UnknownId with what to change."""
        try:
            values = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # also numbers of thousands of digits, lists nested too deep
            raise _wrong(f"Sie ist kein gültiges TOML: {error}.", f"It is no valid TOML: {error}.") from error
        return cls.from_dict(values)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Mapping:
        """The mapping that `as_dict` gave. Raises UnusableInput and UnknownId."""
        for name in values:
            if name not in _KNOWN:
                raise UnknownId(Text(de="Der Eintrag", en="entry"), name, _KNOWN)
        columns = values.get("columns")
        if not isinstance(columns, dict) or not all(isinstance(target, str) for target in columns.values()):
            raise _wrong(
                'Es fehlt der Abschnitt [columns] mit Zeilen wie "Bestellnr" = "order.order_id".',
                'The section [columns] with lines like "Order no" = "order.order_id" is missing.',
            )
        constants = _flat(values.get("constants", {}))
        if not isinstance(constants, dict) or not all(isinstance(value, Constant) for value in constants.values()):
            raise _wrong(
                'Unter [constants] stehen Zeilen wie "survey.scale_max" = 10.',
                'Under [constants] stand lines like "survey.scale_max" = 10.',
            )
        for name, value in values.items():
            if name not in ("columns", "constants") and not isinstance(value, str):
                raise _wrong(f"„{name}“ muss ein Text sein.", f"'{name}' must be a text.")
        for name, choices in _CHOICES.items():
            if values.get(name, choices[0]) not in choices:
                raise UnknownId(Text(de=f"Der Wert für {name}", en=f"value for {name}"), values[name], choices)
        flat = {"source_system": "generic", **values, "constants": constants}
        return cls(**cast(Any, flat)).check()


def _flat(constants: Any) -> Any:
    """TOML reads an unquoted survey.scale_max = 10 as a section within the section."""
    if not isinstance(constants, dict):
        return constants
    nested = {name: value for name, value in constants.items() if isinstance(value, dict)}
    flat = {name: value for name, value in constants.items() if name not in nested}
    return flat | {f"{table}.{column}": value for table, found in nested.items() for column, value in found.items()}


def known_targets() -> frozenset[str]:
    """Every "table.column" of the data model."""
    return frozenset(f"{table.name}.{column}" for table in tables().values() for column in table.names)


def shape(raw: RawTable) -> str:
    """Fingerprint of the set of headings: files of the same kind have the same."""
    return fingerprint(raw.header)


def fingerprint(header: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(sorted(set(header))).encode()).hexdigest()[:32]


def _check_zone(zone: str) -> None:
    from zoneinfo import available_timezones

    if zone not in available_timezones():
        raise UnknownId(Text(de="Die Zeitzone", en="time zone"), zone, available_timezones())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _wrong(de: str, en: str) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Die Zuordnung ist nicht verwendbar. {de}", en=f"The mapping cannot be used. {en}"),
        Text(de="Bitte ändern Sie die Zuordnungsdatei.", en="Please change the mapping file."),
    )
