"""Wires the store to the control database of the same home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leitstand.control import database, secret
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.foundation.home import Home

ZONE, CURRENCY = "Europe/Berlin", "EUR"
"""What a home reports in until its owner, or its first file, says otherwise."""


@dataclass(frozen=True, slots=True)
class Links:
    """Key map and identity vault of a home, as the store wants them."""

    home: Home
    alias: str

    @classmethod
    def of(cls, home: Home) -> Links:
        home.folder("")
        return cls(home, database.open(home.path))

    def keys_for(self, entity: str, source_system: str, source_ids: Sequence[str]) -> dict[str, int]:
        return identity.keys_for(self.alias, entity, source_system, source_ids)

    def remember(self, entity: str, rows: Mapping[int, Mapping[str, str]], load_id: str) -> None:
        identity.remember(self.alias, entity, rows, load_id)

    def pseudonyms(self, kind: str, values: Sequence[str]) -> dict[str, str]:
        key = secret.key(self.home.path, "pseudonym")
        return {value: identity.pseudonym(key, kind, value) for value in values}

    @property
    def zone(self) -> str:
        """Reporting time zone."""
        return str(ledger.setting(self.alias, "zone", ZONE))

    @property
    def currency(self) -> str:
        """Reporting currency."""
        return str(ledger.setting(self.alias, "currency", CURRENCY))

    def adopt_currency(self, currency: str | None) -> str:
        """An empty home reports in the currency of its first file that knows one."""
        if currency and ledger.setting(self.alias, "currency") is None:
            ledger.set_setting(self.alias, "currency", currency)
        return self.currency
