"""What the checks found last becomes findings by system and by check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import pytest
from tests.analysis.run.plain import PlainSight

from leitstand.analysis.quality.results import COLUMNS, by_system, last
from leitstand.analysis.registry import methods
from leitstand.analysis.run.machine import run
from leitstand.analysis.run.result import Result

RESULTS = pd.DataFrame(
    [
        ("duplicate_records:shop", "2026-08-31", 10_000, 10),
        ("duplicate_records:shop", "2026-09-30", 11_666, 357),
        ("duplicate_records:crm", "2026-09-30", 2_382, 4),
        ("duplicate_records:news", "2026-09-30", 20, 10),
        ("outdated_records:crm", "2026-09-30", 1_927, 84),
        ("outdated_records:erp", "2026-09-30", 0, 0),
        ("order_without_day", "2026-09-30", 1_000, 7),
        ("order_without_amount", "2026-09-30", 100_000, 7),
        ("customer_without_mail", "2026-09-30", 1_000, 70),
        ("customer_twice", "2026-09-30", 1_000, 900),
        ("rule of the company", "2026-09-30", 10, 9),
    ],
    columns=list(COLUMNS),
).assign(run_on=lambda rows: pd.to_datetime(rows.run_on))


@dataclass
class Checked(PlainSight):
    """A company in which checks ran."""

    tables: tuple[str, ...] = ("quality_check",)
    results: pd.DataFrame = field(default_factory=lambda: RESULTS)

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        assert table == "quality_check"
        return self.results[list(columns)]


def found(*names: str) -> Result:
    return run(Checked(), {name: methods()[name] for name in names}, strict=True)


def test_the_last_result_of_each_rule_counts() -> None:
    (first, *_) = by_system(RESULTS.iloc[:3], "duplicate_records")
    assert (first.system, first.checked, first.failed) == ("shop", 11_666, 357)
    assert first.low < first.share < first.high
    assert first.low == pytest.approx(0.02763, abs=2e-5)
    assert first.high == pytest.approx(0.03389, abs=2e-5)
    assert "outdated_records:erp" not in [one.rule for one in last(RESULTS)], "nothing was looked at"
    assert last(RESULTS.head(0)) == []


def test_duplicates_are_told_by_system() -> None:
    result = found("duplicate_records")
    (one,) = result.findings
    assert dict(one.candidate.dims) == {"system": "shop"} and one.candidate.p is None
    assert "357 von 11.666" in one.sentence.de and "357 of 11,666" in one.sentence.en
    assert one.candidate.evidence.columns["label"] == ["news", "shop", "crm"]
    assert [(one.dims["system"], one.needed, one.seen) for one in result.too_little_data] == [("news", 50, 20)]


def test_outdated_addresses_are_told_by_system() -> None:
    (one,) = found("outdated_records").findings
    assert (dict(one.candidate.dims), one.candidate.metric) == ({"system": "crm"}, "contact_age_p90")
    assert one.candidate.effect == 84 / 1_927 and "84 der 1.927" in one.sentence.de


def test_rows_in_doubt_are_those_that_touch_numbers() -> None:
    told = {one.candidate.dims["rule"]: one for one in found("records_in_doubt").findings}
    assert set(told) == {"order_without_day", "customer_without_mail"}
    assert "makes numbers wrong" in told["order_without_day"].sentence.en
    assert "leaves numbers incomplete" in told["customer_without_mail"].sentence.en
    assert told["customer_without_mail"].candidate.metric == "completeness"
