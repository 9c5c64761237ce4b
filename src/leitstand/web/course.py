"""How a metric went and will probably go on: one chart with its usual range, forecast, target line and events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_value
from leitstand.foundation.period import Grain
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.state import written
from leitstand.web.timeline import noted

if TYPE_CHECKING:
    from leitstand.analysis.outlook import Outlook
    from leitstand.metrics.compute.result import Value

SHOWN = 25
"""Complete periods: two years and the one they began with."""
AHEAD: dict[Grain, int] = {"month": 6, "quarter": 2, "week": 8}
BASIS = Text(
    de="Band um die Vergangenheit: üblicher Bereich; um die Prognose: 80 % und 95 %",
    en="Band around the past: usual range; around the forecast: 80% and 95%",
)


def course(
    company: Company, metric: str, where: Sequence[str] = (), about: Collection[str] | None = None
) -> Chart | None:
    """The last two years and the half year ahead, with target and events; None where there are no two periods.

    about: metrics whose events are told; that of the chart where not given.
    """
    grain = grain_of(metric)
    if grain == "total":
        return None
    drawn: Chart | None = company.remember(
        "course", lambda: _drawn(company, metric, where, grain), metric, tuple(where)
    )
    if drawn is None:
        return None
    return noted(company, _aimed(company, drawn, metric, where, grain), about or [metric])


def grain_of(metric: str) -> Grain:
    """The month, else the finest grain that the metric has."""
    one = find(metric)
    grains = ("month",) if isinstance(one, Measure) else one.grains
    return "month" if "month" in grains else grains[0]  # type: ignore[return-value]


def _drawn(company: Company, metric: str, where: Sequence[str], grain: Grain) -> Chart | None:
    values = [one for one in company.values(metric, grain, where) if one.complete]
    while values and values[0].value is None:
        values = values[1:]
    if sum(one.value is not None for one in values) < 2:
        return None
    outlook = _outlook(values, grain, company.fiscal_start)
    low, high = usual(values)
    shown = values[-SHOWN:]
    periods = [one.period for one in shown] + (outlook.periods if outlook else [])
    more = len(periods) - len(shown)
    columns: dict[str, Sequence[Any]] = {
        "day": [one.start.isoformat() for one in periods],
        "value": [one.value for one in shown] + [None] * more,
        "low": [*low[-SHOWN:], *[None] * more],
        "high": [*high[-SHOWN:], *[None] * more],
    }
    if outlook:
        columns |= _ahead(outlook, len(shown), shown[-1].value)
    one, last = find(metric), shown[-1]
    direction = "context" if isinstance(one, Measure) else one.direction
    return Chart("series", columns, last.unit, _said(last, outlook), BASIS, last.currency, direction)


def _outlook(values: Sequence[Value], grain: Grain, fiscal_start: int) -> Outlook | None:
    from leitstand.analysis.outlook import outlooks

    try:
        return outlooks(values, AHEAD[grain], fiscal_start)[0] if grain in AHEAD else None
    except LeitstandError:  # too little history to carry on
        return None


def usual(values: Sequence[Value]) -> tuple[list[float | None], list[float | None]]:
    """Lower and upper bound of what is usual in each month, with its season; None where too little is known."""
    import numpy as np

    from leitstand.analysis.series.behaviour import chart
    from leitstand.analysis.series.season import MONTHS_FOR_A_SEASON, decompose

    numbers = np.array([np.nan if one.value is None else one.value for one in values], float)
    unknown: list[float | None] = [None] * len(values)
    if values[0].period.grain != "month" or np.isfinite(numbers).sum() < MONTHS_FOR_A_SEASON:
        return unknown, unknown
    parts = decompose(numbers, [one.period for one in values])
    moving = parts.season + parts.calendar
    drawn = chart(numbers - moving)
    lower, upper = drawn.lower + moving, drawn.upper + moving
    if np.nanmin(numbers) >= 0:
        lower = np.maximum(lower, 0.0)
    return _known(lower), _known(upper)


def _known(values: Any) -> list[float | None]:
    return [float(one) if one == one else None for one in values]


def _ahead(outlook: Outlook, shown: int, last: float | None) -> dict[str, Sequence[Any]]:
    """The forecast begins where the past ends, so that no gap is seen between them."""
    found = outlook.forecast
    names = {"forecast": "value", "low95": "low95", "high95": "high95", "p10": "p10", "p90": "p90"}
    return {
        name: [*[None] * (shown - 1), last, *(float(one) for one in getattr(found, source))]
        for name, source in names.items()
    }


def _said(last: Value, outlook: Outlook | None) -> Text:
    """The latest value, and where it will probably go, in one sentence."""
    title, now = find(last.metric).title, written(last.period)
    said = {}
    for language in LANGUAGES:

        def amount(value: float, language: Any = language) -> str:
            return format_value(value, last.unit, last.currency, language, short=True)

        known = amount(last.value) if last.value is not None else "–"
        said[language] = f"{title.get(language)}: {now.get(language)} {known}"
        if outlook:
            found, until = outlook.forecast, written(outlook.periods[-1]).get(language)
            middle, low, high = (amount(float(one[-1])) for one in (found.value, found.p10, found.p90))
            said[language] += (
                f"; {until} voraussichtlich {middle} (in 8 von 10 Fällen {low} bis {high})" if language == "de"
                else f"; {middle} expected in {until} (in 8 of 10 cases {low} to {high})"
            )  # fmt: skip
    return Text(**said)


def _aimed(company: Company, drawn: Chart, metric: str, where: Sequence[str], grain: Grain) -> Chart:
    """The chart with the targets people have set, where there are some."""
    segment = " & ".join(dict.fromkeys([*map(str, (Segment((one,)) for one in company.scope.conditions)), *where]))
    known = {
        day.isoformat(): target.value
        for (day, about), target in company.workspace.targets(metric, grain).items()
        if about == segment
    }
    aims = [known.get(str(day)) for day in drawn.columns["day"]]
    if not any(one is not None for one in aims):
        return drawn
    return replace(drawn, columns={**drawn.columns, "target": aims})
