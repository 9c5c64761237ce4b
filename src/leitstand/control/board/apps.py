"""Makes `board` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "leitstand.control.board"
    label = "board"
