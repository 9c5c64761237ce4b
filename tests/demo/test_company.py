"""The invented company: the same on every machine, exact to the cent, with its story and without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from leitstand.demo import company
from leitstand.demo.master import population
from leitstand.demo.master.population import vat_id
from leitstand.demo.world import END, FIRST_DAY, Plan, World
from leitstand.metrics.compute.answer import dimensions_of
from leitstand.metrics.registry import measures, metrics

PLAN = Plan(customers=300)
COLUMNS = {
    "persons": "person_id kind first last company email phone street zip city state nuts country vat_id birth_date "
    "large segment industry_nace size_band joined_on channel",
    "employees": "employee_id name email team role fte active_from active_to crm_seat",
    "campaigns": "campaign_id name type channel platform start end budget utm",
    "products": "product_id sku name category_l1 category_l2 category_l3 type list_price vat_rate unit_cost "
    "launch_date",
    "orders": "order_id number person_id ordered_at channel payment_method coupon_code campaign_id status cancelled_at "
    "goods_net discount_net shipping_net tax gross device customer_number",
    "order_lines": "order_id position product_id quantity unit_price_net discount_net net vat_rate tax gross unit_cost",
    "shipments": "shipment_id order_id carrier tracking promised_on shipped_at delivered_at",
    "returns": "return_id order_id position quantity reason returned_at refunded_at refund_net refund_gross",
    "assignments": "campaign_id person_id arm assigned_at",
    "records": "system source_id person_id name first last company email phone street zip city country vat_id",
}


@pytest.fixture(scope="module")
def world() -> World:
    return company.make(PLAN)


def cents(amounts: pd.Series) -> pd.Series:
    return (amounts * 100).round().astype("int64")


def test_tables_have_what_the_stages_promise(world: World) -> None:
    for name, columns in COLUMNS.items():
        table = world.tables[name]
        assert set(columns.split()) <= set(table.columns), name
        assert len(table), name


def test_the_same_plan_gives_the_same_company(world: World) -> None:
    again = company.make(PLAN)
    assert set(again.tables) == set(world.tables)
    for name, table in world.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name], obj=name)
    assert again.truths == world.truths
    other = World(Plan(seed=8, customers=300))
    population.stage(other)
    assert not other.tables["persons"].equals(world.tables["persons"])


def test_amounts_add_up_to_the_cent(world: World) -> None:
    orders, lines = world.tables["orders"].set_index("order_id"), world.tables["order_lines"]
    assert (cents(lines.net) + cents(lines.tax) == cents(lines.gross)).all()
    assert (cents(lines.quantity * lines.unit_price_net) - cents(lines.discount_net) == cents(lines.net)).all()
    summed = lines.assign(net=cents(lines.net), tax=cents(lines.tax)).groupby("order_id")[["net", "tax"]].sum()
    assert (summed.net == cents(orders.goods_net) - cents(orders.discount_net)).all()
    assert (summed.tax + cents(orders.shipping_tax) == cents(orders.tax)).all()
    net = summed.net + cents(orders.shipping_net)
    assert (net + cents(orders.tax) == cents(orders.gross)).all()
    assert (cents(orders.net_7) + cents(orders.net_19) == net).all()
    back = world.tables["returns"].merge(lines, on=["order_id", "position"], suffixes=("", "_sold"))
    assert (back.quantity <= back.quantity_sold).all() and (cents(back.refund_net) <= cents(back.net)).all()


def test_time_runs_forward(world: World) -> None:
    orders, parcels = world.tables["orders"], world.tables["shipments"].merge(world.tables["orders"], on="order_id")
    assert orders.ordered_at.is_monotonic_increasing
    assert orders.ordered_at.min() >= pd.Timestamp(FIRST_DAY) and orders.ordered_at.max() < pd.Timestamp(END)
    assert (parcels.shipped_at >= parcels.ordered_at).all()
    assert (parcels.delivered_at.dropna() > parcels.shipped_at[parcels.delivered_at.notna()]).all()
    joined = orders.merge(world.tables["persons"][["person_id", "joined_on"]])
    assert (joined.ordered_at >= joined.joined_on).all()


def test_every_order_names_a_customer_of_the_shop(world: World) -> None:
    records, orders = world.tables["records"], world.tables["orders"]
    known = records[records.system.isin(["shop", "marketplace"])].set_index("source_id").person_id
    assert known.index.is_unique
    assert (orders.customer_number.map(known) == orders.person_id).all()


def test_story_is_told_and_the_twin_has_none(world: World) -> None:
    told = {one.id: one for one in world.truths}
    assert len(told) == len(world.truths)
    needed = {"coffee_price", "coffee_units", "late_parcels", "late_parcels_repeat", "duplicates_shop",
              "duplicates_crm", "stale_crm", "reaktivierung-herbst-2025",
              "willkommensgutschein-fruehjahr-2026"}  # fmt: skip
    assert needed <= set(told)
    assert sum(one.kind == "nothing" for one in world.truths) >= 20
    assert [one.id for one in world.truths if one.metric and one.metric not in {**metrics(), **measures()}] == []
    assert told["late_parcels"].more["median_days_during"] >= told["late_parcels"].more["median_days_before"] + 2
    assert -0.2 < told["coffee_units"].more["realised"] < 0
    twin = company.make(Plan(customers=300, story=False))
    assert not twin.truths
    assert twin.tables["assignments"].empty and "Kaffee" not in set(_changed_categories(twin))


def _changed_categories(world: World) -> pd.Series:
    products = world.tables["products"].set_index("product_id").category_l1
    return world.tables["price_changes"].product_id.map(products)


def test_files_lie_by_system_with_the_truth_beside_them(world: World, tmp_path: Path) -> None:
    paths = company.write(world, tmp_path)
    assert {path.parent.name for path in paths} == set(company.SYSTEMS)
    truths = json.loads((tmp_path / "truth.json").read_text())
    assert {one["id"] for one in truths} >= {"late_parcels", "reject_refunds"}
    assert all(set(one["where"]) <= dimensions_of(one["metric"]) for one in truths if one["metric"])
    assert {one["id"]: one["beside"] for one in truths}["late_parcels_repeat"] == {"carrier": "Eilbote"}
    links = pd.read_csv(tmp_path / "links.csv", dtype=str)
    assert not links.duplicated(["system", "source_id"]).any()
    assert set(links.system) <= set(company.SYSTEMS)
    heading = (tmp_path / "shop" / "Kunden.csv").read_bytes().decode("cp1252").splitlines()[0]
    assert "Straße" in heading and ";" in heading
    assert elsewhere(tmp_path / "again") == {one.relative_to(tmp_path): one.read_bytes() for one in files(tmp_path)}


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and "again" not in one.relative_to(folder).parts]


def elsewhere(folder: Path) -> dict[Path, bytes]:
    """The same company's files as a process of another zone, language and order of sets writes them."""
    program = (
        "import sys; from pathlib import Path; from leitstand.demo import company, world\n"
        f"company.write(company.make(world.Plan(customers={PLAN.customers})), Path(sys.argv[1]))"
    )
    strange = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", program, str(folder)], env=strange, check=True)
    return {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_vat_ids_pass_the_check_of_the_tax_office() -> None:
    assert vat_id(13669597) == "DE136695976"  # the example of the published algorithm
