"""Reads what the checks of the data found last, as shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leitstand.analysis.contract import Candidate, Evidence, Figure, Sight, TooLittle
from leitstand.foundation.text import Text
from leitstand.metrics.compute.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("rule_id", "run_on", "n_checked", "n_failed")
"""Of the relation `quality_check`."""

DUPLICATE_RECORDS, OUTDATED_RECORDS = "duplicate_records", "outdated_records"
"""What matching counts in each source system; the id of the rule names the system too, see `rule_of`."""

LEAST_RECORDS, LEAST_FAILED = 50, 5
"""Records that must be judged before anything is said, and of them such that failed before it is worth a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found last. checked, failed: records. low, high: 95 % interval of the share."""

    rule: str
    checked: int
    failed: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.failed / self.checked

    @property
    def system(self) -> str:
        """The source system that the rule is about; empty where it is about all."""
        return self.rule.partition(":")[2]


def rule_of(kind: str, system: str) -> str:
    """Id of the rule that counts something in one source system."""
    return f"{kind}:{system}"


def last(results: pd.DataFrame) -> list[Found]:
    """The last result of each rule that looked at anything, by rule. results: rows with COLUMNS."""
    newest = results.sort_values("run_on", kind="stable").groupby("rule_id").tail(1).sort_values("rule_id")
    found = []
    for rule, checked, failed in zip(newest["rule_id"], newest["n_checked"], newest["n_failed"], strict=True):
        interval = wilson(float(failed), float(checked))
        if interval is not None:
            found.append(Found(str(rule), int(checked), int(failed), *interval))
    return found


def by_system(results: pd.DataFrame, kind: str) -> list[Found]:
    """What matching counted last in each source system, the largest share first."""
    found = [one for one in last(results) if one.rule.partition(":")[0] == kind and one.system]
    return sorted(found, key=lambda one: (-one.share, one.system))


def bars(found: Sequence[Found], labels: Sequence[str | Text], title: Text) -> Evidence:
    """The shares beside each other."""
    columns: dict[str, Sequence[Any]] = {
        "label": list(labels),
        "value": [one.share for one in found],
        "low": [one.low for one in found],
        "high": [one.high for one in found],
    }
    return Evidence("bars", columns, "ratio", title)


def systems_with(
    sight: Sight, kind: str, metric: str, clear: float, what: Text, title: Text, unchecked: Sequence[Text]
) -> Iterator[Candidate | TooLittle]:
    """One description per source system of what matching counted there; its finding type has the name of the kind.

    clear: share from which on it is worth a word. what: the records that are judged. title: of the evidence.
    """
    found = by_system(sight.rows("quality_check", COLUMNS), kind)
    evidence = bars(found, [one.system for one in found], title)
    for one in found:
        if one.checked < LEAST_RECORDS:
            yield TooLittle(metric, {"system": one.system}, what, LEAST_RECORDS, one.checked)
            continue
        yield Candidate(
            type=kind,
            metric=metric,
            dims={"system": one.system},
            effect=one.share,
            low=one.low,
            high=one.high,
            unit="ratio",
            figures={
                "system": Figure(one.system, "text"),
                "failed": Figure(one.failed, "count"),
                "checked": Figure(one.checked, "count"),
            },
            evidence=evidence,
            unchecked=unchecked,
            good=False,
            worth_saying=one.failed >= LEAST_FAILED and one.share >= clear,
        )
