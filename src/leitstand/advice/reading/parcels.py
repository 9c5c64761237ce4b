"""Customers to whom parcels came late, for lists of those affected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leitstand.advice.contract import Situation
from leitstand.advice.reading.customers import histories
from leitstand.analysis.contract import Dims

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "order.customer_key": "customer", "shipped_on": "sent", "promised_on": "promised", "delivered_on": "delivered",
    "carrier": "carrier", "region_nuts": "region", "customer.region_nuts": "home",
}  # fmt: skip


def late_parcels(situation: Situation, dims: Dims, since: date, until: date | None = None) -> pd.DataFrame:
    """Late parcels of a segment sent in [since, until): customer, sent, promised, delivered, carrier, region."""
    import pandas as pd

    parcels = situation.rows("shipment", list(COLUMNS)).rename(columns=COLUMNS)
    parcels = parcels[parcels.customer.notna() & (parcels.delivered > parcels.promised)]
    parcels = parcels.assign(region=parcels.region.fillna(parcels.home))
    for name in ("carrier", "region"):
        if name in dims:
            parcels = parcels[parcels[name] == dims[name]]
    within = parcels.sent >= pd.Timestamp(since)
    return parcels[within & (parcels.sent < pd.Timestamp(until))] if until else parcels[within]


def not_back(situation: Situation, parcels: pd.DataFrame) -> list[object]:
    """Customers who have not ordered since their last late parcel came, those who spent most first."""
    if parcels.empty:
        return []
    last = parcels.groupby("customer").delivered.max()
    known = histories(situation)
    known = known[known.index.isin(last.index)]
    return known.index[known["last"] <= last.reindex(known.index)].tolist()
