"""The run: all tests corrected together, what failed is named, the best finding comes first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.analysis.run.plain import TYPES, PlainSight, candidate, method, series

from leitstand.analysis.contract import Candidate, Money, TooLittle
from leitstand.analysis.run.machine import run
from leitstand.analysis.run.result import Result
from leitstand.foundation.text import Text

SIGHT = PlainSight({"revenue_net": series("revenue_net", [1000.0] * 24), "orders": series("orders", [10.0] * 24)})


def result(*candidates: Candidate | TooLittle, sight: PlainSight = SIGHT, **more: Any) -> Result:
    return run(sight, {"try": method(lambda sight: candidates)}, TYPES, strict=True, **more)


def test_chance_among_many_tests_is_calm() -> None:
    nothing = [candidate("orders", p=float(p)) for p in np.linspace(0.01, 1, 99)]
    found = result(*nothing)
    assert (found.tests_made, list(found.findings), found.expected_false) == (99, [], 0.0)
    assert found.calm == ["orders"]


def test_a_sure_one_is_reported_with_its_corrected_chance_and_a_wider_interval() -> None:
    nothing = [candidate("orders", p=0.5) for _ in range(99)]
    (one,) = result(candidate(p=0.0001, effect=-100.0, low=-120.0, high=-80.0), *nothing).findings
    assert one.p_adjusted == pytest.approx(0.01)
    assert one.candidate.low is not None and one.candidate.low < -120
    assert one.candidate.money is not None and one.candidate.money.per_year == pytest.approx(-1200)


def test_too_small_to_matter_counts_as_a_test_and_is_not_reported() -> None:
    found = result(candidate(p=1e-9, worth_saying=False))
    assert (found.tests_made, list(found.findings), found.calm) == (1, [], ["revenue_net"])


def test_findings_worth_money_and_others_take_turns() -> None:
    found = result(
        candidate("orders", effect=-1.0, p=1e-6, unit="count", money=Money(-50_000.0, "revenue")),
        candidate("revenue_net", effect=-400.0, p=1e-6),
        candidate("on_time_rate", effect=-0.1, p=1e-6, unit="ratio"),
        candidate("csi", effect=0.0, p=None, type="fact", since=None, unit="score"),
        candidate("nps", effect=-0.5, p=1e-6, unit="ratio"),
    )
    assert [one.candidate.metric for one in found.findings] == ["orders", "nps", "revenue_net", "on_time_rate", "csi"]


def test_doubtful_data_count_half() -> None:
    doubtful = PlainSight({"revenue_net": series("revenue_net", [1000.0] * 24, warned=True)})
    (one,) = result(candidate(), sight=doubtful).findings
    (sound,) = result(candidate()).findings
    assert (one.quality, sound.quality) == (0.5, 1.0) and one.score[0] == sound.score[0] / 2


def test_a_driver_names_the_place_of_its_whole() -> None:
    sight = PlainSight(SIGHT.whole, {("revenue_net", "category"): {"Tea": series("revenue_net", [500.0] * 24)}})
    found = result(
        candidate(effect=-100.0, p=1e-4), candidate(effect=-90.0, p=1e-6, dims={"category": "Tea"}), sight=sight
    )
    whole = next(place for place, one in enumerate(found.findings) if not one.candidate.dims)
    part = next(one for one in found.findings if one.candidate.dims)
    assert part.part_of == whole and found.findings[whole].part_of is None


def broken(sight: Any) -> Iterator[Candidate]:
    yield candidate()
    raise ZeroDivisionError("boom")


def test_what_fails_is_named_and_stops_nothing() -> None:
    methods = {"bad": method(broken), "good": method(lambda sight: [candidate()])}
    found = run(SIGHT, methods, TYPES)
    assert list(found.failed) == ["bad"] and len(found.findings) == 1 and found.tests_made == 1
    with pytest.raises(ZeroDivisionError):
        run(SIGHT, methods, TYPES, strict=True)


@pytest.mark.parametrize(
    "bad",
    [candidate(type="unknown"), candidate(p=None), candidate(p=2.0), candidate(p=float("nan")), candidate(type="fact")],
)
def test_what_was_not_announced_is_a_failure(bad: Candidate) -> None:
    assert list(run(SIGHT, {"try": method(lambda sight: [bad])}, TYPES).failed) == ["try"]


def test_a_method_without_its_table_is_skipped_with_the_reason() -> None:
    found = run(SIGHT, {"try": method(broken, needs=("ticket",))}, TYPES, strict=True)
    assert "ticket" in found.skipped["try"].en and not found.failed


def test_json_without_what_is_no_number() -> None:
    lacking = TooLittle("nps", {}, Text(de="Antworten", en="answers"), 50, 3)
    told = result(candidate(low=float("nan"), effect=np.float64(-3)), lacking).as_dict()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    (one,) = told["findings"]
    assert one["ci_low"] is None and one["since"] == "2025-03-01" and one["currency"] == "EUR"
    assert told["too_little_data"] == [
        {"metric": "nps", "dims": {}, "what": {"de": "Antworten", "en": "answers"}, "needed": 50, "seen": 3}
    ]
