"""Looks whether sums such as revenue are on their way to the target of the year or the quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from leitstand.analysis.contract import Candidate, Figure, Method, Series, Sight, TooLittle
from leitstand.analysis.outlook import course, figure, likely, limits_of, months_ahead
from leitstand.analysis.series.forecast_limits import summed
from leitstand.analysis.series.forecasting import FEWEST, Forecast, forecast
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Grain, add_months
from leitstand.foundation.text import Text
from leitstand.metrics.catalogued import is_additive

SPANS: dict[Grain, int] = {"year": 12, "fiscal_year": 12, "quarter": 3}
"""Grain of a target → its months."""
MONTHS_KNOWN = Text(de="Monate", en="months")


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    for grain, months in SPANS.items():
        targets = dict(sight.targets(grain))
        if grain == "year":
            by_month = {metric: _years(known) for metric, known in sight.targets("month").items()}
            targets = {
                metric: by_month.get(metric, {}) | dict(targets.get(metric, {})) for metric in {*targets, *by_month}
            }
        for metric, known in targets.items():
            series = sight.series(metric) if is_additive(metric) else None
            if series is None or series.direction == "context" or not np.isfinite(series.values[-1]):
                continue
            start = next((day for day in known if day < series.periods[-1].end < add_months(day, months)), None)
            if start is not None and _known_over(sight, series, start, months) and known[start] > 0:
                yield _pace(series, start, months, known[start])


def _known_over(sight: Sight, series: Series, start: date, months: int) -> bool:
    """The span is not over, and the series has been known since it began."""
    return series.periods[0].start <= start and sight.as_of < add_months(start, months)


def _years(known: Mapping[date, float]) -> dict[date, float]:
    """The sums of years that have a target in every month."""
    full = [day for day in known if day.month == 1 and all(add_months(day, month) in known for month in range(12))]
    return {day: sum(known[add_months(day, month)] for month in range(12)) for day in full}


def _pace(series: Series, start: date, months: int, target: float) -> Candidate | TooLittle:
    end = add_months(start, months)
    over = [place for place, period in enumerate(series.periods) if start <= period.start < end]
    rest = months - len(over)
    try:
        found = forecast(series.values, rest, limits=limits_of(series.metric))
    except UnusableInput:
        seen = int(np.isfinite(series.values).sum())
        return TooLittle(series.metric, series.dims, MONTHS_KNOWN, FEWEST, seen)
    done, total = float(np.nansum(series.values[over])), summed(found)
    below = float(total.below(target - done)[0])
    upwards = series.direction == "up"
    reached = 1 - below if upwards else below
    projected = done + float(total.value[0])
    return Candidate(
        type="pace_to_target",
        metric=series.metric,
        effect=projected / target - 1,
        unit="ratio",
        since=start,
        until=end,
        low=(done + float(total.low95[0])) / target - 1,
        high=(done + float(total.high95[0])) / target - 1,
        figures={
            "done": figure(done, series.unit),
            "target": figure(target, series.unit),
            "pro_rata": figure(target * _usual_share(series, start, months, len(over)), series.unit),
            "projected": figure(projected, series.unit),
            "probability": Figure(reached, "ratio"),
            "likely": likely(reached),
        },
        evidence=course(series, months_ahead(series, rest), found, _needed(found, target - done)),
        against=[found.note] if found.note else [],
        good=(projected >= target) == upwards,
        matter=f"pace to target: {series.metric} {start} {months}",
    )


def _needed(found: Forecast, missing: float) -> list[float | None]:
    """What each month ahead must bring to reach the target, spread as the forecast is."""
    total = float(found.value.sum())
    if total <= 0:
        return [None] * len(found.value)
    return [float(value) * missing / total for value in found.value]


def _usual_share(series: Series, start: date, months: int, over: int) -> float:
    """The share of the whole that the same first months had in earlier years; without such a year pro rata."""
    first = next(place for place, period in enumerate(series.periods) if period.start >= start)
    shares = []
    for back in range(first - 12, -1, -12):
        span = series.values[back : back + months]
        if len(span) == months and np.isfinite(span).all() and span.sum() > 0:
            shares.append(float(span[:over].sum() / span.sum()))
    return float(np.mean(shares)) if shares else over / months


METHOD = Method(
    title=Text(de="Stand zum Ziel", en="Pace to target"),
    question=Text(
        de="Reicht der bisherige Verlauf für das Ziel des Jahres oder Quartals?",
        en="Is the course so far enough for the target of the year or quarter?",
    ),
    formula="sum so far + forecast of the remaining months, against the target; pro rata by the same months' share in "
    "earlier years; P(reach) with the errors of all months going together",
    misleads=Text(
        de="wenn das Ziel auf Vorhaben beruht, die noch nicht begonnen haben",
        en="where the target rests on plans that have not begun yet",
    ),
    reference="Hyndman and Athanasopoulos (2021)",
    finds=("pace_to_target",),
    look=look,
)
