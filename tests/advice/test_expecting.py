"""What advice may bring: how the gap, the share of it that is closed, the money and the cost come together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leitstand.advice.contract import Advice, Affected, Example, Gap, Level, Record, prior
from leitstand.advice.expecting import chance, cost_of, expected, reachable, shares
from leitstand.advice.machine import recommend
from leitstand.advice.registry import built_in
from leitstand.analysis.contract import Money
from leitstand.foundation.text import Text

RULE = built_in()["win_back_lapsed"]
NOTHING = Example()
PART = Record("any", 0.5, 0.1, 3, "own")


def advice(gap: Gap | None, money: Money | None = None) -> Advice:
    return Advice({}, [], gap, Affected(1, Text(de="Kunden", en="customers")), money=money)


def test_money_is_the_part_of_the_gap_that_is_closed_less_the_cost() -> None:
    told = advice(Gap(0.1, 0.05, 0.15, "own_test"), Money(10_000.0, "gross_margin"))
    found = expected(RULE, told, PART, NOTHING, None, 1000.0)
    assert found.mid == pytest.approx(0.05)
    assert found.money == pytest.approx(10_000 * 0.5 - 1000)
    least, _, most = shares(PART)
    assert found.money_low == pytest.approx(5000 * least - 1000)
    assert found.money_high == pytest.approx(15_000 * most - 1000)
    assert found.worth == 10_000


def test_money_with_an_interval_of_its_own_goes_by_that_one() -> None:
    """A budget of 2,700 cannot save more than that, however wide the measured effect is."""
    told = advice(Gap(0.04, -0.03, 0.11, "own_test"), Money(2700.0, "gross_margin", 2000.0, 2700.0))
    found = expected(RULE, told, replace(PART, se=0.5), NOTHING, None, 0.0)
    assert found.money == pytest.approx(1350)
    assert found.money_low is not None and found.money_high is not None
    assert found.money_low < 0 < found.money_high <= 2700


def test_half_of_a_gap_to_others_and_no_more_than_was_ever_moved_in_a_year() -> None:
    gap = Gap(0.1, 0.08, 0.12, "own_segment")
    assert reachable(gap, None).change == pytest.approx(0.05)
    assert reachable(gap, 0.02).change == pytest.approx(0.02)
    assert reachable(replace(gap, basis="own_period"), 0.02) == replace(gap, basis="own_period")


def test_only_own_results_speak_for_harm() -> None:
    assert shares(prior("any", "J"))[0] == 0.0
    assert shares(Record("any", 0.1, 0.2, 2, "own"))[0] < 0.0
    assert shares(Record("any", 0.9, 0.3, 2, "own"))[2] == 1.0


def test_without_a_size_or_a_way_to_money_there_is_no_price() -> None:
    assert expected(RULE, advice(None), PART, NOTHING, None, 1000.0).mid is None
    found = expected(RULE, advice(Gap(0.1, 0.05, 0.15, "own_test")), PART, NOTHING, None, 1000.0)
    assert found.mid is not None and found.money is None and chance(found) is None
    assert cost_of(RULE, replace(advice(None), cost=50.0)) == cost_of(RULE, advice(None)) + 50


def test_the_best_comes_first_and_what_overlaps_is_said() -> None:
    """Each rule's own example, asked together: nothing fails, and the order is that of worth per effort."""
    names = ("select_by_uplift", "win_back_lapsed", "roll_out_winner")
    for name in names:
        rule = built_in()[name]
        found, failed = recommend(rule.fires, {name: rule}, {}, lambda metric, dims: None)
        assert not failed and found and found[0].rule_id == name
    faulty = replace(RULE, look=lambda situation: 1 / 0)  # type: ignore[arg-type,return-value]
    found, failed = recommend(
        RULE.fires, {"faulty": faulty, "sound": RULE, "again": RULE}, {}, lambda metric, dims: None
    )
    assert set(failed) == {"faulty"}
    assert {one.rule_id for one in found} == {"sound", "again"}
    assert found[0].overlaps == (found[1].id,) and found[1].overlaps == (found[0].id,)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_stopping_a_campaign_saves_its_budget_less_what_it_may_have_brought() -> None:
    rule = built_in()["select_by_uplift"]
    frames = dict(rule.fires.frames) | {
        "order": {"customer_key": [7, 9], "ordered_on": ["2026-01-05"] * 2, "net_amount_base": [50.0, 900.0],
                  "status": ["shipped"] * 2},
    }  # fmt: skip
    levels = {("gross_margin_rate", (), 0): Level(0.4, 1000)}
    (told,) = rule.look(replace(rule.fires, frames=frames, levels=levels))
    assert told.money is not None and told.money.low is not None and told.money.high is not None
    assert told.money.per_year == pytest.approx(2500 - 0.01 * 1 * 50 * 0.4)  # one customer got it, at 50 an order
    assert told.money.low == pytest.approx(2500 - 0.05 * 20) and told.money.high == pytest.approx(2500 + 0.03 * 20)
