"""Makes `work` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "leitstand.control.work"
    label = "work"
