"""Watches whether a metric of the whole company has left its centre line for long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Series, Sight, TooLittle
from leitstand.analysis.series.behaviour import Chart, chart, run_at_end
from leitstand.analysis.series.season import MONTHS_FOR_A_SEASON, decompose
from leitstand.analysis.series.trend_panel import as_row, is_stock
from leitstand.analysis.series.trend_telling import NEVER_SHOWN, NOTHING, WORTH_SAYING, good, number
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find


def look(sight: Sight) -> Iterator[Candidate]:
    for metric in sight.metrics():
        series = sight.series(metric)
        if series is None or series.warned or is_stock(metric) or isinstance(as_row(series), TooLittle):
            continue
        if np.isfinite(series.values).sum() >= MONTHS_FOR_A_SEASON:
            yield _candidate(series)


def _candidate(series: Series) -> Candidate:
    """A run has the chance of so many equal tosses of a coin, for each month in which it could have begun."""
    parts = decompose(series.values, series.periods)
    steady = series.values - parts.season - parts.calendar
    drawn = chart(steady)
    off = drawn.values - drawn.centre
    known = np.flatnonzero(np.isfinite(off))
    run = run_at_end(off)
    since = known[-run] if run else known[-1]
    p = min(1.0, len(known) * 2.0 ** (1 - run)) if run else 1.0
    effect = float(np.mean(off[known[-max(run, 1) :]]))
    return Candidate(
        type="signal",
        metric=series.metric,
        effect=effect,
        unit=series.unit,
        since=series.periods[since].start,
        p=p,
        figures={
            "months": Figure(run, "count"),
            "lower": Figure(float(drawn.lower[known[-1]]), series.unit),
            "upper": Figure(float(drawn.upper[known[-1]]), series.unit),
        },
        evidence=_evidence(series, drawn) if p < NEVER_SHOWN else NOTHING,
        good=good(series, effect),
        worth_saying=abs(effect) >= WORTH_SAYING * abs(float(np.nanmean(steady))),
    )


def _evidence(series: Series, drawn: Chart) -> Evidence:
    columns: dict[str, Sequence[Any]] = {
        "day": [period.start.isoformat() for period in series.periods],
        "value": [number(one) for one in drawn.values],
        "expected": [number(one) for one in drawn.centre],
        "low": [number(one) for one in drawn.lower],
        "high": [number(one) for one in drawn.upper],
    }
    return Evidence("series", columns, series.unit, find(series.metric).title)


METHOD = Method(
    title=Text(de="Prozessverhalten (XmR-Karte)", en="Process behaviour (XmR chart)"),
    question=Text(
        de="Bleibt eine Kennzahl seit Langem auf einer Seite ihrer Mittellinie?",
        en="Has a metric stayed on one side of its centre line for long?",
    ),
    formula="centre ± 2.66·mean moving range, season and calendar taken out, on AR(1) residuals where autocorrelated; "
    "p of a run of k months = months · 2^(1−k)",
    misleads=Text(
        de="Ein einzelner Ausreißer verschiebt die Mittellinie; einzelne Werte prüft ein eigenes Verfahren.",
        en="A single outlier moves the centre line; single values are tested by a method of their own.",
    ),
    reference="Wheeler 2000; Alwan and Roberts 1988",
    finds=("signal",),
    look=look,
)
