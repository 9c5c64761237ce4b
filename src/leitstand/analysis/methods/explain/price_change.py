"""Looks for months in which the prices of a category changed, whatever was sold more or less of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.explain.price_steps import LEAST_MONTHS, PriceStep, price_step, units_since
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

METRIC = "net_price_per_unit"
COLUMNS = {
    "order.ordered_on": "day", "product_id": "product", "product.category_l1": "category", "quantity": "units",
    "net_amount_base": "net", "unit_price": "price",
}  # fmt: skip
CLEAR = 0.01
"""Relative change from which on it is worth a word."""
SURE = 0.001
"""What stands on the price tag is a fact and no matter of luck; this only tells a step from the usual unrest."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    sales = sight.rows("order_line", list(COLUMNS)).rename(columns=COLUMNS)
    asked = sales.price * sales.units  # discounts come and go, and are another matter
    sales = sales.assign(amount=asked.where(sales.price > 0, sales.net))
    complete = sight.as_of.replace(day=1).isoformat()
    sales = sales[sales.day < complete] if sight.as_of.day < 28 else sales
    for category, own in sales.groupby("category"):
        yield _looked_at(str(category), own)


def _looked_at(category: str, sales: pd.DataFrame) -> Candidate | TooLittle:
    found = price_step(sales)
    if found is None:
        what = Text(de="Monate mit drei Produkten im Vergleich", en="months with three products to compare")
        return TooLittle(METRIC, {"category": category}, what, LEAST_MONTHS, sales.day.dt.to_period("M").nunique())
    return Candidate(
        type="price_change",
        metric=METRIC,
        dims={"category": category},
        effect=found.change,
        low=found.low,
        high=found.high,
        unit="ratio",
        since=found.since,
        figures={"products": Figure(found.products, "count"), "change": Figure(found.change, "ratio", signed=True)},
        evidence=Evidence(
            "series",
            {"day": [month.isoformat() for month in found.months], "value": found.index.tolist()},
            "quotient",
            Text(de="Preisniveau bei gleichem Sortiment (1 = erster Monat)", en="Price level at constant mix"),
        ),
        drivers=list(_units(category, sales, found)),
        unchecked=[
            Text(
                de="wie viel von der Veränderung der Menge auf den Preis zurückgeht",
                en="how much of the change in units comes from the price",
            )
        ],
        worth_saying=abs(found.change) >= CLEAR and found.p < SURE,
    )


def _units(category: str, sales: pd.DataFrame, found: PriceStep) -> Iterator[Driver]:
    known = units_since(sales, found.since)
    if known is not None:
        change, low, high = known
        title = Text(
            de="Verkaufte Menge gegenüber denselben Monaten des Vorjahres",
            en="Units sold against the same months of the year before",
        )
        dims = {"category": category}
        yield Driver(title, change, "ratio", "went_along_with", "units_sold", dims, low, high, found.since)


METHOD = Method(
    title=Text(de="Preisänderungen je Kategorie", en="Price changes by category"),
    question=Text(
        de="Wann änderten sich die Preise gleicher Produkte?", en="When did prices of the same products change?"
    ),
    formula="chain of monthly Törnqvist links at constant mix; Student's t of the largest link against all others, "
    "times their number; size over half a year on both sides",
    misleads=Text(
        de="wenn einzelne große Kunden eigene Preise bekommen", en="where single large customers get their own prices"
    ),
    reference="Törnqvist (1936); Diewert (1976)",
    finds=("price_change",),
    look=look,
    needs=("order_line", "product"),
)
