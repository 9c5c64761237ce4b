"""Results are put together honestly: luck is drawn in, old ones fade, undecided ones count with their doubt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from leitstand.advice.contract import prior
from leitstand.foundation.text import Text
from leitstand.planning.lessons import records, told
from leitstand.planning.lessons.shrinkage import pooled, shrunken, spread
from leitstand.planning.lessons.telling import Outcome, SideEffect, next_step

TODAY = date(2026, 10, 1)


def _lesson(share: float | None, se: float | None = 0.1, days: int = 0, **more: Any) -> dict[str, Any]:
    at = (TODAY - timedelta(days=days)).isoformat()
    return {"rule": "r", "share": share, "share_se": se, "grade": "A", "at": f"{at}T10:00:00Z", "done_on": at} | more


def test_winners_are_drawn_to_what_is_true() -> None:
    """metrics.md D.19: those chosen at z > 1.64 show 6.6 % on average where the truth is 2.0 %."""
    dice = np.random.default_rng(1)
    truth = dice.normal(0, 0.02, 40_000)
    seen = truth + dice.normal(0, 0.04, 40_000)
    won = seen / 0.04 > 1.64
    drawn = np.array([shrunken(float(one), 0.04, 0.0, 0.0004) for one in seen[won]])
    assert seen[won].mean() > 0.08 and drawn.mean() == pytest.approx(truth[won].mean(), abs=0.002)


def test_spread_between_actions() -> None:
    assert spread([0.3, 0.3, 0.3], [0.1, 0.1, 0.1]) == 0.0
    dice = np.random.default_rng(2)
    found = [spread((dice.normal(0.4, 0.2, 30) + dice.normal(0, 0.1, 30)).tolist(), [0.1] * 30) for _ in range(100)]
    assert np.mean(found) == pytest.approx(0.04, abs=0.005)


def test_the_prior_holds_until_results_outweigh_it() -> None:
    assert pooled([0.9], [0.1], 0.4, 0.2, 0.04)[0] == pytest.approx((0.9 / 0.05 + 0.4 / 0.04) / (1 / 0.05 + 1 / 0.04))
    mean, se, weight = pooled([0.9] * 40, [0.1] * 40, 0.4, 0.2, 0.04)
    assert mean == pytest.approx(0.9, abs=0.01) and se < 0.02 and weight > 0.99


def test_records() -> None:
    before = prior("r", "C")
    worked = records([_lesson(0.9)], TODAY, {"r": "C"})["r"]
    failed = records([_lesson(0.0)], TODAY, {"r": "C"})["r"]
    assert failed.share < before.share < worked.share and worked.lessons == 1 and worked.se < before.se
    many = records([_lesson(0.9 + 0.01 * n) for n in range(6)], TODAY, {"r": "C"})["r"]
    assert many.source == "own" and many.share == pytest.approx(0.92, abs=0.06) and many.se < worked.se


def test_old_and_vague_results_count_less() -> None:
    now = records([_lesson(0.9)], TODAY, {"r": "J"})["r"].share
    old = records([_lesson(0.9, days=8 * 365)], TODAY, {"r": "J"})["r"].share
    vague = records([_lesson(0.9, 2.0)], TODAY, {"r": "J"})["r"].share
    assert now > old > prior("r", "J").share and now > vague > prior("r", "J").share


def test_what_proves_nothing_does_not_count() -> None:
    rows = [_lesson(None, None), _lesson(0.9, grade="D"), _lesson(0.9, rule="")]
    assert records(rows, TODAY) == {}
    assert records([*rows, _lesson(0.5)], TODAY)["r"].lessons == 1


@pytest.mark.parametrize(
    ("verdict", "estimate", "se", "minimum", "better", "step"),
    [
        ("worked", 0.05, 0.01, 0.02, 1, "repeat"),
        ("worked", 0.03, 0.01, 0.03, 1, "adapt"),
        ("worked", -0.05, 0.01, 0.02, -1, "repeat"),
        ("no_effect", 0.0, 0.01, 0.05, 1, "stop"),
        ("harmed", -0.05, 0.01, 0.0, 1, "stop"),
        ("undecided", 0.05, 0.05, 0.0, 1, "unclear"),
    ],
)
def test_next_steps(verdict: Any, estimate: float, se: float, minimum: float, better: int, step: str) -> None:
    assert next_step(verdict, estimate, se, minimum, better) == step


PLACE = Text(de="Kaufrate in Bayern", en="Purchase rate in Bavaria")


def _outcome(**more: Any) -> Outcome:
    given: dict[str, Any] = {
        "title": Text(de="Anschreiben", en="Write"), "context": PLACE, "dose": Text(de="60 Tage", en="60 days"),
        "design": "ab_test", "verdict": "worked", "estimate": 0.052, "low": 0.02, "high": 0.084, "unit": "ratio",
        "currency": "EUR", "minimum": 0.02, "seen": 0.045, "share": 0.8,
    }  # fmt: skip
    return Outcome(**given | more)


def test_a_lesson_names_context_dose_proof_and_side_effects() -> None:
    margin = SideEffect(Text(de="Rohertragsquote", en="Gross margin rate"), 0.43, 0.38, "ratio", False)
    said = told(_outcome(side_effects=[margin]), "repeat")
    assert said.de == (
        "Anschreiben (Kaufrate in Bayern; 60 Tage): hat gewirkt, +5,2\xa0PP (95 %: +2,0\xa0PP bis +8,4\xa0PP). Das "
        "sind 80 % dessen, was erhofft war. Nachweis A: A/B-Test mit Kontrollgruppe. Nebenbei, gegen das Vorjahr: "
        "Rohertragsquote 43,0\u202f% → 38,0\u202f% (schlechter). Wiederholen."
    )
    assert "it worked, +5.2\xa0pp (95%: +2.0\xa0pp to +8.4\xa0pp)" in said.en and "(worse)" in said.en


def test_an_undecided_one_says_what_could_have_been_seen() -> None:
    said = told(_outcome(verdict="undecided", low=-0.03, relative=True, share=None), "unclear")
    assert "undecided, +5.2% (95%: −3.0% to +8.4%); an effect could be seen only from 4.5% on" in said.en
    open_end = told(_outcome(verdict="undecided", low=-np.inf, high=np.inf, seen=None), "unclear")
    assert "95%: open to open" in open_end.en
    drifted = Text(de="Vorher ungleich.", en="Unlike before.")
    assert "+8.4\xa0pp), for: Unlike before. Proof" in told(_outcome(verdict="undecided", broken=drifted), "unclear").en
    assert "nicht zurechenbar" in told(_outcome(verdict="undecided", design="before_after"), "unclear").de
    assert "ab 2,0\xa0PP hätte sie sich gelohnt" in told(_outcome(verdict="no_effect"), "stop").de
