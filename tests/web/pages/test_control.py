"""Control shows the review of the period, takes answers and signatures, and has documents written."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.plan import goals, reviews, signals
from leitstand.control.work import services as queue
from leitstand.foundation.home import Home
from leitstand.jobs.chores import make_report
from leitstand.jobs.controlling import Controlling
from leitstand.workspace import Workspace

Clients = Callable[..., Any]


@pytest.fixture(scope="module")
def control(web_home: Path) -> Controlling:
    """The control of the company, with a goal that its months missed clearly."""
    workspace = Workspace(web_home)
    months = [{"month": f"2026-{month:02}", "baseline": None, "target": 9e6} for month in range(1, 13)]
    goals.set_goal("default", "revenue_net", "at_or_above", 1.08e8, workspace.facts.as_of.replace(month=12, day=31),
                   months=months, set_by="test", baseline_on=workspace.facts.as_of.replace(month=1, day=1))  # fmt: skip
    return Controlling(workspace.home, workspace.facts, kept=True)


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("word", "grain", "day"), [("2026-08", "month", "2026-08-01"), ("2026-Q2", "quarter", "2026-04-01")]
)
def test_the_page_says_what_the_review_says(control: Controlling, client_of: Clients, word: str, grain: str,
                                            day: str) -> None:  # fmt: skip
    document = control.review(grain, date.fromisoformat(day))
    shown = text_of(client_of("viewer").get("/control/", {"period": word}))
    for one in (*document["goals"], *document["went_well"], *document["did_not"]):
        assert one["sentence"]["en"] in shown
    for one in document["signals"]:
        assert one["sentence"]["en"] in shown


def test_a_signal_is_answered_once(control: Controlling, client_of: Clients) -> None:
    signal = control.standing()["signals"][0]["id"]
    place, manager = f"/control/signals/{signal}/answer", client_of("manager")
    assert client_of("analyst").post(place, {"kind": "lasting", "reason": "x"}).status_code == 403
    assert manager.post(place, {"kind": "temporary_fix", "reason": ""}).status_code == 400
    for _ in range(2):
        assert manager.post(place, {"kind": "temporary_dismiss", "reason": "The goal is a dream"}).status_code == 302
    said = signals.answers("default")[signal]
    assert (said["kind"], said["reason"], said["by"]) == (
        "temporary_dismiss", "The goal is a dream", "manager@example.org"
    )  # fmt: skip
    assert "The goal is a dream" in text_of(manager.get("/control/"))


def test_signing_keeps_the_review(control: Controlling, client_of: Clients) -> None:
    manager = client_of("manager")
    assert client_of("analyst").post("/control/sign?period=2026-07").status_code == 403
    for _ in range(2):
        assert manager.post("/control/sign?period=2026-07").status_code == 302
    (kept,) = [one for one in reviews.reviews("default") if one["signed_at"]]
    assert (kept["grain"], kept["period_start"], kept["signed_by"]) == ("month", "2026-07-01", "manager@example.org")
    assert "signed by manager@example.org" in text_of(manager.get("/control/", {"period": "2026-07"}))


def test_a_period_that_runs_cannot_be_signed(control: Controlling, client_of: Clients) -> None:
    assert client_of("manager").post("/control/sign?period=2031-01").status_code == 400


def test_a_document_is_fetched_by_who_asked(control: Controlling, web_home: Path, client_of: Clients) -> None:
    viewer = client_of("viewer")
    place = viewer.post("/control/document?period=2026-08", {"form": "xlsx"})["Location"].split("?")[0]
    assert "data-again" in text_of(viewer.get(place))
    (job,) = queue.jobs("default", chore="make_report")
    assert (job.args["kind"], job.args["period"], job.args["form"]) == ("monthly", "2026-08", "xlsx")
    written = {"file": make_report._keep(Home(web_home).folder(make_report.FOLDER), b"PK a workbook"),
               "name": "review.xlsx", "media_type": "application/octet-stream"}  # fmt: skip
    queue.finish("default", job.id, written)
    answer = viewer.get(f"{place}file")
    assert answer.content == b"PK a workbook" and 'filename="review.xlsx"' in answer["Content-Disposition"]
    assert client_of("manager").get(f"{place}file").status_code == 404
    (web_home / make_report.FOLDER / written["file"]).unlink()
    assert "written again" in text_of(viewer.get(f"{place}file"))


def test_old_documents_are_taken_away(tmp_path: Path) -> None:
    old = tmp_path / make_report._keep(tmp_path, b"old")
    assert old.stat().st_mode & 0o077 == 0
    os.utime(old, (0, 0))
    new = make_report._keep(tmp_path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == [new]


def test_who_sees_a_part_sees_no_review_of_the_whole(control: Controlling, client_of: Clients) -> None:
    scoped = client_of("manager", email="north@example.org", scope="region=nowhere")
    shown = text_of(scoped.get("/control/", {"period": "2026-07"}))
    assert "signed by" not in shown
    assert all(one["sentence"]["en"] not in shown for one in control.standing()["goals"])
    assert scoped.post("/control/sign?period=2026-08").status_code == 400
