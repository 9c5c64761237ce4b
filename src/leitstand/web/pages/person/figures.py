"""The figures of one customer: how things stand and why, the rhythm of the orders, and what is good to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from leitstand.analysis.customers.segments import SEGMENTS
from leitstand.analysis.customers.standing import FULL, PARTS
from leitstand.foundation.text import Text
from leitstand.jobs.customer_book import AT_RISK, scores
from leitstand.reporting.charts.contract import Chart

if TYPE_CHECKING:
    import pandas as pd

TOP = 0.1
GOOD, POOR = 0.75, 0.45
"""Shares of a part's points from which on it is shown as good, and below which as bad."""
MOST_DAYS = 40
"""Order days of the chart: more are no longer told apart."""
USUAL = 0.5


@dataclass(frozen=True, slots=True)
class Cost:
    """A part of the score. points: whole points that it keeps from 100; share: of the most it could reach."""

    title: Text
    points: int
    share: float
    tone: str


def costs(row: Mapping[str, Any]) -> list[Cost]:
    """The parts, the costliest first; their points are rounded so that they add up to what is missing to 100."""
    known = scores(row)
    if row["score"] is None or not known:
        return []
    points = whole_points([cost for _, cost in known], round(FULL) - round(row["score"]))
    weights = sum(PARTS[name].weight for name, _ in known)
    found = []
    for (name, cost), missing in zip(known, points, strict=True):
        most = FULL * PARTS[name].weight / weights
        share = max(0.0, 1 - cost / most) if most else 1.0
        tone = "good" if share >= GOOD else "bad" if share < POOR else "watch"
        title = PARTS[name].title
        found.append(Cost(Text(**{say: _capital(title.get(say)) for say in ("de", "en")}), missing, share, tone))
    return found


def whole_points(values: Sequence[float], total: int) -> list[int]:
    """Whole numbers nearest to the values that add up to the total (largest remainder).

    >>> whole_points([24.4, 12.4, 9.2], 46)
    [25, 12, 9]
    """
    found = [int(value) for value in values]
    by_rest = sorted(range(len(values)), key=lambda place: found[place] - values[place])
    for place in (by_rest * (1 + abs(total - sum(found))))[: max(total - sum(found), 0)]:
        found[place] += 1
    surplus = sum(found) - total
    for place in reversed(by_rest):
        taken = min(max(surplus, 0), found[place], 1)
        found[place] -= taken
        surplus -= taken
    return found


def tags(row: Mapping[str, Any], table: pd.DataFrame) -> list[tuple[Text, str]]:
    """What to know at one glance, each with its tone."""
    found: list[tuple[Text, str]] = []
    if row["rfm"] in AT_RISK:
        found.append((SEGMENTS[row["rfm"]], "bad"))
    elif row["rfm"]:
        found.append((SEGMENTS[row["rfm"]], "neutral"))
    known = table.value.dropna()
    if (
        row["value"] is not None
        and len(known) >= 1 / TOP
        and row["value"] >= known.quantile(1 - TOP)
        and row["value"] > 0
    ):
        found.append((Text(de="Top 10 % nach Wert", en="Top 10% by value"), "plan"))
    if row["segment"]:
        found.append((Text(de=row["segment"], en=row["segment"]), "neutral"))
    return found


@dataclass(frozen=True, slots=True)
class Rhythm:
    """chart: what was bought on each order day. interval: usual days between them; expected: day of the next one;
    over: how many days that is past. soon: probability of an order within thirty days."""

    chart: Chart | None
    interval: float | None
    expected: date | None
    over: int
    soon: float | None
    days: int
    shown: int


def rhythm(row: Mapping[str, Any], events: pd.DataFrame, today: date, currency: str) -> Rhythm:
    """events: of the customer's timeline."""
    orders = events[(events.kind == "order") & events.amount.notna()]
    days = orders.groupby("day").amount.sum()
    shown = days.tail(MOST_DAYS)
    chart = None
    if len(shown) >= 2:
        chart = Chart(
            "series",
            {"day": [day.date().isoformat() for day in shown.index], "value": [round(float(one), 2) for one in shown]},
            "currency",
            Text(de="Bestellwert je Kauftag", en="Order value per order day"),
            Text(de=f"letzte {len(shown)} Kauftage, netto", en=f"last {len(shown)} order days, net"),
            currency, "up",
        )  # fmt: skip
    expected = row["next_order"]
    over = max((today - expected).days, 0) if expected else 0
    return Rhythm(chart, row["interval"], expected, over, row["soon"], len(days), len(shown))


def usual_delay(events: pd.DataFrame) -> int | None:
    """Days after the due date by which half of the customer's invoices were paid; None where none was."""
    paid = events[(events.kind == "invoice") & (events.other == "paid") & events.until.notna()]
    return int((paid.day - paid.until).dt.days.quantile(USUAL)) if len(paid) else None


def consents(events: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, date]]:
    """Purpose, status and day of the latest word on each purpose."""
    found: dict[str, tuple[str, str, date]] = {}
    for one in events:
        if one["kind"] == "consent" and one["word"] not in found:
            found[one["word"]] = (one["word"], one["other"], one["day"])
    return list(found.values())


def in_days(today: date, days: int) -> date:
    """So many days later; at the weekend, the Monday after."""
    day = today + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() >= 5 else 0)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
