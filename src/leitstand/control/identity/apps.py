"""Makes `identity` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "leitstand.control.identity"
    label = "identity"
