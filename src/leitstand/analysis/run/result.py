"""What a run comes to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from leitstand.analysis.contract import Candidate, Driver, Evidence, TooLittle
from leitstand.foundation.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate that the run let through.

    p_adjusted: None where nothing was tested. quality: 1 where the data behind it are sound, below where not. score:
    its place in the ranking. also: types of other candidates that say the same. part_of: place, in the list of
    findings, of the one that this one is a driver of.
    """

    candidate: Candidate
    sentence: Text
    p_adjusted: float | None
    quality: float
    score: tuple[float, float]
    drivers: Sequence[Driver] = ()
    also: Sequence[str] = ()
    part_of: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The documented shape without what only the control database knows (id, status); see `plain`."""
        one = self.candidate
        return {
            "type": one.type,
            "metric": one.metric,
            "dims": dict(one.dims),
            "since": one.since,
            "since_low": one.since_low,
            "since_high": one.since_high,
            "until": one.until,
            "effect": one.effect,
            "ci_low": one.low,
            "ci_high": one.high,
            "unit": one.unit,
            "money_per_year": one.money.per_year if one.money else None,
            "money_low": one.money.low if one.money else None,
            "money_high": one.money.high if one.money else None,
            "money_kind": one.money.kind if one.money else None,
            "money_once": one.money.once if one.money else None,
            "p": one.p,
            "p_adjusted": self.p_adjusted,
            "good": one.good,
            "quality": self.quality,
            "score": list(self.score),
            "sentence": self.sentence,
            "figures": {name: {"value": each.value, "unit": each.unit} for name, each in one.figures.items()},
            "drivers": [_driver(driver) for driver in self.drivers],
            "evidence": _evidence(one.evidence),
            "against": one.against,
            "unchecked": one.unchecked,
            "also": list(self.also),
            "part_of": self.part_of,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run.

    findings: best first. expected_false: of the tested ones, how many may be chance. calm: metrics that were tested and
    gave nothing to report. failed: method → what went wrong. skipped: method → why it was not called.
    """

    as_of: date
    currency: str
    findings: Sequence[Finding]
    tests_made: int
    expected_false: float
    calm: Sequence[str]
    too_little_data: Sequence[TooLittle]
    failed: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, Text] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The documented shape, ready for JSON."""
        told = {
            "as_of": self.as_of.isoformat(),
            "currency": self.currency,
            "findings": [one.as_dict() | {"currency": self.currency} for one in self.findings],
            "tests_made": self.tests_made,
            "expected_false": self.expected_false,
            "calm": list(self.calm),
            "too_little_data": [
                {
                    "metric": one.metric,
                    "dims": dict(one.dims),
                    "what": one.what,
                    "needed": one.needed,
                    "seen": one.seen,
                }
                for one in self.too_little_data
            ],
            "failed": dict(self.failed),
            "skipped": dict(self.skipped),
        }
        return {name: plain(what) for name, what in told.items()}


def plain(value: Any) -> Any:
    """The same for JSON: plain numbers, days as ISO texts, what is no number as None."""
    if isinstance(value, Text):
        return value.as_dict()
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):  # of numpy and pandas
        return plain(value.tolist())
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _driver(driver: Driver) -> dict[str, Any]:
    return {
        "title": driver.title,
        "metric": driver.metric,
        "dims": dict(driver.dims),
        "value": driver.value,
        "ci_low": driver.low,
        "ci_high": driver.high,
        "unit": driver.unit,
        "on": driver.on,
        "words": driver.words,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    columns = {name: list(values) for name, values in evidence.columns.items()}
    return {"kind": evidence.kind, "title": evidence.title, "unit": evidence.unit, "columns": columns}
