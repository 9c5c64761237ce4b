"""What was ordered, sent and sent back, in cents that add up: every gross is its net and its tax."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.master.campaigns import REACTIVATED, REACTIVATION
from leitstand.demo.trade import aftermath, baskets, buying, quiet, subscribing, trials
from leitstand.demo.world import END, FIRST_DAY, Truth, World

_HOUR = np.array([1, 0, 0, 0, 0, 1, 2, 4, 6, 7, 7, 7, 8, 7, 6, 6, 7, 8, 9, 11, 12, 10, 7, 3], float)


def stage(world: World) -> None:
    """Adds `orders`, `order_lines`, `shipments`, `returns`, `assignments`, `reviews`, `referrals`, `subscriptions`."""
    bought = buying.purchases(world)
    months = subscribing.subscriptions(world)
    assignments = pd.DataFrame(columns=["campaign_id", "person_id", "arm", "assigned_at"])
    mailed: npt.NDArray[Any] = np.array([], int)
    if world.plan.story:
        first, extra = trials.reactivation(world, bought)
        bought = pd.concat([bought, extra], ignore_index=True)
        second = trials.voucher(world, bought)
        assignments = pd.concat([first, second], ignore_index=True)
        mailed = first.person_id[first.arm == "treatment"].to_numpy()
    bought = pd.concat([bought, subscribing.deliveries(world, months)], ignore_index=True)
    orders = _heads(world, bought, mailed)
    _vouchers(world, orders, assignments)
    orders, lines = baskets.fill(world, orders)
    world.tables |= {"assignments": assignments, "subscriptions": months, "order_lines": lines}
    world.tables["shipments"] = _shipments(world, orders)
    world.tables["orders"] = orders.drop(columns=[*buying.COLUMNS, "product_id"])
    aftermath.add(world)
    _tell(world, orders)
    quiet.tell(world)
    if world.plan.story:
        trials.tell(world)


def _heads(world: World, bought: pd.DataFrame, mailed: npt.NDArray[Any]) -> pd.DataFrame:
    """The orders without their amounts, in the order of time."""
    dice, persons = world.dice("orders"), world.tables["persons"]
    many = len(bought)
    orders = bought.copy()
    hour = np.where(orders.subscription_id.notna(), 6, dice.choice(24, many, p=_HOUR / _HOUR.sum()))
    seconds = hour * 3600 + dice.integers(3600, size=many)
    orders["ordered_at"] = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(orders.day * 86_400 + seconds, "s")
    who = persons.iloc[orders.person_id - 1].reset_index(drop=True)
    company, route = (who.kind == "company").to_numpy(), who.channel.to_numpy()
    chance = dice.random(many)
    field = (company & (chance < np.where(route == "field", 0.8, 0.2))) | orders.subscription_id.notna().to_numpy()
    market = (route == "marketplace") & (chance < 0.85)
    orders["channel"] = np.select([field, market], ["field", "marketplace"], "shop")
    orders["payment_method"] = _paid_how(dice, company, orders)
    cancelled = (dice.random(many) < 0.015) & orders.subscription_id.isna()
    after = orders.ordered_at + pd.to_timedelta(dice.integers(1, 30, many), "h")
    orders["cancelled_at"] = after.where(cancelled & (after < pd.Timestamp(END)))
    limit = (pd.Timestamp(END) - pd.Timestamp(FIRST_DAY)).days
    state = np.select([orders.cancelled_at.notna(), orders.delivered < limit, orders.shipped < limit],
                      ["cancelled", "completed", "shipped"], "placed")  # fmt: skip
    orders["status"] = state
    orders = orders.sort_values(["ordered_at", "person_id"], kind="stable", ignore_index=True)
    orders["first_order"] = ~orders.person_id.duplicated() & (
        persons.joined_on.to_numpy()[orders.person_id - 1] >= np.datetime64(FIRST_DAY)
    )
    orders["campaign_id"] = _campaigns(world, orders, mailed)
    used = (orders.channel == "shop") & (world.dice("coupons").random(many) < 0.03)
    orders["coupon_code"] = pd.Series(baskets.COUPON_CODE, orders.index, object).where(used)
    return orders


def _paid_how(dice: np.random.Generator, company: npt.NDArray[np.bool_], orders: pd.DataFrame) -> npt.NDArray[Any]:
    many = len(orders)
    person = dice.choice(["paypal", "credit_card", "invoice", "direct_debit"], many, p=[0.40, 0.23, 0.24, 0.13])
    firm = np.where(dice.random(many) < 0.88, "invoice", "direct_debit")
    firm = np.where(orders.subscription_id.notna(), "direct_debit", firm)
    return np.where(orders.channel == "marketplace", "amazon", np.where(company, firm, person))


def _campaigns(world: World, orders: pd.DataFrame, mailed: npt.NDArray[Any]) -> pd.Series[Any]:
    """Which campaign an order is owed to: first orders to the advertising that won them, some others to mailings."""
    dice = world.dice("campaigns of orders")
    known = world.tables["campaigns"].set_index("name").campaign_id
    who = world.tables["persons"].iloc[orders.person_id - 1].reset_index(drop=True)
    company, paid = who.kind == "company", who.channel
    quarter = orders.ordered_at.dt.year.astype(str) + "-Q" + orders.ordered_at.dt.quarter.astype(str)
    search = np.where(company, "Suche Büroservice ", "Suche Kaffee & Tee ")
    social = np.where(company, "Büroleitungen ", "Genießer ")
    name = pd.Series(None, index=orders.index, dtype=object)
    won = orders.first_order & paid.isin(["paid_search", "paid_social"])
    name[won] = (np.where(paid == "paid_search", search, social) + quarter)[won]
    chance = dice.random(len(orders))
    day, year = orders.ordered_at.dt.strftime("%m-%d"), orders.ordered_at.dt.year.astype(str)
    open_to_mail = name.isna() & (orders.channel == "shop") & ~company
    name[open_to_mail & day.between("11-20", "12-20") & (chance < 0.14)] = "Advent " + year
    summer = open_to_mail & day.between("06-10", "07-10") & (chance < 0.10) & (orders.ordered_at.dt.year > 2023)
    name[summer] = "Sommertee " + year
    first, last = REACTIVATED
    moment = orders.ordered_at
    called = orders.person_id.isin(mailed) & (moment >= first) & (moment < last + pd.Timedelta(days=1))
    name[called & (orders.channel == "shop")] = REACTIVATION
    return name.map(known).astype("Int64")


def _vouchers(world: World, orders: pd.DataFrame, assignments: pd.DataFrame) -> None:
    """Most of those who were given the voucher use it, in the next order they would have placed anyway."""
    if assignments.empty:
        return
    last = assignments.campaign_id.max()
    given = assignments[(assignments.campaign_id == last) & (assignments.arm == "treatment")]
    since = orders.person_id.map(given.set_index("person_id").assigned_at)
    waited = orders.ordered_at - since
    inside = (waited > pd.Timedelta(hours=12)) & (waited <= pd.Timedelta(days=trials.VOUCHER_WINDOW))
    at = orders.index[inside & (orders.channel == "shop") & ~orders.person_id.where(inside).duplicated()]
    used = at[world.dice("vouchers").random(len(at)) < 0.6]
    orders.loc[used, "coupon_code"] = baskets.VOUCHER_CODE
    orders.loc[used, "campaign_id"] = last


def _shipments(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    """One parcel per order that was not cancelled and left the house in time."""
    dice = world.dice("shipments")
    sent = orders[orders.status.isin(["completed", "shipped"])].reset_index(drop=True)
    start, many = pd.Timestamp(FIRST_DAY), len(sent)
    table = pd.DataFrame({"shipment_id": np.arange(1, many + 1), "order_id": sent.order_id})
    table["carrier"] = np.array(buying.CARRIERS, object)[sent.carrier]
    letters = np.array(["EB", "PR", "LP"], object)[sent.carrier]
    table["tracking"] = letters + (10_000_000 + 17 * table.shipment_id).astype(str)
    table["promised_on"] = start + pd.to_timedelta(sent.promised, "D")
    shipped = start + pd.to_timedelta(sent.shipped * 86_400 + dice.integers(13 * 3600, 18 * 3600, many), "s")
    table["shipped_at"] = np.maximum(shipped, sent.ordered_at + pd.Timedelta(minutes=45))
    delivered = start + pd.to_timedelta(sent.delivered * 86_400 + dice.integers(8 * 3600, 19 * 3600, many), "s")
    table["delivered_at"] = delivered.where(delivered < pd.Timestamp(END))
    return table


def _tell(world: World, orders: pd.DataFrame) -> None:
    """Notes the delays and what they did to repeat purchases, as they came out."""
    sent = orders[orders.status == "completed"]
    nuts = world.tables["persons"].nuts.to_numpy()[sent.person_id - 1]
    slow = (sent.carrier == 0).to_numpy() & (nuts == buying.SLOW_REGION)
    inside = sent.shipped.between(buying.day_number(buying.SLOW_FROM), buying.day_number(buying.SLOW_UNTIL) - 1)
    late, took = sent.delivered > sent.promised, sent.delivered - sent.shipped
    where = {"carrier": buying.SLOW_CARRIER, "region": buying.SLOW_REGION}
    during, before = slow & inside, slow & (sent.shipped < buying.day_number(buying.SLOW_FROM)).to_numpy()
    more = {
        "median_days_before": float(took[before].median()), "median_days_during": float(took[during].median()),
        "late_share_before": float(late[before].mean()), "late_share_during": float(late[during].mean()),
        "shipments_during": int(during.sum()),
    }  # fmt: skip
    world.told(Truth("late_parcels", "delay", "on_time_rate", where, buying.SLOW_FROM, buying.SLOW_UNTIL,
                     float(buying.EXTRA_DAYS), "days", more))  # fmt: skip
    people = sent[
        (world.tables["persons"].kind.to_numpy()[sent.person_id - 1] == "person") & sent.subscription_id.isna()
    ]
    people = people.sort_values(["person_id", "ordered_at"], kind="stable")
    wait = people.groupby("person_id").day.shift(-1) - people.day
    known = people.day < buying.HORIZON - 90
    behind = people.delivered > people.promised
    shares = [float((wait[known & (behind == is_late)] <= 90).mean()) for is_late in (True, False)]
    world.told(Truth("late_parcels_repeat", "chain", "repeat_purchase_rate_90", where, buying.SLOW_FROM,
                     buying.SLOW_UNTIL, buying.LATE_HAZARD - 1, "share of the rate at which people order again",
                     {"again_in_90_days_after_late": shares[0],
                      "again_in_90_days_after_on_time": shares[1]}))  # fmt: skip
