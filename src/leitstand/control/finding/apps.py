"""Makes `finding` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "leitstand.control.finding"
    label = "finding"
