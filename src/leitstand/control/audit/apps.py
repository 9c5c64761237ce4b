"""Makes `audit` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "leitstand.control.audit"
    label = "audit"
