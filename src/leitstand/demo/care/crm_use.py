"""How the sales system is used: calls and meetings that are entered, days of work in it, and what was changed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.care.office import HOURS, STOP, clock, known, staff, time_of
from leitstand.demo.world import END, FIRST_DAY, World

TYPES = ("call", "email", "meeting", "note", "task")
USED = {"Vertrieb": 0.86, "Service": 0.74, "Marketing": 0.55, "Verwaltung": 0.35}
"""Share of working days on which somebody of the team with a seat does something in the system."""


def stage(world: World) -> None:
    """Adds activities, crm_days and field_changes, and to deals their last and next activity."""
    world.tables["activities"] = _activities(world)
    world.tables["crm_days"] = _days(world)
    world.tables["field_changes"] = _changes(world)
    deals, done = world.tables["deals"], world.tables["activities"].dropna(subset=["deal_id"])
    last = deals["deal_id"].map(done.groupby("deal_id")["occurred_at"].max())
    deals["last_activity_at"] = last.fillna(deals["created_at"])
    dice = world.dice("crm.next")
    soon = time_of(clock(np.full(len(deals), STOP)) + dice.uniform(1, 90, len(deals)))
    planned = (deals["outcome"] == "open") & (dice.random(len(deals)) < 0.8)
    deals["next_activity_at"] = pd.Series(soon, deals.index).where(planned)


def _activities(world: World) -> pd.DataFrame:
    """activity_id, employee_id, person_id, deal_id, type, occurred_at, logged_at, due_at, done_at."""
    dice = world.dice("crm.activities")
    deals = world.tables["deals"]
    of_deal = deals.loc[deals.index.repeat(1 + dice.poisson(5.5, len(deals)))]
    start = clock(of_deal["created_at"])
    end = clock(of_deal["closed_at"].fillna(pd.Timestamp(STOP)))
    at = time_of(start + (end - start) * dice.random(len(of_deal)))
    rows = of_deal[["deal_id", "person_id", "employee_id"]].assign(occurred_at=at)
    firms = world.tables["persons"].query("kind == 'company'")["person_id"].to_numpy()
    many = round(5_000 * world.plan.scale)
    first, last = clock(np.array([FIRST_DAY, END], "datetime64[s]"))
    care = pd.DataFrame({"deal_id": pd.NA, "person_id": dice.choice(firms, many),
                         "occurred_at": time_of(dice.uniform(first, last, many))})  # fmt: skip
    care["employee_id"] = staff(world, "Vertrieb", care["occurred_at"], dice)
    rows = pd.concat([rows.astype({"deal_id": "Int64"}), care.astype({"deal_id": "Int64"})], ignore_index=True)
    rows = rows[rows["occurred_at"].between(pd.Timestamp(FIRST_DAY), pd.Timestamp(STOP), inclusive="left")]
    rows = rows.sort_values(["occurred_at", "person_id"], kind="stable", ignore_index=True)
    lag = np.where(dice.random(len(rows)) < 0.7, dice.exponential(1.5, len(rows)), dice.exponential(14, len(rows)))
    logged = time_of(clock(rows["occurred_at"]) + lag)
    task = dice.random(len(rows)) < 0.12
    rows["type"] = np.where(task, "task", dice.choice(TYPES[:4], len(rows), p=[0.40, 0.32, 0.14, 0.14]))
    due = time_of(clock(rows["occurred_at"]) + dice.uniform(4, 60, len(rows)))
    done = known(time_of(clock(due) + dice.normal(-4, 12, len(rows)).clip(-30, 40)))
    done = np.maximum(done, rows["occurred_at"].to_numpy("datetime64[s]"))
    none = np.datetime64("NaT", "s")
    logged = known(np.maximum(logged, rows["occurred_at"].to_numpy("datetime64[s]")))
    return rows.assign(
        activity_id=np.arange(1, len(rows) + 1), logged_at=logged,
        due_at=np.where(task, due, none), done_at=np.where(task, done, none),
    )  # fmt: skip


def _days(world: World) -> pd.DataFrame:
    """employee_id, day, logins, records_created, records_updated, reports_viewed, minutes_active, per day of use."""
    dice = world.dice("crm.days")
    seats = world.tables["employees"].query("crm_seat").sort_values("employee_id")
    first, last = clock(np.array([FIRST_DAY, END], "datetime64[s]")) // HOURS
    days = time_of(np.arange(first, last) * HOURS).astype("datetime64[D]").astype("datetime64[s]")
    grid = seats.merge(pd.DataFrame({"day": days}), how="cross")
    there = (grid["day"] >= grid["active_from"].fillna(pd.Timestamp(FIRST_DAY))) & (
        grid["day"] <= grid["active_to"].fillna(pd.Timestamp(END))
    )
    used = dice.random(len(grid)) < grid["team"].map(USED).fillna(0.3)
    rows = grid.loc[there & used, ["employee_id", "day"]].reset_index(drop=True)
    many = len(rows)
    return rows.assign(
        logins=1 + dice.poisson(0.6, many), records_created=dice.poisson(1.1, many),
        records_updated=1 + dice.poisson(4.0, many), reports_viewed=dice.poisson(0.8, many),
        minutes_active=np.round(dice.gamma(3, 25, many), 0),
    )  # fmt: skip


def _changes(world: World) -> pd.DataFrame:
    """field_change_id, object, record, field, old, new, changed_at, employee_id, via (old and new as short codes)."""
    dice = world.dice("crm.changes")
    moves, deals = world.tables["stage_moves"], world.tables["deals"].set_index("deal_id")
    before = moves.groupby("deal_id")["stage_id"].shift()
    steps = pd.DataFrame({"record": moves["deal_id"].map(deals["number"]), "field": "Phase", "old": before,
                          "new": moves["stage_id"], "changed_at": moves["entered_at"],
                          "employee_id": moves["employee_id"], "via": "ui"})[before.notna()]  # fmt: skip
    raised = moves[before.notna() & (dice.random(len(moves)) < 0.5)]
    sums = steps.loc[raised.index].assign(
        field="Betrag", old=(raised["amount"] * 1.1).round(), new=raised["amount"].round(), via="automation"
    )
    rows = pd.concat([steps, sums]).sort_values(["changed_at", "record", "field"], ignore_index=True)
    return rows.assign(object="deal", field_change_id=np.arange(1, len(rows) + 1),
                       old=_codes(rows["old"]), new=_codes(rows["new"]))  # fmt: skip


def _codes(values: pd.Series) -> pd.Series:
    """What a system writes that keeps only a fingerprint of the values it changed."""
    return (values.astype(np.int64) * 2_654_435_761 % 2**32).map("{:08x}".format)
