"""Makes `privacy` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "leitstand.control.privacy"
    label = "privacy"
