"""One product comes back more because it is not what people expected: put its description right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Dims, Figure
from leitstand.foundation.text import Text

LEVER = "refund_rate_period"
PLACES = {"product": "product.name", "category": "product.category_l1"}
"""Dimension → column of the refund."""
EXPECTED = (
    "beschreib",
    "gefällt",
    "passt",
    "größe",
    "groesse",
    "erwart",
    "descri",
    "size",
    "fit",
    "expect",
    "look",
    "like",
)
"""Parts of reasons that say it was not what the customer expected."""
PART = 0.3


def look(situation: Situation) -> Iterator[Advice]:
    for one in exact([each for each in worsened(situation, {LEVER, "refund_rate"}) if set(PLACES) & set(each.dims)]):
        returned, part = _reasons(situation, one.dims)
        if part < PART:
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one),
            affected=Affected(returned, Text(de="Erstattungen im Jahr", en="refunds a year")),
            figures=figures_of(one) | {"part": Figure(part, "ratio")},
        )


def _reasons(situation: Situation, dims: Dims) -> tuple[int, float]:
    """Refunds of the product in the last year, and the share that was not what people expected."""
    import pandas as pd

    rows = situation.rows("refund", ["reason", "refunded_on", *PLACES.values()])
    rows = rows[pd.to_datetime(rows.refunded_on) > pd.Timestamp(situation.as_of - timedelta(days=365))]
    for name, column in PLACES.items():
        if name in dims:
            rows = rows[rows[column] == dims[name]]
    told = rows.reason.fillna("").astype(str).str.lower()
    unexpected = told.map(lambda reason: any(part in reason for part in EXPECTED)).astype(bool)
    return len(rows), float(unexpected.mean()) if len(rows) else 0.0


MORE = Found("p1", "level_shift", LEVER, 0.05, "ratio", {"product": "Kanne"}, since=date(2026, 3, 1), low=0.03,
             high=0.07, good=False)  # fmt: skip
BACK: dict[str, list[Any]] = {
    "reason": ["Gefällt nicht", "Beschädigt"], "refunded_on": [datetime(2026, 5, 1)] * 2, "product.name": ["Kanne"] * 2,
    "product.category_l1": ["Küche"] * 2,
}  # fmt: skip

RULE = Rule(
    title=Text(de="Produktangaben berichtigen", en="Correct the product content"),
    pattern=Text(
        de=f"Ein Produkt wird häufiger erstattet, und mindestens {PART:.0%} der Gründe sagen, dass es nicht den "
        f"Erwartungen entsprach",
        en=f"a product is refunded more often, and at least {PART:.0%} of the reasons say that it was not as expected",
    ),
    guard=Text(
        de="nicht, wenn vor allem Beschädigung, Qualität oder Verspätung genannt werden",
        en="not where mostly damage, quality or delay are named",
    ),
    problem=Text(
        de="{finding} Bei {part} der {count} Erstattungen des letzten Jahres entsprach die Ware nicht den Erwartungen.",
        en="{finding} In {part} of the {count} refunds of the last year the goods were not as expected.",
    ),
    diagnosis=Text(
        de="Die genannten Gründe sprechen für falsche oder fehlende Angaben{segment}. Gründe werden oft flüchtig "
        "angekreuzt; zehn Rückfragen geben Sicherheit.",
        en="The reasons named speak for wrong or missing content{segment}. Reasons are often ticked in haste; asking "
        "ten customers makes sure.",
    ),
    action=Text(
        de="Das Produktmanagement vergleicht bis Freitag Beschreibung, Bilder und Maße mit der Ware, ergänzt eine "
        "Größen- oder Auswahlhilfe und nimmt das Produkt aus Paketen, bis es stimmt. Erster Schritt: zehn Erstattungen "
        "nachlesen und drei Kunden anrufen.",
        en="By Friday product management compares description, pictures and measures with the goods, adds help to "
        "choose and takes the product out of bundles until it is right. First step: read ten refunds and call three "
        "customers.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="J",
    source="ISO 10002:2018",
    owner=Text(de="Produktmanagement", en="Product management"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        12,
        Text(
            de="Erstattungsquote nach Bestellmonat gegen ähnliche Produkte",
            en="refund rate by month of order against similar products",
        ),
    ),
    guardrails=("conversion_rate", "revenue_net"),
    look=look,
    fires=Example(findings=[MORE], frames={"refund": BACK}, each_worth={LEVER: -20000.0}),
    silent=Example(findings=[MORE], frames={"refund": BACK | {"reason": ["Beschädigt", "Zu spät"]}}),
    needs=("refund",),
)
