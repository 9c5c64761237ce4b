"""Looks which behaviours go along with enquiries that become deals, deals that are won, customers who come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.customers.success import association, least_cases
from leitstand.analysis.process.office import office_hours
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

DECIDED_DAYS = 60
"""Age from which on an enquiry that has not become a deal is taken for one that will not."""
SETTLED_DAYS, AGAIN_DAYS = 14, 180
"""A second order counts from the one day on (the behaviours lie before it) and until the other."""

ENQUIRIES = Text(de="Anfragen während der Bürozeit", en="Enquiries during office hours")
BECOME = Text(de="werden zur Verkaufschance", en="become deals")
PROMPT = {"prompt": Text(de="binnen einer Bürostunde beantwortet", en="answered within an office hour")}


@dataclass(frozen=True, slots=True)
class Cases:
    """metric: which shows this kind of success. table: one row per case, `success` and one column per behaviour."""

    metric: str
    what: Text
    outcome: Text
    table: pd.DataFrame
    behaviours: Mapping[str, Text]


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    for table, key, read in (
        ("lead_course", "lead_id", _enquiries),
        ("deal", "deal_id", _deals),
        ("purchase", "order_id", _first_orders),
    ):
        if len(sight.rows(table, [key])):
            yield from _compared(read(sight))


def _compared(cases: Cases) -> Iterator[Candidate | TooLittle]:
    for name, behaviour in cases.behaviours.items():
        known = cases.table[["success", name]].dropna()
        behaved, success = known[name].astype(bool).to_numpy(), known.success.astype(bool).to_numpy()
        found = association(behaved, success)
        if found is None:
            seen = int(min(behaved.sum(), (~behaved).sum()))
            what = Text(de=f"Fälle: {behaviour.de}", en=f"cases: {behaviour.en}")
            yield TooLittle(cases.metric, {}, what, least_cases(len(known)), seen)
            continue
        titles = [behaviour, Text(de=f"nicht: {behaviour.de}", en=f"not: {behaviour.en}")]
        yield Candidate(
            type="behaviour_of_success",
            metric=cases.metric,
            effect=found.ratio,
            unit="quotient",
            low=found.low,
            high=found.high,
            p=found.p,
            figures={
                "cases": Figure(cases.what, "text"),
                "behaviour": Figure(behaviour, "text"),
                "outcome": Figure(cases.outcome, "text"),
                "share_with": Figure(found.share_with, "ratio"),
                "share_without": Figure(found.share_without, "ratio"),
                "odds_ratio": Figure(found.odds_ratio, "quotient"),
                "odds_low": Figure(found.odds_low, "quotient"),
                "odds_high": Figure(found.odds_high, "quotient"),
            },
            evidence=Evidence(
                "bars",
                {
                    "label": titles,
                    "value": [found.share_with, found.share_without],
                    "low": [None, None],
                    "high": [None, None],
                    "n": [found.cases_with, found.cases_without],
                },
                "ratio",
                Text(de=f"Erfolg: {cases.outcome.de}", en=f"Success: {cases.outcome.en}"),
            ),
            unchecked=[
                Text(
                    de="ob beides eine gemeinsame Ursache hat; das zeigt nur ein Versuch",
                    en="whether both have a cause in common; only a trial shows that",
                )
            ],
            good=found.ratio > 1,
            matter=f"{name} and success",
            worth_saying=max(found.ratio, 1 / found.ratio) >= 1.1,
        )


def _enquiries(sight: Sight) -> Cases:
    import pandas as pd

    course = sight.rows("lead_course", ["lead_id", "created_on", "waits", "hour"])
    leads = sight.rows("lead", ["lead_id", "created_at", "first_response_at", "converted_deal_id"])
    table = course.merge(leads, on="lead_id")
    table = table[table.created_on <= pd.Timestamp(sight.as_of - timedelta(days=DECIDED_DAYS))]
    ahead = pd.to_timedelta((table.hour - table.created_at.dt.hour + 12) % 24 - 12, unit="h")  # instants are in UTC
    came = table.created_at + ahead
    hours = office_hours(came, table.first_response_at + ahead)
    # who asks when nobody works cannot be answered within the hour, and may be another kind of asker
    in_time = office_hours(came, came + pd.Timedelta(hours=1)) >= 1
    table = table.assign(success=table.converted_deal_id.notna(), prompt=~table.waits & (hours <= 1))[in_time]
    return Cases("lead_response_within_hour", ENQUIRIES, BECOME, table, PROMPT)


def _deals(sight: Sight) -> Cases:
    deals = sight.rows("deal", ["deal_id", "outcome"])
    met = sight.rows("deal_meeting", ["deal_id"]).deal_id
    table = deals[deals.outcome.isin(["won", "lost", "no_decision"])]
    table = table.assign(success=table.outcome == "won", meeting=table.deal_id.isin(met))
    return Cases(
        "win_rate",
        Text(de="Verkaufschancen", en="Deals"),
        Text(de="werden gewonnen", en="are won"),
        table if len(met) else table[:0],
        {"meeting": Text(de="mit mindestens einem Termin", en="with at least one meeting")},
    )


def _first_orders(sight: Sight) -> Cases:
    import pandas as pd

    orders = sight.rows("purchase", ["order_id", "customer_key", "ordered_on"])
    first = orders.sort_values(["ordered_on", "order_id"]).drop_duplicates("customer_key")
    began = orders.customer_key.map(first.set_index("customer_key").ordered_on)
    days = (orders.ordered_on - began).dt.days
    soon = orders.customer_key[(days > 0) & (days <= SETTLED_DAYS)]
    again = orders.customer_key[(days > SETTLED_DAYS) & (days <= AGAIN_DAYS)]
    ripe = first.ordered_on <= pd.Timestamp(sight.as_of - timedelta(days=AGAIN_DAYS))
    table = first[ripe & ~first.customer_key.isin(soon)].set_index("order_id")
    coupons = sight.rows("order", ["order_id", "coupon_code"]).set_index("order_id").coupon_code
    parcels = sight.rows("shipment", ["order_id", "promised_on", "delivered_on"]).dropna()
    on_time = (parcels.delivered_on <= parcels.promised_on).groupby(parcels.order_id).all()
    lines = sight.rows("order_line", ["order_id", "product.category_l1"])
    kinds = lines.groupby("order_id")["product.category_l1"].nunique()
    several = kinds[kinds > 0] > 1
    table = table.assign(
        success=table.customer_key.isin(again),
        coupon=table.index.map(coupons.notna().to_dict()) if coupons.notna().any() else None,
        on_time=table.index.map(on_time.to_dict()),
        several=table.index.map(several.to_dict()),
    )
    return Cases(
        "repeat_purchase_rate_90",
        Text(de="Erste Bestellungen", en="First orders"),
        Text(de="Kunde bestellt binnen 180 Tagen wieder", en="the customer orders again within 180 days"),
        table,
        {
            "coupon": Text(de="mit Gutschein bestellt", en="ordered with a coupon"),
            "on_time": Text(de="pünktlich zugestellt", en="delivered on time"),
            "several": Text(de="aus mehreren Warengruppen bestellt", en="ordered from several categories"),
        },
    )


METHOD = Method(
    title=Text(de="Verhalten, das mit Erfolg einhergeht", en="Behaviours that go with success"),
    question=Text(de="Was haben die Fälle gemeinsam, die gut ausgehen?", en="What do the cases that end well share?"),
    formula="ratio of the shares of success with and without the behaviour, counts plus one, Katz interval; odds ratio "
    "beside it; Fisher's exact test; at least 25 and 2 % of the cases on either side",
    misleads=Text(
        de="Wer ohnehin kaufen will, verhält sich auch anders: Ein Zusammenhang ist keine Wirkung.",
        en="Who wants to buy anyway also behaves differently: an association is no effect.",
    ),
    reference="Fisher (1935); Katz et al. (1978)",
    finds=("behaviour_of_success",),
    look=look,
)
