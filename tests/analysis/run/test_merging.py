"""One matter, one finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.analysis.run.plain import candidate

from leitstand.analysis.contract import Candidate, Dims, Driver, Figure
from leitstand.analysis.run.merging import Matter, merged
from leitstand.foundation.text import Text


@dataclass(frozen=True)
class Kin:
    """weight: of every segment. size: an effect of 100 is all of the usual level. alike: metrics that run alike."""

    each: float = 1.0
    alike: frozenset[str] = frozenset()

    def weight(self, metric: str, dims: Dims) -> float | None:
        return self.each

    def size(self, candidate: Candidate) -> float | None:
        return abs(candidate.effect) / (10 if candidate.dims else 100)

    def volume(self, metric: str) -> bool:
        return metric in ("active_customers", "orders", "sessions", "cash_out", "net_cash_flow")

    def twins(self, one: Candidate, other: Candidate) -> bool:
        return {one.metric, other.metric} <= self.alike


def merge(*candidates: Candidate, weight: float = 1.0, alike: frozenset[str] = frozenset()) -> list[Matter]:
    return merged(candidates, lambda place: -(candidates[place].p or 1.0), Kin(weight, alike))


def test_two_methods_that_see_the_same() -> None:
    sure, other = candidate(p=0.001), candidate(type="trend", p=0.01, since=date(2025, 4, 1))
    (matter,) = merge(other, sure)
    assert (matter.candidate, matter.index, matter.also) == (sure, 1, ["trend"])


def test_another_time_direction_metric_or_type_without_a_beginning_is_another_matter() -> None:
    found = merge(
        candidate(),
        candidate(since=date(2025, 9, 1)),
        candidate(effect=100.0),
        candidate(metric="orders"),
        candidate(since=None),
        candidate(since=None, type="fact"),
    )
    assert len(found) == 6


def test_the_same_matter_in_other_metrics() -> None:
    late, tied = (
        candidate(metric="days_late_mean", matter="large customers"),
        candidate(metric="dso", matter="large customers"),
    )
    assert len(merge(late, tied)) == 1


def test_the_segment_that_explains_the_whole_is_its_driver_and_still_says_where() -> None:
    whole = candidate(effect=-100.0, p=0.01)
    tea = candidate(effect=-80.0, dims={"category": "Tea"}, p=0.0001, low=-90.0, high=-70.0)
    pots = candidate(effect=-40.0, dims={"category": "Pots"}, p=0.001)
    first, second = merge(pots, whole, tea)
    assert (first.candidate, second.candidate, second.whole) == (whole, tea, first)
    assert [(one.dims, one.value, one.words) for one in first.drivers] == [
        ({"category": "Tea"}, -80.0, "made_up_of"),
        ({"category": "Pots"}, -40.0, "made_up_of"),
    ]
    assert (first.drivers[0].low, first.drivers[0].high) == (-90.0, -70.0)


def test_a_segment_too_small_to_explain_the_whole_is_a_matter_of_its_own() -> None:
    whole, small = candidate(effect=-100.0), candidate(effect=-20.0, dims={"category": "Tea"})
    found = merge(whole, small)
    assert [one.whole for one in found] == [None, None] and not found[0].drivers


def test_a_rate_counts_with_the_weight_of_its_segment() -> None:
    whole, part = candidate(effect=-0.1), candidate(effect=-0.5, dims={"carrier": "A"})
    assert merge(whole, part, weight=0.2)[0].drivers, "0.5 × 0.2 is all of 0.1"
    assert not merge(whole, part, weight=0.01)[0].drivers


def test_a_segment_that_only_moves_along_says_nothing_new() -> None:
    whole, along = candidate(effect=-100.0), candidate(effect=-12.0, dims={"category": "Tea"})
    (found,) = merge(whole, along)
    assert found.candidate == whole and not found.drivers


def test_other_slices_at_the_same_time_are_the_same_thing_once_more() -> None:
    found = merge(
        candidate(dims={"carrier": "A"}, p=0.0001),
        candidate(dims={"region": "DE2"}, p=0.001),
        candidate(dims={"carrier": "B"}, p=0.002),
        candidate(dims={"carrier": "C"}, since=date(2024, 1, 1)),
    )
    assert [dict(one.candidate.dims) for one in found] == [{"carrier": "A"}, {"carrier": "C"}]
    assert [dict(one.dims) for one in found[0].drivers] == [{"region": "DE2"}, {"carrier": "B"}]


def test_metrics_that_run_alike_are_told_once() -> None:
    one, other = candidate("revenue_net", p=0.001), candidate("revenue_identified", p=0.01)
    assert len(merge(one, other)) == 2
    (found,) = merge(one, other, alike=frozenset({"revenue_net", "revenue_identified"}))
    assert found.candidate == one and [driver.metric for driver in found.drivers] == ["revenue_identified"]


def test_metrics_that_change_by_the_same_segments_are_told_once() -> None:
    mobile = Driver(Text(de="mobil", en="mobile"), 0.1, "ratio", "made_up_of", dims={"device": "mobile"})
    falls = candidate("conversion_rate", -0.02, p=0.001, drivers=[mobile])
    rises = candidate("cart_abandonment_rate", 0.03, p=0.01, drivers=[mobile])
    (found,) = merge(rises, falls)
    assert found.candidate == falls and found.drivers[1].metric == "cart_abandonment_rate"


def test_what_was_looked_for_on_purpose_tells_the_matter_and_what_a_scan_came_across_is_its_driver() -> None:
    scanned = candidate(type="level_shift", p=1e-9, dims={"product": "Crema"})
    price = candidate(type="price_change", p=0.01, dims={"category": "Coffee"})
    (found,) = merge(scanned, price)
    assert found.candidate == price and [dict(one.dims) for one in found.drivers] == [{"product": "Crema"}]
    part = candidate(type="level_shift", p=1e-9, dims={"category": "Coffee", "channel": "web"})
    (found,) = merge(part, price)
    assert found.candidate == price and len(found.drivers) == 1


def test_a_scan_does_not_tell_again_what_another_finding_gives_as_its_driver() -> None:
    place = {"carrier": "A", "region": "S"}
    late = Driver(
        Text(de="spät", en="late"), -0.6, "ratio", "went_along_with", "on_time_rate", place, on=date(2025, 3, 1)
    )
    chain = candidate("complaint_rate", 80.0, type="delay_aftermath", dims=place, drivers=[late])
    whole = candidate("on_time_rate", -0.05, type="level_shift")
    other = candidate("on_time_rate", -0.05, type="level_shift", dims={"region": "N"})
    found = merge(whole, chain, other)
    assert {one.candidate.metric for one in found} == {"complaint_rate", "on_time_rate"} and len(found) == 2
    assert not any(one.candidate == whole for one in found)


def test_beginnings_that_may_be_the_same() -> None:
    step = candidate(since=date(2025, 6, 1), since_low=date(2025, 5, 1), since_high=date(2025, 7, 1))
    slope = candidate(
        dims={"page": "a"}, since=date(2025, 3, 1), since_low=date(2025, 2, 1), since_high=date(2025, 5, 1)
    )
    assert len(merge(step, slope)) == 2 and merge(step, slope)[1].whole is not None
    assert merge(step, candidate(dims={"page": "a"}, since=date(2025, 3, 1)))[1].whole is None


def growing(metric: str, before: float, effect: float, **more: Any) -> Candidate:
    figures = {"before": Figure(before, "count"), "now": Figure(before + effect, "count")}
    start = date(2024, 1, 1)
    return candidate(
        **{"type": "trend", "metric": metric, "effect": effect, "figures": figures, "since": start, **more}
    )


def test_what_grows_along_with_the_company_is_told_once() -> None:
    company = growing("active_customers", 1000.0, 400.0)
    told = merge(
        company,
        growing("sessions", 5000.0, 2000.0, since=date(2024, 6, 1)),
        growing("cash_out", 200.0, 60.0, dims={"cash_class": "operating"}),
        growing("net_cash_flow", -20.0, -4.0, dims={"cash_category": "payroll"}),  # more flows out: that grows too
        growing("sessions", 300.0, 1200.0, dims={"traffic_channel": "Paid Social"}),  # far more than the company
        growing("orders", 90.0, -30.0, dims={"channel": "store"}),  # against it
        growing("aov", 50.0, 10.0),  # no volume
        candidate(metric="orders", effect=30.0, dims={"channel": "web"}, type="level_shift"),
    )
    (growth,) = [matter for matter in told if matter.candidate is company]
    assert [driver.value for driver in growth.drivers] == [2000.0, 60.0, -4.0]
    assert growth.drivers[1].title.en.endswith("Operating)")
    assert sorted((matter.candidate.metric, matter.candidate.effect) for matter in told) == [
        ("active_customers", 400.0), ("aov", 10.0), ("orders", -30.0), ("orders", 30.0), ("sessions", 1200.0),
    ]  # fmt: skip


def test_without_growth_of_the_company_nothing_is_folded() -> None:
    parts = [growing("sessions", 100.0, 40.0, dims={"device": name}) for name in ("mobile", "desktop")]
    assert len(merge(*parts, growing("aov", 50.0, 10.0))) >= 2
