"""A company without data: lists are empty, and whoever asks for a number is told what to do."""

from __future__ import annotations

from pathlib import Path

from django.test import Client

from tests.web.api.conftest import token_of
from tests.web.api.test_rest import LISTS


def test_without_data_there_is_nothing_to_ask(empty_home: Path) -> None:
    head = {"Authorization": f"Bearer {token_of('eve')}"}
    for path in LISTS:
        assert Client().get(f"/api/v1/{path}", headers=head).json() == []
    for path in ("metrics/revenue_net", "metrics/revenue_net/values", "why/revenue_net", "customers"):
        response = Client().get(f"/api/v1/{path}", headers=head)
        assert (response.status_code, response.json()["message"]) == (400, "No data are loaded yet.")
