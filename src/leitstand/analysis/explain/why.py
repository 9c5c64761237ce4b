"""Why a number changed between two periods: its parts, mix and rate, the segments and what happened around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from leitstand.analysis.explain.deeper import located
from leitstand.analysis.explain.events import closest, happenings, holidays, news
from leitstand.analysis.explain.explained import Why
from leitstand.analysis.explain.parts import Forest, Part, parts_of
from leitstand.analysis.explain.price_volume import PriceVolumeMix, price_volume_mix
from leitstand.analysis.explain.segments import OF_TIME, Split, cells, split, telling
from leitstand.analysis.explain.spans import two_periods
from leitstand.analysis.explain.telling import part_title, segment_title, sentence
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Period, previous
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask, answer, check, dimensions_of
from leitstand.metrics.compute.comparison import is_clear
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Measure, Metric
from leitstand.metrics.registry import find

BRIDGE = {"rev_new": 1, "rev_reactivation": 1, "rev_expansion": 1, "rev_contraction": -1, "rev_churn": -1,
          "rev_refund_only": 1, "rev_unassigned": 1}  # fmt: skip
ALONE = Text(
    de="Nach den gewünschten Dimensionen gibt es keine zwei Teilgruppen, die groß genug sind, um gezeigt zu werden.",
    en="By the dimensions asked for there are no two segments that are large enough to be shown.",
)
SHORTEST_WINDOW = 60
"""Days around the onset in which an event is still near."""


def why(facts: StoreFacts, metric: str, period: str | None = None, against: str = "year_before",
        by: Sequence[str] = ()) -> Why:  # fmt: skip
    """Explains the change of a metric or measure from one period to another.

    period: 2026-Q3, 2026-09, 2026, 2025-10..2026-09; default the latest complete quarter. against: such a period,
    "previous" or "year_before". by: one to three dimensions whose cells are listed, default the most telling ones.
    Raises UnknownId, and UnusableInput where one of the values cannot be said.
    """
    find(metric)
    chosen, before = two_periods(facts, metric, period, against)
    chosen, before = _alike(chosen, before)
    check(metric, find(metric), Ask(chosen.grain, tuple(by)))
    old, new = _values(facts, metric, chosen, before)
    root = Forest(facts, chosen, before).grown(metric)
    parts = parts_of(root) if root else []
    splits = _splits(facts, old, new, by)
    shown = _headline(splits, by)
    change = (new.value or 0.0) - (old.value or 0.0)
    if by:
        segments = sorted(shown.parts, key=lambda one: -abs(one.contribution or 0.0)) if shown else []
    else:
        segments = [*located(facts, splits, old, new), *telling(splits, change)]
    onset = _onset(facts, metric, chosen, before)
    window = max(SHORTEST_WINDOW, (chosen.end - min(before.start, chosen.start)).days // 2)
    happened = news(happenings(facts), (chosen.start - before.start).days)
    happened = [one for one in happened if one.on < chosen.end and (one.until or one.on) >= before.start]
    return Why(
        old, new, root.operator if root else None, parts, shown, segments,
        bridge=_bridge(facts, metric, chosen, before), prices=_prices(facts, metric, chosen, before),
        onset=onset, events=closest([*happened, *holidays(chosen, before)], onset, window),
        clear=is_clear(new, old), notes=[*_notes(new, old), *([] if shown or not by else [ALONE])],
    )  # fmt: skip


def _alike(period: Period, against: Period) -> tuple[Period, Period]:
    """Both under one grain, so that they are asked for in one question."""
    if period.grain == against.grain:
        return period, against
    return replace(period, grain="total"), replace(against, grain="total")


def _values(facts: StoreFacts, metric: str, period: Period, against: Period) -> tuple[Value, Value]:
    found = answer(facts, metric, Ask(period.grain, only=(against, period)))
    for one in found:
        if one.value is None:
            label = Text(de=one.period.label("de"), en=one.period.label("en"))
            reason = one.note or Text(de="Zu wenig Daten.", en="Not enough data.")
            raise UnusableInput(
                Text(de=f"Für {label.de} gibt es keinen Wert.", en=f"There is no value for {label.en}."), reason
            )
    old, new = found
    return old, new


def _splits(facts: StoreFacts, old: Value, new: Value, by: Sequence[str]) -> list[Split]:
    if by:
        found = split(facts, by, old, new)
        return [found] if found else []
    named = sorted(dimensions_of(old.metric) - OF_TIME) if not isinstance(find(old.metric), Measure) else []
    return [one for name in named if (one := split(facts, (name,), old, new))]


def _headline(splits: Sequence[Split], by: Sequence[str]) -> Split | None:
    """The split to speak of: one in which everything is reversed, else the one whose shares moved most, else the most
    uneven."""
    if not splits or by:
        return splits[0] if splits else None
    return max(splits, key=lambda one: (one.reversal, abs(one.mix or 0.0), one.unevenness))


def _bridge(facts: StoreFacts, metric: str, period: Period, against: Period) -> list[Part]:
    """New, returning, growing, shrinking and lost customers, where the metric is revenue and the periods are
    neighbours."""
    one = find("rev_new")
    known = isinstance(one, Metric) and period.grain in one.grains
    if metric != "revenue_net" or not known or previous(period, facts.fiscal_start) != against:
        return []
    found = []
    for name, sign in BRIDGE.items():
        (value,) = answer(facts, name, Ask(period.grain, only=(period,), intervals=False))
        if value.value is None:
            return []
        found.append(Part(name, sign, None, None, sign * value.value))
    return found


def _prices(facts: StoreFacts, metric: str, period: Period, against: Period) -> PriceVolumeMix | None:
    if metric != "revenue_net" or "order_line" not in facts.systems:
        return None
    revenue = cells(facts, metric, ("product",), period, against)
    units = cells(facts, "units_sold", ("product",), period, against)
    sides = [
        {cell: (one.value, units_of[cell].value or 0.0 if cell in units_of else 0.0)
         for cell, one in side.items() if one.value is not None}
        for side, units_of in zip(revenue, units, strict=True)
    ]  # fmt: skip
    return price_volume_mix(sides[0], sides[1])


def _onset(facts: StoreFacts, metric: str, period: Period, against: Period) -> date:
    """The month from which on the values lie elsewhere: the cut that explains most of their scatter between the two
    periods, over the year before where that is known. Periods in the wrong order, or without months: the later's start.
    """
    one = find(metric)
    if (not isinstance(one, Measure) and "month" not in one.grains) or against.end > period.start:
        return period.start
    values = answer(facts, metric, Ask("month", end=period.end, intervals=False))
    known = {value.period.start: value.value for value in values if value.value is not None and value.complete}
    months = [month for month in known if against.start <= month < period.end]
    base = {month: known.get(month.replace(year=month.year - 1)) for month in months}
    if all(value is not None for value in base.values()):
        course = np.array([(known[month] or 0.0) - (base[month] or 0.0) for month in months])
    else:
        course = np.array([known[month] or 0.0 for month in months])
    cuts = [at for at in range(1, len(months)) if against.end <= months[at] <= period.start]
    if not cuts:
        return period.start
    n = len(course)
    best = max(cuts, key=lambda at: at * (n - at) * (course[:at].mean() - course[at:].mean()) ** 2)
    return months[best]


def _notes(new: Value, old: Value) -> list[Text]:
    notes = []
    if not (new.complete and old.complete):
        notes.append(Text(de="Einer der Zeiträume ist nicht ganz von Daten gedeckt.",
                          en="One of the periods is not fully covered by data."))  # fmt: skip
    if new.warnings or old.warnings:
        notes.append(Text(de="Zeilen, die nicht stimmen können, verfälschen vielleicht Werte (`leitstand quality`).",
                          en="Rows that cannot be right may distort the values (`leitstand quality`)."))  # fmt: skip
    if is_clear(new, old) is False:
        notes.append(Text(de="Die Veränderung ist nicht größer, als der Zufall sie gibt.",
                          en="The change is no larger than chance would give."))  # fmt: skip
    return notes


def as_dict(found: Why) -> dict[str, Any]:
    """The documented shape: `change, parts, mix, rate, segments, events, sentence` and what they rest on."""

    def part(one: Part) -> dict[str, Any]:
        return {
            "id": one.id, "title": part_title(one.id).as_dict(), "sign": one.sign, "before": one.before,
            "after": one.after, "contribution": one.contribution, "operator": one.operator,
            "parts": [part(inner) for inner in one.parts],
        }  # fmt: skip

    own, prices = found.split, found.prices
    return {
        "metric": found.after.metric, "title": find(found.after.metric).title.as_dict(), "unit": found.after.unit,
        "currency": found.after.currency, "period": _span(found.after.period), "against": _span(found.before.period),
        "before": found.before.value, "after": found.after.value, "change": found.change, "clear": found.clear,
        "operator": found.operator, "parts": [part(one) for one in found.parts],
        "mix": own.mix if own else None, "rate": own.rate if own else None,
        "mix_by": list(own.by) if own and own.mix is not None else [], "reversal": bool(own and own.reversal),
        "segments": [
            {"dims": dict(one.dims), "before": one.before, "after": one.after, "contribution": one.contribution,
             "expected": one.expected, "mix": one.mix, "rate": one.rate, "title": segment_title(one).as_dict(),
             "share_before": one.share_before, "share_after": one.share_after}
            for one in found.segments
        ],
        "bridge": [part(one) for one in found.bridge],
        "price_volume": prices and {name: getattr(prices, name)
                                    for name in ("price", "volume", "mix", "new", "lost", "other")},
        "onset": found.onset.isoformat(),
        "events": [
            {"on": one.happening.on.isoformat(), "until": one.happening.until and one.happening.until.isoformat(),
             "kind": one.happening.kind, "title": one.happening.title.as_dict(), "days": one.days,
             "closeness": one.closeness}
            for one in found.events
        ],
        "sentence": sentence(found).as_dict(),
        "notes": [one.as_dict() for one in found.notes],
    }  # fmt: skip


def _span(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat(),
            "de": period.label("de"), "en": period.label("en")}  # fmt: skip
