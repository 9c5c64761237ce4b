"""Findings of a kind, and how far they say a metric could move back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from leitstand.advice.contract import Found, Gap, Situation
from leitstand.foundation.text import LANGUAGES, Text

LASTING = frozenset({"level_shift", "trend", "localised", "mix_shift", "retention_change"})
"""Types that say a metric has changed and stayed so; a single unusual month is no reason for advice."""


def found_in(
    situation: Situation,
    types: Collection[str],
    metrics: Collection[str] | None = None,
    good: bool | None = None,
) -> list[Found]:
    """Findings of these types (and metrics), best first. good: only good or only bad news."""
    return [
        one
        for one in situation.findings
        if one.type in types and (metrics is None or one.metric in metrics) and (good is None or one.good is good)
    ]


def worsened(situation: Situation, metrics: Collection[str]) -> list[Found]:
    """Lasting bad news of these metrics that is still true, best first."""
    this_month = situation.as_of.replace(day=1)
    found = found_in(situation, LASTING, metrics, good=False)
    return [one for one in found if one.until is None or one.until >= this_month]


def gap_of(found: Found, scale: float = 1.0) -> Gap:
    """The way back to where it was before the finding. scale: units of the lever for one unit of the effect."""
    low = found.effect if found.low is None else found.low
    high = found.effect if found.high is None else found.high
    ends = sorted((-low * scale, -high * scale))
    return Gap(-found.effect * scale, ends[0], ends[1], "own_period")


def number(found: Found, name: str, default: float = 0.0) -> float:
    """A figure of the finding's sentence."""
    value = found.figures.get(name)
    return float(value) if isinstance(value, int | float) else default


def words(found: Found, name: str) -> Text:
    """A figure of the finding's sentence that is a text."""
    value: Any = found.figures.get(name, "")
    if isinstance(value, Text):
        return value
    if isinstance(value, dict):
        return Text(**{language: value[language] for language in LANGUAGES})
    return Text(de=str(value), en=str(value))
