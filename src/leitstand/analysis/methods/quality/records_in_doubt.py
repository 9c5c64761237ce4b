"""Looks which rows make numbers wrong or leave them incomplete."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Figure, Method, Sight, TooLittle
from leitstand.analysis.quality.results import COLUMNS, Found, bars, last
from leitstand.foundation.text import Text
from leitstand.store.quality import machine
from leitstand.store.quality.contract import Severity

METRICS = {"uniqueness": "duplicate_rate", "completeness": "completeness"}
"""Dimension of data quality → metric that follows it; the others go by validity."""
CLEAR: dict[Severity, float] = {"wrong_number": 0.001, "incomplete": 0.01}
"""Severity → share of rows from which on it is worth a word; milder checks are not told here."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    checks = machine.checks()
    for severity, clear in CLEAR.items():
        found = [
            one
            for one in last(sight.rows("quality_check", COLUMNS))
            if one.failed and one.rule in checks and checks[one.rule].severity == severity
        ]
        found.sort(key=lambda one: (-one.share, one.rule))
        for one in found:
            yield _candidate(one, found, one.share >= clear)


def _candidate(one: Found, beside: list[Found], worth_saying: bool) -> Candidate:
    check = machine.find(one.rule)
    return Candidate(
        type="records_in_doubt",
        metric=METRICS.get(check.dimension, "validity"),
        dims={"rule": one.rule},
        effect=one.share,
        low=one.low,
        high=one.high,
        unit="ratio",
        figures={
            "check": Figure(check.title, "text"),
            "advice": Figure(check.advice, "text"),
            "severity": Figure(check.severity, "text"),
            "table": Figure(check.table, "text"),
            "field": Figure(check.field, "text"),
            "failed": Figure(one.failed, "count"),
            "checked": Figure(one.checked, "count"),
        },
        evidence=bars(
            beside,
            [machine.find(other.rule).title for other in beside],
            Text(de="Anteil der Zeilen", en="Share of the rows"),
        ),
        unchecked=[Text(de="welche Zeilen davon doch stimmen", en="which of these rows are right after all")],
        good=False,
        worth_saying=worth_saying,
    )


METHOD = Method(
    title=Text(de="Zweifelhafte Zeilen", en="Rows in doubt"),
    question=Text(
        de="Welche Zeilen machen Zahlen falsch oder unvollständig?", en="Which rows make numbers wrong or incomplete?"
    ),
    formula="failed / checked rows at the last run of each check of severity wrong_number or incomplete; Wilson's "
    "interval",
    misleads=Text(
        de="wo ein Feld in Ihrem Betrieb mit Absicht leer bleibt",
        en="where your company leaves a field empty on purpose",
    ),
    reference="DAMA UK (2013); Wilson (1927)",
    finds=("records_in_doubt",),
    look=look,
    needs=("quality_check",),
)
