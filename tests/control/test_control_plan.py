"""Targets are set once per period, replaced, listed in order."""

from __future__ import annotations

from datetime import date

import pytest

from leitstand.control.account.models import User
from leitstand.control.plan import services as plan
from leitstand.foundation.errors import UnusableInput


def test_a_target_is_stored_and_replaced(alias: str) -> None:
    boss = User.objects.db_manager(alias).create_user("boss@example.org")
    first = plan.set_target(alias, "win_rate", "quarter", date(2024, 1, 1), 0.1, "at_or_above", set_by=boss)
    second = plan.set_target(alias, "win_rate", "quarter", date(2024, 1, 1), 0.3, "at_or_above")
    (found,) = plan.targets_for(alias, "win_rate", "quarter")
    assert (found.id, found.value, found.kind, found.set_by) == (first.id, 0.3, "at_or_above", None)
    assert second.set_at >= first.set_at


def test_a_target_outlives_the_user_who_set_it(alias: str) -> None:
    boss = User.objects.db_manager(alias).create_user("boss@example.org")
    plan.set_target(alias, "win_rate", "year", date(2024, 1, 1), 0.3, "at_or_above", set_by=boss)
    boss.delete()
    (found,) = plan.targets_for(alias, "win_rate", "year")
    assert found.set_by is None


def test_targets_of_a_time_a_grain_and_a_segment(alias: str) -> None:
    for month in (3, 1, 2):
        plan.set_target(alias, "churn_rate", "month", date(2024, month, 1), month / 100, "at_or_below")
    plan.set_target(alias, "churn_rate", "year", date(2024, 1, 1), 0.9, "at_or_below")
    plan.set_target(alias, "churn_rate", "month", date(2024, 1, 1), 0.8, "at_or_below", segment="country = 'DE'")

    def values(start: date | None = None, end: date | None = None, segment: str = "") -> list[float]:
        return [one.value for one in plan.targets_for(alias, "churn_rate", "month", start, end, segment=segment)]

    assert values() == [0.01, 0.02, 0.03]
    assert values(date(2024, 2, 1)) == [0.02, 0.03]
    assert values(date(2024, 1, 1), date(2024, 3, 1)) == [0.01, 0.02]  # the end does not count
    assert values(segment="country = 'DE'") == [0.8]


def test_a_target_can_be_removed(alias: str) -> None:
    plan.set_target(alias, "win_rate", "year", date(2024, 1, 1), 0.3, "at_or_above")
    assert plan.remove_target(alias, "win_rate", "year", date(2024, 1, 1))
    assert not plan.remove_target(alias, "win_rate", "year", date(2024, 1, 1))
    assert plan.targets_for(alias, "win_rate", "year") == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_target(alias: str, value: float) -> None:
    with pytest.raises(UnusableInput, match="is no number"):
        plan.set_target(alias, "win_rate", "year", date(2024, 1, 1), value, "at_or_above")
