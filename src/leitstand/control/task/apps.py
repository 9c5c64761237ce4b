"""Makes `task` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class TaskConfig(AppConfig):
    name = "leitstand.control.task"
    label = "task"
