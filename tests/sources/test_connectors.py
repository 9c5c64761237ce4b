"""What every connector must keep, checked with its own sample files; then the known totals of the public data."""

from __future__ import annotations

import importlib
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from leitstand.foundation.registry import things
from leitstand.foundation.schema import table
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.readers import read
from leitstand.sources.values.kinds import ARROW

CONNECTORS = {
    key: cast(Connector, one)
    for key, one in things("leitstand.sources.connectors", "CONNECTOR", file="connector").items()
}


SHARED = Path(__file__).resolve().parents[2] / "../shared/data"


def samples(key: str) -> list[RawTable]:
    package = importlib.import_module(f"leitstand.sources.connectors.{key}")
    folder = Path(package.__path__[0]) / "sample"
    return [raw for file in sorted(folder.iterdir()) for raw in read(file)]


CASES = [pytest.param(key, raw, id=f"{key}:{raw.name}") for key in CONNECTORS for raw in samples(key)]
PARSED = {  # columns whose cells must be readable; every connector names its own here
    "lines.csv": {"Quantity", "InvoiceDate", "UnitPrice"},
    "purchases.txt": {"date", "number_of_cds", "dollar_value"},
    "sales_pipeline.csv": {"deal_stage", "engage_date", "close_date", "close_value"},
    "accounts.csv": {"employees"},
    "products.csv": {"sales_price"},
    "sales_teams.csv": set(),
    "invoices.csv": {"InvoiceDate", "DueDate", "InvoiceAmount", "Disputed", "SettledDate"},
    "competitors.csv": {"Eigene Marke", "Wert", "Beobachtet am", "Verlässlichkeit"},
    "olist_orders.csv": {
        "order_status", "order_purchase_timestamp", "order_delivered_carrier_date", "order_delivered_customer_date",
        "order_estimated_delivery_date",
    },
    "olist_order_items.csv": {"price", "freight_value"},
    "olist_order_payments.csv": {"payment_type", "payment_value"},
    "olist_order_reviews.csv": {"review_score", "review_answer_timestamp"},
    "olist_customers.csv": set(), "olist_products.csv": set(), "olist_sellers.csv": set(),
    "olist_leads.csv": {"first_contact_date"},
    "olist_closed_deals.csv": {"won_date"},
    "sparkasse.csv": {"Buchungstag", "Valutadatum", "Betrag"},
    "dkb.csv": {"Buchungsdatum", "Wertstellung", "Betrag (€)"},
    "ing.csv": {"Buchung", "Wertstellungsdatum", "Betrag"},
    "deutsche_bank.csv": {"Buchungstag", "Wert", "Betrag", "Soll", "Haben"},
    "commerzbank.csv": {"Buchungstag", "Wertstellung", "Betrag"},
    "n26.csv": {"Booking Date", "Value Date", "Amount (EUR)"},
    "volksbank.csv": {"Buchungstag", "Valutadatum", "Betrag"},
    "paypal_de.csv": {"Datum", "Uhrzeit", "Status", "Brutto", "Gebühr", "Netto"},
    "paypal_en.csv": {"Date", "Time", "Status", "Gross", "Fee", "Net"},
    "stripe_balance.csv": {"Amount", "Fee", "Net", "Created (UTC)"},
    "stripe_report.csv": {"gross", "fee", "net", "created_utc"},
    "amazon_settlement.txt": {"total-amount", "amount", "posted-date", "deposit-date"},
    "EXTF_DebKred_Stamm.csv": set(),
    "EXTF_Buchungsstapel.csv": {
        "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "Basis-Umsatz", "Konto",
        "Gegenkonto (ohne BU-Schlüssel)", "BU-Schlüssel", "Belegdatum", "Skonto",
    },
    "EXTF_Kontenbeschriftungen.csv": set(),
    "susa.csv": {"Konto", "EB-Wert", "Monat Soll", "Monat Haben", "Saldo"},
    "opos.csv": {"Rechnungsdatum", "Fälligkeit", "Rechnungsbetrag", "Offener Betrag", "Mahnstufe"},
    "konten.csv": {"Art", "Kostenart"},
    "statement.sta: transactions": {"booked_on", "value_on", "amount"},
    "statement.sta: balances": {"day", "balance"},
    "statement.xml: transactions": {"booked_on", "value_on", "amount"},
    "statement.xml: balances": {"day", "balance"},
    "complaints.xes": {"time:timestamp"},
    "approvals.csv": {"timestamp"},
    "access.log": {"time", "status"},
    "iis.log": {"time", "status"},
    "nginx.json": {"date", "status"},
    "ratings.csv": {"rating", "date"},
    "email_test.csv": {"segment", "visit", "conversion", "spend"},
    "brand_posts.csv": {
        "Type", "Post Month", "Paid", "Lifetime Post Total Reach", "Lifetime Post Total Impressions", "comment", "like",
        "share",
    },
    "seller_posts.csv": {"status_type", "status_published", "time", "num_reactions", "num_comments", "num_shares"},
    "insights.csv": {"Date", "Impressions", "Likes", "Comments", "Shares", "Saves"},
    "tweets.csv": {"airline_sentiment", "tweet_created"},
    "shop_sessions.csv": {
        "Administrative", "Informational", "ProductRelated", "Administrative_Duration", "Informational_Duration",
        "ProductRelated_Duration", "Month", "Revenue",
    },
    "weekly_sales.csv": {"Date", "Weekly_Sales"},
    "cj_transactions.csv": {
        "quantity", "sales_value", "retail_disc", "coupon_disc", "coupon_match_disc", "transaction_timestamp",
    },
    "cj_products.csv": set(), "cj_demographics.csv": set(), "cj_campaigns.csv": set(),
    "cj_campaign_descriptions.csv": {"start_date", "end_date"},
    "cj_coupon_redemptions.csv": {"redemption_date"},
    "orders_export.csv": {
        "Cancelled at", "Created at", "Discount Amount", "Lineitem discount", "Lineitem price", "Lineitem quantity",
        "Refunded Amount", "Shipping", "Subtotal", "Taxes", "Total",
    },
    "woocommerce_orders.csv": {
        "date", "discount_total", "item_quantity", "item_total", "item_total_tax", "order_total", "refunded_total",
        "shipping_total", "tax_total",
    },
    "zendesk_tickets.csv": {
        "Created at", "First reply time in minutes", "First resolution time in minutes", "Reopens", "Replies",
        "Solved at",
    },
    "freshdesk_tickets.csv": {"Agent interactions", "Created time", "Initial response time", "Resolved time"},
    "hubspot_deals.csv": {"Amount", "Close Date", "Create Date", "Deal probability", "Last Activity Date"},
    "hubspot_companies.csv": {"Create Date"}, "hubspot_contacts.csv": set(),
    "salesforce_opportunities.csv": {"Amount", "Close Date", "Closed", "Created Date", "Probability (%)", "Won"},
    "salesforce_accounts.csv": {"Created Date"},
    "salesforce_leads.csv": {"Converted Date", "Create Date"},
    "pipedrive_deals.csv": {
        "Deal - Deal created", "Deal - Expected close date", "Deal - Last activity date", "Deal - Lost time",
        "Deal - Probability", "Deal - Value", "Deal - Won time",
    },
    "pipedrive_organizations.csv": {"Organization - Organization created"},
    "pipedrive_people.csv": set(),
    "ga4_by_day.csv": {
        "Date", "Engaged sessions", "Key events", "Sessions", "Total revenue", "Total users",
    },
    "ga4_range.csv": {
        "Active users", "Engaged sessions", "Key events", "Purchase revenue", "Sessions", "Views",
    },
    "matomo_visits.csv": {"date", "nb_uniq_visitors", "nb_visits"},
    "google_ads.csv": {"Cost", "Day"},
    "meta_ads.csv": {"Amount spent (EUR)", "Day", "Reporting ends"},
    "linkedin_ads.csv": {"Start Date (in UTC)", "Total Spent"},
    "surveymonkey.csv": {
        "End Date", "How likely is it that you would recommend us to a friend?",
        "How satisfied are you with the delivery?",
    },
    "ms_forms.csv": {"Fertigstellungszeit", "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?"},
    "google_forms.csv": {
        "Wie einfach war es für Sie Ihr Anliegen zu klären?", "Wie zufrieden sind Sie mit unserem Kundenservice?",
        "Zeitstempel",
    },
    "meta_posts.csv": {"Comments", "Link clicks", "Publish time", "Reach", "Reactions", "Shares", "Views"},
    "linkedin_metrics.csv": {
        "Date", "Impressions (organic)", "Impressions (sponsored)", "Unique impressions (organic)",
    },
    "linkedin_posts.csv": {"Comments", "Created date", "Impressions", "Likes", "Reposts"},
    "dynamics_opportunities.csv": {
        "Actual Close Date", "Actual Revenue", "Created On", "Est. Close Date", "Est. Revenue", "Probability",
    },
    "dynamics_accounts.csv": {"Created On"},
    "dynamics_leads.csv": {"Created On"},
    "shopware_orders.csv": {
        "invoiceAmount", "invoiceAmountNet", "invoiceShipping", "invoiceShippingNet", "orderTime", "price", "quantity",
        "taxRate",
    },
    "klarna_settlement.csv": {"amount", "capture_date", "sale_date"},
    "lamapoll.csv": {"Endzeit", "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?"},
    "jtl_auftraege.csv": {"Auftragsdatum", "Menge", "Rabatt", "USt. in %", "VK Brutto", "VK Netto"},
    "dhl.csv": {"Sendungsdatum", "Zustelldatum"}, "hermes.csv": {"Auftragsdatum", "Zustelldatum"},
    "dpd.csv": {"Versanddatum", "Zustelldatum"}, "gls.csv": {"Versanddatum", "Zustelldatum"},
    "ups.csv": {"Date Delivered", "Manifest Date", "Scheduled Delivery"},
}  # fmt: skip


def content(staged: Staged) -> dict[str, Counter[tuple[tuple[str, object], ...]]]:
    """Rows of every table without their place in the file."""
    return {
        name: Counter(tuple(sorted((k, v) for k, v in row.items() if k != ROW)) for row in rows.to_pylist())
        for name, rows in staged.tables.items()
    }


def taken(staged: Staged) -> set[int]:
    return {row for rows in staged.tables.values() for row in rows[ROW].to_pylist()}


@pytest.mark.parametrize("key", CONNECTORS)
def test_every_connector_has_a_sample_and_both_texts(key: str) -> None:
    connector = CONNECTORS[key]
    assert samples(key)
    assert all((connector.title.de, connector.title.en, connector.description.de, connector.description.en))
    assert {table(name).name for name in connector.feeds} == set(connector.feeds)


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_its_own_sample_is_recognised_by_it_alone(key: str, raw: RawTable) -> None:
    scores = {other: connector.recognise(raw) for other, connector in CONNECTORS.items()}
    assert scores[key] >= 0.9
    assert all(score < scores[key] for other, score in scores.items() if other != key)
    assert all(0 <= score <= 1 for score in scores.values())


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_staged_rows_fit_the_schema(key: str, raw: RawTable) -> None:
    staged = CONNECTORS[key].read(raw)
    assert set(staged.tables) <= set(CONNECTORS[key].feeds)
    for name, rows in staged.tables.items():
        assert rows[ROW].type == pa.int64()
        for column in (column for column in rows.column_names if column not in (ROW, "period_precision")):
            declared = table(name).column(column)
            assert rows[column].type == ARROW[declared.type], f"{name}.{column}"
            if declared.type == "enum":
                assert set(rows[column].to_pylist()) <= {None, *declared.values}, f"{name}.{column}"


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_every_row_is_taken_or_rejected_once(key: str, raw: RawTable) -> None:
    staged = CONNECTORS[key].read(raw)
    assert not staged.rejects
    assert taken(staged) == set(raw.rows[ROW].to_pylist())
    assert staged.controls is not None
    assert staged.controls[ROW].to_pylist() == raw.rows[ROW].to_pylist()


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_order_of_rows_and_columns_does_not_matter(key: str, raw: RawTable) -> None:
    places = list(range(raw.rows.num_rows))
    random.Random(7).shuffle(places)
    mixed = raw.rows.take(places).select([*reversed(raw.header), ROW]).drop(ROW).append_column(ROW, raw.rows[ROW])
    assert content(CONNECTORS[key].read(replace(raw, rows=mixed))) == content(CONNECTORS[key].read(raw))


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_an_empty_table_gives_no_rows(key: str, raw: RawTable) -> None:
    staged = CONNECTORS[key].read(replace(raw, rows=raw.rows.slice(0, 0)))
    assert not taken(staged)
    assert not staged.rejects


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_an_unreadable_cell_rejects_its_row_and_no_other(key: str, raw: RawTable) -> None:
    rejecting = set()
    broken_row = raw.rows[ROW][1].as_py()
    for heading in raw.header:
        cells = raw.rows[heading].to_pylist()
        cells[1] = "12.34.x"
        broken = raw.rows.set_column(raw.rows.column_names.index(heading), heading, pa.array(cells, pa.string()))
        staged = CONNECTORS[key].read(replace(raw, rows=broken))
        assert taken(staged) | {reject.row for reject in staged.rejects} == set(raw.rows[ROW].to_pylist())
        if not staged.rejects:
            continue
        (reject,) = staged.rejects
        assert (reject.row, reject.column, reject.value) == (broken_row, heading, "12.34.x")
        assert reject.reason.de
        assert reject.reason.en
        assert reject.cells == {name: raw.rows[name][1].as_py() for name in raw.header} | {heading: "12.34.x"}
        assert broken_row not in taken(staged)
        rejecting.add(heading)
    assert rejecting == PARSED[raw.name]


CELLS = (
    None, "x", "1,5", "-5", "(5)", "%", "99999999999999", "99999999999999.9999", "1e30", "NaN", "2024-02-30",
    "01/13/2024", "2024-03-31 02:30", "9999-12-31 23:59", "0001-01-01", "1969-12-31T23:59:59+14:00", "Won", "C1", "A1",
    "\0", "17850.0",
)  # fmt: skip


@pytest.mark.parametrize(("key", "raw"), CASES)
def test_no_cell_breaks_a_source(key: str, raw: RawTable) -> None:
    chance = random.Random(11)
    for count in (1, 3, 40, 200):
        columns = {name: pa.array(chance.choices(CELLS, k=count), pa.string()) for name in raw.header}
        numbers = pa.array(range(2, count + 2), pa.int64())
        staged = CONNECTORS[key].read(replace(raw, rows=pa.table({ROW: numbers, **columns})))
        rejected = [reject.row for reject in staged.rejects]
        assert Counter([*taken(staged), *rejected]) == Counter(numbers.to_pylist())


def shared(path: str) -> Path:
    if not (SHARED / path).exists():
        pytest.skip("the public data beside the project (../shared/data) are not here")
    return SHARED / path


def table_of(path: str) -> RawTable:
    (raw,) = read(shared(path))
    assert not raw.rejects
    return raw


def total(column: pa.ChunkedArray) -> Decimal:
    return cast(Decimal, pc.sum(column).as_py())


@pytest.fixture(scope="module")
def online_retail() -> Staged:
    return CONNECTORS["online_retail"].read(table_of("online_retail/online_retail_uci352.parquet"))


def test_online_retail_totals_by_class(online_retail: Staged) -> None:
    controls = online_retail.controls
    assert controls is not None
    assert controls.num_rows == 541_909
    assert total(controls["line_amount"]) == Decimal("9747747.9340")
    by_class = controls.group_by("class").aggregate([("line_amount", "sum")]).to_pylist()
    assert {row["class"]: row["line_amount_sum"] for row in by_class} == {
        "goods": Decimal("9793394.6930"),
        "shipping": Decimal("279462.1200"),
        "fee": Decimal("-236629.5690"),
        "discount": Decimal("-5696.2200"),
        "adjustment": Decimal("-82783.0900"),
        "stock_move": Decimal("0.0000"),
    }


def test_online_retail_documents(online_retail: Staged) -> None:
    orders, refunds = online_retail.tables["order"], online_retail.tables["refund"]
    kinds = Counter(orders["document_kind"].to_pylist())
    assert kinds["adjustment"] == 3
    assert kinds["order"] + kinds["stock_move"] == 22_061
    assert len(set(refunds["document"].to_pylist())) == 3_836
    assert refunds.num_rows == 9_288
    assert total(refunds["amount"]) == Decimal("896812.4900")
    assert online_retail.tables["customer"].num_rows == 4_372
    lines = online_retail.tables["order_line"]
    assert total(lines["net_amount"]) - total(refunds["amount"]) == Decimal("9747747.9340")


def test_online_retail_text_equals_parquet(online_retail: Staged) -> None:
    day = table_of("online_retail/by_day_examples/2010-12-01.csv")
    from_text = CONNECTORS["online_retail"].read(day)
    wanted = set(from_text.tables["order"]["order_id"].to_pylist())
    whole = online_retail.tables["order_line"]
    same_day = whole.filter(pc.is_in(whole["order_id"], pa.array(sorted(wanted))))
    assert content(Staged({"order_line": same_day})) == content(Staged({"order_line": from_text.tables["order_line"]}))
    orders = online_retail.tables["order"]
    orders = orders.filter(pc.is_in(orders["order_id"], pa.array(sorted(wanted))))
    assert content(Staged({"order": orders})) == content(Staged({"order": from_text.tables["order"]}))


def test_online_retail_second_edition_headings() -> None:
    (first,) = samples("online_retail")
    names = {"InvoiceNo": "Invoice", "UnitPrice": "Price", "CustomerID": "Customer ID"}
    second = RawTable("II.csv", first.rows.rename_columns([names.get(n, n) for n in first.rows.column_names]))
    assert CONNECTORS["online_retail"].recognise(second) == 1.0
    assert content(CONNECTORS["online_retail"].read(second)) == content(CONNECTORS["online_retail"].read(first))


def test_cdnow_totals_and_equal_purchases_in_both_files() -> None:
    connector = CONNECTORS["cdnow"]
    master = table_of("cdnow/CDNOW_master.txt")
    sample = table_of("cdnow/CDNOW_sample.txt")
    log = table_of("cdnow/btyd_cdnowElog.csv")
    assert [connector.recognise(raw) >= 0.9 for raw in (master, sample, log)] == [True] * 3
    whole, tenth, same_tenth = (connector.read(raw) for raw in (master, sample, log))
    ids = [set(staged.tables["order"]["order_id"].to_pylist()) for staged in (whole, tenth, same_tenth)]
    assert [len(one) for one in ids] == [69_659, 6_919, 6_919]
    assert ids[1] == ids[2] < ids[0]
    assert [staged.tables["customer"].num_rows for staged in (whole, tenth)] == [23_570, 2_357]
    assert [total(staged.tables["order"]["net_amount"]) for staged in (whole, tenth)] == [
        Decimal("2500315.6300"),
        Decimal("244091.9400"),
    ]


@pytest.mark.parametrize("folder", ["crm_sales_opportunities", "crm_sales_opportunities/variant_us_dates"])
def test_sales_opportunities_totals(folder: str) -> None:
    connector = CONNECTORS["crm_sales_opportunities"]
    deals = connector.read(table_of(f"{folder}/sales_pipeline.csv")).tables["deal"]
    assert Counter(deals["outcome"].to_pylist()) == {"won": 4_238, "lost": 2_473, "open": 2_089}
    assert total(deals["amount"]) == Decimal(10_005_534)
    assert pc.min(deals["created_at"]).as_py().isoformat() == "2016-10-20T04:00:00"
    assert pc.max(deals["closed_at"]).as_py().isoformat() == "2017-12-31T05:00:00"
    products = connector.read(table_of(f"{folder}/products.csv")).tables["product"]
    assert set(deals["product_id"].to_pylist()) == set(products["product_id"].to_pylist())
    customers = connector.read(table_of(f"{folder}/accounts.csv")).tables["customer"]
    assert set(deals["customer_key"].to_pylist()) - {None} == set(customers["customer_key"].to_pylist())
    assert "technolgy" not in customers["segment"].to_pylist()


def test_receivables_totals() -> None:
    raw = table_of("ibm_accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv")
    staged = CONNECTORS["ibm_accounts_receivable"].read(raw)
    invoices = staged.tables["invoice"]
    assert invoices.num_rows == 2_466
    assert total(invoices["gross_amount"]) == Decimal("147703.1800")
    late = pc.sum(pc.greater(invoices["paid_in_full_on"], invoices["due_on"])).as_py()
    assert round(late / 2_466, 3) == 0.356
    days = pc.days_between(invoices["due_on"], invoices["paid_in_full_on"]).to_pylist()
    assert [max(day, 0) for day in days] == [int(cell) for cell in raw.rows["DaysLate"].to_pylist()]
    assert total(staged.tables["payment"]["amount"]) == Decimal("147703.1800")


def test_a_time_that_the_clocks_skipped_is_named_as_such() -> None:
    (raw,) = samples("online_retail")
    times = ["2011-03-27 01:30", *raw.rows["InvoiceDate"].to_pylist()[1:]]
    place = raw.rows.column_names.index("InvoiceDate")
    rows = raw.rows.set_column(place, "InvoiceDate", pa.array(times, pa.string()))
    (reject,) = CONNECTORS["online_retail"].read(RawTable(raw.name, rows)).rejects
    assert "Europe/London" in reject.reason.en
