"""What customers of the same age bought lately: the plain forecast, where no model of buying holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from leitstand.analysis.customers.histories import DAYS, Histories

if TYPE_CHECKING:
    import pandas as pd

QUARTER = 91.3125


@dataclass(frozen=True, slots=True)
class Averages:
    """Per customer of the histories: order days per unit of time, and amount of one, in the customer's cohort."""

    rate: np.ndarray
    spend: np.ndarray


def averages(days: pd.DataFrame, known: Histories, over: float) -> Averages:
    """From the last `over` days before the end of the histories, by quarter of the first purchase.

    days: see `histories.order_days`. The first purchase itself does not count: it is what makes somebody a customer.
    """
    import pandas as pd

    end = pd.Timestamp(known.until)
    first = days.groupby("customer").day.min()
    lately = days[
        (days.day <= end) & (days.day > end - pd.Timedelta(days=over)) & (days.day > days.customer.map(first))
    ]
    sums = lately.groupby("customer").amount.agg(["count", "sum"]).reindex(known.keys).fillna(0.0)
    age = known.age * DAYS[known.unit]
    table = pd.DataFrame(
        {
            "cohort": (age // QUARTER).astype(int),
            "bought": sums["count"].to_numpy(),
            "amount": sums["sum"].to_numpy(),
            "watched": np.minimum(age, over) / DAYS[known.unit],
        }
    )
    cohorts = table.groupby("cohort").transform("sum")
    total = table.sum()
    usual = float(total.amount / total.bought) if total.bought else 0.0
    watched, bought = cohorts.watched.to_numpy(), cohorts.bought.to_numpy()
    return Averages(
        rate=np.divide(bought, watched, out=np.zeros(len(known)), where=watched > 0),
        spend=np.divide(cohorts.amount.to_numpy(), bought, out=np.full(len(known), usual), where=bought > 0),
    )
