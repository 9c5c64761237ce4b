"""Every page × role × language over a home without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.serving import ADDRESSES
from tests.web.test_pages import every_page_answers


@pytest.mark.parametrize("role", list(ADDRESSES))
def test_every_page_answers_each_role(role: str, empty_home: Path) -> None:
    every_page_answers(empty_home, role)
