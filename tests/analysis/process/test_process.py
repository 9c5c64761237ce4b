"""Processes against pencil and paper, and against the public event logs."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.process import bottleneck, examining, funnel, slowing, variants
from leitstand.analysis.process.office import office_hours
from leitstand.analysis.process.steps import COLUMNS, cases_of, steps_of

FULL = bool(os.environ.get("LEITSTAND_TEST_ALL"))
LOGS = Path(__file__).resolve().parents[3] / "../shared/data/process_logs"


def log(*events: tuple[str, str, str | None, str | None, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(events, columns=list(COLUMNS))
    for clock in ("enabled_at", "started_at", "completed_at"):
        frame[clock] = pd.to_datetime(frame[clock])
    return frame


# Tuesday, 5 March 2024 to the day after; a case that is checked twice
CHECKED_TWICE = log(
    ("A", "enter", None, "2024-03-05 08:00", "2024-03-05 09:00", "Anna"),
    ("A", "check", None, "2024-03-05 17:00", "2024-03-06 09:00", "Boris"),
    ("A", "check", None, "2024-03-06 09:00", "2024-03-06 10:00", "Boris"),
    ("A", "answer", "2024-03-06 09:30", "2024-03-06 10:00", "2024-03-06 10:30", "Anna"),
    ("B", "enter", None, "2024-03-05 10:00", "2024-03-05 10:30", "Anna"),
    ("B", "answer", None, "2024-03-05 12:30", "2024-03-05 13:00", "Anna"),
)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2024-03-05 09:00", "2024-03-05 11:30", 2.5),
        ("2024-03-05 17:00", "2024-03-06 09:00", 2.0),  # an evening hour and a morning hour
        ("2024-03-08 16:00", "2024-03-11 10:00", 4.0),  # over a weekend
        ("2024-03-28 12:00", "2024-04-02 12:00", 10.0),  # over Easter: Good Friday to Easter Monday are free
        ("2024-03-05 06:00", "2024-03-05 20:00", 10.0),  # a whole day
        ("2024-03-09 10:00", "2024-03-10 10:00", 0.0),  # a weekend
    ],
)
def test_office_hours(start: str, end: str, hours: float) -> None:
    found = office_hours(pd.Series(pd.to_datetime([start, None])), pd.Series(pd.to_datetime([end, end])))
    assert found[0] == pytest.approx(hours) and np.isnan(found[1])


def test_steps_wait_from_the_step_before_or_from_when_they_could_begin() -> None:
    steps = steps_of(CHECKED_TWICE)
    waits = {(row.case_id, row.activity, row.again): (row.waiting, row.service) for row in steps.itertuples()}
    assert waits == {
        ("A", "enter", False): (0.0, 1.0),
        ("A", "check", False): (8.0, 2.0),
        ("A", "check", True): (0.0, 1.0),
        ("A", "answer", False): (0.5, 0.5),  # enabled while the check went on
        ("B", "enter", False): (0.0, 0.5),
        ("B", "answer", False): (2.0, 0.5),
    }
    cases = cases_of(steps)
    assert cases.rework.tolist() == [True, False] and cases.handoffs.tolist() == [2, 0]
    assert cases.elapsed.tolist() == [26.5, 3.0]
    waiting = bottleneck.waiting_by_step(steps)
    assert waiting.index[0] == "check" and waiting.share.iloc[0] == pytest.approx(8 / 16)


def test_one_instant_per_event_is_time_since_the_step_before() -> None:
    steps = steps_of(CHECKED_TWICE.assign(started_at=pd.NaT, enabled_at=pd.NaT))
    assert steps.service.isna().all()
    assert steps[steps.case_id == "B"].waiting.tolist() == [0.0, 2.5]


def test_what_became_of_steps_adds_up() -> None:
    found = funnel.step_funnel(steps_of(CHECKED_TWICE)).set_index("activity")
    assert found.loc["check"].to_dict() == {"entered": 2, "went_on": 1, "went_back": 0, "repeated": 1, "ended": 0}
    outcomes = found.drop(columns="entered").sum(axis=1)
    assert (outcomes == found.entered).all()


def test_stages_end_in_five_outcomes_that_add_up() -> None:
    stays = [
        ("won", [(1, "2024-01-01"), (2, "2024-01-05"), (9, "2024-01-09")], "won"),
        ("back", [(1, "2024-01-01"), (2, "2024-01-02"), (1, "2024-01-03"), (9, "2024-01-04")], "lost"),
        ("open", [(1, "2024-01-01"), (2, "2024-01-08")], "open"),
        ("lost in its stage", [(1, "2024-01-01")], "lost"),
    ]
    moves = pd.DataFrame(
        [
            {"case_id": case, "stage": f"S{position}", "position": position, "entered_at": pd.Timestamp(day),
             "left_at": pd.NaT, "is_end": position == 9, "outcome": outcome}
            for case, path, outcome in stays
            for position, day in path
        ]
    )  # fmt: skip
    found = funnel.stage_funnel(moves).set_index("stage")
    assert found.loc["S1", ["entered", *funnel.OUTCOMES]].tolist() == [5, 3, 0, 2, 0, 0]
    assert found.loc["S2", ["entered", *funnel.OUTCOMES]].tolist() == [3, 0, 1, 0, 1, 1]
    assert found.loc["S1", "median_days"] == 2.5  # 4, 1, 1, 7 days; the last stay has no end


def busy(share: float, seed: int, batch: int = 1, count: int = 4000) -> pd.DataFrame:
    """One person's queue in office time: exponential arrivals and service; a batch waits until it is complete."""
    dice = np.random.default_rng(seed)
    arrived = np.cumsum(dice.exponential(1.0, count))
    released = arrived if batch == 1 else arrived.reshape(-1, batch).max(axis=1).repeat(batch)
    service, free = dice.exponential(share, count), 0.0
    begun = np.empty(count)
    for at in range(count):
        begun[at] = max(free, released[at])
        free = begun[at] + service[at]
    start = pd.Timestamp("2024-01-02 08:00")

    def clock(hours: np.ndarray) -> pd.Series:
        days = np.busday_offset("2024-01-02", (hours // 10).astype(int), roll="forward")
        return pd.Series(pd.to_datetime(days) + pd.to_timedelta(8 + hours % 10, unit="h"))

    assert start.hour == 8
    return pd.DataFrame({"case_id": range(count), "ready": clock(arrived), "end": clock(begun + service),
                         "waiting": begun - arrived, "service": service, "resource": "Anna"})  # fmt: skip


def test_the_kind_of_queue() -> None:
    full = bottleneck.queue(busy(0.93, seed=1))
    assert full["reason"] == "capacity" and full["utilisation"] == pytest.approx(0.93, rel=0.1)
    assert bottleneck.queue(busy(0.2, seed=2, batch=40))["reason"] == "batching"
    assert bottleneck.queue(busy(0.5, seed=3).head(10))["reason"] == "unknown"


def test_slow_ways_are_told_from_chance() -> None:
    dice = np.random.default_rng(4)
    cases = pd.DataFrame(
        {"variant": [("a", "b")] * 200 + [("a", "c", "b")] * 60,
         "elapsed": np.concatenate([dice.exponential(10, 200), dice.exponential(25, 60)])}
    )  # fmt: skip
    direct, detour = variants.variants_of(cases)
    assert (direct.cases, detour.cases) == (200, 60) and detour.p is not None and detour.p < 1e-4
    assert variants.variants_of(cases.head(210))[1].p is None


def test_the_best_quarter_and_what_it_would_save() -> None:
    end = pd.Series(pd.date_range("2024-01-15", periods=8, freq="QS") + pd.Timedelta(days=20)).repeat(20)
    steps = pd.DataFrame({"end": end, "waiting": np.repeat([2.0, 2, 2, 1, 5, 5, 5, 5], 20)})
    assert bottleneck.best_quarter(steps) == ("2025Q1", 1.0, 4.0 * 80)
    assert bottleneck.best_quarter(steps.head(20)) is None


def waits(seed: int, shift: float = 0.0, months: int = 24, at: int = 14) -> pd.DataFrame:
    """Exponential waits of a few steps a month, each month with luck of its own; `shift` hours more from a month on."""
    dice = np.random.default_rng(seed)
    month = np.repeat(np.arange(months), dice.integers(3, 12, months))
    mean = 5 * np.exp(dice.normal(0, 0.15, months))[month] + shift * (month >= at)
    ends = pd.date_range("2024-01-05", periods=months, freq="MS")[month]
    return pd.DataFrame({"end": ends, "waiting": dice.exponential(mean)})


def test_a_longer_wait_is_found_with_its_month_and_size() -> None:
    found = slowing.slowing(waits(1, shift=20))
    assert found is not None and found.p < 1e-4
    assert found.since.start.isoformat() == "2025-04-01" and found.low < 20 < found.high


def test_chance_is_not_called_a_longer_wait() -> None:
    small = [found.p for seed in range(150) if (found := slowing.slowing(waits(seed)))]
    assert len(small) == 150
    assert np.mean(np.array(small) < 0.05) <= 0.075 and np.mean(np.array(small) < 0.005) <= 0.014
    assert slowing.slowing(waits(1, months=8)) is None


def test_an_empty_company_has_no_processes() -> None:
    assert examining.processes(lambda table, columns: pd.DataFrame(columns=list(columns)), "Europe/Berlin") == {}


@pytest.mark.skipif(not LOGS.is_dir(), reason="the public event logs are not there")
@pytest.mark.parametrize(
    ("name", "events", "cases", "slowest"),
    [
        pytest.param(
            "bpic2012", 262_200, 13_087, "W_Nabellen offertes",
            marks=pytest.mark.skipif(not FULL, reason="takes ten seconds; runs with LEITSTAND_TEST_ALL"),
        ),
        ("helpdesk", 21_348, 4_580, "Closed"),
    ],
)  # fmt: skip
def test_public_event_logs(name: str, events: int, cases: int, slowest: str, tmp_path: Path) -> None:
    from leitstand.workspace import Workspace

    workspace = Workspace(tmp_path / "home")
    workspace.import_files(LOGS / f"{name}.xes.gz", check=False)
    (found,) = workspace.analysis.processes()
    assert (found["process"], found["events"], found["cases"]) == (name, events, cases)
    assert found["bottleneck"]["activity"] == slowest
    for row in found["outcomes"]:
        assert row["entered"] == sum(row[name] for name in ("went_on", "went_back", "repeated", "ended"))
