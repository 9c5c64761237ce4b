"""Open deals with an overdue close date, without a next step, or left alone for too long."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open


def neglected(deal: Any) -> Any:
    """`__mark` is the day after the period, so the day before it is 'today'."""
    overdue = deal.expected_close_date.delta(deal["__mark"], unit="day") < -1
    silent = deal["__mark"].delta(deal.last_touch_on, unit="day") - 1 > deal.patience_days
    return overdue.fill_null(False) | deal.next_activity_on.isnull() | silent.fill_null(False)


MEASURE = Measure(
    title=Text(de="Ungepflegte Verkaufschancen", en="Neglected deals"),
    table="deal_upkeep",
    time=Open(since="open_since", until="open_until"),
    where=neglected,
    ever=("deal.next_activity_at",),
    direction="down",
)
