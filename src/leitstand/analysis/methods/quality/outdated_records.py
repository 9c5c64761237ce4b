"""Looks in which systems customers still have an address from which they have moved away."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Method, Sight, TooLittle
from leitstand.analysis.quality.results import OUTDATED_RECORDS, systems_with
from leitstand.foundation.text import Text

CLEAR = 0.01
"""A smaller share is not worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    yield from systems_with(
        sight,
        OUTDATED_RECORDS,
        metric="contact_age_p90",
        clear=CLEAR,
        what=Text(de="vergleichbare Anschriften", en="addresses to compare"),
        title=Text(de="Anteil veralteter Anschriften", en="Share of outdated addresses"),
        unchecked=[
            Text(
                de="ob beide Anschriften gelten, etwa für Rechnung und Lieferung",
                en="whether both addresses hold, such as for invoice and delivery",
            ),
            Text(
                de="Datensätze, deren Anschrift kein anderes System bestätigt oder widerlegt",
                en="records whose address no other system confirms or contradicts",
            ),
        ],
    )


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
