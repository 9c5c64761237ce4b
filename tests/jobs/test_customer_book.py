"""One line per customer also where a company has nothing but orders, or nothing at all."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from leitstand.control.identity import decisions
from leitstand.jobs.customer_book import Book, book, scores
from leitstand.jobs.links import Links
from leitstand.jobs.timeline import Timeline, plain, timeline
from leitstand.workspace import Workspace

LAST = date(2026, 6, 30)
HEADER = "order number,order date,customer number,sku,quantity,net amount"


def orders(customer: str, *days_ago: int) -> list[str]:
    return [f"{customer}-{days},{LAST - timedelta(days=days)},{customer},TEA,2,45.00" for days in days_ago]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """K-1 has ordered every thirty days and then not for fifty; a dozen others go on; one's number is an address."""
    folder = tmp_path_factory.mktemp("book")
    lines = [HEADER, *orders("K-1", *range(50, 400, 30)), *orders("kim@example.org", 4)]
    for number in range(12):
        lines += orders(f"R-{number}", *range(number, 400, 30 + number % 3))
    (folder / "orders.csv").write_text("\n".join(lines))
    workspace = Workspace(folder / "home")
    workspace.import_files(folder / "orders.csv", check=False)
    return workspace


@pytest.fixture(scope="module")
def made(workspace: Workspace) -> Book:
    return book(workspace.facts, decisions.origins(Links.of(workspace.home).alias, "customer"))


@pytest.fixture(scope="module")
def story(workspace: Workspace) -> Timeline:
    return timeline(workspace.facts)


def test_orders_alone_make_a_line_for_everybody(made: Book) -> None:
    assert len(made.table) == 14 and made.table.index.is_unique
    row = made.table.loc[made.numbers["k-1"]]
    assert (row.number, row.order_days, row.days_since, row.interval) == ("K-1", 12, 50, 30)
    assert row.last_order.date() == LAST - timedelta(days=50) and row.since.date() == LAST - timedelta(days=380)
    assert row.next_order.date() == LAST - timedelta(days=20)
    assert row.revenue_year == 11 * 45 and row.open_tickets == row.open_invoices == row.open_amount == 0
    assert made.value == pytest.approx(float(made.table.value.sum()))


def test_what_nobody_knows_is_missing_and_no_zero(made: Book) -> None:
    row = made.table.loc[made.numbers["k-1"]]
    for name in ("nps", "owner", "region_nuts", "due_on"):
        assert pd.isna(row[name]), name


def test_a_number_that_says_who_somebody_is_stays_out(made: Book) -> None:
    assert not any("@" in str(one) for one in made.table.number.dropna()) and made.table.number.isna().sum() == 1
    assert "kim@example.org" not in made.numbers


def test_parts_of_the_score_add_up(made: Book) -> None:
    known = [row for row in plain(made.table) if row["score"] is not None]
    for row in known:
        parts = scores(row)
        assert row["score"] + sum(cost for _, cost in parts) == pytest.approx(100)


def test_the_timeline_is_sliced_by_customer_newest_first(made: Book, story: Timeline) -> None:
    key = made.numbers["k-1"]
    events = plain(story.of(key))
    assert len(events) == 12 and {one["kind"] for one in events} == {"order"}
    assert [one["day"] for one in events] == sorted((one["day"] for one in events), reverse=True)
    assert (events[0]["number"], events[0]["amount"], events[0]["count"]) == ("K-1-50", 45.0, 2.0)
    assert len(story.of(key + 1)) == 0
    assert sum(len(story.of(int(one))) for one in made.table.index) == len(story.table)


def test_a_company_without_customers_has_an_empty_book(tmp_path: Path) -> None:
    (tmp_path / "products.csv").write_text("sku,product name,list price\nTEA,Tea,9.00\n")
    workspace = Workspace(tmp_path / "home")
    workspace.import_files(tmp_path / "products.csv", options={"mapping": None}, check=False)
    made = book(workspace.facts, {})
    assert len(made.table) == 0 and made.model is None and made.value is None
    assert len(timeline(workspace.facts).table) == 0
