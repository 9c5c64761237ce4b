"""Makes `account` known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "leitstand.control.account"
    label = "account"
