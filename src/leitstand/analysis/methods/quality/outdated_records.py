"""Looks in which systems customers still have an address from which they have moved away."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Figure, Method, Sight, TooLittle
from leitstand.analysis.quality.results import COLUMNS, OUTDATED_RECORDS, bars, by_system
from leitstand.foundation.text import Text

METRIC = "contact_age_p90"
LEAST_RECORDS = 50
LEAST_OUTDATED, CLEAR = 5, 0.01
"""Fewer, or a smaller share, are not worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    found = by_system(sight.rows("quality_check", COLUMNS), OUTDATED_RECORDS)
    evidence = bars(
        found,
        [one.system for one in found],
        Text(de="Anteil veralteter Anschriften", en="Share of outdated addresses"),
    )
    for one in found:
        if one.checked < LEAST_RECORDS:
            what = Text(de="vergleichbare Anschriften", en="addresses to compare")
            yield TooLittle(METRIC, {"system": one.system}, what, LEAST_RECORDS, one.checked)
            continue
        yield Candidate(
            type="outdated_records",
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
                Text(de="ob beide Anschriften gelten, etwa für Rechnung und Lieferung",
                     en="whether both addresses hold, such as for invoice and delivery"),
                Text(de="Datensätze, deren Anschrift kein anderes System bestätigt oder widerlegt",
                     en="records whose address no other system confirms or contradicts"),
            ],
            good=False,
            worth_saying=one.failed >= LEAST_OUTDATED and one.share >= CLEAR,
        )  # fmt: skip


METHOD = Method(
    title=Text(de="Veraltete Anschriften", en="Outdated addresses"),
    question=Text(
        de="Welches System weiß nicht, dass Kunden umgezogen sind?",
        en="Which system does not know that customers have moved?",
    ),
    formula="records for whose address less speaks than for another one / records that can be judged: two other "
    "systems agree on an address, or one from which the customer ordered within a year; Wilson's interval",
    misleads=Text(
        de="wo Kunden mehrere Anschriften haben, etwa eine für Rechnungen und eine für Lieferungen",
        en="where customers have several addresses, such as one for invoices and one for deliveries",
    ),
    reference="DAMA UK (2013); Wilson (1927)",
    finds=("outdated_records",),
    look=look,
    needs=("quality_check",),
)
