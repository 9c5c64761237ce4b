"""How a metric will probably go on: its complete periods so far, and a forecast with its range for the next ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

from leitstand.analysis.contract import Evidence, Figure, Series
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.numbers import THIN_SPACE, WHOLE_UNITS
from leitstand.foundation.period import Grain, Period, period_of, previous
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.analysis.series.forecasting import Forecast
    from leitstand.metrics.compute.result import Value

SEASONS: dict[Grain, int] = {"day": 7, "week": 52, "month": 12, "quarter": 4}
"""Grain → periods of one season; the others have none."""

LONGEST_COURSE = 36


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One metric in one cell. history: complete periods without gaps, oldest first; None where the value is unknown.

    periods: the ones ahead, as many as `forecast` has values.
    """

    metric: str
    dims: dict[str, str | None]
    unit: str
    currency: str | None
    history: list[tuple[Period, float | None]]
    periods: list[Period]
    forecast: Forecast

    @property
    def grain(self) -> Grain:
        return self.periods[0].grain

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The shape of `leitstand forecast --json`."""
        found = self.forecast
        names = ("value", "p10", "p50", "p90", "low95", "high95")
        return {
            "metric": self.metric,
            "dims": self.dims,
            "unit": self.unit,
            "currency": self.currency,
            "grain": self.grain,
            "points": [
                {"period_start": period.start.isoformat(), "period_end": period.end.isoformat()}
                | {name: float(getattr(found, name)[place]) for name in names}
                for place, period in enumerate(self.periods)
            ],
            "coverage80": found.coverage80,
            "coverage95": found.coverage95,
            "method": found.method,
            "note": found.note.get(language) if found.note else None,
            "history": [{"period_start": period.start.isoformat(), "value": value} for period, value in self.history],
        }


def outlooks(values: Sequence[Value], horizon: int, fiscal_start: int = 1) -> list[Outlook]:
    """One outlook per cell that has values enough, the largest cell first.

    values: of one metric by period, as `answer` gives them. Raises UnusableInput where no cell has enough, or for a
    horizon that is too far.
    """
    cells: dict[tuple[str | None, ...], list[Value]] = {}
    for value in values:
        if value.complete:
            cells.setdefault(tuple(value.dims.values()), []).append(value)
    found, refused = [], _nothing_complete()
    for one in sorted(cells.values(), key=lambda cell: -sum(abs(value.value or 0) for value in cell)):
        try:
            found.append(_outlook(one, horizon, fiscal_start))
        except UnusableInput as error:
            refused = error
    if not found:
        raise refused
    return found


def limits_of(metric: str) -> tuple[float, float] | None:
    """What the values of a metric cannot pass: shares of counted rows, the net promoter score, balances (nothing)."""
    from leitstand.metrics.compute.evaluator import is_share
    from leitstand.metrics.contract import Cohort, Latest, Measure, Metric, Ratio
    from leitstand.metrics.registry import find

    one = find(metric)
    if isinstance(one, Measure) and isinstance(one.time, Latest) and one.unit == "currency":
        return -inf, inf  # an account can be overdrawn, though it may never have been
    kind = one.kind if isinstance(one, Metric) else None
    if isinstance(kind, Cohort) or (isinstance(kind, Ratio) and is_share(kind)):
        return 0.0, kind.scale
    if isinstance(kind, Ratio) and kind.interval == "nps":
        return -kind.scale, kind.scale
    return None


def figure(value: float, unit: str) -> Figure:
    """A figure of a sentence; nobody speaks of half an order."""
    return Figure(float(round(value)) if unit in WHOLE_UNITS else float(value), unit)


def likely(probability: float) -> Figure:
    """A probability as it can be told: in whole percent, and never as a certainty."""
    percent = round(100 * probability)
    if 1 <= percent <= 99:
        return Figure(Text(de=f"{percent}{THIN_SPACE}%", en=f"{percent}%"), "text")
    de, en = ("unter 1", "less than 1") if percent < 1 else ("über 99", "more than 99")
    return Figure(Text(de=f"{de}{THIN_SPACE}%", en=f"{en}%"), "text")


def months_ahead(series: Series, count: int) -> list[Period]:
    """The months after the last one of a series."""
    found = [period_of(series.periods[-1].end, "month")]
    while len(found) < count:
        found.append(period_of(found[-1].end, "month"))
    return found


def course(series: Series, ahead: Sequence[Period], found: Forecast, limits: Sequence[float | None]) -> Evidence:
    """The series and its forecast, to draw; low and high bound the 80 % range. limits: one per period ahead."""
    past = series.periods[-LONGEST_COURSE:]
    unknown: list[float | None] = [None] * len(past)
    values = [float(value) if isfinite(value) else None for value in series.values[-LONGEST_COURSE:]]
    return Evidence(
        "series",
        {
            "day": [period.start.isoformat() for period in (*past, *ahead)],
            "value": [*values, *[None] * len(ahead)],
            "expected": [*unknown, *found.value.tolist()],
            "low": [*unknown, *found.p10.tolist()],
            "high": [*unknown, *found.p90.tolist()],
            "limit": [*unknown, *limits],
        },
        series.unit,
        Text(de="Verlauf und Prognose mit 80-%-Bereich", en="Course and forecast with its 80% range"),
    )


def _outlook(values: Sequence[Value], horizon: int, fiscal_start: int) -> Outlook:
    from leitstand.analysis.series.forecasting import forecast

    last = values[-1]
    if last.period.grain == "total":
        raise UnusableInput(
            Text(de="Die Zeit im Ganzen lässt sich nicht fortschreiben.", en="All time as one cannot be carried on."),
            Text(
                de="Wählen Sie --grain month, week, quarter oder year.",
                en="Choose --grain month, week, quarter or year.",
            ),
        )
    history = _without_gaps(values, fiscal_start)
    series = [float("nan") if value is None else value for _, value in history]
    ahead = forecast(series, horizon, SEASONS.get(last.period.grain, 1), limits_of(last.metric))
    periods = [_next(last.period, fiscal_start)]
    while len(periods) < horizon:
        periods.append(_next(periods[-1], fiscal_start))
    return Outlook(last.metric, last.dims, last.unit, last.currency, history, periods, ahead)


def _without_gaps(values: Sequence[Value], fiscal_start: int) -> list[tuple[Period, float | None]]:
    """All periods from the first to the last known value; a cell may have none of some."""
    known = {value.period: value.value for value in values if value.value is not None}
    found: list[tuple[Period, float | None]] = []
    period = values[-1].period
    while known and period >= min(known):
        found.append((period, known.get(period)))
        period = _before(period, fiscal_start)
    return found[::-1]


def _next(period: Period, fiscal_start: int) -> Period:
    if period.grain == "ttm":
        return period_of(period.end, "ttm")
    return period_of(period.end, period.grain, fiscal_start)


def _before(period: Period, fiscal_start: int) -> Period:
    if period.grain == "ttm":
        return period_of(previous(period_of(period.last_day, "month")).start, "ttm")
    return previous(period, fiscal_start)


def _nothing_complete() -> UnusableInput:
    return UnusableInput(
        Text(de="Noch ist kein Zeitraum abgeschlossen, der sich fortschreiben ließe.",
             en="There is no complete period yet that could be carried on."),
        Text(de="Wählen Sie kürzere Zeiträume (--grain) oder warten Sie den laufenden ab.",
             en="Choose shorter periods (--grain) or wait for the current one to end."),
    )  # fmt: skip
