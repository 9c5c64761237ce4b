"""Every kind of comparison within the company against figures found with pencil and paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from tests.metrics.comparing import ask, cells, compared, no_targets, only, sales

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.period import GRAINS, Period, parse_day
from leitstand.foundation.segment import Segment
from leitstand.metrics import worked
from leitstand.metrics.compute import evaluator as evaluating
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.compare import Comparison, compare
from leitstand.metrics.compute.earlier import earlier
from leitstand.metrics.compute.peers import pooled
from leitstand.metrics.registry import metrics


def test_previous_period() -> None:
    facts = worked.facts(sales(("2024-02-01", 80), ("2024-03-05", 100), ("2024-03-31", 20)))
    found = only(facts, ask("month", "2024-03", "2024-04"), "previous_period")
    assert (found.value, found.change, found.change_ratio) == (80, 40, 0.5)
    assert found.period == Period(date(2024, 2, 1), date(2024, 3, 1), "month")
    assert (found.status, found.note, found.elapsed_days) == ("ok", None, None)


def test_finished_month_meets_the_same_month_of_the_year_before() -> None:
    facts = worked.facts(sales(("2023-02-01", 50), ("2023-03-01", 200), ("2024-03-31", 150)))
    found = only(facts, ask("month", "2024-03", "2024-04"), "previous_year")
    assert (found.value, found.change, found.change_ratio) == (200, -50, -0.25)
    assert found.period == Period(date(2023, 3, 1), date(2023, 4, 1), "month")


def test_unfinished_month_meets_as_many_days_that_start_on_the_same_weekday() -> None:
    rows = sales(
        ("2023-04-01", 1), ("2023-05-02", 7), ("2023-05-03", 10), ("2023-05-11", 20), ("2023-05-12", 7),
        ("2024-05-01", 30), ("2024-05-09", 15),
    )  # fmt: skip
    facts = worked.facts(rows, as_of="2024-05-09")
    found = only(facts, ask("month", "2024-05", "2024-06"), "previous_year")
    # Wednesday 1 May to Thursday 9 May 2024 against Wednesday 3 May to Thursday 11 May 2023
    assert found.period == Period(date(2023, 5, 3), date(2023, 5, 12), "month")
    assert (found.value, found.change, found.elapsed_days) == (30, 15, 9)
    # 2024: nine days, less one weekend, less 1 May and Ascension (9 May); 2023: less one weekend
    assert (found.business_days, found.reference_business_days) == (5, 7)
    assert found.adjusted_change_ratio == pytest.approx((45 / 5) / (30 / 7) - 1)


def test_unfinished_month_meets_the_first_days_of_the_month_before() -> None:
    facts = worked.facts(sales(("2024-04-01", 10), ("2024-04-09", 5), ("2024-04-10", 99), ("2024-05-09", 30)))
    found = only(facts, ask("month", "2024-05", "2024-06"), "previous_period")
    assert found.period == Period(date(2024, 4, 1), date(2024, 4, 10), "month")
    assert (found.value, found.change_ratio, found.elapsed_days) == (15, 1.0, 9)


def test_a_shorter_month_before_is_said_to_be_shorter() -> None:
    facts = worked.facts(sales(("2023-02-01", 10), ("2023-03-30", 30)))
    found = only(facts, ask("month", "2023-03", "2023-04"), "previous_period")
    assert (found.elapsed_days, found.period and found.period.days) == (30, 28)
    assert found.note is not None
    assert "28" in found.note.en
    assert "28" in found.note.de


def test_elapsed_means_as_far_as_the_metric_has_data() -> None:
    rows: dict[str, Any] = sales(("2024-04-01", 10), ("2024-04-20", 99), ("2024-05-09", 30))
    rows["web_session"] = [{"started_at": "2024-05-31", "source_system": "web"}]
    facts = worked.facts(rows)
    assert facts.as_of == date(2024, 5, 31)
    found = only(facts, ask("month", "2024-05", "2024-06"), "previous_period")
    assert (found.value, found.elapsed_days) == (10, 9)


@pytest.mark.parametrize(
    ("grain", "start", "end"), [("day", "2024-05-08", "2024-05-09"), ("week", "2024-05-06", "2024-05-13")]
)
def test_days_and_weeks_move_by_364_days(grain: str, start: str, end: str) -> None:
    facts = worked.facts(sales(("2023-05-01", 1), ("2023-05-10", 40), ("2024-05-08", 50), ("2024-05-12", 0)))
    found = only(facts, ask(grain, start, end), "previous_year")
    assert found.period is not None
    assert (parse_day(start) - found.period.start).days == 364
    assert (found.value, found.change_ratio) == (40, 0.25)


def test_a_free_range_of_days_keeps_its_weekdays_and_whole_months_keep_their_names() -> None:
    last = date(2030, 1, 1)
    free = Period(date(2024, 2, 12), date(2024, 2, 19), "total")
    assert earlier(free, "previous_year", last) == Period(date(2023, 2, 13), date(2023, 2, 20), "total")
    assert earlier(free, "previous_period", last) == Period(date(2024, 2, 5), date(2024, 2, 12), "total")
    quarter = Period(date(2024, 1, 1), date(2024, 4, 1), "total")
    assert earlier(quarter, "previous_year", last) == Period(date(2023, 1, 1), date(2023, 4, 1), "total")


@pytest.mark.parametrize("grain", [grain for grain in GRAINS if grain not in ("day", "week")])
@pytest.mark.parametrize("kind", ["previous_period", "previous_year"])
def test_every_grain_finds_its_reference(grain: str, kind: str) -> None:
    """One order of 1 a month for six years, so every period of n months is worth n."""
    rows: dict[str, Any] = sales(
        *((f"{year}-{month:02}-01", 1) for year in range(2018, 2024) for month in range(1, 13))
    )
    rows["web_session"] = [{"started_at": "2023-12-31"}]  # the source reaches to the end of the year
    facts = worked.facts(rows)
    facts.fiscal_start = 4
    values = compared(facts, ask(grain, "2022-01", "2023-01"), kind)
    months = {"month": 1, "quarter": 3}.get(grain, 12)
    assert {value.comparisons[0].value for value in values} == {months}


def test_easter_that_moves_from_march_to_april_is_flagged() -> None:
    rows = sales(("2024-03-01", 10), ("2024-05-31", 1), ("2025-03-03", 10), ("2025-05-31", 1))
    facts = worked.facts(rows)
    values = compared(facts, ask("month", "2025-03", "2025-06"), "previous_year")
    # Easter was on 31 March 2024 and on 20 April 2025; May has none
    assert [value.comparisons[0].easter_shift for value in values] == [True, True, False]
    quarter, half = (only(facts, ask("total", "2025-01", end), "previous_year") for end in ("2025-04", "2025-06"))
    assert quarter.period is not None
    assert (quarter.easter_shift, half.easter_shift) == (True, False)


def test_business_days_leave_out_german_holidays() -> None:
    facts = worked.facts(sales(("2023-12-01", 190), ("2024-12-31", 210)))
    found = only(facts, ask("month", "2024-12", "2025-01"), "previous_year")
    # 22 weekdays less 25 and 26 December; 21 less the same
    assert (found.business_days, found.reference_business_days) == (20, 19)
    assert found.adjusted_change_ratio == pytest.approx((210 / 20) / (190 / 19) - 1)


def test_only_sums_over_days_are_adjusted() -> None:
    facts = worked.facts(sales(("2024-02-01", 80), ("2024-03-31", 100)))
    assert only(facts, ask("month", "2024-03", "2024-04"), "previous_period").adjusted_change_ratio is not None
    assert only(facts, ask("month", "2024-03", "2024-04"), "previous_period", "aov").adjusted_change_ratio is None


def test_negative_and_zero_references() -> None:
    rows: dict[str, Any] = sales(("2024-01-01", 0), ("2024-02-01", 10), ("2024-03-31", 30))
    rows["refund"] = [{"refunded_at": "2024-02-10", "amount": 50}]
    values = compared(worked.facts(rows), ask("month", "2024-02", "2024-04"), "previous_period")
    after_zero, after_loss = (value.comparisons[0] for value in values)
    assert (after_zero.value, after_zero.change, after_zero.change_ratio) == (0, -40, None)
    assert (after_loss.value, after_loss.change, after_loss.change_ratio) == (-40, 70, None)
    assert after_loss.adjusted_change_ratio is None


def test_a_new_cell_has_no_reference_and_says_so() -> None:
    facts = worked.facts(sales(("2024-02-01", 80, "DE"), ("2024-03-02", 100, "DE"), ("2024-03-31", 7, "AT")))
    found = cells(compared(facts, ask("month", "2024-03", "2024-04", "country"), "previous_period"))
    assert (found["DE"].value, found["DE"].change) == (80, 20)
    assert (found["AT"].value, found["AT"].change, found["AT"].status) == (None, None, "no_data")
    assert found["AT"].note is not None
    assert "Not there" in found["AT"].note.en


def test_folded_cells_are_not_compared_with_other_folded_cells() -> None:
    def customers(country: str, first: int, count: int, day: str) -> list[dict[str, Any]]:
        return [{"ordered_at": day, "country": country, "customer_key": first + n} for n in range(count)]

    orders = [
        *customers("DE", 1, 10, "2024-02-01"), *customers("AT", 101, 4, "2024-02-01"),
        *customers("CH", 201, 6, "2024-02-02"),
        *customers("DE", 1, 10, "2024-03-01"), *customers("AT", 101, 10, "2024-03-31"),
        *customers("CH", 201, 6, "2024-03-02"), *customers("LI", 301, 4, "2024-03-02"),
    ]  # fmt: skip
    rows = {
        "order": [{"order_id": number, **order} for number, order in enumerate(orders, 1)],
        "order_line": [{"order_id": number, "net_amount": 1} for number in range(1, len(orders) + 1)],
        "customer": [{"customer_key": key} for key in sorted({order["customer_key"] for order in orders})],
    }
    found = cells(compared(worked.facts(rows), ask("month", "2024-03", "2024-04", "country"), "previous_period"))
    assert found["DE"].value == 10
    assert (found["(other)"].value, found["(other)"].status) == (None, "small_group")
    assert (found["AT"].value, found["AT"].status) == (None, "no_data")
    assert found["AT"].note is not None
    assert "too small" in found["AT"].note.en


def test_an_earlier_period_without_or_with_half_the_data_is_no_reference() -> None:
    facts = worked.facts(sales(("2024-02-20", 80), ("2024-03-05", 100), ("2024-04-30", 20)))
    values = compared(facts, ask("month", "2024-02", "2024-05"), "previous_period")
    before, half, whole = (value.comparisons[0] for value in values)
    assert (before.status, before.value, before.change) == ("no_data", None, None)
    assert (half.status, half.value, half.change) == ("not_enough_data", None, None)
    assert half.note is not None
    assert ("2024-02-20" in half.note.en, "20.02.2024" in half.note.de) == (True, True)
    assert (whole.status, whole.value, whole.note) == ("ok", 100, None)


def test_without_any_data_nothing_is_compared() -> None:
    found = only(worked.facts({}), ask("month", "2024-03", "2024-04"), "previous_year")
    assert (found.value, found.status, found.note is None) == (None, "no_data", False)


def test_a_period_to_come_is_not_compared() -> None:
    facts = worked.facts(sales(("2024-02-01", 80), ("2024-03-31", 100)))
    found = only(facts, ask("month", "2024-04", "2024-05"), "previous_period")
    assert (found.value, found.change, found.status, found.elapsed_days) == (None, None, "no_data", 0)
    assert found.note is not None
    assert found.note.en == "There are no data for the period yet."


@dataclass
class Goal:
    value: float
    kind: str


def test_targets() -> None:
    facts = worked.facts(sales(("2024-03-01", 60, "DE"), ("2024-03-31", 40, "AT")))
    asked: list[tuple[Any, ...]] = []

    march = date(2024, 3, 1)

    def targets(*question: Any) -> dict[tuple[date, str], Goal]:
        asked.append(question)
        return {(march, "country=DE"): Goal(50, "at_or_above"), (march, "country=AT"): Goal(30, "at_or_below")}

    found = cells(compared(facts, ask("month", "2024-03", "2024-04", "country"), "target", targets=targets))
    assert asked == [("revenue_net", "month")]
    notes = {country: one.note.en for country, one in found.items() if one.note}
    assert notes == {"DE": "reached", "AT": "not reached"}
    assert (found["DE"].value, found["DE"].change, found["DE"].change_ratio) == (50, 10, 0.2)
    for kind, amount, word in (("at_or_above", 100, "reached"), ("at_or_above", 101, "not reached"),
                               ("at_or_below", 100, "reached"), ("at_or_below", 99, "not reached")):  # fmt: skip
        (value,) = compared(
            facts,
            ask("month", "2024-03", "2024-04"),
            "target",
            targets=lambda *_, a=amount, k=kind: {(march, ""): Goal(a, k)},
        )
        assert value.comparisons[0].note.en == word
    missing = only(facts, ask("month", "2024-03", "2024-04"), "target")
    assert (missing.value, missing.status, missing.note and missing.note.en) == (None, "no_data", "No target is set.")


def test_a_target_of_a_segment_is_asked_for_with_the_segment() -> None:
    facts = worked.facts(sales(("2024-03-01", 60, "DE"), ("2024-03-31", 40)))
    question = Ask("month", ("country",), Segment.parse(["country!=FR"]), date(2024, 3, 1), date(2024, 4, 1))
    goals = {
        (date(2024, 3, 1), f"country!=FR & country={country}"): Goal(1, "at_or_above") for country in ("(none)", "DE")
    }
    found = compared(facts, question, "target", targets=lambda *_: goals)
    assert [value.comparisons[0].value for value in found] == [1, 1]


BENCHMARK = sales(
    ("2024-03-01", 10, "DE"), ("2024-03-02", 20, "DE"), ("2024-03-03", 30, "AT"), ("2024-03-31", 100, "CH"),
)  # fmt: skip


def test_benchmark_of_a_ratio_is_pooled() -> None:
    facts = worked.facts(BENCHMARK)
    question = ask("month", "2024-03", "2024-04", "country")
    others = cells(compared(facts, question, "benchmark", metric="aov"))
    # DE has two orders of 30, AT one of 30, CH one of 100
    assert {name: one.value for name, one in others.items()} == {"AT": 130 / 3, "CH": 60 / 3, "DE": 130 / 2}
    assert others["DE"].change == 15 - 65
    whole = cells(compared(facts, question, "benchmark:include_self", metric="aov"))
    assert {one.value for one in whole.values()} == {160 / 4}


def test_benchmark_of_a_sum_is_the_mean_of_real_cells() -> None:
    rows = sales(("2024-03-01", 30, "DE"), ("2024-03-03", 40, "AT"), ("2024-03-31", 100, "CH"), ("2024-03-30", 900))
    facts = worked.facts(rows)
    question = ask("month", "2024-03", "2024-04", "country")
    others = cells(compared(facts, question, "benchmark:exclude_self"))
    assert {name: one.value for name, one in others.items()} == {"DE": 70, "AT": 65, "CH": 35, None: 170 / 3}
    whole = cells(compared(facts, question, "benchmark:include_self"))
    assert {one.value for one in whole.values()} == {170 / 3}
    assert whole["DE"].note is not None
    assert whole["DE"].note.en == "Mean of cells: 3."


def test_benchmark_within_a_dimension_and_period() -> None:
    rows = sales(
        ("2024-02-01", 7, "DE"), ("2024-02-02", 9, "AT"),
        ("2024-03-01", 30, "DE"), ("2024-03-02", 10, "DE"), ("2024-03-03", 50, "AT"), ("2024-03-31", 70, "AT"),
    )  # fmt: skip
    for order, channel in zip(rows["order"], ["web", "web", "web", "store", "web", "store"], strict=True):
        order["channel"] = channel
    facts = worked.facts(rows)
    values = compared(facts, ask("month", "2024-02", "2024-04", "country", "channel"), "benchmark:within=country")
    found = {(value.period.start.month, *value.dims.values()): value.comparisons[0] for value in values}
    assert {key: one.value for key, one in found.items()} == {
        (2, "DE", "web"): None, (2, "AT", "web"): None, (3, "DE", "web"): 10, (3, "DE", "store"): 30,
        (3, "AT", "web"): 70, (3, "AT", "store"): 50,
    }  # fmt: skip
    both = compared(
        facts, ask("month", "2024-03", "2024-04", "country", "channel"), "benchmark:within=channel:include_self"
    )
    assert sorted(value.comparisons[0].value for value in both) == [40, 40, 40, 40]
    lone = found[(2, "DE", "web")]
    assert (lone.status, lone.note and lone.note.en) == ("no_data", "No other cells.")


def test_benchmark_needs_a_split() -> None:
    found = only(worked.facts(BENCHMARK), ask("month", "2024-03", "2024-04"), "benchmark")
    assert (found.value, found.note and found.note.en) == (None, "Needs a split (--by).")


def test_what_can_be_pooled() -> None:
    complement = pooled("cart_abandonment_rate")
    assert complement is not None
    assert complement(30, 100) == pytest.approx(0.7)
    assert pooled("revenue_net") is None
    quantiles = [
        name for name, one in metrics().items() if type(one.kind).__name__ in ("Quantile", "Distinct", "Index")
    ]
    assert quantiles
    assert all(pooled(name) is None for name in quantiles)


def test_unknown_words() -> None:
    facts = worked.facts(BENCHMARK)
    question = ask("month", "2024-03", "2024-04", "country")
    for kind, proposal in (("previous_yaer", "previous_year"), ("benchmark:includeself", "include_self"),
                           ("benchmark:within=contry", "country"), ("target:5", "target")):  # fmt: skip
        with pytest.raises(UnknownId) as error:
            compared(facts, question, kind)
        assert proposal in error.value.describe("en")


def test_the_number_of_questions_does_not_grow_with_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = [(f"{year}-{month:02}-01", 1, place) for year in (2022, 2023) for month in range(1, 13) for place in "ABC"]
    facts = worked.facts(sales(*orders))
    values = answer(facts, "revenue_net", question := ask("month", "2023-01", "2024-01", "country"))
    asked = []
    original = evaluating.Evaluator.numbers
    monkeypatch.setattr(evaluating.Evaluator, "numbers", lambda *given: asked.append(given[1]) or original(*given))
    kinds = ["previous_period", "previous_year", "benchmark", "industry", "competitor"]
    compare(facts, "revenue_net", question, values, kinds, no_targets)
    assert len(values) == 36
    assert all(len(value.comparisons) == 5 for value in values)
    assert len(asked) <= 4  # one for the calendar periods and one for the running month, for each of the two kinds


def test_the_shape() -> None:
    facts = worked.facts(sales(("2024-02-01", 80), ("2024-03-31", 100)))
    (value,) = compared(facts, ask("month", "2024-03", "2024-04"), "previous_period")
    shape = value.as_dict("de")["comparisons"][0]
    assert (shape["kind"], shape["label"], shape["period_start"], shape["value"]) == (
        "previous_period", "Vorperiode", "2024-02-01", 80.0,
    )  # fmt: skip
    assert set(shape) == {*Comparison.__dataclass_fields__, "period_start", "period_end"} - {"period"}


def test_a_change_is_clear_only_beyond_chance() -> None:
    """Shares: 50 of 100 against 60 of 100 have half-widths of 9.6 points each, √2 of that is 13.5; 80 is beyond.
    Counts: 100 against 120 differ by 20, chance reaches 1.96·√220 = 29; 140 is beyond."""

    def deals(won: int, month: int) -> list[dict[str, Any]]:
        return [
            {"created_at": "2024-01-02", "closed_at": f"2024-{month:02}-15", "outcome": "won" if n < won else "lost"}
            for n in range(100)
        ]

    for won, clear in ((60, False), (80, True)):
        facts = worked.facts({"deal": [*deals(50, 4), *deals(won, 5), *deals(50, 6)]})
        found = only(facts, ask("month", "2024-05", "2024-06"), "previous_period", metric="win_rate")
        assert found.clear is clear
    for orders, clear in ((120, False), (140, True)):
        days = [("2024-04-10", 1)] * 100 + [("2024-05-10", 1)] * orders + [("2024-03-01", 1), ("2024-06-01", 1)]
        found = only(worked.facts(sales(*days)), ask("month", "2024-05", "2024-06"), "previous_period", metric="orders")
        assert found.clear is clear
    assert only(worked.facts(sales(("2024-04-01", 5), ("2024-05-01", 9), ("2024-06-01", 1))),
                ask("month", "2024-05", "2024-06"), "previous_period").clear is None  # fmt: skip


def test_a_running_month_is_set_against_its_share_of_the_target() -> None:
    """10 of 31 days: of a target of 310 there should be 100 by now."""
    facts = worked.facts(sales(("2024-03-01", 60), ("2024-03-10", 30)))
    goals = {(date(2024, 3, 1), ""): Goal(310, "at_or_above")}
    (value,) = compared(facts, ask("month", "2024-03", "2024-04"), "target", targets=lambda *_: goals)
    (found,) = value.comparisons
    assert (round(found.value or 0, 9), round(found.change or 0, 9), found.elapsed_days) == (100, -10, 10)
    assert found.note is not None and "10/31" in found.note.en
