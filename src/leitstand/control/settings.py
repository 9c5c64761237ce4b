"""The least that Django must know to keep the control database; homes are added while the program runs."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    *(f"leitstand.control.{file.parent.name}" for file in sorted(Path(__file__).parent.glob("*/apps.py"))),
]

# No default database: a query that forgot `.using(alias)` fails instead of reaching the wrong company.
DATABASES: dict[str, dict[str, Any]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "account.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # needs memory to guess, and nothing to install
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SECRET_KEY = secrets.token_hex(32)  # nothing is signed here; the web has one that lasts
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
