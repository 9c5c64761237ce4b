"""Which passwords are too easy to guess, said in the user's language."""

from __future__ import annotations

from typing import Any

import leitstand.control.database  # noqa: F401  (sets Django up: no model can be imported before)

from django.contrib.auth import password_validation  # isort: skip
from django.core.exceptions import ValidationError  # isort: skip

from leitstand.control.account.models import User
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

LEAST_LENGTH = 10
_DJANGO = "django.contrib.auth.password_validation"
VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": LEAST_LENGTH}},
    {"NAME": f"{_DJANGO}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGO}.NumericPasswordValidator"},
    {
        "NAME": f"{_DJANGO}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
_WHY = {
    "password_too_short": Text(
        de=f"Das Passwort braucht mindestens {LEAST_LENGTH} Zeichen.",
        en=f"The password needs at least {LEAST_LENGTH} characters.",
    ),
    "password_too_common": Text(
        de="Dieses Passwort steht auf einer Liste häufiger oder bekannt gewordener Passwörter.",
        en="This password is on a list of common or leaked passwords.",
    ),
    "password_entirely_numeric": Text(
        de="Das Passwort darf nicht nur aus Ziffern bestehen.", en="The password must not be digits only."
    ),
    "password_too_similar": Text(
        de="Das Passwort ähnelt Namen oder E-Mail-Adresse zu sehr.", en="The password is too much like name or e-mail."
    ),
}


def check(password: str, user: User) -> None:
    """Raises UnusableInput for a password that is easy to guess."""
    try:
        password_validation.validate_password(password, user, password_validation.get_password_validators(VALIDATORS))
    except ValidationError as error:
        code = error.error_list[0].code or ""
        raise UnusableInput(
            _WHY.get(code, Text(de="Das Passwort ist zu leicht zu erraten.", en="The password is too easy to guess.")),
            Text(
                de="Nehmen Sie z. B. vier zufällige Wörter hintereinander.",
                en="Take four random words in a row, for example.",
            ),
        ) from None
