"""Makes `notice` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class NoticeConfig(AppConfig):
    name = "leitstand.control.notice"
    label = "notice"
