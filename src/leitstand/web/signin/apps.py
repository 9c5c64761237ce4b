"""Makes `signin` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "leitstand.web.signin"
    label = "signin"

    def ready(self) -> None:
        from leitstand.web.signin import sessions

        sessions.connect()
