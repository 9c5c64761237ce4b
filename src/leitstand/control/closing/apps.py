"""Makes `closing` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "leitstand.control.closing"
    label = "closing"
