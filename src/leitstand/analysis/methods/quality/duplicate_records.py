"""Looks in which systems customers have several records."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Method, Sight, TooLittle
from leitstand.analysis.quality.results import DUPLICATE_RECORDS, systems_with
from leitstand.foundation.text import Text

CLEAR = 0.005
"""A smaller share is not worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    yield from systems_with(
        sight,
        DUPLICATE_RECORDS,
        metric="duplicate_rate",
        clear=CLEAR,
        what=Text(de="Kundendatensätze", en="customer records"),
        title=Text(de="Anteil doppelter Kundendatensätze", en="Share of duplicate customer records"),
        unchecked=[
            Text(
                de="ob zwei Datensätze gewollt sind, etwa für zwei Standorte",
                en="whether two records are meant, such as for two sites",
            ),
        ],
    )


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
