"""Finds rates that changed because their segments' shares moved, even against what every segment did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Series, Sight, TooLittle
from leitstand.analysis.explain.segments import OF_TIME, scale_of, way_to_split
from leitstand.analysis.explain.shifts import YEAR, Estimate, Shift, shift
from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.registry import dimension, measures

LEAST_PART = 0.03
"""Shares that move the rate by less than this part of itself are not worth a sentence."""

CLEAR = 0.001
"""p below which the comparison with the first year is told alone."""

OF_HISTORY = {"new_existing"}
"""The longer orders are recorded, the more customers are known from before: their share grows by itself."""

LOOSE = 0.005
"""So much more than the whole the segments may add up to (rounding); beyond it somebody counts twice."""

INSIDE = Text(
    de="Ob sich innerhalb der Teilgruppen Anteile verschoben haben.", en="Whether shares moved inside the segments."
)
OTHERS = Text(de="die übrigen", en="the others")
POINTS = "percentage_points"


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    """Every rate over every dimension: the last year against the first, else against the one before."""
    for metric in sight.metrics():
        whole = sight.series(metric)
        if whole is None or way_to_split(metric) != "rate" or _of_stocks(metric):
            continue
        if len(whole.periods) < 2 * YEAR:
            yield TooLittle(metric, {}, Text(de="Monate", en="months"), 2 * YEAR, len(whole.periods))
            continue
        for name in sight.dimensions(metric):
            if name not in OF_TIME | OF_HISTORY:
                yield from _over(whole, name, sight.split(metric, name))


def _of_stocks(metric: str) -> bool:
    """Whether it counts what is there at a day: the months of a year then show the same cases again and again."""
    return any(not isinstance(measures()[leaf].time, str) for leaf in leaves_of(metric))


def _over(whole: Series, name: str, cells: Mapping[str, Series]) -> Iterator[Candidate]:
    laid = _laid_out(whole, cells)
    if laid is None:
        return
    upper, lower, labels = laid
    end = len(whole.periods)
    years = end // YEAR
    clear = False
    for back in sorted({1, years - 1}, reverse=True):
        before = slice(end - (back + 1) * YEAR, end - back * YEAR)
        found = shift(upper, lower, before, slice(end - YEAR, end))
        if found is not None:
            spans = [Period(whole.periods[part.start].start, whole.periods[part.stop - 1].end, "total")
                     for part in (before, slice(end - YEAR, end))]  # fmt: skip
            one = _candidate(whole, name, labels, found, spans)
            # what the longer comparison shows clearly, the shorter one would only tell in part
            yield replace(one, worth_saying=one.worth_saying and not clear)
            clear = one.worth_saying and one.p is not None and one.p < CLEAR


def _laid_out(whole: Series, cells: Mapping[str, Series]) -> tuple[np.ndarray, np.ndarray, list[str | None]] | None:
    """Numerators and denominators by month and segment, and the segments; None: what the cells leave of the whole.

    None where the cells are more than the whole.
    """
    place = {period.start: at for at, period in enumerate(whole.periods)}
    labels: list[str | None] = [*cells]
    upper, lower = np.zeros((len(place), len(labels) + 1)), np.zeros((len(place), len(labels) + 1))
    for column, one in enumerate(cells.values()):
        for at, period in enumerate(one.periods):
            if period.start in place:
                upper[place[period.start], column] = np.nan_to_num(one.numerators[at])
                lower[place[period.start], column] = np.nan_to_num(one.denominators[at])
    upper[:, -1] = np.nan_to_num(whole.numerators) - upper.sum(axis=1)
    lower[:, -1] = np.nan_to_num(whole.denominators) - lower.sum(axis=1)
    if lower[:, -1].sum() < -LOOSE * lower.sum():
        return None
    if (lower[:, -1] <= 0).all():
        return upper[:, :-1], lower[:, :-1], labels
    lower[:, -1] = np.maximum(lower[:, -1], 0.0)
    return upper, lower, [*labels, None]


def _candidate(
    whole: Series, name: str, labels: Sequence[str | None], found: Shift, spans: Sequence[Period]
) -> Candidate:
    scale, offset = scale_of(whole.metric)
    unit = POINTS if whole.unit == "ratio" else whole.unit
    effect, low, high = _scaled(found.total, scale)
    gained = int(np.argmax(found.shares_after - found.shares_before))
    figures = {
        "reversal": Figure(float(found.reversal()), "score"),
        "dimension": Figure(dimension(name).title, "text"),
        "gained": Figure(labels[gained] or OTHERS, "text"),
        "share_before": Figure(float(found.shares_before[gained]), "ratio"),
        "share_after": Figure(float(found.shares_after[gained]), "ratio"),
        "base": Figure(_label(spans[0]), "text"),
        "year": Figure(_label(spans[1]), "text"),
    }
    for part, one in (("mix", found.mix), ("rate", found.rate)):
        for key, number in zip((part, f"{part}_low", f"{part}_high"), _scaled(one, scale), strict=True):
            figures[key] = Figure(number, unit, signed=True)
    level = max(abs(found.level_before * scale + offset), abs(found.level_after * scale + offset))
    return Candidate(
        type="mix_shift",
        metric=whole.metric,
        effect=effect,
        unit=whole.unit,
        low=low,
        high=high,
        p=max(found.mix.p, found.total.p),  # the sentence says both: that it changed, and that the shares moved
        since=spans[1].start,
        until=spans[1].end,
        figures=figures,
        evidence=_evidence(found, labels[gained] or OTHERS, whole, spans),
        drivers=_drivers(found, name, labels, scale, whole.unit),
        unchecked=(INSIDE,),
        good=None if whole.direction == "context" else (effect > 0) == (whole.direction == "up"),
        worth_saying=abs(found.mix.value) > abs(found.rate.value)
        and abs(found.mix.value * scale) >= LEAST_PART * level,
    )


def _scaled(one: Estimate, scale: float) -> tuple[float, float, float]:
    low, high = sorted((one.low * scale, one.high * scale))
    return one.value * scale, low, high


def _label(span: Period) -> Text:
    """10/2023–09/2024"""
    first, last = span.start, span.last_day
    return Text(de=f"{first:%m/%Y}–{last:%m/%Y}", en=f"{first:%Y-%m}–{last:%Y-%m}")


def _evidence(found: Shift, gained: str | Text, whole: Series, spans: Sequence[Period]) -> Evidence:
    """From one year to the other: what moved shares make of it, and what the segments themselves."""
    scale, offset = scale_of(whole.metric)
    to = gained if isinstance(gained, Text) else Text(de=gained, en=gained)
    moved = Text(de=f"Verschobene Anteile (zu {to.de})", en=f"Mix moved to {to.en}")
    return Evidence(
        kind="waterfall",
        columns={
            "label": [_label(spans[0]), moved, Text(de="Werte der Teilgruppen", en="Rates of the segments"),
                      _label(spans[1])],
            "value": [found.level_before * scale + offset, found.mix.value * scale, found.rate.value * scale,
                      found.level_after * scale + offset],
            "total": [True, False, False, True],
        },
        unit=whole.unit,
        title=Text(de="Verschobene Anteile und Werte der Teilgruppen", en="Shares that moved, and rates of segments"),
    )  # fmt: skip


def _drivers(found: Shift, name: str, labels: Sequence[str | None], scale: float, unit: str) -> list[Driver]:
    """The segments whose shares moved the rate most."""
    moved = found.moved * scale
    return [
        Driver(Text(de=f"Anteil {label}", en=f"Share of {label}"), float(moved[at]), unit, "made_up_of",
               dims={name: label})
        for at in np.argsort(-np.abs(moved))[:3]
        if (label := labels[at]) is not None
    ]  # fmt: skip


METHOD = Method(
    title=Text(de="Mix gegen Rate", en="Mix against rate"),
    question=Text(
        de="Hat sich eine Quote verändert, weil sich die Anteile der Teilgruppen verschoben haben?",
        en="Did a rate change because the shares of its segments moved?",
    ),
    formula="rate_s = w̄_s·Δr_s, mix_s = Δw_s·(r̄_s − R̄), Σ(rate + mix) = ΔR; paired t over calendar months",
    misleads=Text(
        de="Eine grobe Gliederung verbirgt Verschiebungen innerhalb der Teilgruppen; zwei Jahre sind ein Vergleich.",
        en="A coarse split hides shifts inside its segments; two years are a single comparison.",
    ),
    reference="Marshall 1890, Edgeworth 1925; Simpson 1951",
    finds=("mix_shift",),
    look=look,
)
