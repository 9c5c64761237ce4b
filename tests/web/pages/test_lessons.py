"""Lessons are found by words, verdict and proof; failures stand beside successes."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.plan import actions, lessons
from leitstand.control.plan.effects import VerdictWord
from leitstand.foundation.text import Text

Clients = Callable[..., Any]


@pytest.fixture(scope="module")
def learnt(web_home: Path) -> list[dict[str, Any]]:
    """Two actions: one worked, one did not."""
    told: tuple[tuple[str, VerdictWord, float], ...] = (
        ("Write to lapsed customers", "worked", 0.8), ("Send a voucher", "no_effect", 0.0)
    )  # fmt: skip
    for name, verdict, share in told:
        first, last = (date(2026, 1, 1), date(2026, 2, 1)) if share else (date(2026, 5, 1), date(2026, 6, 1))
        made = actions.add_action("default", title=Text(de=f"{name} (de)", en=name), metric="purchase_rate",
                                  rule="win_back_lapsed", anyway="a test", starts_on=first, due_on=last)  # fmt: skip
        lessons.keep_lesson("default", made["id"], verdict=verdict, grade="A" if share else "B", expected=0.06,
                            text={"de": f"{name}: Urteil.", "en": f"{name}: verdict."}, measured=0.06 * share,
                            situation={"metric": "purchase_rate", "dims": {}}, share=share, share_se=0.2)  # fmt: skip
    return lessons.lessons("default")


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_all_lessons_stand_there(learnt: list[dict[str, Any]], client_of: Clients) -> None:
    shown = text_of(client_of("viewer").get("/lessons/"))
    assert len(learnt) >= 2
    assert all(one["text"]["en"] in shown for one in learnt)
    assert "of the gap is counted on" in shown


@pytest.mark.parametrize(("asked", "found", "left_out"), [
    ({"words": "VOUCHER"}, "Send a voucher: verdict.", "Write to lapsed customers: verdict."),
    ({"verdict": "worked"}, "Write to lapsed customers: verdict.", "Send a voucher: verdict."),
    ({"grade": "B"}, "Send a voucher: verdict.", "Write to lapsed customers: verdict."),
    ({"words": "purchase customers"}, "Write to lapsed customers: verdict.", "Send a voucher: verdict."),
])  # fmt: skip
def test_they_are_found_by_what_they_say(learnt: list[dict[str, Any]], client_of: Clients, asked: dict[str, str],
                                         found: str, left_out: str) -> None:  # fmt: skip
    shown = text_of(client_of("viewer").get("/lessons/", asked))
    assert found in shown and left_out not in shown


def test_nothing_found_is_said(learnt: list[dict[str, Any]], client_of: Clients) -> None:
    assert "no lesson about this" in text_of(client_of("viewer").get("/lessons/", {"words": "zeppelin"}))


def test_who_sees_a_part_sees_no_lesson_of_the_whole(learnt: list[dict[str, Any]], client_of: Clients) -> None:
    scoped = client_of("manager", email="north@example.org", scope="region=nowhere")
    assert learnt[0]["text"]["en"] not in text_of(scoped.get("/lessons/"))
