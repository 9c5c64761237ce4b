"""Customer service and surveys of the invented company, and that Leitstand reads all their files."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from leitstand.demo.care import fair, pipeline, service, surveys
from leitstand.demo.care.office import STOP, clock, known, later
from leitstand.demo.master import goods, population, records
from leitstand.demo.trade import selling
from leitstand.demo.world import Plan, Truth, World
from leitstand.sources import readers, recognise

MAIN = {
    "anfragende": "customer", "benutzer": "employee", "tickets": "ticket", "ticket-verlauf": "ticket_event",
    "bewertung-einladungen": "survey_invite", "bewertungen": "survey_answer", "streitfaelle": "dispute",
    "reklamationen-ablauf": "case_event", "einladungen": "survey_invite", "antworten": "survey_answer",
}  # fmt: skip


@cache
def made(story: bool = True) -> World:
    world = World(Plan(customers=900, story=story))
    for stage in (population.stage, goods.stage, selling.stage, service.stage, pipeline.stage, records.stage):
        stage(world)
    return world


def truth(name: str) -> Truth:
    return next(one for one in made().truths if one.id == name)


def test_office_hours_stand_still_at_night_and_on_holidays() -> None:
    friday = np.array(["2025-04-17T17:00"], "datetime64[s]")  # the Thursday before Good Friday
    assert later(friday, [1.0]).astype(str) == ["2025-04-22T09:00:00"]
    assert (clock(["2025-04-19T12:00"]) == clock(["2025-04-22T08:30"])).all()


def test_every_ticket_runs_forward_and_its_state_says_how_far() -> None:
    tickets = made().tables["tickets"]
    steps = ["created_at", "first_response_at", "first_solved_at", "reopened_at", "last_solved_at"]
    for earlier, then in pairwise(steps):
        both = tickets[[earlier, then]].dropna()
        assert (both[earlier] <= both[then]).all(), then
    assert (tickets["created_at"] < STOP).all()
    assert (tickets["last_solved_at"].notna() == tickets["status"].isin(["solved", "closed"])).all()
    assert (tickets["first_response_at"].isna() == (tickets["status"] == "new")).all()
    teams = made().tables["employees"].set_index("employee_id")["team"]
    assert (tickets["employee_id"].map(teams) == tickets["team"]).all()


def test_events_tell_the_same_as_the_tickets() -> None:
    tickets, events = made().tables["tickets"].set_index("ticket_id"), made().tables["ticket_events"]
    replies = events[(events["event"] == "public_reply") & (events["actor_type"] == "agent")]
    counted = replies.groupby("ticket_id").size().reindex(tickets.index, fill_value=0)
    assert (counted == tickets["agent_reply_count"]).all()
    first = replies.groupby("ticket_id")["occurred_at"].min()
    assert (first == tickets["first_response_at"].loc[first.index]).all()
    assert (events.query("event == 'reopen'").groupby("ticket_id").size() == 1).all()
    assert events.loc[events["actor_type"] != "agent", "employee_id"].isna().all()


def test_late_deliveries_make_customers_write() -> None:
    told = truth("complaints_after_late_delivery")
    assert told.effect == pytest.approx(3.6, rel=0.35)
    rise = truth("complaints_rise_with_delays")
    assert rise.where == {"carrier": "Eilbote", "region": "DE2"}
    assert rise.effect is not None and rise.effect > 1.3


def test_response_falls_in_a_line_over_the_last_year_only_with_the_story() -> None:
    at = np.array(["2024-05-01", "2025-09-30", "2026-04-01", "2026-09-30"], "datetime64[s]")
    expected = [0.32, 0.32, 0.23, 0.14]
    assert surveys.response_rate(made(), at) == pytest.approx(expected, abs=0.002)
    assert surveys.response_rate(made(story=False), at) == pytest.approx([0.32] * 4)
    by_month = pd.Series(truth("survey_response_falls").more["by_month"])
    assert by_month[:"2025-09"].mean() == pytest.approx(0.32, abs=0.03)
    assert by_month["2026-07":].mean() == pytest.approx(0.165, abs=0.06)


def test_satisfaction_follows_its_planted_drivers() -> None:
    answers = made().tables["answers"].query("survey_id == 'KZI'")
    points = answers.pivot(index="invite_id", columns="item_key", values="score")
    items = list(surveys.WEIGHTS)
    centred = points - points.mean()
    weights, *_ = np.linalg.lstsq(centred[items].to_numpy(), centred["overall"].to_numpy(), rcond=None)
    found = dict(zip(items, weights, strict=True))
    assert sorted(found, key=lambda item: -found[item])[:2] == ["delivery", "quality"]
    assert found["delivery"] > 2 * found["price"]
    stated = answers.groupby("item_key")["importance"].mean()
    assert stated.idxmax() == "price"


def test_every_answer_has_its_invitation_and_lies_on_the_scale() -> None:
    answers = made().tables["answers"].merge(made().tables["invites"], on="invite_id", suffixes=("", "_asked"))
    assert len(answers) == len(made().tables["answers"])
    assert (answers["sent_at"] <= answers["answered_at"]).all()
    assert answers["delivered"].all()
    scale = made().tables["surveys"].set_index("survey_id")
    assert (answers["score"] >= answers["survey_id"].map(scale["low"])).all()
    assert (answers["score"] <= answers["survey_id"].map(scale["high"])).all()
    rated = made().tables["tickets"]["csat_answer_id"].dropna()
    assert rated.is_unique and len(rated) == (answers["survey_id"] == "CSAT").sum() > 50


def test_disputes_are_about_orders_that_were_paid_for() -> None:
    disputes = made().tables["disputes"].merge(made().tables["orders"], on="order_id", suffixes=("", "_ordered"))
    assert len(disputes) == len(made().tables["disputes"]) > 5
    assert (disputes["person_id"] == disputes["person_id_ordered"]).all()
    assert (disputes["amount"] <= disputes["gross"]).all() and (disputes["amount"] > 0).all()
    assert (disputes["closed_at"].isna() == (disputes["outcome"] == "open")).all()


def test_times_that_have_not_come_are_not_known() -> None:
    times = np.array(["2026-09-30T23:59:59", "2026-10-01T00:00:00"], "datetime64[s]")
    assert np.isnat(known(times)).tolist() == [False, True]


@pytest.mark.parametrize("system", ["helpdesk", "survey"])
def test_leitstand_reads_every_row_of_every_file(system: str, tmp_path: Path) -> None:
    import_module(f"leitstand.demo.files.{system}").write(made(), tmp_path)
    for file in sorted(set(tmp_path.iterdir()) - {tmp_path / fair.FILE}):
        (raw,) = readers.read(file)
        connector, staged, info = recognise.stage(raw, {"source_system": system})
        assert connector == "generic"
        assert raw.rejects == staged.rejects == ()
        assert set(info["unmapped"]) <= {"Bestellnummer"}, file.name
        assert staged.tables[MAIN[file.stem]].num_rows == raw.rows.num_rows > 0


def test_the_survey_at_the_fair_is_read_but_for_its_second_heading_row(tmp_path: Path) -> None:
    import_module("leitstand.demo.files.survey").write(made(), tmp_path)
    (raw,) = readers.read(tmp_path / fair.FILE)
    connector, staged, _ = recognise.stage(raw, {"source_system": "survey"})
    assert connector == "surveymonkey"
    assert [reject.row for reject in staged.rejects] == [2]
    assert truth("second_heading_row").more == {"system": "survey", "file": fair.FILE, "rows": 1}
    answers, asked = staged.tables["survey_answer"], made().tables["fair_answers"]
    assert answers.num_rows == 2 * len(asked)
    assert sum(answers["score"].to_pylist()) == asked["satisfaction"].sum() + asked["recommends"].sum()


def test_every_ticket_and_answer_names_somebody_the_system_knows() -> None:
    for system, asked in (("helpdesk", made().tables["tickets"]), ("survey", made().tables["answers"])):
        own = made().tables["records"].query("system == @system")
        people = asked if system == "helpdesk" else asked.query("survey_id != 'CSAT'")
        assert people["person_id"].isin(own["person_id"]).all(), system
