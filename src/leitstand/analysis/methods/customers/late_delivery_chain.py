"""Looks what late parcels lead to: whom they hit, whether people complain more, and whether they order again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.customers.late_deliveries import Outcome, Spell, deliveries, outcome, spell
from leitstand.analysis.trials import Difference, two_shares
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

ON_TIME, COMPLAINTS, AGAIN = "on_time_rate", "complaint_rate", "repeat_purchase_rate_90"
LEAST_LATE = 30
TWICE = 2.0
"""So many times as often people must ask about a topic after a late parcel for it to be worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    rows = _rows(sight)
    late = int(rows.late.sum())
    if late < LEAST_LATE:
        yield TooLittle(ON_TIME, {}, Text(de="verspätete Lieferungen", en="late deliveries"), LEAST_LATE, late)
        return
    tickets = sight.rows("ticket", ["order_id", "is_complaint", "type", "category_l1"]).dropna(subset=["order_id"])
    if len(tickets):
        yield from _topic(rows, tickets)
    found = spell(rows)
    if found is None:
        return
    angry = tickets[tickets.is_complaint.fillna(tickets.type == "complaint").astype(bool)].order_id
    rows["complained"] = rows.order.isin(angry)
    for metric, column in ((COMPLAINTS, "complained"), (AGAIN, "again")):
        known = outcome(rows, column, found) if len(tickets) or column == "again" else None
        if known is not None:
            yield _chained(metric, found, known)


def _rows(sight: Sight) -> pd.DataFrame:
    columns = {
        "order_id": "order", "shipped_on": "sent", "promised_on": "promised", "delivered_on": "delivered",
        "order.ordered_on": "ordered", "carrier": "carrier", "region_nuts": "region", "customer.region_nuts": "home",
    }  # fmt: skip
    parcels = sight.rows("shipment", list(columns)).rename(columns=columns)
    parcels = parcels.assign(region=parcels.region.fillna(parcels.home))
    orders = sight.rows("purchase", ["order_id", "customer_key", "ordered_on"])
    orders = orders.rename(columns={"order_id": "order", "customer_key": "customer", "ordered_on": "day"})
    return deliveries(parcels, orders, sight.as_of)


def _chained(metric: str, late: Spell, found: Outcome) -> Candidate:
    """Complaints per thousand deliveries; of orders that came again, the change for one that came late."""
    of_thousand = metric == COMPLAINTS
    scale = 1000.0 if of_thousand else 1.0
    unit = "per_thousand" if of_thousand else "ratio"
    shift = found.shift
    effect, low, high = (shift.effect, shift.low, shift.high) if of_thousand else found.per_late
    share = Figure(late.shift.effect, "percentage_points", signed=True)
    return Candidate(
        type="delay_aftermath",
        metric=metric,
        dims=late.dims,
        effect=effect * scale,
        unit=unit,
        low=low * scale,
        high=high * scale,
        since=late.since,
        until=late.until,
        p=shift.p,
        figures={
            "later": share,
            "before": Figure(found.before * scale, unit),
            "during": Figure(found.during * scale, unit),
        },
        evidence=Evidence(
            "series",
            {
                "day": [month.isoformat() for month in late.months],
                "value": [None if one is None else one * scale for one in found.course],
            },
            unit,
            Text(de="Anteil der Lieferungen je Versandmonat", en="Share of deliveries by month of sending"),
        ),
        drivers=[
            Driver(
                Text(de="Pünktlichkeit", en="On-time delivery rate"), -late.shift.effect, "ratio", "went_along_with",
                ON_TIME, late.dims, -late.shift.high, -late.shift.low, late.since,
            )
        ],
        unchecked=[
            Text(
                de="ob dort zur selben Zeit noch etwas anderes anders war",
                en="whether something else was different there at the same time",
            )
        ],
        good=(effect < 0) == of_thousand,
        matter=f"late parcels and {metric}",
    )  # fmt: skip


def _topic(rows: pd.DataFrame, tickets: pd.DataFrame) -> Iterator[Candidate]:
    """The topic that people ask about most after a late parcel, beside those whose parcel came on time."""
    found = [
        (str(topic), two_shares(int((hit & rows.late).sum()), int(rows.late.sum()), int((hit & ~rows.late).sum()),
                                int((~rows.late).sum())))
        for topic, own in tickets.groupby("category_l1")
        if (hit := rows.order.isin(own.order_id)).any() and not rows.late.all()
    ]  # fmt: skip
    if found:
        topic, best = max(found, key=lambda one: one[1].effect)
        yield _after_late(topic, best, rows)


def _after_late(topic: str, found: Difference, rows: pd.DataFrame) -> Candidate:
    late = int(rows.late.sum())
    return Candidate(
        type="after_late_delivery",
        metric=COMPLAINTS,
        dims={"ticket_topic": topic},
        effect=found.effect * 1000,
        unit="per_thousand",
        low=found.low * 1000,
        high=found.high * 1000,
        figures={
            "topic": Figure(topic, "text"),
            "late": Figure(found.treated * 1000, "per_thousand"),
            "on_time": Figure(found.control * 1000, "per_thousand"),
            "times": Figure(found.treated / found.control if found.control else 0.0, "quotient"),
            "deliveries": Figure(late, "count"),
        },
        evidence=Evidence(
            "bars",
            {
                "label": [Text(de="zu spät", en="late"), Text(de="pünktlich", en="on time")],
                "value": [found.treated * 1000, found.control * 1000],
                "low": [None, None],
                "high": [None, None],
                "n": [late, len(rows) - late],
            },
            "per_thousand",
            Text(de=f"Anliegen „{topic}“ je 1.000 Lieferungen", en=f"Requests '{topic}' per 1,000 deliveries"),
        ),
        unchecked=[
            Text(
                de="ob sich die Betroffenen auch sonst öfter melden",
                en="whether those concerned get in touch more often anyway",
            )
        ],
        good=False,
        matter="requests after late parcels",
        worth_saying=bool(found.low > 0 and found.control and found.treated >= TWICE * found.control),
    )


METHOD = Method(
    title=Text(de="Folgen verspäteter Pakete", en="What late parcels lead to"),
    question=Text(
        de="Beschweren sich Kundinnen und Kunden nach verspäteten Paketen, und bestellen sie seltener wieder?",
        en="Do customers complain after late parcels, and order again less often?",
    ),
    formula="requests per delivery, late − on time, Newcombe's interval; where one carrier and region came late for "
    "a while (intersection–union test, p < 0.0001): change of complaints and of orders within 90 days against the "
    "other segments, weighted t and beta-binomial; per late parcel: over the change of the late share (Wald)",
    misleads=Text(
        de="wenn in der betroffenen Gegend zugleich etwas anderes geschah, etwa eine Aktion",
        en="where something else happened in the segment at the same time, such as a campaign",
    ),
    reference="Wald (1940); Angrist, Imbens and Rubin (1996); Newcombe (1998)",
    finds=("after_late_delivery", "delay_aftermath"),
    look=look,
    needs=("shipment", "order"),
)
