"""Makes `plan` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "leitstand.control.plan"
    label = "plan"
