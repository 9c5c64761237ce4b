"""Reads the sales pipeline, accounts, products and sales teams of the Maven “CRM Sales Opportunities” export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.crm_sales_opportunities.mapping import (
    ACCOUNTS,
    CURRENCY,
    LARGEST_BAND,
    PIPELINE,
    PRODUCTS,
    SAME_PRODUCT,
    SAME_SECTOR,
    SIZE_BANDS,
    STAGES,
    TEAMS,
    ZONE,
)
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import MONEY, as_money
from leitstand.sources.values.sheet import Sheet, constant, recognised

_UNKNOWN_STAGE = Text(de="ist keine bekannte Vertriebsstufe", en="is not a known deal stage")


def recognise(raw: RawTable) -> float:
    return max(recognised(raw, wanted, tuple(wanted)) for wanted, _ in _FILES)


def read(raw: RawTable) -> Staged:
    """Reads the file that `raw` is: pipeline, accounts, products or sales teams."""
    best = max(range(len(_FILES)), key=lambda place: recognised(raw, _FILES[place][0], tuple(_FILES[place][0])))
    wanted, reader = _FILES[best]
    return reader(Sheet(raw, wanted))


def _pipeline(sheet: Sheet) -> Staged:
    deal_id = sheet.code("opportunity_id", needed=True)
    label = sheet.text("deal_stage", needed=True)
    outcome = _replaced(label, {stage: outcome for stage, (_, outcome) in STAGES.items()})
    sheet.reject("deal_stage", pc.invert(pc.is_in(label, pa.array(list(STAGES)))), _UNKNOWN_STAGE)
    created, closed = sheet.instant("engage_date", ZONE), sheet.instant("close_date", ZONE)
    value = sheet.decimal("close_value")
    deals = sheet.table(
        {
            "deal_id": deal_id, "customer_key": sheet.text("account"),
            "product_id": _replaced(sheet.text("product"), SAME_PRODUCT),
            "owner_employee_id": sheet.text("sales_agent"), "outcome": outcome, "created_at": created,
            "closed_at": closed,
            # a lost deal stands with value 0 in the export: that is its revenue, not what it was worth
            "amount": pc.if_else(pc.equal(outcome, "won"), value, pa.scalar(None, MONEY)),
            "currency": constant(CURRENCY, label),
        }
    )  # fmt: skip
    labels = sheet.table({"label": label})
    stages = labels.group_by("label").aggregate([(ROW, "min")]).rename_columns({f"{ROW}_min": ROW}).sort_by(ROW)
    names = stages["label"].to_pylist()
    stages = pa.table(
        {
            ROW: stages[ROW], "stage_id": stages["label"], "label": stages["label"],
            "position": pa.array([STAGES[name][0] for name in names], pa.int64()),
            "is_won": pa.array([STAGES[name][1] == "won" for name in names], pa.bool_()),
            "is_lost": pa.array([STAGES[name][1] == "lost" for name in names], pa.bool_()),
        }
    )  # fmt: skip
    controls = sheet.controls({"close_value": value, "class": label})
    return Staged({"deal": deals, "pipeline_stage": stages}, sheet.rejects, controls, tuple(sheet.notes))


def _accounts(sheet: Sheet) -> Staged:
    name = sheet.text("account", needed=True)
    employees = sheet.integer("employees")
    customers = sheet.table(
        {
            "customer_key": name, "customer_type": constant("company", name), "size_band": _size_band(employees),
            "segment": _replaced(sheet.text("sector"), SAME_SECTOR), "country": sheet.country("office_location"),
            "parent_customer_key": sheet.text("subsidiary_of"),
        }
    )  # fmt: skip
    vault = sheet.table({"customer_key": name, "name": name})
    controls = sheet.controls({"employees": as_money(employees)})
    return Staged({"customer": customers, "customer_vault": vault}, sheet.rejects, controls, tuple(sheet.notes))


def _products(sheet: Sheet) -> Staged:
    product = _replaced(sheet.text("product", needed=True), SAME_PRODUCT)
    price = sheet.decimal("sales_price")
    products = sheet.table(
        {
            "product_id": product, "name": product, "category_l1": sheet.text("series"), "list_price": price,
            "currency": constant(CURRENCY, product),
        }
    )  # fmt: skip
    return Staged({"product": products}, sheet.rejects, sheet.controls({"list_price": price}), tuple(sheet.notes))


def _teams(sheet: Sheet) -> Staged:
    agent = sheet.text("sales_agent", needed=True)
    employees = sheet.table({"employee_id": agent, "team": sheet.text("regional_office")})
    vault = sheet.table({"employee_id": agent, "name": agent})
    return Staged(
        {"employee": employees, "employee_vault": vault}, sheet.rejects, sheet.controls({}), tuple(sheet.notes)
    )


def _replaced(values: pa.Array, by: Mapping[str, str]) -> pa.Array:
    """The values with those in `by` exchanged."""
    place = pc.index_in(values, pa.array(list(by)))
    return pc.coalesce(pa.array(list(by.values())).take(place), values)


def _size_band(employees: pa.Array) -> pa.Array:
    band = pc.if_else(pc.is_valid(employees), LARGEST_BAND, pa.scalar(None, pa.string()))
    for limit, name in reversed(SIZE_BANDS):
        band = pc.if_else(pc.fill_null(pc.less_equal(employees, limit), False), name, band)
    return band


_FILES: Sequence[tuple[Mapping[str, Sequence[str]], Callable[[Sheet], Staged]]] = (
    (PIPELINE, _pipeline),
    (ACCOUNTS, _accounts),
    (PRODUCTS, _products),
    (TEAMS, _teams),
)

CONNECTOR = Connector(
    title=Text(de="CRM Sales Opportunities (Vertriebschancen)", en="CRM Sales Opportunities (sales pipeline)"),
    description=Text(
        de="Export eines Vertriebs mit Chancen, Firmen, Produkten und Vertriebsteams (Maven Analytics).",
        en="Export of a sales team: pipeline, accounts, products and sales teams (Maven Analytics).",
    ),
    delivery="upsert",
    feeds=("deal", "pipeline_stage", "customer", "customer_vault", "product", "employee", "employee_vault"),
    currency=CURRENCY,
    zone=ZONE,
    recognise=recognise,
    read=read,
)
