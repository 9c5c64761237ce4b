"""Looks whether the account will run low, or a target be missed, within the next six months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from leitstand.analysis.contract import Candidate, Figure, Method, Money, Series, Sight, TooLittle
from leitstand.analysis.outlook import course, figure, likely, limits_of, months_ahead
from leitstand.analysis.series.forecast_limits import Risk, most_probable
from leitstand.analysis.series.forecasting import FEWEST, Forecast, forecast
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

MONTHS = 6
CASH = "cash_balance_amount"
PAID_OUT = "cash_out"
OVERDRAWN, RESERVE, MISSED = 0.1, 0.25, 0.5
"""From this probability on it is said: an empty account is worth a warning early, a target when missing is likelier."""
STALE = timedelta(days=62)
MONTHS_KNOWN = Text(de="Monate", en="months")


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    yield from _cash(sight)
    for metric, targets in sight.targets("month").items():
        series = sight.series(metric)
        if series is not None and series.direction != "context" and _current(sight, series):
            yield from _target(series, targets)


def _cash(sight: Sight) -> Iterator[Candidate | TooLittle]:
    series = sight.series(CASH)
    if series is None or not _current(sight, series):
        return
    found = _ahead(series)
    if found is None:
        yield _too_little(series)
        return
    paid_out = sight.series(PAID_OUT)
    reserve = float(np.nanmean(paid_out.values[-3:])) if paid_out is not None and _current(sight, paid_out) else None
    for case, limit, least in (("overdrawn", 0.0, OVERDRAWN), ("reserve", reserve, RESERVE)):
        limits = [limit] * MONTHS
        risk = most_probable(found, limits, below=True)
        if limit is None or risk is None or risk.probability < least or series.values[-1] < limit:
            continue
        short = min(0.0, float(found.p10[risk.place]) - limit)
        yield _candidate(series, found, limits, risk, case, Money(risk.probability * short, "liquidity", once=True))
        return


def _target(series: Series, targets: Mapping[date, float]) -> Iterator[Candidate | TooLittle]:
    below = series.direction == "up"
    limits = [_in_force(targets, period.start) for period in months_ahead(series, MONTHS)]
    now, last = _in_force(targets, series.periods[-1].start), series.values[-1]
    missed_today = now is not None and (last < now if below else last > now)
    if missed_today or all(limit is None for limit in limits):
        return  # what is missed today is no risk ahead
    found = _ahead(series)
    if found is None:
        yield _too_little(series)
        return
    risk = most_probable(found, limits, below)
    if risk is not None and risk.probability >= MISSED:
        yield _candidate(series, found, limits, risk, "target", None)


def _in_force(targets: Mapping[date, float], start: date) -> float | None:
    """The target of a month; without one of its own the last before it, for at most a year."""
    earlier = [day for day in targets if start - timedelta(days=366) < day <= start]
    return targets[max(earlier)] if earlier else None


def _candidate(
    series: Series, found: Forecast, limits: Sequence[float | None], risk: Risk, case: str, money: Money | None
) -> Candidate:
    ahead = months_ahead(series, MONTHS)
    month, place = ahead[risk.place], risk.place
    numbers = {"limit": risk.limit, "expected": found.value[place], "p10": found.p10[place], "p90": found.p90[place]}
    return Candidate(
        type="risk_ahead",
        metric=series.metric,
        effect=float(found.value[place]) - risk.limit,
        unit=series.unit,
        since=month.start,
        until=month.end,
        low=float(found.low95[place]) - risk.limit,
        high=float(found.high95[place]) - risk.limit,
        figures={name: figure(value, series.unit) for name, value in numbers.items()}
        | {
            "probability": Figure(risk.probability, "ratio"),
            "likely": likely(risk.probability),
            "month": Figure(month.start, "day"),
            "case": Figure(case, "text"),
        },
        evidence=course(series, ahead, found, limits),
        against=[found.note] if found.note else [],
        unchecked=[
            Text(
                de="bekannte einzelne Vorgänge der nächsten Monate, die es früher so nicht gab",
                en="known single events of the coming months that had no like in the past",
            )
        ],
        money=money,
        good=False,
        matter=f"risk ahead: {series.metric}",
    )


def _ahead(series: Series) -> Forecast | None:
    try:
        return forecast(series.values, MONTHS, limits=limits_of(series.metric))
    except UnusableInput:
        return None


def _too_little(series: Series) -> TooLittle:
    return TooLittle(series.metric, series.dims, MONTHS_KNOWN, FEWEST, int(np.isfinite(series.values).sum()))


def _current(sight: Sight, series: Series) -> bool:
    return series.periods[-1].end > sight.as_of - STALE


METHOD = Method(
    title=Text(de="Absehbare Risiken", en="Risks ahead"),
    question=Text(
        de="Reicht das Geld, und werden die Ziele der nächsten sechs Monate erreicht?",
        en="Will the money last, and will the targets of the next six months be reached?",
    ),
    formula="max over the next 6 months of P(forecast < limit), forecast: median of ETS and Theta with conformal "
    "intervals; limits: 0, one month of payments, the monthly targets",
    misleads=Text(
        de="wenn sich etwas ändert, das es in der Vergangenheit nicht gab: ein Kredit, ein großer Auftrag",
        en="where something changes that the past does not know: a loan, a large order",
    ),
    reference="Hyndman and Athanasopoulos (2021); Vovk, Gammerman and Shafer (2005)",
    finds=("risk_ahead",),
    look=look,
)
