"""Orders of JTL to the cent, parcels of five carriers, and a table below Klarna's summary lines."""

from __future__ import annotations

import importlib
from decimal import Decimal
from pathlib import Path

import pytest

from leitstand.sources.contract import RawTable
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors


def sample(key: str, name: str) -> RawTable:
    package = importlib.import_module(f"leitstand.sources.connectors.{key}")
    (raw,) = read(Path(package.__path__[0]) / "sample" / name)
    return raw


def test_jtl_amounts_are_those_of_the_positions() -> None:
    tables = connectors()["jtl_orders"].read(sample("jtl_orders", "jtl_auftraege.csv")).tables
    first, second = tables["order"].to_pylist()
    # 2 x 49.99 + 4 x 4.19 less 10 %; with VAT 2 x 59.49 + 4 x 4.99 less 10 %; shipping apart
    assert first["net_amount"] == Decimal("115.0640")
    assert first["gross_amount"] == Decimal("136.9440")
    assert first["shipping_amount"] == Decimal("4.1200")
    assert (second["net_amount"], second["tax_amount"]) == (Decimal("28.0400"), Decimal("1.9600"))
    assert tables["order_line"]["line_type"].to_pylist() == ["goods", "goods", "shipping", "goods"]


@pytest.mark.parametrize("carrier", ["DHL", "DPD", "GLS", "Hermes", "UPS"])
def test_parcels_know_carrier_order_and_days(carrier: str) -> None:
    raw = sample("carrier_shipments", f"{carrier.lower()}.csv")
    parcels = connectors()["carrier_shipments"].read(raw).tables["shipment"].to_pylist()
    assert {parcel["carrier"] for parcel in parcels} == {carrier}
    assert all(parcel["order_id"].startswith("R-10") for parcel in parcels)
    assert [parcel["delivered_at"] is None for parcel in parcels] == [False, False, True]


def test_the_payout_of_klarna_stands_in_the_head() -> None:
    raw = sample("klarna_settlement", "klarna_settlement.csv")
    assert len(raw.titles) == 2
    moved = connectors()["klarna_settlement"].read(raw).tables["cash_movement"].to_pylist()
    (payout,) = [row for row in moved if row["category"] == "transfer"]
    assert (payout["amount"], payout["booked_on"].isoformat()) == (Decimal("-112.8500"), "2024-03-12")
