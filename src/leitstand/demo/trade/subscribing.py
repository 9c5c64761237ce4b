"""Offices that get their coffee every month: one row per running month, and the order it makes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.trade.buying import COLUMNS, day_number, next_open, travel
from leitstand.demo.world import END, FIRST_DAY, World

OFFICES = 150
"""Companies with a subscription at some time (standard company)."""


def subscriptions(world: World) -> pd.DataFrame:
    """subscription_id, person_id, month (first day), product_id, mrr (net), movement; the month of churn has mrr 0."""
    dice, persons, products = world.dice("subscriptions"), world.tables["persons"], world.tables["products"]
    plans = products[products.type == "subscription"]
    offices = persons[(persons.kind == "company") & ~persons.large & (persons.country == "DE")].person_id.to_numpy()
    chosen = dice.permutation(offices)[: max(3, round(OFFICES * world.plan.scale))]
    months = pd.date_range(FIRST_DAY, END, freq="MS", inclusive="left")
    rows: list[tuple[int, int, pd.Timestamp, int, float, str]] = []
    for number, person in enumerate(chosen, start=1):
        joined = max(persons.joined_on[person - 1], months[0] - pd.Timedelta(days=1))
        begin = int(dice.integers(0, 30)) if dice.random() < 0.7 else 0
        fate, plan = dice.random(len(months)), int(dice.choice(3, p=[0.5, 0.35, 0.15]))
        running = False
        for place, month in enumerate(months):
            if place < begin or month <= joined:
                continue
            chance = fate[place]
            movement = "new" if not running else "none"
            if running and chance < 0.018:
                rows.append((number, int(person), month, int(plans.product_id.iloc[plan]), 0.0, "churn"))
                break
            if running and chance > 0.985 and plan < 2:
                movement, plan = "expansion", plan + 1
            elif running and 0.97 < chance < 0.98 and plan > 0:
                movement, plan = "contraction", plan - 1
            running = True
            rows.append((number, int(person), month, int(plans.product_id.iloc[plan]),
                         float(plans.list_price.iloc[plan]), movement))  # fmt: skip
    return pd.DataFrame(rows, columns=["subscription_id", "person_id", "month", "product_id", "mrr", "movement"])


def deliveries(world: World, months: pd.DataFrame) -> pd.DataFrame:
    """The orders of the running months, on their first open day, shaped as `buying.purchases`, with subscription and
    product."""
    opened = next_open()
    running = months[months.mrr > 0]
    day = opened[(running.month - pd.Timestamp(FIRST_DAY)).dt.days.to_numpy()]
    nuts = world.tables["persons"].nuts.to_numpy()[running.person_id - 1]
    parcels = travel(world.dice("subscription parcels"), np.minimum(day, day_number(END) - 1), nuts, opened,
                     world.plan.story)  # fmt: skip
    columns = {"person_id": running.person_id, "day": day} | {name: getattr(parcels, name) for name in COLUMNS[1:]}
    return pd.DataFrame(columns | {"subscription_id": running.subscription_id, "product_id": running.product_id})
