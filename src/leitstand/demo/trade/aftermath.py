"""What follows an order: goods sent back, public reviews, and friends who were told."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.world import END, World

REASONS = ("Gefällt nicht", "Beschädigt", "Falscher Artikel", "Zu spät geliefert", "Qualität")
PLATFORMS = ("Google", "Trusted Shops", "Lindmoor")
_BACK = {"Kaffee": 0.022, "Tee": 0.02, "Küche": 0.095, "Büroservice": 0.03}
"""Share of the lines that private customers send back; companies send back a third of it."""
_PRAISE = ("Sehr aromatisch, kommt wieder in den Korb.", "Schnell da, gut verpackt.", "Wie beschrieben, gern wieder.")
_FAIR = ("Ganz in Ordnung.", "Gut, aber nicht billig.", "Geschmack gut, Verpackung ausbaufähig.")
_BLAME = ("Kam viel zu spät.", "Ware beschädigt, musste reklamieren.", "Leider enttäuschend.")


def add(world: World) -> None:
    """Adds `returns`, `reviews` and `referrals`."""
    orders = world.tables["orders"]
    parcels = world.tables["shipments"].merge(orders[["order_id", "person_id", "channel"]])
    parcels = parcels[parcels.delivered_at.notna()].reset_index(drop=True)
    world.tables["returns"] = _returns(world, parcels)
    world.tables["reviews"] = _reviews(world, parcels)
    world.tables["referrals"] = _referrals(world, orders)


def _returns(world: World, parcels: pd.DataFrame) -> pd.DataFrame:
    """Part or all of a line comes back; money follows days later (refunded_at is empty where it was still due)."""
    dice = world.dice("returns")
    lines = world.tables["order_lines"].merge(parcels[["order_id", "person_id", "promised_on", "delivered_at"]])
    lines = lines[lines.product_id.notna()].reset_index(drop=True)
    category = world.tables["products"].category_l1.to_numpy()[lines.product_id.astype(int) - 1]
    kind = world.tables["persons"].kind.to_numpy()[lines.person_id - 1]
    late = (lines.delivered_at.dt.normalize() > lines.promised_on).to_numpy()
    chance = pd.Series(category).map(_BACK).fillna(0.0).to_numpy() * np.where(kind == "company", 0.33, 1.0)
    many = len(lines)
    back = dice.random(many) < chance * np.where(late, 1.6, 1.0)
    whole, part = dice.random(many) < 0.8, dice.random(many)
    usual = dice.choice(len(REASONS), many, p=[0.46, 0.24, 0.12, 0.02, 0.16])
    reason = np.where(late & (dice.random(many) < 0.5), REASONS.index("Zu spät geliefert"), usual)
    came = lines.delivered_at + pd.to_timedelta(dice.integers(2 * 24, 21 * 24, many), "h")
    paid = came + pd.to_timedelta(dice.integers(20, 8 * 24, many), "h")
    lines = lines.assign(
        returned=np.where(whole, lines.quantity, np.ceil(lines.quantity * part)).astype(int),
        reason=np.array(REASONS, object)[reason],
        returned_at=came,
        refunded_at=paid.where(paid < pd.Timestamp(END)),
    )
    lines = lines[back & (came < pd.Timestamp(END)) & (lines.net > 0)]
    net = np.rint(lines.net * 100 * lines.returned / lines.quantity)
    tax = np.where(lines.returned == lines.quantity, np.rint(lines.tax * 100), np.rint(net * lines.vat_rate))
    lines = lines.assign(refund_net=net / 100, refund_gross=(net + tax) / 100)
    lines = lines.sort_values(["returned_at", "order_id", "position"], kind="stable", ignore_index=True)
    lines.insert(0, "return_id", np.arange(1, len(lines) + 1))
    lines = lines.drop(columns="quantity").rename(columns={"returned": "quantity"})
    return lines[["return_id", "order_id", "position", "product_id", "quantity", "reason", "returned_at",
                  "refunded_at", "refund_net", "refund_gross", "vat_rate"]]  # fmt: skip


def _reviews(world: World, parcels: pd.DataFrame) -> pd.DataFrame:
    dice = world.dice("reviews")
    late = (parcels.delivered_at.dt.normalize() > parcels.promised_on).to_numpy()
    many = len(parcels)
    stars = dice.choice(5, many, p=[0.03, 0.04, 0.11, 0.28, 0.54]) + 1
    stars = np.where(late, np.maximum(1, stars - dice.integers(0, 3, many)), stars)
    posted = parcels.delivered_at + pd.to_timedelta(dice.integers(12, 20 * 24, many), "h")
    words, platform = dice.integers(0, 3, many), dice.choice(PLATFORMS, many, p=[0.45, 0.3, 0.25])
    answered = posted + pd.to_timedelta(dice.integers(3, 240, many), "h")
    replied = (dice.random(many) < np.where(stars <= 3, 0.7, 0.25)) & (answered < pd.Timestamp(END))
    table = parcels[["order_id", "person_id"]].assign(
        platform=platform,
        posted_at=posted,
        rating=stars,
        text=_words(stars, words),
        answered_at=answered.where(replied),
    )
    written = (dice.random(many) < np.where(late, 0.08, 0.045)) & (posted < pd.Timestamp(END)).to_numpy()
    table = table[written].sort_values(["posted_at", "order_id"], kind="stable", ignore_index=True)
    table.insert(0, "review_id", np.arange(1, len(table) + 1))
    return table


def _words(stars: npt.NDArray[np.int64], pick: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    kinds = np.array([_BLAME, _FAIR, _PRAISE], object)
    return kinds[np.searchsorted([3, 5], stars, side="right"), pick]


def _referrals(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    """Every customer who came by referral was sent by another one; some friends who were told never bought."""
    dice, persons = world.dice("referrals"), world.tables["persons"]
    first = orders[orders.first_order].drop_duplicates("person_id").set_index("person_id")
    came = persons[(persons.channel == "referral") & persons.person_id.isin(first.index)]
    known = first.loc[came.person_id]
    told = known.ordered_at - pd.to_timedelta(dice.integers(6, 20 * 24, len(known)), "h")
    friends = persons.person_id.to_numpy()[persons.joined_on < pd.Timestamp(2023, 10, 1)]
    table = pd.DataFrame(
        {
            "person_id": dice.choice(friends, len(known)),
            "referred_person_id": came.person_id.to_numpy(),
            "occurred_at": told.to_numpy(),
            "order_id": known.order_id.to_numpy(),
        }
    )
    vain = table.sample(frac=0.5, random_state=np.random.RandomState(world.plan.seed)).assign(
        referred_person_id=None, order_id=None
    )
    table = pd.concat([table, vain], ignore_index=True)
    table["referred_person_id"] = table.referred_person_id.astype("Int64")
    table["order_id"] = table.order_id.astype("Int64")
    table["code"] = "FREUND-" + (table.person_id * 7 + 1000).astype(str)
    table = table.sort_values(["occurred_at", "person_id", "referred_person_id"], kind="stable", ignore_index=True)
    table.insert(0, "referral_id", np.arange(1, len(table) + 1))
    return table
