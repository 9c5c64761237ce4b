"""The least that Django must know to keep the control database; homes are added while the program runs."""

from __future__ import annotations

from typing import Any

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "leitstand.control.account",
    "leitstand.control.closing",
    "leitstand.control.finding",
    "leitstand.control.identity",
    "leitstand.control.ledger",
    "leitstand.control.plan",
    "leitstand.control.task",
]

# No default database: a query that forgot `.using(alias)` fails instead of reaching the wrong company.
DATABASES: dict[str, dict[str, Any]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "account.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # needs memory to guess, and nothing to install
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
