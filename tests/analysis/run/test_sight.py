"""The sight over a real store: complete months, cells, rows, values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from leitstand.analysis.run.sight import StoreSight, as_series
from leitstand.foundation.period import period_of
from leitstand.metrics.compute.result import Value
from leitstand.workspace import Workspace

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


def lines() -> str:
    """Two years: each month 12 customers in Germany and, but for three months, 11 in France buy for 10, later 11."""
    rows = [HEADER]
    for month in range(24):
        day = f"{2010 + month // 12}-{month % 12 + 1:02}-15 10:00"
        for country, customers in (("Germany", range(12)), ("France", range(20, 31))):
            if country == "France" and month in (5, 6, 7):
                continue
            rows += [
                f"{month:02}{one:03},85123A,LANTERN,1,{day},{10 + (month > 11)},{one},{country}" for one in customers
            ]
    rows.append("999999,85123A,LANTERN,1,2012-01-10 10:00,5,1,Germany")
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder: Path = tmp_path_factory.mktemp("sight")
    (folder / "shop.csv").write_text(lines())
    workspace = Workspace(folder / "home")
    workspace.import_files(folder / "shop.csv")
    return workspace


@pytest.fixture(scope="module")
def sight(workspace: Workspace) -> StoreSight:
    return StoreSight(workspace.facts, only=["revenue_net", "orders"])


def test_complete_months_only(sight: StoreSight) -> None:
    found = sight.series("revenue_net")
    assert found is not None
    assert (found.periods[-1].start, found.grain) == (date(2011, 12, 1), "month"), "the half January is left out"
    assert found.values[-1] == 23 * 11 and (found.unit, found.currency, found.direction) == ("currency", "GBP", "up")
    assert found.n[-1] == 23 and np.isnan(found.low[-1])
    assert list(sight.metrics())[:1] and "revenue_net" in sight.metrics()
    assert (sight.as_of, sight.currency) == (date(2012, 1, 10), "GBP")


def test_what_lies_before_a_long_gap_is_cut_off(sight: StoreSight) -> None:
    cells = sight.split("revenue_net", "country")
    assert cells["DE"].periods[0].start.year == 2010 and len(cells["DE"].values) >= 23
    assert cells["FR"].periods[0].start == date(2010, 9, 1)
    assert "country" in sight.dimensions("revenue_net")
    assert sight.split("revenue_net", "carrier") == {}


def test_a_baseline_cuts_the_series_it_is_about(workspace: Workspace) -> None:
    cut = StoreSight(workspace.facts, baselines={("orders", frozenset()): date(2011, 6, 1)}, only=["orders"])
    found = cut.series("orders")
    assert found is not None and found.periods[0].start == date(2011, 6, 1)
    assert len(cut.split("orders", "country")["DE"].values) > 20, "its segments stay as they are"


def test_measures_too(sight: StoreSight) -> None:
    found = sight.series("order_count")
    assert found is not None and found.values[-1] == 23


@pytest.mark.parametrize(("metric", "low", "high"), [("on_time_rate", 0.3968, 0.8922), ("revenue_net", np.nan, np.nan)])
def test_shares_of_counted_rows_come_with_their_interval(metric: str, low: float, high: float) -> None:
    month = period_of(date(2024, 5, 1), "month")
    value = Value(metric, month, {}, 7.0, 10.0, 0.7, 10, None, None, "ok", True, "", "ratio")
    found = as_series(metric, {}, [value])
    assert (found.low[0], found.high[0]) == pytest.approx((low, high), abs=5e-5, nan_ok=True)


def test_values_answer_any_question(sight: StoreSight) -> None:
    found = sight.values("orders", ["country"], date(2011, 1, 1), date(2012, 1, 1), where=["country=DE"])
    assert found["country"].tolist() == ["DE"] and found["value"].tolist() == [144]
    empty = sight.values("orders", [], date(2011, 1, 1), date(2011, 3, 1), "month")
    assert empty["period_start"].tolist() == [date(2011, 1, 1), date(2011, 2, 1)]


def test_rows_with_columns_of_parents(sight: StoreSight) -> None:
    rows = sight.rows("order_line", ["quantity", "order.customer_key", "order.ordered_on"])
    assert len(rows) == 24 * 12 + 21 * 11 + 1 and rows["quantity"].dtype == float
    assert rows["order.ordered_on"].dtype.kind == "M" and rows["order.customer_key"].dtype == "int64"
    nothing = sight.rows("ticket", ["ticket_id", "created_at"])
    assert nothing.empty and nothing.columns.tolist() == ["ticket_id", "created_at"]
    with pytest.raises(ValueError, match="no column"):
        sight.rows("order_line", ["nonsense"])


def test_what_is_kept_for_a_run_outlives_its_catalogue(workspace: Workspace) -> None:
    with workspace.facts.kept() as own:
        sight = StoreSight(own, only=["repeat_purchase_rate"])
        assert sight.rows("purchase_gap", ["gap_days"]).shape[1] == 1
        sight.metrics()
        assert not sight.rows("purchase_gap", ["gap_days", "customer_key"]).empty


def test_what_there_is(sight: StoreSight) -> None:
    assert sight.has("order") and not sight.has("ticket")
    assert sight.has("purchase_gap"), "a relation of tables that have rows"
    assert sight.margin_rate() is None and sight.texts("review").empty
    assert {one.whole for one in sight.identities("revenue_net")} == {"revenue_net"}
