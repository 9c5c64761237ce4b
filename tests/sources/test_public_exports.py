"""The known totals of the public data sets, for the connectors that read them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from leitstand.sources.contract import RawTable, Staged
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
CONNECTORS = connectors()


def raw_of(path: str) -> RawTable:
    if not (SHARED / path).exists():
        pytest.skip("the public data beside the project (../shared/data) are not here")
    (raw,) = read(SHARED / path)
    return raw


def staged_by(key: str, path: str, rejects: int = 0) -> Staged:
    """The file as its connector reads it, after it alone has recognised it; `rejects` rows are not taken."""
    raw = raw_of(path)
    assert [one for one, connector in CONNECTORS.items() if connector.recognise(raw) >= 0.9] == [key]
    staged = CONNECTORS[key].read(raw)
    assert len(raw.rejects) + len(staged.rejects) == rejects
    return staged


def counted(column: pa.ChunkedArray) -> Counter[object]:
    return Counter(column.to_pylist())


def total(column: pa.ChunkedArray) -> Any:
    return pc.sum(column).as_py()


def test_olist_payments() -> None:
    tables = staged_by("olist", "olist/olist_order_payments_dataset.parquet").tables
    assert tables["payment"].num_rows == 103_886
    assert total(tables["payment"]["amount"]) == Decimal("16008872.1200")
    assert tables["order"].num_rows == 99_440
    assert total(tables["order"]["gross_amount"]) == Decimal("16008872.1200")
    assert counted(tables["payment"]["method"]) == {
        "credit_card": 76_795, "bank_transfer": 19_784, "voucher": 5_775, "debit_card": 1_529, "other": 3,
    }  # fmt: skip


@pytest.mark.parametrize("folder", ["olist", "olist/funnel_hifly_semicolon_bom"])
def test_olist_leads_and_won_deals(folder: str) -> None:
    leads = staged_by("olist", f"{folder}/olist_marketing_qualified_leads_dataset.csv").tables["lead"]
    won = staged_by("olist", f"{folder}/olist_closed_deals_dataset.csv").tables
    sellers = staged_by("olist", f"{folder}/olist_sellers_dataset.csv").tables["customer"]
    products = staged_by("olist", f"{folder}/olist_products_dataset.csv").tables["product"]
    assert (leads.num_rows, won["deal"].num_rows, sellers.num_rows, products.num_rows) == (8_000, 842, 3_095, 32_951)
    assert set(won["lead"]["lead_id"].to_pylist()) <= set(leads["lead_id"].to_pylist())


def test_olist_sales() -> None:
    sample = "olist/sample_first_rows"
    orders = staged_by("olist", f"{sample}/olist_orders_dataset.csv").tables
    assert orders["order"].num_rows == 4_071
    assert orders["shipment"]["delivered_at"].null_count < 100
    items = staged_by("olist", f"{sample}/olist_order_items_dataset.csv").tables
    assert items["order_line"].num_rows == 2 * 5_154
    reviews = staged_by("olist", f"{sample}/olist_order_reviews_dataset.csv").tables["review"]
    assert reviews.num_rows == 6_123
    assert round(pc.mean(reviews["rating"]).as_py(), 2) == 4.11
    customers = staged_by("olist", f"{sample}/olist_customers_dataset.csv").tables
    assert customers["customer_vault"].num_rows == 200
    assert staged_by("olist", "olist/olist_customers_id_zip_only.csv").tables["customer"].num_rows == 99_441


@pytest.mark.parametrize(
    "file", ["olist_geolocation_dedup_zip_city_state.csv", "product_category_name_translation.csv"]
)
def test_olist_lists_are_only_looked_up(file: str) -> None:
    raw = raw_of(f"olist/{file}")
    assert CONNECTORS["olist"].recognise(raw) == 1
    assert CONNECTORS["olist"].reference(raw)


@pytest.mark.parametrize(
    ("file", "cases", "events"),
    [
        ("bpic2012.xes.gz", 13_087, 262_200),
        ("bpic2012.parquet", 13_087, 262_200),
        ("helpdesk.xes.gz", 4_580, 21_348),
        ("helpdesk.parquet", 4_580, 21_348),
        ("receipt.csv", 1_434, 8_577),
        ("running-example.csv", 6, 42),
        ("traffic_fines_sample.parquet", 10_000, 34_724),
    ],
)
def test_event_logs(file: str, cases: int, events: int) -> None:
    steps = staged_by("event_log", f"process_logs/{file}").tables["case_event"]
    assert (len(pc.unique(steps["case_id"])), steps.num_rows) == (cases, events)


def test_steps_of_an_event_log_know_their_beginning() -> None:
    steps = staged_by("event_log", "process_logs/bpic2012.parquet").tables["case_event"]
    done = steps.filter(pc.is_valid(steps["completed_at"]))
    assert done.num_rows == 164_506
    begun = done.filter(pc.is_valid(done["started_at"]))
    assert pc.all(pc.less_equal(begun["started_at"], begun["completed_at"])).as_py()
    assert begun.num_rows > 70_000


def test_apache_access_log() -> None:
    tables = staged_by("web_access_log", "web_logs_elastic/apache/apache_logs.log", rejects=1).tables
    events, sessions = tables["web_event"], tables["web_session"]
    assert events.num_rows == 9_999
    assert set(events["session_id"].to_pylist()) == set(sessions["session_id"].to_pylist())
    assert len(set(sessions["session_id"].to_pylist())) == sessions.num_rows
    assert total(sessions["pageviews"]) == counted(events["event_name"])["page_view"]
    addresses = {visitor.partition("|")[0] for visitor in sessions["visitor_id"].to_pylist()}
    assert len(addresses) == 1_753
    assert not any(address in session for address in addresses for session in sessions["session_id"].to_pylist()[:50])


@pytest.mark.parametrize(
    ("file", "requests"),
    [
        ("alb.log", 1), ("amazon_cloudfront_web.log", 1), ("common.log", 1), ("common.log.gz", 1),
        ("common_encoding_big5.log", 1), ("gandi.log", 2), ("icecast2.log", 1), ("iis_custom.log", 3),
        ("logs_to_tests.log", 4), ("netscaler.log", 1), ("ovh.log", 1), ("shoutcast.log", 1), ("static_ignores.log", 4),
    ],
)  # fmt: skip
def test_access_logs_of_many_servers(file: str, requests: int) -> None:
    tables = staged_by("web_access_log", f"web_log_formats_matomo/tests/logs/{file}").tables
    assert tables["web_event"].num_rows == requests
    assert all("?" not in path for path in tables["page"]["url_path"].to_pylist())


def test_anonymous_reviews() -> None:
    reviews = staged_by("anon_reviews", "anon_reviews/anonreviews.csv.bz2").tables["review"]
    assert reviews.num_rows == 578_805
    assert round(pc.mean(reviews["rating"]).as_py(), 2) == 4.68


def test_hillstrom_effects_against_control() -> None:
    tables = staged_by("hillstrom", "hillstrom/hillstrom.csv").tables
    arms = counted(tables["assignment"]["arm"])
    assert arms == {"mens": 21_307, "womens": 21_387, "control": 21_306}
    arm_of = dict(zip(*(tables["assignment"][name].to_pylist() for name in ("customer_key", "arm")), strict=True))
    assert len(arm_of) == 64_000
    visits = Counter(arm_of[key] for key in tables["web_session"]["customer_key"].to_pylist())
    spend: Counter[str] = Counter()
    orders = (tables["order"][name].to_pylist() for name in ("customer_key", "net_amount"))
    for key, amount in zip(*orders, strict=True):
        spend[arm_of[key]] += float(amount)  # type: ignore[assignment]

    def effect(measured: Counter[str], arm: str) -> float:
        return measured[arm] / arms[arm] - measured["control"] / arms["control"]

    assert [round(100 * effect(visits, arm), 2) for arm in ("mens", "womens")] == [7.66, 4.52]
    assert [round(effect(spend, arm), 3) for arm in ("mens", "womens")] == [0.770, 0.424]


def test_facebook_metrics() -> None:
    tables = staged_by("facebook_metrics", "facebook_metrics/dataset_Facebook.csv").tables
    posts, readings = tables["social_post"], tables["social_post_snapshot"]
    assert posts.num_rows == len(set(posts["post_id"].to_pylist())) == 500
    assert sum(total(readings[name]) for name in ("reactions", "comments", "shares")) == 106_060
    assert total(readings["reach_unique"]) == 6_951_680
    assert set(posts["period_precision"].to_pylist()) == {"year"}


def test_facebook_live() -> None:
    tables = staged_by("facebook_live_thailand", "facebook_live_thailand/Live_20210128.csv").tables
    assert tables["social_post"].num_rows == 7_050
    assert total(tables["social_post_snapshot"]["reactions"]) == 1_622_326


def test_instagram_posts() -> None:
    tables = staged_by("instagram_posts", "instagram_posts/Instagram data (119 posts, latin-1).csv").tables
    assert len(set(tables["social_post"]["post_id"].to_pylist())) == tables["social_post_snapshot"].num_rows == 119
    dated = staged_by("instagram_posts", "instagram_posts/Instagram data with dates.csv").tables["social_post"]
    assert dated.num_rows > 119
    assert not dated["published_at"].null_count


def test_airline_tweets() -> None:
    tables = staged_by("airline_tweets", "twitter_us_airline/Tweets.csv").tables
    mentions = tables["mention"]
    assert counted(mentions["sentiment"]) == {-1.0: 9_178, 0.0: 3_099, 1.0: 2_363}
    assert tables["competitor"].num_rows == 6


def test_online_shoppers() -> None:
    sessions = staged_by("online_shoppers", "online_shoppers/online_shoppers_intention.csv").tables["web_session"]
    assert counted(sessions["converted"]) == {True: 1_908, False: 12_330 - 1_908}
    assert set(sessions["period_precision"].to_pylist()) == {"month"}


def test_walmart_weekly_sales() -> None:
    weeks = staged_by("walmart_weekly", "walmart_weekly/Walmart.csv").tables["order"]
    assert weeks.num_rows == len(set(weeks["order_id"].to_pylist())) == 6_430
    assert round(total(weeks["net_amount"]), 2) == Decimal("6729961271.82")
    assert str(pc.max(weeks["ordered_at"]).as_py().date()) == "2012-10-26"


def test_complete_journey() -> None:
    def tables(file: str, rejects: int = 0) -> dict[str, pa.Table]:
        return dict(staged_by("complete_journey", f"completejourney/{file}.parquet", rejects).tables)

    sales = tables("transactions_sample")
    assert sales["order_line"].num_rows == 75_000
    assert total(sales["order"]["net_amount"]) == total(sales["order_line"]["net_amount"])
    assert tables("products")["product"].num_rows == 92_331
    assert tables("demographics")["customer"].num_rows == 801
    assert tables("campaigns")["assignment"].num_rows == 6_589
    assert tables("campaign_descriptions")["campaign"].num_rows == 27
    assert tables("coupon_redemptions")["touchpoint"].num_rows == 2_102
