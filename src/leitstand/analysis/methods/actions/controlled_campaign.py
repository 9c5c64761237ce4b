"""Looks at campaigns of which a part of the customers was left out by lot: did those who got it order more?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Money, Sight, TooLittle
from leitstand.analysis.trials import LEAST, Difference, bounds, two_shares
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

METRIC = "purchase_rate"
WINDOW_DAYS = 60
"""An order so many days after the lot was drawn counts."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    columns = ["campaign_id", "campaign.name", "unit_type", "customer_key", "arm", "assigned_on"]
    drawn = sight.rows("assignment", columns)
    drawn = drawn[(drawn.unit_type == "customer") & drawn.customer_key.notna() & drawn["campaign.name"].notna()]
    if drawn.empty:
        return
    orders = sight.rows("order", ["customer_key", "ordered_on", "net_amount_base"])
    for name, arms in drawn.groupby("campaign.name"):
        yield from _campaign(sight, str(name), arms, orders)


def _campaign(sight: Sight, name: str, arms: pd.DataFrame, orders: pd.DataFrame) -> Iterator[Candidate | TooLittle]:
    import pandas as pd

    window = pd.Timedelta(days=WINDOW_DAYS)
    over = arms[arms.assigned_on + window <= pd.Timestamp(sight.as_of)]
    sizes = over.arm.value_counts()
    n, m = int(sizes.get("treatment", 0)), int(sizes.get("control", 0))
    if min(n, m) < LEAST:
        what = Text(de="Kunden je Gruppe, deren Frist um ist", en="customers per arm whose time is over")
        yield TooLittle(METRIC, {"campaign": name}, what, LEAST, min(n, m))
        return
    bought = over.reset_index(drop=True).reset_index().merge(orders, "left", on="customer_key")
    late = bought.ordered_on - bought.assigned_on
    bought = bought[(late > pd.Timedelta(0)) & (late <= window)]  # the order of the day itself may have led to the lot
    ordered = bought.drop_duplicates("index").arm.value_counts()
    found = two_shares(int(ordered.get("treatment", 0)), n, int(ordered.get("control", 0)), m)
    since = over.assigned_on.min().date()
    spent = bought.groupby("index").net_amount_base.sum().reindex(range(len(over)), fill_value=0.0).to_numpy(float)
    treated = (over.arm == "treatment").to_numpy()
    worth = _worth(spent[treated], spent[(over.arm == "control").to_numpy()])
    yield _candidate("campaign_effect", name, since, found, found.p, n + m, worth)
    if found.low <= 0 <= found.high:
        yield _candidate("campaign_without_effect", name, since, found, None, n + m, None)


def _worth(treated: np.ndarray, control: np.ndarray) -> Money:
    """What all treated together spent more than they would have without it, once (Welch)."""
    from scipy.stats import ttest_ind

    found = ttest_ind(treated, control, equal_var=False)
    low, high = found.confidence_interval(0.95)
    more, n = float(treated.mean() - control.mean()), len(treated)
    return Money(n * more, "revenue", n * float(low), n * float(high), once=True)


def _candidate(
    kind: str, name: str, since: date, found: Difference, p: float | None, customers: int, money: Money | None
) -> Candidate:
    labels = [Text(de="mit Aktion", en="with it"), Text(de="ohne Aktion", en="without")]
    return Candidate(
        type=kind,
        metric=METRIC,
        dims={"campaign": name},
        effect=found.effect,
        low=found.low,
        high=found.high,
        unit="ratio",
        since=since,
        p=p,
        figures={
            "treated": Figure(found.treated, "ratio"),
            "control": Figure(found.control, "ratio"),
            "customers": Figure(customers, "count"),
            "days": Figure(WINDOW_DAYS, "count"),
            **bounds(found),
        },
        evidence=Evidence(
            "bars",
            {"label": labels, "value": [found.treated, found.control]},
            "ratio",
            Text(
                de=f"Bestellt binnen {WINDOW_DAYS} Tagen nach der Auslosung",
                en=f"Ordered within {WINDOW_DAYS} days after the lot was drawn",
            ),
        ),
        money=money,
        good=found.effect > 0 if p is not None else None,
        matter=f"campaign {name}",
        unchecked=[Text(de="ob die Wirkung länger anhält", en="whether the effect lasts longer")],
    )


METHOD = Method(
    title=Text(de="Aktionen mit Kontrollgruppe", en="Campaigns with a control group"),
    question=Text(
        de="Bestellen ausgeloste Kunden mit der Aktion eher als ohne?", en="Do customers order more with the campaign?"
    ),
    formula="share of customers who order within 60 days, treated − control; Fisher's exact test, Newcombe's interval",
    misleads=Text(
        de="wenn die Gruppen nicht ausgelost sind oder einander beeinflussen",
        en="where chance did not make the groups, or they influence each other",
    ),
    reference="Fisher (1935); Newcombe (1998)",
    finds=("campaign_effect", "campaign_without_effect"),
    look=look,
    needs=("assignment", "order"),
)
