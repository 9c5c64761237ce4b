"""A customer who buys regularly has not come, later than the own rhythm explains."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.rhythm import rhythms
from leitstand.planning.triggers.sight import Sight

FRESH = 90
"""Days after the limit: who stays away for longer is no longer late but lost."""


def look(sight: Sight) -> Iterator[Task]:
    table = rhythms(sight.days)
    table = table.assign(waited=(sight.until("order") - table["last"]).dt.days)
    late = table[(table.waited > table.limit) & (table.waited - table.limit <= FRESH)]
    usual = sight.days[sight.days.customer.isin(late.index)].groupby("customer").amount.median()
    late = late.assign(margin=sight.margin(late.index, usual.reindex(late.index).to_numpy(dtype=float)))
    for customer, row in late.iterrows():
        last = row["last"].date()
        yield Task(
            customer=int(str(customer)),
            evidence={
                "last_order_on": last, "days_since": int(row.waited), "own_median_days": float(row["median"]),
                "own_limit_days": round(float(row.limit), 1), "intervals": int(row.gaps), "usual_margin": row.margin,
            },
            stake=float(row.margin),
            news=(last,),
        )  # fmt: skip


TRIGGER = Trigger(
    title=Text(de="Nachbestellung überfällig", en="Reorder overdue"),
    reason=Text(
        de="{days_since} ohne Bestellung (zuletzt am {last_order_on}). Sonst vergehen meist {own_median_days}, in "
        "95 von 100 Fällen höchstens {own_limit_days}.",
        en="Has not ordered for {days_since} (last on {last_order_on}). Usually {own_median_days} pass, in 95 of 100 "
        "cases at most {own_limit_days}.",
    ),
    step=Text(
        de="Nachfragen, ob Bedarf besteht oder etwas nicht gepasst hat, und die letzte Bestellung erneut anbieten.",
        en="Ask whether there is a need or something went wrong, and offer the last order again.",
    ),
    worth=Text(
        de="Marge eines üblichen Bestelltags (Median): {usual_margin}.",
        en="Margin of a usual order day (median): {usual_margin}.",
    ),
    facts={
        "last_order_on": Fact(Text(de="letzte Bestellung", en="last order"), "date"),
        "days_since": Fact(Text(de="seitdem vergangen", en="passed since"), "days"),
        "own_median_days": Fact(Text(de="übliche Pause (Median)", en="usual pause (median)"), "days"),
        "own_limit_days": Fact(
            Text(de="längste zu erwartende Pause (95 %)", en="longest pause expected (95%)"), "days"
        ),
        "intervals": Fact(Text(de="Pausen bisher", en="pauses so far"), "count"),
        "usual_margin": Fact(Text(de="Marge eines üblichen Bestelltags", en="margin of a usual order day"), "currency"),
    },
    needs=("order",),
    role="sales",
    due=2,
    look=look,
    unless=("going_quiet",),
)
