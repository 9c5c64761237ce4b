"""The floor: the same measures and metrics in hand-written SQL, for this one company, with as few scans as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

METRICS = (
    "revenue_net", "revenue_identified", "revenue_anonymous", "existing_revenue_share", "gross_margin_rate",
    "net_price_per_unit", "units_sold", "refund_rate_period", "orders", "active_customers", "aov", "aov_identified",
    "arpc", "units_per_order", "revenue_growth_previous", "repeat_purchase_rate_90", "repeat_purchase_rate_180",
    "repeat_purchase_rate_365", "repeat_purchase_rate", "sessions", "visitors", "sessions_per_visitor", "bounce_rate",
    "engagement_rate_web", "pages_per_session", "transactions_per_session", "reported_revenue_per_session",
    "bounce_rate_classic", "conversion_rate", "user_conversion_rate", "cart_abandonment_rate", "funnel_view_to_cart",
    "funnel_cart_to_checkout", "funnel_checkout_to_purchase", "funnel_conversion", "lcp_p75",
)  # fmt: skip

SALES = ("category", "channel", "country", "document_kind", "first_order_month", "new_existing", "product", "region",
         "segment", "size_band", "team")  # fmt: skip
ORDERS = tuple(name for name in SALES if name not in ("category", "product"))
VISITS = ("device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind")
FIRSTS = ("country", "first_channel", "first_product", "region", "segment")
BUYERS = ("first_channel", "first_product", "segment")
PAGES = ("device", "page", "page_template", "visitor_country")


def grouped(name: str, dimensions: Sequence[str], aggregates: str, source: str) -> str:
    """A table of one scan: month, split (empty for the whole), cell and the aggregates."""
    mask = " ".join(
        f"WHEN {sum(1 << (len(dimensions) - 1 - i) for i, one in enumerate(dimensions) if one != name)} THEN '{name}'"
        for name in dimensions
    )
    cell, every = ", ".join(f'"{one}"' for one in dimensions), ", ".join(f'(month, "{one}")' for one in dimensions)
    return f"""CREATE OR REPLACE TEMP TABLE {name} AS SELECT month::DATE AS month,
        CASE grouping({cell}) {mask} ELSE '' END AS split, coalesce({cell}) AS cell, {aggregates}
        FROM ({source}) GROUP BY GROUPING SETS ((month), {every})"""


FIRST_ORDERS = """CREATE OR REPLACE TEMP TABLE firsts AS
    SELECT customer_key, days[1] AS first_on, days[2] AS second_on FROM (
        SELECT customer_key, min(ordered_on, 2) AS days FROM (
            SELECT DISTINCT customer_key, ordered_on FROM "order" WHERE customer_key IS NOT NULL
            AND status <> 'cancelled' AND document_kind = 'order') GROUP BY 1)"""

ORDER_FACTS = """
    date_trunc('month', o.ordered_on) AS month, o.channel, coalesce(o.country, c.country) AS country, o.document_kind,
    strftime(f.first_on, '%Y-%m') AS first_order_month,
    CASE WHEN f.first_on >= o.ordered_on THEN 'new' WHEN f.first_on IS NOT NULL THEN 'existing' END AS new_existing,
    coalesce(o.region_nuts, c.region_nuts) AS region, c.segment, c.size_band, e.team"""
ORDER_JOINS = """LEFT JOIN customer c USING (customer_key) LEFT JOIN firsts f USING (customer_key)
    LEFT JOIN employee e ON e.employee_id = o.owner_employee_id"""

SALE = f"""SELECT {ORDER_FACTS}, p.category_l1 AS category, p.name AS product, l.net_amount_base AS amount,
    l.cost_amount_base AS cost, l.quantity, o.customer_key, l.line_type = 'goods' AS goods,
    f.first_on < date_trunc('month', o.ordered_on) AS existing
    FROM order_line l JOIN "order" o USING (order_id) LEFT JOIN product p USING (product_id) {ORDER_JOINS}
    WHERE o.status <> 'cancelled' AND l.line_type IN ('goods', 'discount')"""
SALE_SUMS = """sum(amount) AS sales, sum(amount) FILTER (customer_key IS NOT NULL) AS identified_sales,
    sum(amount) FILTER (existing) AS existing_sales, sum(cost) FILTER (goods) AS cost,
    sum(amount) FILTER (goods AND cost IS NULL) AS uncosted, sum(quantity) FILTER (goods) AS units"""

REFUND_FACTS = ORDER_FACTS.replace("o.ordered_on) AS month", "r.refunded_on) AS month")
REFUND = f"""SELECT {REFUND_FACTS}, p.category_l1 AS category, p.name AS product, r.amount_base AS amount, r.quantity,
    o.customer_key, f.first_on < date_trunc('month', r.refunded_on) AS existing
    FROM (SELECT order_id, product_id, refunded_on, amount_base, quantity FROM refund) r
    LEFT JOIN "order" o USING (order_id) LEFT JOIN product p USING (product_id) {ORDER_JOINS}
    WHERE o.status <> 'cancelled'"""
REFUND_SUMS = """sum(amount) AS refunds, sum(amount) FILTER (customer_key IS NOT NULL) AS identified_refunds,
    sum(amount) FILTER (existing) AS existing_refunds, sum(quantity) AS returned"""

ORDER = f"""SELECT {ORDER_FACTS}, o.customer_key FROM "order" o {ORDER_JOINS}
    WHERE o.status <> 'cancelled' AND o.document_kind <> 'adjustment'"""
ORDER_SUMS = "count(*) AS orders, count(customer_key) AS identified_orders, count(DISTINCT customer_key) AS customers"

PURCHASES = """CREATE OR REPLACE TEMP TABLE purchases AS SELECT order_id, customer_key, ordered_on, channel,
    lag(ordered_on) OVER (PARTITION BY customer_key ORDER BY ordered_at, order_id) AS previous_on FROM "order"
    WHERE customer_key IS NOT NULL AND status <> 'cancelled' AND document_kind = 'order'"""
FIRST_BASKETS = """CREATE OR REPLACE TEMP TABLE baskets AS
    SELECT a.customer_key, a.channel AS first_channel, p.name AS first_product FROM purchases a
    LEFT JOIN (SELECT order_id, arg_min(product_id, (-net_amount_base, product_id)) AS product_id FROM order_line
        SEMI JOIN (SELECT order_id FROM purchases WHERE previous_on IS NULL) USING (order_id)
        WHERE line_type = 'goods' GROUP BY 1) m USING (order_id)
    LEFT JOIN product p USING (product_id) WHERE a.previous_on IS NULL"""
FIRST = """SELECT date_trunc('month', first_on) AS month, c.country, c.region_nuts AS region, c.segment, first_channel,
    first_product, second_on - first_on AS gap FROM firsts LEFT JOIN customer c USING (customer_key)
    LEFT JOIN baskets USING (customer_key)"""
FIRST_SUMS = """count(*) AS first_buyers, count(*) FILTER (gap <= 90) AS again_90,
    count(*) FILTER (gap <= 180) AS again_180, count(*) FILTER (gap <= 365) AS again_365"""
BUYER = """SELECT date_trunc('month', ordered_on) AS month, c.segment, first_channel, first_product, customer_key,
    previous_on >= date_trunc('month', ordered_on) AS again FROM purchases LEFT JOIN customer c USING (customer_key)
    LEFT JOIN baskets USING (customer_key)"""
BUYER_SUMS = "count(DISTINCT customer_key) AS buyers, count(DISTINCT customer_key) FILTER (again) AS again"

STEPS = """CREATE OR REPLACE TEMP TABLE steps AS
    WITH v AS (SELECT session_id, min(occurred_at) FILTER (event_name IN ('view_item', 'product')) AS view_at,
            bool_or(event_name = 'add_to_cart') AS has_cart, bool_or(event_name = 'purchase') AS has_purchase,
            count(*) FILTER (event_name = 'purchase') AS transactions,
            coalesce(sum(value_base) FILTER (event_name = 'purchase'), 0) AS revenue FROM web_event GROUP BY 1),
        a AS (SELECT session_id, min(occurred_at) AS cart_at FROM web_event JOIN v USING (session_id)
            WHERE event_name = 'add_to_cart' AND occurred_at >= view_at GROUP BY 1),
        b AS (SELECT session_id, min(occurred_at) AS checkout_at FROM web_event JOIN a USING (session_id)
            WHERE event_name = 'begin_checkout' AND occurred_at >= cart_at GROUP BY 1),
        c AS (SELECT session_id, min(occurred_at) AS purchase_at FROM web_event JOIN b USING (session_id)
            WHERE event_name = 'purchase' AND occurred_at >= checkout_at GROUP BY 1)
    SELECT v.*, cart_at, checkout_at, purchase_at FROM v LEFT JOIN a USING (session_id) LEFT JOIN b USING (session_id)
    LEFT JOIN c USING (session_id)"""
VISIT = """SELECT date_trunc('month', started_on) AS month, device, p.url_path AS landing_page,
    campaign AS traffic_campaign, channel_group AS traffic_channel, s.country AS visitor_country,
    CASE WHEN s.session_id = n.session_id THEN 'new' ELSE 'returning' END AS visitor_kind, s.visitor_id, s.pageviews,
    s.is_engaged, t.* EXCLUDE (session_id) FROM web_session s LEFT JOIN page p ON p.page_id = s.landing_page_id
    LEFT JOIN steps t ON t.session_id = s.session_id JOIN (SELECT visitor_id,
        arg_min(session_id, (started_at, session_id)) AS session_id FROM web_session WHERE NOT is_bot GROUP BY 1) n
        ON n.visitor_id = s.visitor_id WHERE NOT is_bot"""
VISIT_SUMS = """count(*) AS sessions, count(DISTINCT visitor_id) AS visitors, sum(pageviews) AS pageviews,
    count(*) FILTER (is_engaged) AS engaged, count(*) FILTER (pageviews = 1) AS single,
    sum(transactions) AS transactions, sum(revenue) AS revenue, count(*) FILTER (has_purchase) AS converted,
    count(DISTINCT visitor_id) FILTER (has_purchase) AS converted_visitors, count(view_at) AS viewed,
    count(cart_at) AS carted, count(checkout_at) AS checked_out, count(purchase_at) AS bought,
    count(*) FILTER (has_cart) AS carts, count(*) FILTER (has_cart AND has_purchase) AS bought_carts"""
LOAD = """SELECT date_trunc('month', occurred_on) AS month, device, p.url_path AS page, p.template AS page_template,
    s.country AS visitor_country, lcp_ms FROM web_event e LEFT JOIN web_session s USING (session_id)
    LEFT JOIN page p USING (page_id) WHERE lcp_ms IS NOT NULL AND NOT coalesce(is_bot, false)"""

RETURNS = """sale.month, sale.split, sale.cell, sales - coalesce(refunds, 0) AS revenue_net,
    identified_sales - coalesce(identified_refunds, 0) AS revenue_identified,
    revenue_net - (coalesce(identified_sales, 0) - coalesce(identified_refunds, 0)) AS revenue_anonymous,
    (coalesce(existing_sales, 0) - coalesce(existing_refunds, 0)) / revenue_net AS existing_revenue_share,
    (revenue_net - coalesce(uncosted, 0) - cost) / (revenue_net - coalesce(uncosted, 0)) AS gross_margin_rate,
    units - coalesce(returned, 0) AS units_sold, revenue_net / units_sold AS net_price_per_unit,
    coalesce(refunds, 0) / sales AS refund_rate_period"""
ANSWERS = (
    f"""SELECT {RETURNS}, orders, customers AS active_customers, revenue_net / orders AS aov,
        revenue_identified / identified_orders AS aov_identified, revenue_identified / customers AS arpc,
        units_sold / orders AS units_per_order
        FROM sale LEFT JOIN refunded r ON (r.month, r.split) = (sale.month, sale.split)
            AND r.cell IS NOT DISTINCT FROM sale.cell
        LEFT JOIN ordered o ON (o.month, o.split) = (sale.month, sale.split)
            AND o.cell IS NOT DISTINCT FROM sale.cell""",
    f"""WITH net AS (SELECT {RETURNS} FROM sale LEFT JOIN refunded r ON (r.month, r.split) = (sale.month, sale.split)
            AND r.cell IS NOT DISTINCT FROM sale.cell)
        SELECT (b.month + INTERVAL 1 MONTH)::DATE AS month, b.split, b.cell,
            coalesce(n.revenue_net, 0) / b.revenue_net - 1 AS revenue_growth_previous
        FROM net b LEFT JOIN net n ON (n.month, n.split) = ((b.month + INTERVAL 1 MONTH)::DATE, b.split)
            AND n.cell IS NOT DISTINCT FROM b.cell WHERE b.revenue_net > 0""",
    """SELECT month, split, cell, again_90 / first_buyers AS repeat_purchase_rate_90,
        again_180 / first_buyers AS repeat_purchase_rate_180, again_365 / first_buyers AS repeat_purchase_rate_365
        FROM first_bought""",
    "SELECT month, split, cell, again / buyers AS repeat_purchase_rate FROM bought",
    """SELECT month, split, cell, sessions, visitors, sessions / visitors AS sessions_per_visitor,
        1 - engaged / sessions AS bounce_rate, engaged / sessions AS engagement_rate_web,
        pageviews / sessions AS pages_per_session, transactions / sessions AS transactions_per_session,
        revenue / sessions AS reported_revenue_per_session, single / sessions AS bounce_rate_classic,
        converted / sessions AS conversion_rate, converted_visitors / visitors AS user_conversion_rate,
        1 - bought_carts / nullif(carts, 0) AS cart_abandonment_rate, carted / nullif(viewed, 0) AS funnel_view_to_cart,
        checked_out / nullif(carted, 0) AS funnel_cart_to_checkout,
        bought / nullif(checked_out, 0) AS funnel_checkout_to_purchase, bought / nullif(viewed, 0) AS funnel_conversion
        FROM visited""",
    "SELECT month, split, cell, lcp_p75 FROM loaded",
)


def run(connection: Any) -> Iterator[dict[str, Any]]:
    """Rows with month, split, cell and metrics, one pass after another."""
    for statement in (
        FIRST_ORDERS,
        grouped("sale", SALES, SALE_SUMS, SALE),
        grouped("refunded", SALES, REFUND_SUMS, REFUND),
        grouped("ordered", ORDERS, ORDER_SUMS, ORDER),
        PURCHASES,
        FIRST_BASKETS,
        grouped("first_bought", FIRSTS, FIRST_SUMS, FIRST),
        grouped("bought", BUYERS, BUYER_SUMS, BUYER),
        STEPS,
        grouped("visited", VISITS, VISIT_SUMS, VISIT),
        grouped("loaded", PAGES, "quantile_cont(lcp_ms, 0.75) AS lcp_p75", LOAD),
    ):
        connection.execute(statement)
    for query in ANSWERS:
        yield from connection.execute(query).to_arrow_table().to_pylist()
