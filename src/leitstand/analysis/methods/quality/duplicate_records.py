"""Looks in which systems customers have several records."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Figure, Method, Sight, TooLittle
from leitstand.analysis.quality.results import COLUMNS, DUPLICATE_RECORDS, bars, by_system
from leitstand.foundation.text import Text

METRIC = "duplicate_rate"
LEAST_RECORDS = 50
LEAST_DUPLICATES, CLEAR = 5, 0.005
"""Fewer, or a smaller share, are not worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    found = by_system(sight.rows("quality_check", COLUMNS), DUPLICATE_RECORDS)
    evidence = bars(
        found,
        [one.system for one in found],
        Text(de="Anteil doppelter Kundendatensätze", en="Share of duplicate customer records"),
    )
    for one in found:
        if one.checked < LEAST_RECORDS:
            what = Text(de="Kundendatensätze", en="customer records")
            yield TooLittle(METRIC, {"system": one.system}, what, LEAST_RECORDS, one.checked)
            continue
        yield Candidate(
            type="duplicate_records",
            metric=METRIC,
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
            unchecked=[
                Text(de="ob zwei Datensätze gewollt sind, etwa für zwei Standorte",
                     en="whether two records are meant, such as for two sites"),
            ],
            good=False,
            worth_saying=one.failed >= LEAST_DUPLICATES and one.share >= CLEAR,
        )  # fmt: skip


METHOD = Method(
    title=Text(de="Doppelte Kundendatensätze", en="Duplicate customer records"),
    question=Text(
        de="In welchem System stehen Kunden mehr als einmal?", en="In which system are customers there more than once?"
    ),
    formula="records − customers of a source system, as matched, / records; Wilson's interval; records that a "
    "marketplace made are left out",
    misleads=Text(
        de="wo der Abgleich (`leitstand match`) etwas übersieht oder zu viel zusammenlegt",
        en="where matching (`leitstand match`) misses something or joins too much",
    ),
    reference="Fellegi and Sunter (1969); Wilson (1927)",
    finds=("duplicate_records",),
    look=look,
    needs=("quality_check",),
)
