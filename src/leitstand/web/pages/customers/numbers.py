"""What stands above the list of customers: how many there are, who is at risk, what they will bring, who came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leitstand.analysis.customers.segments import SEGMENTS
from leitstand.foundation.numbers import format_number, format_value
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs.customer_book import AT_RISK, Book
from leitstand.metrics.compute.answer import SMALLEST_GROUP
from leitstand.reporting.charts.contract import Chart

if TYPE_CHECKING:
    import pandas as pd

NONE_YET = Text(de="ohne Bestellung", en="no order yet")
SMALL = Text(de="Übrige (kleine Gruppen)", en="Others (small groups)")
LAST_AGE = 12
"""Months since the first purchase that the cohorts show."""


@dataclass(frozen=True, slots=True)
class Group:
    """Customers of one segment. revenue: of the last 365 days; value: expected within twelve months."""

    word: str
    title: Text
    customers: int
    revenue: float
    value: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """at_risk: customers who were worth much and fell silent; risk_revenue: what they brought in the year before that
    is known. value, low, high: expected of all within twelve months; the bounds only where all are meant."""

    headline: Text
    customers: int
    at_risk: int
    value: float
    low: float | None
    high: float | None
    groups: Sequence[Group]


def summary(book: Book, table: pd.DataFrame) -> Summary:
    """table: the lines of the book that the reader may see."""
    at_risk, value = int(table.rfm.isin(AT_RISK).sum()), float(table.value.sum())
    whole = len(table) == len(book.table)
    told = {
        say: (format_number(len(table), say), format_number(at_risk, say),
              format_value(value, "currency", book.currency, say, short=True))
        for say in LANGUAGES
    }  # fmt: skip
    risk = Text(de=f"{told['de'][1]} davon sind gefährdet", en=f"{told['en'][1]} of them are at risk")
    if at_risk == 1:
        risk = Text(de="eine:r davon ist gefährdet", en="one of them is at risk")
    headline = Text(
        de=f"{told['de'][0]} Kund:innen, {risk.de}; {told['de'][2]} Umsatz sind in zwölf Monaten zu erwarten",
        en=f"{told['en'][0]} customers, {risk.en}; {told['en'][2]} of revenue are expected within twelve months",
    )
    if book.model is None:
        headline = Text(
            de=f"{told['de'][0]} Kund:innen, noch ohne Bestellungen", en=f"{told['en'][0]} customers, no orders yet"
        )
    return Summary(headline, len(table), at_risk, value, book.low if whole else None, book.high if whole else None,
                   groups(table))  # fmt: skip


def groups(table: pd.DataFrame) -> list[Group]:
    """Every customer in one group, the best first; groups of fewer than ten private persons are told together."""
    total = float(table.revenue_year.sum())

    def group(word: str, title: Text, rows: pd.DataFrame) -> Group:
        revenue = float(rows.revenue_year.sum())
        return Group(word, title, len(rows), revenue, float(rows.value.sum()), revenue / total if total else None)

    parts = [(name, title, table[table.rfm == name]) for name, title in SEGMENTS.items()]
    parts.append(("", NONE_YET, table[table.rfm.isna()]))
    small = [name for name, _, rows in parts if 0 < int((rows.customer_type != "company").sum()) < SMALLEST_GROUP]
    found = [group(name, title, rows) for name, title, rows in parts if len(rows) and name not in small]
    if small:
        rest = table[table.rfm.where(table.rfm.notna(), "").isin(small)]
        found.append(group("", SMALL, rest))
    return found


def cohort_chart(cohorts: pd.DataFrame) -> Chart | None:
    """How many came back in each month after their first purchase, by quarter of that; None before there are two."""
    rows = (
        cohorts[(cohorts["size"] >= SMALLEST_GROUP) & (cohorts.age <= LAST_AGE) & (cohorts.age > 0)]
        if len(cohorts)
        else cohorts
    )
    if not len(rows) or rows.cohort.nunique() < 2:
        return None
    return Chart(
        "cohort",
        {
            "day": [day.date().isoformat() for day in rows.cohort], "age": [int(age) for age in rows.age],
            "value": [float(share) for share in rows.share], "n": [int(size) for size in rows["size"]],
        },
        "ratio",
        Text(de="Wie viele nach ihrem ersten Kauf wiederkommen", en="How many come back after their first purchase"),
        Text(de="Anteil, der im Monat danach gekauft hat, nach Quartal des ersten Kaufs in den Daten",
             en="Share that bought in each month after, by quarter of the first purchase in the data"),
    )  # fmt: skip
