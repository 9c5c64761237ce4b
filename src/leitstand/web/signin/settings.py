"""What Django must know to sign people in; the web's settings take it over."""

from __future__ import annotations

from typing import Any

APPS = ["django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static", "leitstand.web.signin"]
MIDDLEWARE = ["leitstand.web.signin.sessions.guard"]
BACKEND = "django.contrib.auth.backends.ModelBackend"
AUTHENTICATION_BACKENDS = [BACKEND]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = []  # control.account.passwords checks, and says why in both languages
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "leitstand_session"
OTP_TOTP_ISSUER = "Leitstand"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # control.account.entrance limits all tries alike
