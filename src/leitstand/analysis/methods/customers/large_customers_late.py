"""Looks whether the largest customers pay later and later, and what that keeps from the account."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Money, Sight, TooLittle
from leitstand.analysis.customers import paying
from leitstand.foundation.text import Text

METRIC = "days_late_mean"
COLUMNS = {
    "customer_key": "customer", "issued_on": "issued", "due_on": "due", "paid_in_full_on": "paid",
    "gross_amount_base": "amount",
}  # fmt: skip


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    invoices = sight.rows("invoice", list(COLUMNS)).rename(columns=COLUMNS)
    found = paying.lateness(invoices, sight.as_of)
    if found is None:
        what = Text(de="Monate mit Rechnungen großer Kunden", en="months with invoices to large customers")
        yield TooLittle(METRIC, {}, what, paying.LEAST_MONTHS, paying.months_known(invoices, sight.as_of))
        return
    yield Candidate(
        type="paying_later",
        metric=METRIC,
        effect=found.effect,
        unit="days",
        since=found.since,
        low=found.low,
        high=found.high,
        p=found.p,
        figures={
            "customers": Figure(len(found.payers), "count"),
            "before": Figure(found.before, "days"),
            "now": Figure(found.now, "days"),
            "tied": Figure(max(found.tied, 0.0), "currency"),
        },
        evidence=Evidence(
            "series",
            {
                "day": [day.isoformat() for day in found.months],
                "value": found.large.tolist(),
                "expected": found.others.tolist(),
            },
            "days",
            Text(
                de="Tage nach Fälligkeit, Großkunden (erwartet: die übrigen Kunden)",
                en="Days after the due date, large customers (expected: all others)",
            ),
        ),
        drivers=[
            Driver(
                Text(de=f"Kunde {one.customer}", en=f"Customer {one.customer}"), one.since - one.before, "days",
                "made_up_of", METRIC, {"customer": str(one.customer)},
            )
            for one in found.payers
            if abs(one.since - one.before) >= paying.LEAST_DAYS
        ],
        against=_against(found),
        unchecked=[
            Text(
                de="ob Zahlungsziele geändert oder Rechnungen bestritten wurden",
                en="whether terms were changed or invoices disputed",
            )
        ],
        money=Money(-found.tied, "liquidity", once=True),
        good=found.effect < 0,
        matter="payment of large customers",
        worth_saying=abs(found.effect) >= paying.LEAST_DAYS and found.effect * found.slope > 0,
    )  # fmt: skip


def _against(found: paying.Lateness) -> list[Text]:
    if abs(found.others_change) < 1:
        return []
    sign = "+" if found.others_change > 0 else "−"
    days = f"{abs(found.others_change):.1f}"
    de = days.replace(".", ",")
    return [Text(de=f"Auch die übrigen: {sign}{de} Tage.", en=f"The others too: {sign}{days} days.")]


METHOD = Method(
    title=Text(de="Zahlungsweise der Großkunden", en="How the largest customers pay"),
    question=Text(de="Zahlen die größten Kunden immer später?", en="Do the largest customers pay later and later?"),
    formula="Kendall's tau, exact, of (median days late of the largest − mean of the others) over the last 12 months; "
    "onset by least squares of a level that begins to rise",
    misleads=Text(
        de="wenn Zahlungsziele oder die Art der Rechnungsstellung geändert wurden",
        en="where terms or the way of invoicing were changed",
    ),
    reference="Kendall (1938)",
    finds=("paying_later",),
    look=look,
    needs=("invoice",),
)
