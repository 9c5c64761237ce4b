"""Sales to companies in the invented company, and that Leitstand reads all files of its sales system."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from leitstand.demo.care import cases, leads, pipeline, service
from leitstand.demo.care.office import STOP
from leitstand.demo.files import crm
from leitstand.demo.master import goods, population, records
from leitstand.demo.trade import selling
from leitstand.demo.world import Plan, Truth, World
from leitstand.sources import readers, recognise

MAIN = {
    "benutzer": "employee", "firmen": "customer", "ansprechpartner": "contact", "phasen": "pipeline_stage",
    "verkaufschancen": "deal", "phasenverlauf": "deal_stage_history", "leads": "lead", "aktivitaeten": "crm_activity",
    "crm-nutzung": "crm_usage_day", "feldaenderungen": "field_change", "angebotsfreigaben-ablauf": "case_event",
}  # fmt: skip


@cache
def made(story: bool = True) -> World:
    world = World(Plan(customers=1800, story=story))
    for stage in (population.stage, goods.stage, selling.stage, service.stage, pipeline.stage, records.stage):
        stage(world)
    return world


def truth(name: str) -> Truth:
    return next(one for one in made().truths if one.id == name)


def test_a_won_deal_is_an_order_of_the_field_force_to_the_cent() -> None:
    deals = made().tables["deals"].query("outcome == 'won'")
    orders = deals.merge(made().tables["orders"], on="order_id", suffixes=("", "_ordered"))
    assert len(orders) == len(deals) > 50 and deals["order_id"].is_unique
    assert (orders["channel"] == "field").all()
    assert (orders["amount"] == orders["goods_net"]).all()
    assert (orders["closed_at"] == orders["ordered_at"].dt.floor("s")).all()
    assert (orders["person_id"] == orders["person_id_ordered"]).all()
    assert made().tables["deals"].query("outcome != 'won'")["order_id"].isna().all()


def test_stages_follow_each_other_from_creation_to_close() -> None:
    deals, moves = made().tables["deals"].set_index("deal_id"), made().tables["stage_moves"]
    moves = moves.sort_values(["deal_id", "entered_at"], kind="stable")
    same = moves["deal_id"] == moves["deal_id"].shift(-1)
    assert (moves["left_at"] == moves["entered_at"].shift(-1))[same].all()
    assert (moves.groupby("deal_id")["entered_at"].first() == deals["created_at"]).all()
    ends = moves.groupby("deal_id")["stage_id"].last()
    assert (ends[deals["outcome"] == "won"] == 6).all()
    assert (ends[deals["outcome"] == "lost"] == 7).all()
    assert (ends[deals["outcome"] == "open"] <= 5).all()
    assert deals.loc[deals["outcome"] == "open", "closed_at"].isna().all()
    assert (deals["outcome"] == "open").sum() > 3 and (moves["entered_at"] < STOP).all()


def test_the_approval_waits_longer_and_loses_deals() -> None:
    waits = truth("approval_bottleneck")
    assert waits.more["before"] == pytest.approx(0.5, abs=0.15)
    assert waits.more["since"] == pytest.approx(3.0, abs=0.6)
    rates = truth("approval_lowers_win_rate").more
    assert rates == pipeline.win_rates(made().tables["deals"])
    assert rates["approval_since"] < rates["approval_before"]
    gives_up = truth("customers_give_up_waiting").more
    assert gives_up["since"] < gives_up["before"] - 0.1


def test_nothing_of_it_happens_in_the_uneventful_twin() -> None:
    calm = made(story=False)
    assert calm.truths == []
    moves = calm.tables["stage_moves"]
    stays = moves[(moves["stage_id"] == 4) & moves["left_at"].notna()]
    hours = (stays["left_at"] - stays["entered_at"]).dt.total_seconds() / 3_600
    late = stays["entered_at"] >= pd.Timestamp(pipeline.SLOW_FROM)
    assert hours[late].mean() < 2 * hours[~late].mean()
    assert pipeline.TOO_SLOW[0] not in set(calm.tables["deals"]["lost_reason"])
    assert pipeline.TOO_SLOW[0] in set(made().tables["deals"]["lost_reason"])


def test_the_process_log_shows_the_wait_before_the_approval() -> None:
    steps = made().tables["cases"].query("process == @cases.OFFERS and activity == 'Freigabe Rabatt'")
    waited = (steps["started_at"] - steps["enabled_at"]).dt.total_seconds() / 86_400
    slow = steps["completed_at"] >= pd.Timestamp(pipeline.SLOW_FROM)
    assert waited[slow].median() > 3 * waited[~slow].median()
    log = made().tables["cases"]
    assert (log["enabled_at"] <= log["started_at"]).all() and (log["started_at"] <= log["completed_at"]).all()
    assert set(log["process"]) == {cases.OFFERS, cases.COMPLAINTS}
    assert truth("process_offers").more["variants"] > 2 and truth("process_complaints").more["variants"] > 4


def test_prompt_answers_turn_enquiries_into_deals() -> None:
    found = made().tables["leads"]
    prompt, became = leads.prompt_of(found), found["deal_id"].notna()
    assert became[prompt].mean() > 1.4 * became[~prompt].mean()
    assert truth("prompt_answer_converts").effect == pytest.approx(became[prompt].mean() / became[~prompt].mean())
    created = found["deal_id"].map(made().tables["deals"].set_index("deal_id")["created_at"])
    assert (found["created_at"] < created)[became].all()


def test_salespeople_expect_too_much() -> None:
    told = truth("forecasts_too_high")
    assert told.effect == pytest.approx(0.12, abs=0.05)
    assert told.more["slip_days_mean"] > 0


def test_the_system_is_used_on_working_days_by_those_with_a_seat() -> None:
    days, staff = made().tables["crm_days"], made().tables["employees"].set_index("employee_id")
    assert (days["day"].dt.dayofweek < 5).all() and not days.duplicated(["employee_id", "day"]).any()
    assert days["employee_id"].map(staff["crm_seat"]).all()
    done = made().tables["activities"]
    assert (done["logged_at"].dropna() >= done.loc[done["logged_at"].notna(), "occurred_at"]).all()
    assert (done["done_at"].notna() <= (done["type"] == "task")).all()


def test_the_same_plan_gives_the_same_deals() -> None:
    again = World(made().plan, {name: made().tables[name].copy() for name in
                                ("persons", "employees", "campaigns", "products", "orders", "order_lines", "shipments",
                                 "returns")})  # fmt: skip
    service.stage(again)
    pipeline.stage(again)
    for name in ("tickets", "answers", "deals", "stage_moves", "leads", "activities", "cases"):
        pd.testing.assert_frame_equal(again.tables[name], made().tables[name])
    assert np.array_equal(again.tables["field_changes"]["new"], made().tables["field_changes"]["new"])


def test_leitstand_reads_every_row_of_every_file(tmp_path: Path) -> None:
    crm.write(made(), tmp_path)
    files = sorted(tmp_path.iterdir())
    assert {file.stem for file in files} == set(MAIN)
    for file in files:
        (raw,) = readers.read(file)
        connector, staged, info = recognise.stage(raw, {"source_system": "crm"})
        assert connector == "generic"
        assert raw.rejects == staged.rejects == ()
        assert set(info["unmapped"]) <= {"Auftragsnummer"}, file.name
        assert staged.tables[MAIN[file.stem]].num_rows == raw.rows.num_rows > 0
