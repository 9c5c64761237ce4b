"""Answers to signals and signed reviews: whole or not at all, and once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leitstand.control.plan import signals
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.jobs.analysing import Analysis
from leitstand.jobs.controlling import Controlling
from leitstand.jobs.links import Links
from leitstand.workspace import Workspace

SIGNAL = {"id": "5161a1", "rule": "special_cause", "about": "f1"}


@pytest.fixture
def control(tmp_path: Path) -> Controlling:
    return Workspace(tmp_path / "home").control


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """One signal is there; what is said to its finding is noted."""
    said: list[tuple[str, str]] = []

    def answer(self: Analysis, finding_id: str, kind: str, note: str = "") -> dict[str, Any]:
        said.append((finding_id, kind))
        return {}

    monkeypatch.setattr(Controlling, "standing", lambda self: {"signals": [SIGNAL]})
    monkeypatch.setattr(Analysis, "answer", answer)
    return said


def test_an_answer_without_a_reason_changes_nothing(control: Controlling, answered: list[tuple[str, str]]) -> None:
    with pytest.raises(UnusableInput):
        control.answer(SIGNAL["id"], "temporary_fix", " ")
    assert answered == [] and signals.answers(Links.of(control.home).alias) == {}
    with pytest.raises(UnknownId):
        control.answer("nothing", "temporary_fix", "why")


def test_the_finding_behind_a_signal_is_answered_with_it(
    control: Controlling, answered: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    control.answer(SIGNAL["id"], "lasting", "new price list")
    assert answered == [("f1", "lasting")]

    def failing(self: Analysis, finding_id: str, kind: str, note: str = "") -> dict[str, Any]:
        raise OSError("disk full")

    monkeypatch.setattr(Analysis, "answer", failing)
    with pytest.raises(OSError, match="disk full"):
        control.answer(SIGNAL["id"], "temporary_fix", "a fair")
    assert signals.answers(Links.of(control.home).alias)[SIGNAL["id"]]["kind"] == "lasting"


def test_a_review_is_signed_once(control: Controlling) -> None:
    assert control.sign("Anna", "month")["signed_by"] == "Anna"
    with pytest.raises(UnusableInput, match="signed already, by Anna"):
        control.sign("Bert", "month")
    assert control.review("month")["signed_by"] == "Anna"
