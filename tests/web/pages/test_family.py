"""The pages of the six families: real numbers, that add up, in both languages, and what they say without data."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from leitstand.foundation.numbers import format_value
from leitstand.foundation.period import Period, period_of
from leitstand.metrics.compute.result import Value
from leitstand.metrics.leads import LEADS
from leitstand.web.pages.family.liquidity import AHEAD, expected, liquidity
from leitstand.workspace import Workspace
from tests.web.pages.reading import splits

Client = Callable[..., Any]


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("family", list(LEADS))
def test_every_family_is_shown_whole_and_its_splits_add_up(web_home: Path, client_of: Client, family: str) -> None:
    for language in ("de", "en"):
        page = text_of(client_of("viewer").get(f"/family/{family}/?all=1&lang={language}"))
        assert "data-part-of" not in page
        for one in splits(page):
            assert one.total is not None and sum(one.parts) == pytest.approx(one.total, abs=0.01)
    assert len(re.findall(r'<section class="part', page)) >= 5
    assert '<svg class="plot' in page


def test_the_headline_says_the_number_that_the_workspace_says(web_home: Path, client_of: Client) -> None:
    workspace = Workspace(web_home)
    value = workspace.values("revenue_net", "month", start=date(2026, 6, 1), end=date(2026, 7, 1))[0]
    page = text_of(client_of().get("/family/revenue/?period=2026-06&all=1&lang=de"))
    written = format_value(value.value or 0.0, "currency", value.currency, "de", short=True)
    assert f"Nettoumsatz Juni 2026: {written}" in re.sub(r"\s*<[^>]+>\s*", "", page[page.index("<h1>") :])[:200]


def test_a_breakdown_shows_what_the_workspace_says(web_home: Path, client_of: Client) -> None:
    workspace = Workspace(web_home)
    cells = workspace.values("revenue_net", "month", by=["channel"], start=date(2026, 6, 1), end=date(2026, 7, 1))
    page = text_of(client_of().get("/family/revenue/?period=2026-06&all=1&by=channel"))
    assert sorted(splits(page)[0].parts) == pytest.approx(sorted(one.value or 0.0 for one in cells))


def test_what_was_not_asked_before_comes_part_by_part(web_home: Path, client_of: Client) -> None:
    client = client_of("viewer")
    address = "/family/website/?period=2026-03&lang=en"
    assert "data-part-of" in text_of(client.get(address))
    for part in ("tiles", "course", "split", "funnel", "elements", "entries", "sources"):
        fragment = text_of(client.get(f"/family/website/{part}/?period=2026-03&lang=en"))
        assert "<html" not in fragment and f'id="part-{part}"' in fragment
        assert "/family/website/split/?" not in fragment  # its links are those of the page
    assert "data-part-of" not in text_of(client.get(address))


def test_no_such_family_or_part(web_home: Path, client_of: Client) -> None:
    client = client_of()
    assert client.get("/family/nonsense/").status_code == 404
    assert client.get("/family/revenue/nonsense/").status_code == 404


def test_who_sees_a_part_sees_only_its_numbers(web_home: Path, client_of: Client) -> None:
    cell = Workspace(web_home).values("revenue_net", "month", where=["channel=web"], start=date(2026, 6, 1),
                                      end=date(2026, 7, 1))[0]  # fmt: skip
    client = client_of("analyst", email="part@example.org", scope="channel=web")
    for family in LEADS:
        page = text_of(client.get(f"/family/{family}/?all=1&lang=en&period=2026-06"))
        if family == "revenue":
            assert format_value(cell.value or 0.0, "currency", "EUR", "en", short=True) in page
    assert "a part of the company only" in text_of(client.get("/metric/cash_balance_amount/?lang=en"))


def test_without_data_it_says_what_would_be_there(empty_home: Path, client_of: Client) -> None:
    for family in LEADS:
        assert "/data/" in text_of(client_of("viewer").get(f"/family/{family}/"))


def month(start: date, value: float) -> Value:
    return Value("x", period_of(start, "month"), {}, value, None, value, 1, None, None, "ok", True, "", "currency")


def test_open_invoices_come_when_the_customer_usually_pays() -> None:
    day = pd.Timestamp
    paid = [{"customer": 1, "due": day("2026-01-10"), "paid": day("2026-01-30"), "amount": 50.0}] * 10
    late = [{"customer": 2, "due": day("2026-01-10"), "paid": day("2026-01-10"), "amount": 50.0}] * 11
    still = [
        {"customer": 1, "due": day("2026-09-25"), "paid": pd.NaT, "amount": 100.0},  # as ever 20 days late: October
        {"customer": 2, "due": day("2026-10-31"), "paid": pd.NaT, "amount": 30.0},
        {"customer": 3, "due": day("2026-05-01"), "paid": pd.NaT, "amount": 7.0},  # long overdue: the first month ahead
        {"customer": 2, "due": day("2026-11-01"), "paid": pd.NaT, "amount": 4.0},
    ]
    usual, months = expected(pd.DataFrame([*paid, *late, *still]), date(2026, 10, 1))
    assert usual == 0.0
    assert months == {date(2026, 10, 1): 137.0, date(2026, 11, 1): 4.0}


def test_the_balance_goes_on_from_the_last_known_one() -> None:
    starts = [one.start for one in (period_of(date(2025, 1 + at, 1), "month") for at in range(12))]
    ins, outs = [month(one, 100.0) for one in starts], [month(one, 80.0) for one in starts]
    balance = [month(one, 1000.0) for one in starts]
    none = pd.DataFrame({"customer": [], "due": pd.to_datetime([]), "paid": pd.to_datetime([]), "amount": []})
    found = liquidity(ins, outs, balance, none, date(2026, 1, 1))
    assert found is not None and found.lowest is not None
    ahead = [one for one in found.months if one.ahead]
    assert len(ahead) == AHEAD
    level = 1000.0
    for one in ahead:
        level += (one.expected_in or 0.0) + (one.planned_in or 0.0) - (one.planned_out or 0.0)
        assert one.balance == pytest.approx(level)
    assert ahead[-1].balance == pytest.approx(1000 + AHEAD * 20, rel=0.05)
    assert found.limit == pytest.approx(80 * 12 / (365 / 7))
    assert liquidity(ins[:2], outs, balance, none, date(2026, 1, 1)) is None


def test_a_month_that_is_not_complete_is_not_paid() -> None:
    running = month(date(2025, 4, 1), 5.0)
    running.complete = False
    known = [month(date(2025, one, 1), 10.0) for one in (1, 2, 3)]
    none = pd.DataFrame({"customer": [], "due": pd.to_datetime([]), "paid": pd.to_datetime([]), "amount": []})
    found = liquidity([*known, running], known, [], none, date(2025, 4, 2))
    assert found is not None
    assert [one.period for one in found.months if not one.ahead][-1] == Period(
        date(2025, 3, 1), date(2025, 4, 1), "month"
    )
    assert found.lowest is None  # nobody knows a balance
