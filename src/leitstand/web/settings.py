"""Django as the web needs it: the control database of one home, sign-in, static files, strict headers.

LEITSTAND_HOME: the data folder. LEITSTAND_HOSTS: names under which people reach it, with commas. LEITSTAND_HTTPS=1: it
stands behind a proxy that speaks TLS; then cookies are sent over TLS only.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from leitstand.control import secret
from leitstand.control.settings import *  # noqa: F403
from leitstand.control.settings import INSTALLED_APPS as CONTROL_APPS
from leitstand.foundation.home import Home
from leitstand.web.signin import settings as signin

WEB = Path(__file__).parent
HOME = Home.find().path
SECRET_KEY = secret.key(HOME, "web").hex() if (HOME / secret.FILE).exists() else ""
HTTPS = os.environ.get("LEITSTAND_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("LEITSTAND_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and "*" not in host]

INSTALLED_APPS = [
    *CONTROL_APPS,
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *signin.APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "leitstand.web.middleware.strict_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "leitstand.web.middleware.language",
    *signin.MIDDLEWARE,
    "django.contrib.messages.middleware.MessageMiddleware",
    "leitstand.web.middleware.company",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "leitstand.web.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "shell" / "templates", WEB / "signin" / "templates", *sorted(WEB.glob("pages/*/templates"))],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "leitstand.web.shell.context.shell",
            ],
            "builtins": ["leitstand.web.shell.tags", "django.templatetags.static"],
        },
    }
]
AUTHENTICATION_BACKENDS = signin.AUTHENTICATION_BACKENDS
AUTH_PASSWORD_VALIDATORS = signin.AUTH_PASSWORD_VALIDATORS
LOGIN_URL = "/signin/"
for _name in dir(signin):
    if _name.startswith(("AXES_", "OTP_", "SESSION_")):
        globals()[_name] = getattr(signin, _name)

USE_I18N = True  # for Django's own words in forms; ours stand in both languages where they are used
LANGUAGE_CODE = "en"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["leitstand.web.pages.data.upload.Incoming"]  # only there a file may be given

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING"}},
}
