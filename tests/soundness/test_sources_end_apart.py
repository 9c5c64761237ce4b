"""A source that ends earlier than another says nothing about the days after: no zero orders for months without data."""

from __future__ import annotations

from pathlib import Path

from leitstand.foundation.home import Home
from leitstand.workspace import Workspace

ORDERS = "Bestellnr;Bestelldatum;Kundennr;Betrag\n" + "".join(
    f"A-{month};{day:02}.{month:02}.2024;K-{month};10,00\n"
    for month in range(1, 7)
    for day in (1, 30 if month != 2 else 29)
)
TICKETS = "Ticketnr;Erstellt am;Kundennr;Typ;Status\n" + "".join(
    f"{month};{day:02}.{month:02}.2024;K-{month};Beschwerde;offen\n" for month in range(1, 13) for day in (15,)
)


def numbered(text: str) -> str:
    """Every line gets an order number of its own."""
    head, *lines = text.splitlines()
    return "\n".join([head, *(f"A-{n};{line.split(';', 1)[1]}" for n, line in enumerate(lines))]) + "\n"


def test_months_after_the_last_order_are_not_zero(home: Home, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(numbered(ORDERS))
    (tmp_path / "tickets.csv").write_text(TICKETS)
    workspace = Workspace(home.path)
    workspace.import_files(tmp_path / "orders.csv", tmp_path / "tickets.csv", options={"source_system": "shop"})
    orders = workspace.show("orders", "month")
    assert orders.period_start.tolist()[-1] == "2024-06-01"
    complaints = workspace.show("complaints", "month")
    assert complaints.period_start.tolist()[-1] == "2024-12-01" and complaints.complete.tolist()[-1] is False
    both = workspace.show("complaint_rate", "month")
    assert both.period_start.tolist()[-1] == "2024-06-01"
