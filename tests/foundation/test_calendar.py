"""Easter, public holidays and business days against known dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leitstand.foundation.calendar import (
    business_days,
    easter,
    easter_offset,
    holidays_de,
    is_business_day,
    weekday_aligned_year_before,
)
from leitstand.foundation.errors import UnknownId

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    "sunday",
    [
        date(1818, 3, 22),  # earliest possible
        date(1943, 4, 25),  # latest possible
        date(1954, 4, 18),  # exception of the Gauss formula
        date(1981, 4, 19),  # the other exception
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2038, 4, 25),
    ],
)
def test_easter(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_easter_offset_counts_from_easter_of_the_same_year() -> None:
    assert easter_offset(date(2025, 4, 18)) == -2
    assert easter_offset(date(2025, 4, 20)) == 0
    assert easter_offset(date(2025, 6, 9)) == 50  # Whit Monday


def test_holidays_follow_the_state() -> None:
    assert len(holidays_de(2025, None)) == 9
    assert date(2025, 1, 6) in holidays_de(2025, "BY")
    assert date(2025, 1, 6) not in holidays_de(2025, "NW")
    assert date(2025, 12, 24) not in holidays_de(2025, "BY")


def test_holidays_may_be_changed_by_the_caller_without_harm() -> None:
    holidays_de(2025, None).clear()
    assert not is_business_day(date(2025, 5, 1))


def test_unknown_state_names_the_known_ones() -> None:
    with pytest.raises(UnknownId, match="XX") as error:
        is_business_day(date(2025, 1, 6), "XX")
    assert "BY" in error.value.describe("de")


def test_business_days_around_easter() -> None:
    assert business_days(date(2025, 4, 14), date(2025, 4, 28)) == 8  # two weeks without Good Friday and Easter Monday
    assert business_days(date(2025, 4, 18), date(2025, 4, 22)) == 0
    assert business_days(date(2025, 1, 6), date(2025, 1, 7), "BY") == 0
    assert business_days(date(2025, 1, 6), date(2025, 1, 7), "NW") == 1


@given(start=DAYS, length=st.integers(min_value=0, max_value=800))
def test_business_days_counts_every_business_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    counted = sum(is_business_day(start + timedelta(days=i), "BY") for i in range(length))
    assert business_days(start, end, "BY") == counted
    assert business_days(end, start, "BY") == -counted


@given(DAYS)
def test_weekday_aligned_year_before_keeps_the_weekday(day: date) -> None:
    before = weekday_aligned_year_before(day)
    assert before.weekday() == day.weekday()
    assert (day - before).days == 364
