"""Makes `ledger` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "leitstand.control.ledger"
    label = "ledger"
