"""Django's own list of what must hold before a site faces the world."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leitstand.control import database

CHECK = (
    "import django; django.setup(); from django.core.management import call_command; "
    "call_command('check', deploy=True, fail_level='WARNING')"
)


def test_behind_https_nothing_is_missing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    database.open(home)
    database.close(home)
    given = {"LEITSTAND_HOME": str(home), "LEITSTAND_HTTPS": "1", "LEITSTAND_HOSTS": "leitstand.example.org",
             "DJANGO_SETTINGS_MODULE": "leitstand.web.settings"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", CHECK], env=os.environ | given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout and "W0" not in done.stderr


@pytest.mark.parametrize("word", ["LEITSTAND_HTTPS"])
def test_the_check_would_tell(tmp_path: Path, word: str) -> None:
    home = tmp_path / "home"
    database.open(home)
    database.close(home)
    given = {"LEITSTAND_HOME": str(home), word: "0", "DJANGO_SETTINGS_MODULE": "leitstand.web.settings"}
    done = subprocess.run([sys.executable, "-c", CHECK], env=os.environ | given, capture_output=True, text=True)
    assert done.returncode != 0 and "SECURE_HSTS_SECONDS" in done.stderr
