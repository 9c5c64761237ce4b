"""The two tests with a control group: a reactivation mailing that worked and a voucher that did not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.master import campaigns
from leitstand.demo.master.names import plain
from leitstand.demo.trade.buying import COLUMNS, day_number, next_open, travel
from leitstand.demo.world import FIRST_DAY, Truth, World

MAILED, LIFT, WINDOW = 2400, 0.06, 60
"""People in the first test (standard company), how many more of them ordered, within how many days."""
VOUCHER_WINDOW = 90
_QUIET = 120


def reactivation(world: World, bought: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The mailing of autumn 2025 to people who had not ordered for months.

    Returns the assignments and the orders it brought, shaped as `buying.purchases`.
    """
    dice, persons = world.dice("reactivation"), world.tables["persons"]
    start = day_number(campaigns.REACTIVATED[0].date())
    latest = bought[bought.day < start].groupby("person_id").day.max().reindex(persons.person_id)
    quiet = (latest < start - _QUIET).to_numpy() & (persons.kind == "person").to_numpy()
    chosen = dice.permutation(persons.person_id.to_numpy()[quiet])[: round(MAILED * world.plan.scale) // 2 * 2]
    treated = chosen[: len(chosen) // 2]
    inside = bought[bought.day.between(start, start + WINDOW - 1)].person_id.unique()
    by_themselves = np.isin(treated, inside)
    asleep = treated[~by_themselves]
    won = asleep[dice.permutation(len(asleep)) < round(LIFT * len(treated))]
    day = start + 1 + np.minimum(dice.exponential(12, len(won)), WINDOW - 3).astype(int)
    nuts = persons.nuts.to_numpy()[won - 1]
    parcels = travel(dice, day, nuts, next_open(), story=True)
    extra = pd.DataFrame({"person_id": won, "day": day} | {name: getattr(parcels, name) for name in COLUMNS[1:]})
    assigned = _assigned(world, campaigns.REACTIVATION, chosen, len(treated))
    assigned["assigned_at"] = campaigns.REACTIVATED[0] + pd.Timedelta(hours=8)
    return assigned, extra


def voucher(world: World, bought: pd.DataFrame) -> pd.DataFrame:
    """Assignments of the test of spring 2026: half of the new customers got 5 € off; it changed nothing."""
    dice, persons = world.dice("voucher"), world.tables["persons"]
    first, last = campaigns.VOUCHERS
    joined = persons.joined_on.to_numpy()
    new = (joined >= np.datetime64(first)) & (joined <= np.datetime64(last)) & (persons.kind == "person").to_numpy()
    chosen = dice.permutation(persons.person_id.to_numpy()[new & persons.person_id.isin(bought.person_id).to_numpy()])
    soon = bought.person_id[(bought.day - bought.person_id.map(_days(persons))).between(1, VOUCHER_WINDOW)]
    # alternately among those who will order and those who will not: in a small test chance alone would show an effect
    chosen = chosen[np.argsort(np.isin(chosen, soon), kind="stable")][: len(chosen) // 2 * 2]
    chosen = np.concatenate([chosen[::2], chosen[1::2]])
    assigned = _assigned(world, campaigns.VOUCHER, chosen, len(chosen) // 2)
    assigned["assigned_at"] = joined[chosen - 1] + np.timedelta64(20, "h")
    return assigned


def _days(persons: pd.DataFrame) -> pd.Series[int]:
    """Person → day number of joining."""
    return (persons.set_index("person_id").joined_on - pd.Timestamp(FIRST_DAY)).dt.days


def _assigned(world: World, name: str, chosen: npt.NDArray[np.int64], treated: int) -> pd.DataFrame:
    known = world.tables["campaigns"].set_index("name").campaign_id
    arm = np.where(np.arange(len(chosen)) < treated, "treatment", "control")
    return pd.DataFrame({"campaign_id": known[name], "person_id": chosen, "arm": arm})


def tell(world: World) -> None:
    """Notes what was planned and what came out: the share of each arm that ordered within the days of the test."""
    orders, assignments = world.tables["orders"], world.tables["assignments"]
    known = world.tables["campaigns"].set_index("name").campaign_id
    for name, planned, days in ((campaigns.REACTIVATION, LIFT, WINDOW), (campaigns.VOUCHER, 0.0, VOUCHER_WINDOW)):
        assigned = assignments[assignments.campaign_id == known[name]]
        if assigned.empty:  # a company too small for the test
            continue
        waited = orders.ordered_at - orders.person_id.map(assigned.set_index("person_id").assigned_at)
        ordered = orders.person_id[(waited > pd.Timedelta(0)) & (waited <= pd.Timedelta(days=days))]
        share = assigned.person_id.isin(ordered).groupby(assigned.arm).mean()
        size = assigned.arm.value_counts()
        more = {
            "window_days": days, "treated": int(size["treatment"]), "control": int(size["control"]),
            "treated_share": float(share["treatment"]), "control_share": float(share["control"]),
            "realised": float(share["treatment"] - share["control"]),
        }  # fmt: skip
        first, last = assigned.assigned_at.min().date(), assigned.assigned_at.max().date()
        world.told(Truth(plain(name), "trial", "purchase_rate", {"campaign": name}, first, last, planned,
                         "share of customers who order", more))  # fmt: skip
