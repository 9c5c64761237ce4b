"""Which language the answer that is being made speaks."""

from __future__ import annotations

from django.utils import translation

from leitstand.foundation.text import Language


def speak(language: Language) -> None:
    """From now on in this thread; Django's own words (of forms) too."""
    translation.activate(language)


def spoken() -> Language:
    return "de" if translation.get_language() == "de" else "en"
