"""What lies in each order and what it costs: lines, discounts, vouchers, shipping and tax, exact to the cent."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.master.goods import COFFEE_RISE, ROSE_ON
from leitstand.demo.trade.buying import large_factor
from leitstand.demo.world import FIRST_DAY, Truth, World

ELASTICITY = -1.2
"""By how many percent fewer units of coffee are sold for each percent that it becomes dearer."""
VOUCHER_CODE, VOUCHER_CENTS = "WILLKOMMEN5", 500
COUPON_CODE, COUPON_RATE = "GENUSS10", 0.10
_SHARES = {
    "person": {"Kaffee": 0.46, "Tee": 0.33, "Küche": 0.20, "Büroservice": 0.01},
    "company": {"Kaffee": 0.58, "Tee": 0.16, "Küche": 0.08, "Büroservice": 0.18},
}
_CONTRACT = {"Gastronomie": 0.08, "Hotel": 0.08, "Handel": 0.10}
"""Discount that companies of a segment have agreed; the large ones get 12 %."""
_LINE = ["order_id", "position", "product_id", "quantity", "unit_price_net", "discount_net", "net", "vat_rate", "tax",
         "gross", "unit_cost"]  # fmt: skip


def fill(world: World, orders: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The orders with id, number and amounts, and their lines; in euro, exact to the cent.

    gross = goods_net − discount_net + shipping_net + tax = net_7 + tax_7 + net_19 + tax_19. discount_net holds the
    discounts of the lines and the voucher, which is a negative line without product. Orders whose every line fell
    to the dearer coffee are gone.
    """
    lines = _goods(world, orders)
    kept, lines["place"] = np.unique(lines.place, return_inverse=True)
    orders = orders.iloc[kept].reset_index(drop=True)
    orders.insert(0, "order_id", np.arange(1, len(orders) + 1))
    orders.insert(1, "number", "LM" + (100_000 + orders.order_id).astype(str))
    lines = _taxed(_with_vouchers(orders, lines))
    _total(world, orders, lines)
    lines["order_id"] = lines.place + 1
    lines["position"] = lines.groupby("order_id").cumcount() + 1
    amounts = ["unit_price_net", "discount_net", "net", "tax", "gross"]
    lines[amounts] = lines[amounts] / 100
    return orders, lines[_LINE]


def _goods(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    """Lines with goods, amounts in cents; place: row of the order."""
    dice, products, persons = world.dice("baskets"), world.tables["products"], world.tables["persons"]
    who = persons.iloc[orders.person_id - 1].reset_index(drop=True)
    company, bound = (who.kind == "company").to_numpy(), orders.product_id.notna().to_numpy()
    count = 1 + np.where(company, dice.poisson(2.2, len(orders)), dice.poisson(1.15, len(orders)))
    place = np.repeat(np.arange(len(orders)), np.where(bound, 1, count))
    picked = np.where(company[place], *(_picked(world, dice, orders, place, one) for one in ("company", "person")))
    picked = np.where(bound[place], orders.product_id.fillna(0).to_numpy()[place].astype(int) - 1, picked)
    lines = pd.DataFrame({"place": place, "product_id": picked + 1}).drop_duplicates(ignore_index=True)
    own = products.iloc[lines.product_id - 1].reset_index(drop=True)
    lines["quantity"] = _quantities(dice, own, company[lines.place], who.large.to_numpy()[lines.place], persons)
    lines["vat_rate"], lines["unit_cost"] = own.vat_rate, own.unit_cost
    when = orders.ordered_at.to_numpy()[lines.place]
    lines["unit_price_net"] = _prices(world, lines.product_id.to_numpy(), when)
    agreed = who.segment.map(_CONTRACT).where(who.kind == "company").fillna(0.0).mask(who.large, 0.12)
    agreed = agreed.mask(orders.coupon_code == COUPON_CODE, COUPON_RATE).mask(bound, 0.0)
    lines = _thinned(world, dice, lines, (own.category_l1 == "Kaffee").to_numpy(), when)
    whole = lines.quantity * lines.unit_price_net
    lines["discount_net"] = np.rint(whole * agreed.to_numpy()[lines.place]).astype(np.int64)
    lines["net"] = whole - lines.discount_net
    return lines


def _picked(
    world: World, dice: np.random.Generator, orders: pd.DataFrame, place: npt.NDArray[np.int64], kind: str
) -> npt.NDArray[np.int64]:
    """Products as rows of `products`, by category and popularity; one that is not on sale yet is replaced."""
    products = world.tables["products"]
    popular = dice.gamma(2.0, 1.0, len(products)) * np.where(products.category_l2 == "Geräte", 0.15, 1.0)
    if kind == "company":
        popular *= np.where(products.category_l2.isin(["Großpackung", "Beutel", "Verbrauch"]), 5.0, 1.0)
    popular *= products.type == "good"
    total = pd.Series(popular).groupby(products.category_l1).transform("sum")
    weights = (popular / total * products.category_l1.map(_SHARES[kind])).to_numpy(float)
    first = dice.choice(len(products), len(place), p=weights / weights.sum())
    always = np.where(products.launch_date < pd.Timestamp(FIRST_DAY), weights, 0)
    instead = dice.choice(len(products), len(place), p=always / always.sum())
    early = orders.ordered_at.to_numpy()[place] < products.launch_date.to_numpy()[first]
    return np.where(early, instead, first)


def _quantities(
    dice: np.random.Generator, own: pd.DataFrame, company: npt.NDArray[Any], large: npt.NDArray[Any],
    persons: pd.DataFrame,
) -> npt.NDArray[np.int64]:  # fmt: skip
    many = len(own)
    single = ((own.category_l2 == "Geräte") | (own.type == "subscription")).to_numpy()
    few, more = dice.geometric(0.72, many), 1 + dice.poisson(2.6, many)
    bulk = np.rint(more * large_factor(persons) ** 0.45).astype(int)
    return np.where(single, 1, np.where(large, bulk, np.where(company, more, few)))


def _prices(world: World, product: npt.NDArray[np.int64], when: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Net price of a product in cents at each moment."""
    changes = world.tables["price_changes"]
    price: npt.NDArray[np.float64] = world.tables["products"].list_price.to_numpy(float)[product - 1]
    for day in sorted(changes.changed_on.unique()):
        new = changes[changes.changed_on == day].set_index("product_id").new_price.reindex(product).to_numpy(float)
        price = np.where((when >= np.datetime64(day, "ns")) & ~np.isnan(new), new, price)
    cents: npt.NDArray[np.int64] = np.rint(price * 100).astype(np.int64)
    return cents


def _thinned(
    world: World, dice: np.random.Generator, lines: pd.DataFrame, coffee: npt.NDArray[Any], when: npt.NDArray[Any]
) -> pd.DataFrame:
    """Dearer coffee: each unit is still bought with the chance that the elasticity says."""
    keep = (1 + COFFEE_RISE) ** ELASTICITY
    left = dice.binomial(lines.quantity, keep)
    dearer = coffee & (when >= np.datetime64(ROSE_ON))
    if not world.plan.story:
        return lines
    before, after = int(lines.quantity[dearer].sum()), int(left[dearer].sum())
    lines["quantity"] = np.where(dearer, left, lines.quantity)
    world.told(
        Truth(
            "coffee_units", "chain", "units_sold", {"category": "Kaffee"}, ROSE_ON.date(), None, keep - 1,
            "share of units",
            {"elasticity": ELASTICITY, "units_without": before, "units": after, "realised": after / before - 1},
        )
    )  # fmt: skip
    return lines[lines.quantity > 0].reset_index(drop=True)


def _with_vouchers(orders: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """A voucher is the last line of its order, at the rate of most of its goods; it never exceeds these."""
    worth = lines.pivot_table(index="place", columns="vat_rate", values="net", aggfunc="sum", fill_value=0)
    worth = worth.reindex(columns=[0.07, 0.19], fill_value=0)
    orders["main_rate"] = np.where(worth[0.07] >= worth[0.19], 0.07, 0.19)
    fits = worth.max(axis=1).to_numpy() > 2 * VOUCHER_CENTS
    orders.loc[(orders.coupon_code == VOUCHER_CODE) & ~fits, ["coupon_code", "campaign_id"]] = None
    used = np.flatnonzero(orders.coupon_code == VOUCHER_CODE)
    rate = orders.main_rate.to_numpy()[used]
    less = -np.rint(VOUCHER_CENTS / (1 + rate)).astype(np.int64)
    voucher = pd.DataFrame({"place": used, "quantity": 1, "vat_rate": rate, "unit_cost": 0.0, "unit_price_net": less,
                            "discount_net": 0, "net": less})  # fmt: skip
    both = pd.concat([lines, voucher], ignore_index=True)
    both["product_id"] = both.product_id.astype("Int64")
    return both.sort_values("place", kind="stable", ignore_index=True)


def _taxed(lines: pd.DataFrame) -> pd.DataFrame:
    lines["tax"] = np.rint(lines.net * lines.vat_rate).astype(np.int64)
    lines["gross"] = lines.net + lines.tax
    return lines


def _total(world: World, orders: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Adds the amounts of the orders; shipping bears the rate of most of the goods."""
    goods, place = lines.product_id.notna().to_numpy(), lines.place.to_numpy()
    whole = (lines.quantity * lines.unit_price_net).to_numpy()

    def summed(values: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        return np.rint(np.bincount(place, values, minlength=len(orders))).astype(np.int64)

    goods_net = summed(np.where(goods, whole, 0))
    discount = summed(np.where(goods, lines.discount_net, -lines.net))
    company = (world.tables["persons"].kind.to_numpy() == "company")[orders.person_id - 1]
    charge = np.where(company, 690, np.where(orders.channel == "marketplace", 390, 490))
    free = (goods_net >= np.where(company, 15_000, 4_500)) | orders.subscription_id.notna().to_numpy()
    rate = orders.main_rate.to_numpy()
    shipping = np.where(free, 0, np.rint(charge / (1 + rate))).astype(np.int64)
    shipping_tax = np.rint(shipping * rate).astype(np.int64)
    amounts = {"goods_net": goods_net, "discount_net": discount, "shipping_net": shipping, "shipping_tax": shipping_tax}
    tax: npt.NDArray[np.int64] = np.zeros(len(orders), np.int64)
    for percent, its in ((7, 0.07), (19, 0.19)):
        own, sent = (lines.vat_rate == its).to_numpy(), rate == its
        net = summed(np.where(own, lines.net, 0)) + np.where(sent, shipping, 0)
        its_tax = summed(np.where(own, lines.tax, 0)) + np.where(sent, shipping_tax, 0)
        amounts |= {f"net_{percent}": net, f"tax_{percent}": its_tax}
        tax += its_tax
    amounts |= {"tax": tax, "gross": goods_net - discount + shipping + tax}
    for name, cents in amounts.items():
        orders[name] = cents / 100
