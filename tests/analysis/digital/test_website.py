"""Funnel, elements and paths, by pencil and paper."""

from __future__ import annotations

import pandas as pd
import pytest

from leitstand.analysis.digital.elements import ranked
from leitstand.analysis.digital.funnel import named, steps_of, weaknesses
from leitstand.analysis.digital.paths import END, paths


def passages(step: str, device: str, entered: int, on: int) -> pd.DataFrame:
    return pd.DataFrame({"funnel_step": step, "device": device, "went_on": [True] * on + [False] * (entered - on)})


FUNNEL = pd.concat(
    [
        passages("1 view → cart", "mobile", 1000, 400),
        passages("1 view → cart", "desktop", 1000, 600),
        passages("2 cart → checkout", "mobile", 400, 200),
        passages("2 cart → checkout", "desktop", 600, 300),
    ]
)


def test_steps_and_where_more_are_lost() -> None:
    first, second = steps_of(FUNNEL)
    assert (first.entered, first.left, second.entered, second.left) == (2000, 1000, 1000, 500)
    (weak,) = weaknesses(FUNNEL, ["device"])
    assert (weak.step, weak.value, weak.entered) == ("1 view → cart", "mobile", 1000)
    assert weak.difference.effect == pytest.approx(-0.2) and weak.lost == pytest.approx(200)
    assert named(weak.step).de == "Produktseite → Warenkorb"


def test_few_visits_are_not_compared() -> None:
    assert list(weaknesses(FUNNEL.groupby(["funnel_step", "device"]).head(150), ["device"])) == []


def test_elements_with_few_impressions_do_not_win() -> None:
    elements = pd.DataFrame(
        {
            "name": ["button", "banner", "new", "seldom"],
            "seen": [50_000, 50_000, 1_000, 10],
            "used": [5_000, 250, 112, 9],
        }
    )
    found = ranked(elements)
    assert [one.name for one in found] == ["new", "button", "banner"], "an element seen ten times is not ranked"
    new = found[0]
    assert new.rate == 0.112 and new.shrunken < new.rate and new.low < 0.112 < new.high
    assert abs(found[1].shrunken - found[1].rate) < abs(new.shrunken - new.rate)
    assert ranked(elements.head(0)) == []


VISITS = pd.DataFrame(
    [(1, "start"), (1, "tea"), (1, "tea"), (1, "cart"), (2, "tea"), (3, "start"), (3, "tea"), (3, "start"), (3, "tea")],
    columns=["session_id", "step"],
).assign(at=range(9))


def test_ways_add_up_in_both_directions() -> None:
    after = {one.steps: one.visits for one in paths(VISITS, "tea", depth=2)}
    assert after == {("cart", END): 1, (END, END): 1, ("start", "tea"): 1}
    before = {one.steps: one.visits for one in paths(VISITS, "tea", "before", depth=1)}
    assert before == {("start",): 2, (END,): 1}
    assert sum(one.share for one in paths(VISITS, "tea")) == pytest.approx(1)
    assert paths(VISITS, "nowhere") == []
    with pytest.raises(ValueError, match="at least one step"):
        paths(VISITS, "tea", depth=0)
