"""What the layouts of known exports must get right beyond the conformance of each connector."""

from __future__ import annotations

import importlib
from decimal import Decimal
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from leitstand.sources.contract import ROW, Connector, RawTable
from leitstand.sources.layouts.orders import apart, holds_tax, portion, shared
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors
from leitstand.sources.values import MONEY

MATOMO = Path(__file__).resolve().parents[2] / "../shared/data/vendor_api_specs/matomo_expected_outputs"


def connector(key: str) -> Connector:
    return cast(Connector, importlib.import_module(f"leitstand.sources.connectors.{key}.connector").CONNECTOR)


def table(text: str, folder: Path) -> RawTable:
    (folder / "file.csv").write_text(text)
    (raw,) = read(folder / "file.csv")
    return raw


def money(*amounts: str | None) -> pa.Array:
    return pa.array([None if one is None else Decimal(one) for one in amounts], MONEY)


def listed(amounts: pa.Array) -> list[str | None]:
    return [None if one is None else f"{one:.2f}" for one in amounts.to_pylist()]


def test_amounts_of_an_order_with_the_tax_inside_outside_and_unknown() -> None:
    goods, shipping, tax = money("107.10", "100", None), money("5.95", "10", "5"), money("18.05", "20.90", "1")
    included = holds_tax(money("113.05", "130.90", "9"), goods, shipping, tax)
    assert included.to_pylist()[:2] == [True, False]
    amounts = apart(goods, shipping, tax, money("11.90", None, "0"), included)
    assert listed(amounts.gross) == ["119.00", "119.00", None]
    assert listed(amounts.discount) == ["11.90", "0.00", "0.00"]
    assert listed(amounts.tax) == ["17.10", "19.00", None]
    assert listed(amounts.net) == ["90.00", "100.00", None]
    assert listed(amounts.shipping)[:2] == ["5.00", "10.00"]


def test_shares_of_the_lines_add_up_to_the_order_in_any_order_of_rows() -> None:
    order = pa.array(["A", "B", "A", "A", "C", "D"])
    amount = money("10", "7.77", "10", "10", None, "5")
    value, label = money("1", "3", "1", "1", "4", "0"), pa.array(["x", "y", "x", "z", "w", "free"])
    shares = shared(order, amount, value, label)
    first = [share for share, one in zip(listed(shares), order.to_pylist(), strict=True) if one == "A"]
    assert sorted(first, key=str) == ["3.33", "3.33", "3.34"]
    assert listed(shares)[1] == "7.77"
    assert listed(shares)[4:] == [None, "5.00"]
    places = pa.array([5, 3, 0, 4, 2, 1])
    mixed = shared(*(column.take(places) for column in (order, amount, value, label)))
    rows = [sorted(zip(label.to_pylist(), listed(shares), strict=True), key=str),
            sorted(zip(label.take(places).to_pylist(), listed(mixed), strict=True), key=str)]  # fmt: skip
    assert rows[0] == rows[1]


def test_a_refund_without_its_tax() -> None:
    assert listed(portion(money("11.90", "5", "5"), money("50", "1", None), money("59.50", "0", "1"))) == [
        "10.00", None, None,
    ]  # fmt: skip


def test_order_amounts_equal_the_sum_of_their_lines() -> None:
    for key in ("shopify_orders", "woocommerce_orders", "shopware_orders"):
        package = importlib.import_module(f"leitstand.sources.connectors.{key}")
        (file,) = (Path(package.__path__[0]) / "sample").iterdir()
        (raw,) = read(file)
        tables = connector(key).read(raw).tables
        for one in tables["order"].to_pylist():
            lines = tables["order_line"].filter(pc.equal(tables["order_line"]["order_id"], one["order_id"]))
            assert pc.sum(lines["net_amount"]).as_py() == one["net_amount"]
            discount = one.get("discount_amount") or 0
            assert one["gross_amount"] - discount - one["tax_amount"] == one["net_amount"]


def test_an_aborted_order_of_shopware_is_no_placed_one() -> None:
    package = importlib.import_module("leitstand.sources.connectors.shopware_orders")
    (raw,) = read(Path(package.__path__[0]) / "sample/shopware_orders.csv")
    assert connector("shopware_orders").read(raw).tables["order"]["status"].to_pylist() == [
        "shipped", "placed", "cancelled",
    ]  # fmt: skip


GA4 = "# Report\n# Start date: 20240401\n# End date: 20240430\n\n"


def test_a_report_for_a_range_takes_its_days_from_the_lines_above(tmp_path: Path) -> None:
    raw = table(GA4 + "Country,Sessions,Total users\nGrand total,90,70\nGermany,60,50\nAustria,30,25\n", tmp_path)
    assert raw.titles == ("Report", "Start date: 20240401", "End date: 20240430")
    assert raw.rows[ROW].to_pylist() == [6, 7, 8]
    staged = connector("ga4_report").read(raw)
    rows = staged.tables["web_aggregate"].to_pylist()
    assert {(row["range_start"].isoformat(), row["range_end"].isoformat(), row["grain"]) for row in rows} == {
        ("2024-04-01", "2024-04-30", "range")
    }
    assert [(row["dimensions"], row["country"], row["users"]) for row in rows] == [
        ("", None, 70), ("country", "DE", 50), ("country", "AT", 25),
    ]  # fmt: skip


@pytest.mark.parametrize("breakdown", ["Browser", "Month", "Page path and screen class"])
def test_a_report_broken_down_by_what_the_model_lacks_is_left_to_the_user(breakdown: str, tmp_path: Path) -> None:
    cell = "04" if breakdown == "Month" else "Firefox"
    raw = table(GA4 + f"{breakdown},Sessions,Total users\n{cell},60,50\n{cell}2,30,25\n", tmp_path)
    assert connector("ga4_report").recognise(raw) == 0


def test_a_single_line_with_a_number_sign_is_a_header(tmp_path: Path) -> None:
    raw = table("#,Name,Betrag\n1,Ada,2.50\n2,Bo,3.75\n3,Kim,1.00\n", tmp_path)
    assert raw.header == ("#", "Name", "Betrag")
    assert raw.titles == ()


def test_reports_of_matomo_itself() -> None:
    if not MATOMO.exists():
        pytest.skip("the public data beside the project (../shared/data) are not here")
    found = {}
    for name in ("test_OneVisitorTwoVisits_csv__API.get_month.csv", "test_csvExport_multi__VisitsSummary.get_week.csv"):
        (raw,) = read(MATOMO / name)
        assert connector("matomo_report").recognise(raw) == 1
        (row,) = connector("matomo_report").read(raw).tables["web_aggregate"].to_pylist()
        found[row["grain"]] = (row["range_start"].isoformat(), row["range_end"].isoformat(), row["sessions"])
    assert found == {"month": ("2010-03-01", "2010-03-31", 2), "week": ("2009-12-28", "2010-01-03", 2)}


def test_total_rows_and_rows_of_several_days_are_no_costs(tmp_path: Path) -> None:
    google = table("Day,Campaign,Cost,Impr.\n2024-04-01,A,5.00,10\n2024-04-02,A,6.00,10\nTotal: Account,,12.00,20\n",
                   tmp_path)  # fmt: skip
    staged = connector("google_ads_cost").read(google)
    assert [reject.row for reject in staged.rejects] == [4]
    assert listed(staged.tables["cost"]["amount"].combine_chunks()) == ["5.00", "6.00"]
    meta = table("Campaign name,Amount spent (CHF),Reporting starts,Reporting ends\nA,5.00,2024-04-01,2024-04-30\n"
                 "B,7.00,2024-04-01,2024-04-01\n", tmp_path)  # fmt: skip
    staged = connector("meta_ads_cost").read(meta)
    assert [reject.row for reject in staged.rejects] == [2]
    assert staged.tables["cost"]["currency"].to_pylist() == ["CHF"]


def test_the_second_heading_row_of_a_survey_is_no_answer(tmp_path: Path) -> None:
    raw = table(
        "Respondent ID,Collector ID,Start Date,End Date,How likely is it that you would recommend us?,Why?\n"
        ",,,,Response,Open-Ended Response\n"
        "1,7,04/13/2024 09:00:00 AM,04/13/2024 09:03:00 AM,9,Fast\n"
        "2,7,04/13/2024 10:00:00 AM,04/13/2024 10:02:00 AM,0,Late\n",
        tmp_path,
    )
    staged = connector("surveymonkey").read(raw)
    assert [reject.row for reject in staged.rejects] == [2]
    answers = staged.tables["survey_answer"].to_pylist()
    assert [(row["score"], row["comment"]) for row in answers] == [(9.0, "Fast"), (0.0, "Late")]


def test_a_post_number_shortened_by_a_table_program_is_refused(tmp_path: Path) -> None:
    raw = table("Post ID,Page ID,Publish time,Post type,Reach\n1.22E+17,1,04/02/2024 09:30,Photos,5\n"
                "122100000000000002,1,04/15/2024 18:00,Photos,6\n", tmp_path)  # fmt: skip
    staged = connector("meta_page_export").read(raw)
    assert [(reject.row, reject.column) for reject in staged.rejects] == [(2, "Post ID")]


def test_flags_of_salesforce_decide_over_the_name_of_a_stage() -> None:
    package = importlib.import_module("leitstand.sources.connectors.salesforce_crm")
    (raw,) = read(Path(package.__path__[0]) / "sample/salesforce_opportunities.csv")
    deals = connector("salesforce_crm").read(raw).tables["deal"]
    assert deals["outcome"].to_pylist() == ["won", "lost", "open"]
    assert [day is None for day in deals["closed_at"].to_pylist()] == [False, False, True]


def test_a_file_that_lacks_a_typical_heading_is_left_to_the_mapping() -> None:
    raw = RawTable("file.csv", pa.table({ROW: [2], "Day": ["2024-04-01"], "Cost": ["5"]}))
    assert max(one.recognise(raw) for one in connectors().values()) < 0.5
