"""What earlier actions brought says how much of a plan will come about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leitstand.control.plan import lessons
from leitstand.jobs.links import Links
from leitstand.jobs.targeting import Targeting
from leitstand.planning.targets.levers import UNPROVEN
from leitstand.workspace import Workspace


def test_own_results_move_the_share_away_from_what_is_assumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path)
    targeting = Targeting(workspace.home, workspace.facts)
    assert targeting.terms().shares == {}
    Links.of(workspace.home)

    def kept(alias: str, rule: str | None = None) -> list[dict[str, Any]]:
        return [
            {"situation": {"metric": "aov"}, "share": 0.9, "share_se": 0.1},
            {"situation": {"metric": "aov"}, "share": 0.8, "share_se": None},
            {"situation": {"metric": "nps"}, "share": None, "share_se": None},
        ]

    monkeypatch.setattr(lessons, "lessons", kept)
    shares = targeting.terms().shares
    mean, spread = shares["aov"]
    assert set(shares) == {"aov"}
    assert UNPROVEN[0] < mean < 0.9 and spread < 0.1
    weights = [UNPROVEN[1] ** -2, 0.1**-2, UNPROVEN[1] ** -2]
    expected = (UNPROVEN[0] * weights[0] + 0.9 * weights[1] + 0.8 * weights[2]) / sum(weights)
    assert mean == pytest.approx(expected)
