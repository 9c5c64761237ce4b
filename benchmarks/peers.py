"""Twelve metrics with pandas and with polars, from Parquet files of the same rows: each by month, whole and split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLES = {
    "order_line": ["order_id", "product_id", "line_type", "quantity", "net_amount_base", "cost_amount_base"],
    "order": ["order_id", "customer_key", "ordered_on", "channel", "status", "document_kind"],
    "refund": ["order_id", "product_id", "refunded_on", "amount_base", "quantity"],
    "customer": ["customer_key", "segment"],
    "product": ["product_id", "category_l1"],
    "web_session": ["session_id", "visitor_id", "started_on", "pageviews", "is_engaged", "device", "channel_group",
                    "is_bot"],
    "web_event": ["session_id", "event_name"],
}  # fmt: skip
SALES = ("revenue_net", "units_sold", "gross_margin_rate")
ORDERS = ("orders", "active_customers", "aov", "arpc")
VISITS = ("sessions", "visitors", "pages_per_session", "bounce_rate", "conversion_rate")
METRICS = (*SALES, *ORDERS, *VISITS)
SPLITS = {"channel": "channel", "segment": "segment", "category": "category_l1", "device": "device",
          "traffic_channel": "channel_group"}  # fmt: skip
OF_ORDERS, OF_SALES, OF_VISITS = ("", "channel", "segment"), ("", "channel", "segment", "category"), \
    ("", "device", "traffic_channel")  # fmt: skip


def keys(split: str) -> list[str]:
    """What is grouped by."""
    return ["month", SPLITS[split]] if split else ["month"]


def with_pandas(folder: Path) -> Iterator[dict[str, Any]]:
    """Rows with month, split, cell and metrics."""
    import pandas as pd

    def read(name: str) -> Any:
        return pd.read_parquet(folder / f"{name}.parquet", columns=TABLES[name])

    orders = read("order")
    orders = orders[orders.status != "cancelled"].merge(read("customer"), on="customer_key", how="left")
    orders["month"] = pd.to_datetime(orders.ordered_on).dt.to_period("M")
    products, lines = read("product"), read("order_line")
    lines = lines[lines.line_type.isin(["goods", "discount"])].merge(products, on="product_id", how="left")
    lines = lines.merge(orders[["order_id", "customer_key", "channel", "segment", "month"]], on="order_id")
    goods, known = lines.line_type == "goods", lines.customer_key.notna()
    lines["amount"] = lines.net_amount_base.astype(float)
    lines["units"], lines["cost"] = lines.quantity.where(goods), lines.cost_amount_base.astype(float).where(goods)
    lines["known_amount"] = lines.amount.where(known)
    refunds = read("refund").merge(products, on="product_id", how="left")
    refunds = refunds.merge(orders[["order_id", "customer_key", "channel", "segment"]], on="order_id")
    refunds["month"] = pd.to_datetime(refunds.refunded_on).dt.to_period("M")
    refunds["refunded"] = refunds.amount_base.astype(float)
    refunds["known_refunded"] = refunds.refunded.where(refunds.customer_key.notna())
    placed = orders[orders.document_kind != "adjustment"]
    for split in OF_SALES:
        by = keys(split)
        sums = lines.groupby(by, dropna=False)[["amount", "units", "cost", "known_amount"]].sum()
        back = refunds.groupby(by, dropna=False)[["refunded", "quantity", "known_refunded"]].sum()
        both = sums.join(back).fillna(0)
        both["revenue_net"] = both.amount - both.refunded
        both["units_sold"] = both.units - both.quantity
        both["gross_margin_rate"] = (both.revenue_net - both.cost) / both.revenue_net
        if split in OF_ORDERS:
            counted = placed.groupby(by, dropna=False).agg(
                orders=("order_id", "size"), active_customers=("customer_key", "nunique")
            )
            both = both.join(counted)
            both["aov"] = both.revenue_net / both.orders
            both["arpc"] = (both.known_amount - both.known_refunded) / both.active_customers
        yield from _rows(both.reset_index().to_dict("records"), split)
    bought = read("web_event").query("event_name == 'purchase'").session_id.unique()
    visits = read("web_session")
    visits = visits[~visits.is_bot]
    visits["month"] = pd.to_datetime(visits.started_on).dt.to_period("M")
    visits["converted"] = visits.session_id.isin(bought)
    for split in OF_VISITS:
        found = visits.groupby(keys(split), dropna=False).agg(
            sessions=("session_id", "size"), visitors=("visitor_id", "nunique"),
            pages_per_session=("pageviews", "mean"),
            bounce_rate=("is_engaged", lambda engaged: 1 - engaged.mean()), conversion_rate=("converted", "mean"),
        )  # fmt: skip
        yield from _rows(found.reset_index().to_dict("records"), split)


def with_polars(folder: Path) -> Iterator[dict[str, Any]]:
    """Rows with month, split, cell and metrics."""
    import polars as pl

    def read(name: str) -> pl.LazyFrame:
        return pl.scan_parquet(folder / f"{name}.parquet").select(TABLES[name])

    def month(column: str) -> pl.Expr:
        return pl.col(column).dt.truncate("1mo").alias("month")

    orders = read("order").filter(pl.col("status") != "cancelled").join(read("customer"), on="customer_key", how="left")
    orders = orders.with_columns(month("ordered_on"))
    of_orders, goods = (
        orders.select("order_id", "customer_key", "channel", "segment", "month"),
        pl.col("line_type") == "goods",
    )
    known = pl.col("customer_key").is_not_null()
    lines = read("order_line").filter(pl.col("line_type").is_in(["goods", "discount"]))
    lines = lines.join(read("product"), on="product_id", how="left").join(of_orders, on="order_id")
    lines = lines.with_columns(pl.col("net_amount_base", "cost_amount_base").cast(pl.Float64)).collect().lazy()
    refunds = (
        read("refund").join(read("product"), on="product_id", how="left").join(of_orders.drop("month"), on="order_id")
    )
    refunds = refunds.with_columns(month("refunded_on"), pl.col("amount_base").cast(pl.Float64)).collect().lazy()
    placed = orders.filter(pl.col("document_kind") != "adjustment").collect().lazy()
    for split in OF_SALES:
        by = keys(split)
        sums = lines.group_by(by).agg(
            amount=pl.col("net_amount_base").sum(), units=pl.col("quantity").filter(goods).sum(),
            cost=pl.col("cost_amount_base").filter(goods).sum(), known=pl.col("net_amount_base").filter(known).sum(),
        )  # fmt: skip
        back = refunds.group_by(by).agg(refunded=pl.col("amount_base").sum(), returned=pl.col("quantity").sum(),
                                        known_refunded=pl.col("amount_base").filter(known).sum())  # fmt: skip
        both = sums.join(back, on=by, how="left", nulls_equal=True).with_columns(
            pl.col("refunded", "returned", "known_refunded").fill_null(0)
        )
        both = both.with_columns(
            revenue_net=pl.col("amount") - pl.col("refunded"), units_sold=pl.col("units") - pl.col("returned")
        )
        both = both.with_columns(gross_margin_rate=1 - pl.col("cost") / pl.col("revenue_net"))
        if split in OF_ORDERS:
            counted = placed.group_by(by).agg(
                orders=pl.len(), active_customers=pl.col("customer_key").drop_nulls().n_unique()
            )
            both = both.join(counted, on=by, how="left", nulls_equal=True).with_columns(
                aov=pl.col("revenue_net") / pl.col("orders"),
                arpc=(pl.col("known") - pl.col("known_refunded")) / pl.col("active_customers"),
            )
        yield from _rows(both.collect().to_dicts(), split)
    bought = read("web_event").filter(pl.col("event_name") == "purchase").select("session_id").unique()
    visits = read("web_session").filter(~pl.col("is_bot")).with_columns(month("started_on"))
    visits = visits.join(bought.with_columns(converted=True), on="session_id", how="left").collect().lazy()
    for split in OF_VISITS:
        found = visits.group_by(keys(split)).agg(
            sessions=pl.len(), visitors=pl.col("visitor_id").n_unique(), pages_per_session=pl.col("pageviews").mean(),
            bounce_rate=1 - pl.col("is_engaged").mean(), conversion_rate=pl.col("converted").fill_null(False).mean(),
        )  # fmt: skip
        yield from _rows(found.collect().to_dicts(), split)


def _rows(records: list[dict[str, Any]], split: str) -> Iterator[dict[str, Any]]:
    for record in records:
        month, cell = record["month"], record[SPLITS[split]] if split else None
        start = month.start_time.date() if hasattr(month, "start_time") else month
        named = {name: record[name] for name in METRICS if name in record}
        yield {"month": start, "split": split, "cell": None if cell != cell else cell, **named}
