"""Makes a trading company of any size for measuring: three years, the same at every run, straight into a store."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from leitstand.foundation.home import Home
from leitstand.store.database import engine

FIRST, DAYS = date(2023, 1, 1), 1095
"""The last full day is 30 December 2025; the one after it is what `add_day` brings."""

CUSTOMERS, ORDERS, LINES, REFUNDS = 500_000, 4_000_000, 10_000_000, 80_000
VISITORS, SESSIONS, EVENTS = 1_500_000, 4_000_000, 20_000_000
PRODUCTS, PAGES, CAMPAIGNS, EMPLOYEES = 200, 40, 24, 60
SHARE_OF_A_DAY = 1 / DAYS

MACROS = (
    "CREATE OR REPLACE TEMP MACRO dice(i, salt, sides) AS (hash(i, salt) % sides)::BIGINT",
    "CREATE OR REPLACE TEMP MACRO share(i, salt) AS (hash(i, salt) % 1000003) / 1000003.0",
    "CREATE OR REPLACE TEMP MACRO one_of(i, salt, names) AS names[1 + dice(i, salt, len(names))]",
)


def make(home: Home, size: float) -> None:
    """Writes and publishes the company. size: 1.0 = ten million order lines and twenty million web events."""
    home.folder("store")
    with engine.writer(home) as connection:
        settings = {"currency": "EUR", "zone": "Europe/Berlin"}
        connection.executemany("INSERT OR REPLACE INTO _state VALUES (?, ?)", list(settings.items()))
        for macro in MACROS:
            connection.execute(macro)
        _masters(connection, size)
        _sales(connection, size, "first", 0, DAYS)
        _visits(connection, size, "first", 0, DAYS)
        _load(connection, "first", 1, DAYS)
    engine.publish(home)


def add_day(home: Home, size: float) -> None:
    """One more day of orders and visits, as a load of its own, published."""
    with engine.writer(home) as connection:
        for macro in MACROS:
            connection.execute(macro)
        _sales(connection, size, "second", DAYS, DAYS + 1)
        _visits(connection, size, "second", DAYS, DAYS + 1)
        _load(connection, "second", 2, DAYS + 1)
    engine.publish(home)


def _load(connection: Any, name: str, position: int, days: int) -> None:
    at = FIRST + timedelta(days=days)
    connection.execute(
        "INSERT INTO _loads VALUES (?, ?, 'bench', 'bench', ?, '', '', 'append', ?, 0, '')", [name, position, name, at]
    )
    for (table,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name[1] <> '_'").fetchall():
        connection.execute(f"""UPDATE "{table}" SET ingested_at = ?, valid_from = ? WHERE load_id = ?
                           AND valid_from IS NULL""", [at, at, name])  # fmt: skip


def _insert(connection: Any, table: str, load: str, first: int, last: int, **columns: str) -> None:
    """Rows i in [first, last); columns: SQL expressions over i."""
    own = columns | {"source_system": "'bench'", "load_id": f"'{load}'", "row_key": "i", "row_number": "i"}
    names, body = ", ".join(f'"{name}"' for name in own), ", ".join(own.values())
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {body} FROM range({first}, {last}) t(i)')


def _masters(connection: Any, size: float) -> None:
    _insert(connection, "employee", "first", 0, EMPLOYEES, employee_id="i", team="'team ' || i % 5")
    _insert(connection, "page", "first", 0, PAGES, page_id="i", url_path="'/page/' || i", template="'kind ' || i % 6")
    _insert(connection, "campaign", "first", 0, CAMPAIGNS, campaign_id="i", name="'campaign ' || i", channel="'mail'",
            start=f"DATE '{FIRST}' + (i * 40)::INT")  # fmt: skip
    _insert(connection, "product", "first", 0, PRODUCTS, product_id="i", name="'product ' || i",
            category_l1="'category ' || i % 12", currency="'EUR'")  # fmt: skip
    _insert(connection, "customer", "first", 0, max(int(CUSTOMERS * size), 50), customer_key="i",
            customer_type="CASE WHEN dice(i, 1, 10) = 0 THEN 'company' ELSE 'person' END",
            segment="one_of(i, 2, ['A', 'B', 'C', NULL])", size_band="one_of(i, 3, ['0-9', '10-49', '50-249', '250+'])",
            country="one_of(i, 4, ['DE', 'AT', 'CH', 'NL', 'FR'])", region_nuts="'R' || dice(i, 5, 16)")  # fmt: skip


def _between(first: int, last: int, whole: float) -> tuple[int, int]:
    """The rows of the days [first, last) of something that has `whole` rows in all days before the extra one."""
    return round(first * whole * SHARE_OF_A_DAY), round(last * whole * SHARE_OF_A_DAY)


def _moment(whole: float, seconds: str = "0") -> str:
    return (f"(TIMESTAMP '{FIRST}' + to_microseconds((i * {DAYS} // {whole:.0f}) * 86400000000"
            f" + (36000 + dice(i, 9, 36000) + {seconds}) * 1000000))")  # fmt: skip


def _sales(connection: Any, size: float, load: str, since: int, until: int) -> None:
    orders, lines = ORDERS * size, LINES * size
    moment, customers = _moment(orders), max(int(CUSTOMERS * size), 50)
    buyer = f"({customers} * pow(share(i, 11), 1.4))::BIGINT % {customers}"
    per_line = f"(i * {orders:.0f} // {lines:.0f})"
    _insert(connection, "order", load, *_between(since, until, orders), order_id="i",
            customer_key=f"CASE WHEN share(i, 10) > 0.03 THEN {buyer} END",
            document_kind="CASE WHEN dice(i, 12, 80) = 0 THEN 'adjustment' ELSE 'order' END",
            ordered_at=moment, ordered_on=f"{moment}::DATE", channel="one_of(i, 13, ['web', 'web', 'shop', 'phone'])",
            status="CASE WHEN dice(i, 14, 25) = 0 THEN 'cancelled' ELSE 'placed' END",
            country="one_of(i, 15, ['DE', 'DE', 'AT', 'CH', NULL])", region_nuts="'R' || dice(i, 16, 16)",
            owner_employee_id=f"dice(i, 17, {EMPLOYEES})", campaign_id=f"dice(i, 18, {CAMPAIGNS})",
            currency="'EUR'")  # fmt: skip
    amount = "((5 + dice(i, 22, 9000) / 100.0) * (1 + dice(i, 23, 4)))::DECIMAL(18, 4)"
    _insert(connection, "order_line", load, *_between(since, until, lines), order_line_id="i", order_id=per_line,
            product_id=f"({PRODUCTS} * pow(share(i, 20), 1.3))::BIGINT % {PRODUCTS}",
            line_type="CASE WHEN dice(i, 21, 30) = 0 THEN 'shipping' ELSE 'goods' END", quantity="1 + dice(i, 23, 4)",
            net_amount=amount, net_amount_base=amount, cost_amount=f"({amount} * 0.6)::DECIMAL(18, 4)",
            cost_amount_base=f"({amount} * 0.6)::DECIMAL(18, 4)", currency="'EUR'")  # fmt: skip
    refunds = REFUNDS * size
    _insert(connection, "refund", load, *_between(since, until, refunds), refund_id="i",
            order_id=f"i * {orders:.0f} // {refunds:.0f}", product_id=f"dice(i, 24, {PRODUCTS})", quantity="1",
            line_type="'goods'", refunded_at=_moment(refunds), refunded_on=f"{_moment(refunds)}::DATE",
            amount="(1 + dice(i, 25, 50))", amount_base="(1 + dice(i, 25, 50))", currency="'EUR'")  # fmt: skip


def _visits(connection: Any, size: float, load: str, since: int, until: int) -> None:
    sessions, events = SESSIONS * size, EVENTS * size
    moment, visitors = _moment(sessions), max(int(VISITORS * size), 100)
    _insert(connection, "web_session", load, *_between(since, until, sessions), session_id="i",
            visitor_id=f"'v' || dice(i, 30, {visitors})", started_at=moment, started_on=f"{moment}::DATE",
            pageviews="1 + dice(i, 31, 5)", is_engaged="dice(i, 32, 3) > 0", landing_page_id=f"dice(i, 33, {PAGES})",
            channel_group="one_of(i, 34, ['search', 'mail', 'social', 'direct', 'ads'])",
            campaign=f"CASE WHEN dice(i, 35, 3) = 0 THEN 'campaign ' || dice(i, 36, {CAMPAIGNS}) END",
            device="one_of(i, 37, ['mobile', 'desktop', 'tablet'])",
            country="one_of(i, 38, ['DE', 'AT', 'CH', 'NL', 'FR'])", is_bot="dice(i, 39, 40) = 0")  # fmt: skip
    session, step = f"(i * {sessions:.0f} // {events:.0f})", f"(i % {events / sessions:.0f})"
    at = (f"(TIMESTAMP '{FIRST}' + to_microseconds(({session} * {DAYS} // {sessions:.0f}) * 86400000000"
          f" + (36000 + dice({session}, 9, 36000) + {step} * 30) * 1000000))")  # fmt: skip
    name = f"""CASE WHEN {step} = 0 THEN 'page_view' WHEN {step} = 1 THEN 'view_item'
        WHEN {step} = 2 AND dice(i, 40, 3) = 0 THEN 'add_to_cart' WHEN {step} = 3 AND dice(i, 41, 4) = 0
        THEN 'begin_checkout' WHEN {step} = 4 AND dice(i, 42, 8) = 0 THEN 'purchase' ELSE 'page_view' END"""
    value = f"CASE WHEN {name} = 'purchase' THEN (10 + dice(i, 43, 200))::DECIMAL(18, 4) END"
    _insert(connection, "web_event", load, *_between(since, until, events), event_id="i", session_id=session,
            occurred_at=at, occurred_on=f"{at}::DATE", event_name=name, page_id=f"dice(i, 44, {PAGES})", value=value,
            value_base=value, currency="'EUR'",
            lcp_ms=f"CASE WHEN {step} = 0 THEN 800 + dice(i, 45, 4000) END")  # fmt: skip


def write_parquet(home: Home, folder: Path, tables: dict[str, list[str]]) -> None:
    """The same rows as Parquet files, one per table, only the columns named."""
    connection = engine.connect(engine.writer_path(home))
    for table, names in tables.items():
        body = ", ".join(f'"{name}"' for name in names)
        connection.execute(f"COPY (SELECT {body} FROM \"{table}\") TO '{folder / table}.parquet'")
    connection.close()
