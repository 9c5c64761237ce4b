"""Real public files with their oddities come out whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from leitstand.sources import readers

DATA = Path(__file__).resolve().parents[3] / "../shared/data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public data sets are not here")


@pytest.mark.parametrize(
    ("name", "rows", "header", "notes"),
    [
        ("cdnow/CDNOW_master.txt", 69_659, ("customer_id", "date", "number_of_cds", "dollar_value"), ["by blanks"]),
        ("cdnow/CDNOW_sample.txt", 6_919, tuple(f"column_{n}" for n in range(1, 6)), ["No header", "by blanks"]),
        ("online_retail/by_day_examples/2010-12-01.csv", 3_108, ("InvoiceNo", "StockCode"), []),
        ("olist/funnel_hifly_semicolon_bom/olist_closed_deals_dataset.csv", 842, ("mql_id", "seller_id"), []),
        ("olist/funnel_hifly_semicolon_bom/olist_products_dataset.csv", 32_951, ("product_id",), ["stood in quotes"]),
        ("olist/olist_order_payments_dataset.parquet", 103_886, ("order_id",), []),
        ("instagram_posts/Instagram data (119 posts, latin-1).csv", 119, ("Impressions",), ["Windows-1252"]),
        ("bank_statement_formats/datev/examples/EXTF_Kontenbeschriftungen.csv", 3, ("Konto",), ["1 title"]),
        ("nab/scores/ARTime_standard_scores.csv", 58, ("Detector", "Profile", "File"), ["Total row 60"]),
        ("twitter_us_airline/Tweets.csv", 14_640, ("tweet_id",), []),
    ],
)
def test_real_file(name: str, rows: int, header: Sequence[str], notes: list[str]) -> None:
    [table] = readers.read(DATA / name)
    assert (table.rows.num_rows, table.rejects) == (rows, ())
    assert table.header[: len(header)] == tuple(header)
    assert len(table.notes) == len(notes)
    for words, note in zip(notes, table.notes, strict=True):
        assert words in note.en


def test_no_amount_is_lost() -> None:
    [table] = readers.read(DATA / "cdnow/CDNOW_master.txt")
    assert sum(map(Decimal, table.rows.column("dollar_value").to_pylist())) == Decimal("2500315.63")
    assert sum(map(int, table.rows.column("number_of_cds").to_pylist())) == 167_881


def test_a_file_cut_within_a_character_loses_only_that_row() -> None:
    [table] = readers.read(
        DATA / "vendor_api_specs/matomo_expected_outputs" / ("test_AllWebsitesTest_user__VisitsSummary.get_.csv")
    )
    assert table.rows.num_rows == 1
    assert [(reject.row, reject.cells["idSite"]) for reject in table.rejects] == [(3, "3")]
