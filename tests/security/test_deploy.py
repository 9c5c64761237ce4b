"""Django's own list of what must hold before a site faces the world."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from leitstand.control import database

CHECK = (
    "import django; django.setup(); from django.core.management import call_command; "
    "call_command('check', deploy=True, fail_level='WARNING')"
)


def checked(home: Path, **given: str) -> subprocess.CompletedProcess[str]:
    database.open(home)
    database.close(home)
    given |= {"LEITSTAND_HOME": str(home), "DJANGO_SETTINGS_MODULE": "leitstand.web.settings"}
    return subprocess.run([sys.executable, "-c", CHECK], env=os.environ | given, capture_output=True, text=True)


def test_behind_https_nothing_is_missing(tmp_path: Path) -> None:
    done = checked(tmp_path / "home", LEITSTAND_HTTPS="1", LEITSTAND_HOSTS="leitstand.example.org")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_check_would_tell(tmp_path: Path) -> None:
    done = checked(tmp_path / "home", LEITSTAND_HTTPS="0")
    assert done.returncode != 0 and "SECURE_HSTS_SECONDS" in done.stderr
