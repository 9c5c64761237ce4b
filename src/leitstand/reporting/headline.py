"""The answer of a report in one computed sentence: how the most telling numbers moved on the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leitstand.foundation.numbers import format_value
from leitstand.foundation.period import Period
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.compute.comparison import Comparison
from leitstand.metrics.compute.result import Value
from leitstand.metrics.registry import find
from leitstand.reporting.blocks import Change
from leitstand.reporting.wording import period_name

MOST = 3
FAMILIES = ("revenue", "satisfaction", "cash", "website", "crm", "social")
"""Whose first lead metric speaks first."""
KINDS = ("previous_year", "previous_period")
AGAINST = {
    "previous_year": Text(de="zum Vorjahr", en="on last year"),
    "previous_period": Text(de="zur Vorperiode", en="on the period before"),
}
SAME = Text(de="kein klarer Unterschied", en="no clear difference")


def headline(period: Period, figures: Mapping[str, Sequence[Value]]) -> Text:
    """September 2026: Nettoumsatz 266.167 €, +13,7 % zum Vorjahr; …. Says so where nothing can be said.

    figures: family → lead values, the most telling first, with their comparisons.
    """
    name = period_name(period)
    leads = [value for one in FAMILIES if (value := _lead(figures.get(one, ()))) is not None][:MOST]
    if not leads:
        return Text(
            de=f"{name.de}: Für diesen Zeitraum gibt es noch keine Zahlen.",
            en=f"{name.en}: there are no figures for this period yet.",
        )
    said = {language: "; ".join(_said(one, language) for one in leads) for language in LANGUAGES}
    return Text(de=f"{name.de}: {said['de']}.", en=f"{name.en}: {said['en']}.")


def _lead(values: Sequence[Value]) -> Value | None:
    return next((one for one in values if one.status == "ok" and one.value is not None), None)


def _said(value: Value, language: Language) -> str:
    title = find(value.metric).title.get(language)
    number = format_value(value.value or 0.0, value.unit, value.currency, language, short=True)
    found = _compared(value)
    if found is None or found.change is None:
        return f"{title} {number}"
    against = AGAINST[found.kind].get(language)
    if found.clear is False:
        return f"{title} {number}, {SAME.get(language)} {against}"
    moved = Change(found.change, found.change_ratio, value.unit, value.currency).plain(language)
    return f"{title} {number}, {moved} {against}"


def _compared(value: Value) -> Comparison | None:
    known = {one.kind: one for one in value.comparisons if one.change is not None}
    return next((known[kind] for kind in KINDS if kind in known), None)
