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
from leitstand.analysis.explain.parts import Forest, Part, parts_of, unsure
from leitstand.analysis.explain.price_volume import PriceVolumeMix, price_volume_mix
from leitstand.analysis.explain.resampling import resampled
from leitstand.analysis.explain.segments import OF_TIME, UNSHOWN, Cell, Split, split, telling
from leitstand.analysis.explain.segments import Part as Share
from leitstand.analysis.explain.spans import two_periods
from leitstand.analysis.explain.telling import part_title, segment_title, sentence
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Period, previous
from leitstand.foundation.segment import Condition, Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask, answer, check, dimensions_of
from leitstand.metrics.compute.comparison import is_clear
from leitstand.metrics.compute.evaluator import evaluator
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Measure, Metric
from leitstand.metrics.registry import find

BRIDGE = {"rev_new": 1, "rev_reactivation": 1, "rev_expansion": 1, "rev_contraction": -1, "rev_churn": -1,
          "rev_refund_only": 1, "rev_unassigned": 1}  # fmt: skip
ALONE = Text(
    de="Nach den gewünschten Dimensionen gibt es keine zwei Teilgruppen, die groß genug sind, um gezeigt zu werden.",
    en="By the dimensions asked for there are no two segments that are large enough to be shown.",
)
UNSURE_PARTS = Text(
    de="±: Bei diesem Beitrag ist nicht sicher, ob er hebt oder senkt (der 90-%-Bereich über die Kunden enthält 0).",
    en="±: for this part it is not sure whether it raises or lowers (the 90% interval over customers holds 0).",
)
MOSTLY = 0.5
SHORTEST_WINDOW = 60
"""Days around the onset in which an event is still near."""


def why(facts: StoreFacts, metric: str, period: str | None = None, against: str = "year_before",
        by: Sequence[str] = (), where: Sequence[str] = ()) -> Why:  # fmt: skip
    """Explains the change of a metric or measure from one period to another.

    period: 2026-Q3, 2026-09, 2026, 2025-10..2026-09; default the latest complete quarter. against: such a period,
    "previous" or "year_before". by: one to three dimensions whose cells are listed, default the most telling ones.
    where: conditions such as "country=DE": only what lies in that segment. Raises UnknownId, and UnusableInput where
    one of the values cannot be said.
    """
    find(metric)
    chosen, before = two_periods(facts, metric, period, against)
    chosen, before = _alike(chosen, before)
    inside = Segment.parse(list(where))
    check(metric, find(metric), Ask(chosen.grain, tuple(by), inside))
    old, new = _values(facts, metric, chosen, before, inside)
    forest = Forest(facts, chosen, before, inside)
    root = forest.grown(metric)
    parts = parts_of(root, resampled(forest, root) if root.parts else None) if root else []
    splits = _splits(facts, old, new, by, inside)
    shown = _headline(splits, by)
    change = (new.value or 0.0) - (old.value or 0.0)
    if by:
        segments = sorted(shown.parts, key=lambda one: -abs(one.contribution or 0.0)) if shown else []
    else:
        segments = [*located(facts, splits, old, new, inside), *telling(splits, change)]
    told = segments[0] if segments and not by and _tells(segments[0], change) else None
    onset = _onset(facts, metric, chosen, before, _narrowed(inside, told))
    window = max(SHORTEST_WINDOW, (chosen.end - min(before.start, chosen.start)).days // 2)
    happened = news(happenings(facts), (chosen.start - before.start).days)
    happened = [one for one in happened if one.on < chosen.end and (one.until or one.on) >= before.start]
    return Why(
        old, new, root.operator if root else None, parts, shown, segments,
        bridge=[] if where else _bridge(facts, metric, chosen, before),
        prices=_prices(facts, metric, chosen, before, inside),
        where=inside, onset=onset, onset_of=told, events=closest([*happened, *holidays(chosen, before)], onset, window),
        clear=is_clear(new, old),
        notes=[*_notes(new, old), *([UNSURE_PARTS] if any(map(unsure, parts)) else []),
               *([] if shown or not by else [ALONE])],
    )  # fmt: skip


def _alike(period: Period, against: Period) -> tuple[Period, Period]:
    """Both under one grain, so that they are asked for in one question."""
    if period.grain == against.grain:
        return period, against
    return replace(period, grain="total"), replace(against, grain="total")


def _tells(one: Share, change: float) -> bool:
    """Whether the change is mostly what happened inside this segment, so that its own course says when it began."""
    own = one.contribution if one.rate is None else one.rate
    shown = not {OTHER, UNSHOWN, None} & {*one.dims.values()}
    return shown and own is not None and change != 0 and own / change >= MOSTLY and one.beyond / change >= MOSTLY


def _narrowed(where: Segment, to: Share | None) -> Segment:
    own = () if to is None else tuple(Condition(name, (value,)) for name, value in to.dims.items())
    return Segment((*where.conditions, *own))


def _values(facts: StoreFacts, metric: str, period: Period, against: Period, where: Segment) -> tuple[Value, Value]:
    found = answer(facts, metric, Ask(period.grain, segment=where, only=(against, period)))
    if len(found) != 2:
        raise UnusableInput(Text(de="In dieser Teilgruppe gibt es keine Werte.",
                                 en="There are no values in this segment."))  # fmt: skip
    for one in found:
        if one.value is None:
            label = Text(de=one.period.label("de"), en=one.period.label("en"))
            reason = one.note or Text(de="Zu wenig Daten.", en="Not enough data.")
            raise UnusableInput(
                Text(de=f"Für {label.de} gibt es keinen Wert.", en=f"There is no value for {label.en}."), reason
            )
    old, new = found
    return old, new


def _splits(facts: StoreFacts, old: Value, new: Value, by: Sequence[str], where: Segment) -> list[Split]:
    if by:
        found = split(facts, by, old, new, where)
        return [found] if found else []
    named = sorted(dimensions_of(old.metric) - OF_TIME) if not isinstance(find(old.metric), Measure) else []
    return [one for name in named if (one := split(facts, (name,), old, new, where))]


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


def _prices(facts: StoreFacts, metric: str, period: Period, against: Period, where: Segment) -> PriceVolumeMix | None:
    if metric != "revenue_net" or "order_line" not in facts.systems:
        return None
    if not {condition.dimension for condition in where.conditions} <= dimensions_of("units_sold"):
        return None
    # every product by itself: what is folded into (other), to show no few people, holds other products in each period
    question = Question((against, period), ("product",), where, intervals=False)
    revenue, units = (evaluator(facts).numbers(one, question) for one in (metric, "units_sold"))
    sides: tuple[dict[Cell, tuple[float, float]], ...] = ({}, {})
    for (place, cell), one in revenue.items():
        if one.value is not None:
            sold = units.get((place, cell))
            sides[place][cell] = one.value, (sold.value if sold else None) or 0.0
    return price_volume_mix(sides[0], sides[1])


def _onset(facts: StoreFacts, metric: str, period: Period, against: Period, where: Segment) -> date:
    """The month from which on the values lie elsewhere: the cut that explains most of their scatter between the two
    periods, over the year before where that is known. Periods in the wrong order, or without months: the later's start.
    """
    one = find(metric)
    if (not isinstance(one, Measure) and "month" not in one.grains) or against.end > period.start:
        return period.start
    values = answer(facts, metric, Ask("month", segment=where, end=period.end, intervals=False))
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
            "after": one.after, "contribution": one.contribution, "low90": one.low, "high90": one.high,
            "operator": one.operator,
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
        "where": str(found.where),
        "bridge": [part(one) for one in found.bridge],
        "price_volume": prices and {name: getattr(prices, name)
                                    for name in ("price", "volume", "mix", "new", "lost", "other")},
        "onset": found.onset.isoformat(),
        "onset_of": segment_title(found.onset_of).as_dict() if found.onset_of else None,
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
