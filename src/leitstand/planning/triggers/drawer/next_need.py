"""What a customer buys again and again is likely to be needed now."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.customers.needs import needs
from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import Sight

LEAST_DAYS = 4
"""Order days in a category: three intervals."""
SHORTEST = 14.0
"""Days: who buys more often than every other week needs no reminder."""
NEAR = 7
"""Days before and after the day of the next need."""


def look(sight: Sight) -> Iterator[Task]:
    lines = sight.rows("order_line", "order_id", "product.category_l1", "net_amount_base")
    lines = lines.rename(columns={"product.category_l1": "category", "net_amount_base": "amount"})
    bought = lines.merge(sight.orders[["order_id", "customer", "day"]], on="order_id")
    end = sight.until("order")
    found = needs(bought, end.date())
    found = found[found.own & (found.order_days >= LEAST_DAYS) & (found.interval >= SHORTEST)]
    found = found[(found.next - end).dt.days.abs() <= NEAR]
    bought = bought[bought.customer.isin(found.customer)]
    usual = bought.groupby(["customer", "category", "day"]).amount.sum().groupby(["customer", "category"]).median()
    found = found.merge(usual.rename("usual").reset_index(), on=["customer", "category"])
    found = found.assign(margin=sight.margin(found.customer, found.usual.to_numpy(dtype=float)))
    best = found.sort_values("margin", ascending=False).drop_duplicates("customer")
    for row in best.to_dict("records"):
        last = row["last"].date()
        yield Task(
            customer=int(row["customer"]),
            evidence={
                "category": row["category"], "last_bought_on": last, "own_interval_days": float(row["interval"]),
                "next_on": row["next"].date(), "order_days": int(row["order_days"]), "usual_margin": row["margin"],
            },
            stake=float(row["margin"]),
            news=(row["category"], last),
        )  # fmt: skip


TRIGGER = Trigger(
    title=Text(de="Nächster Bedarf", en="Next need"),
    reason=Text(
        de="Braucht „{category}“ wohl um den {next_on}: zuletzt am {last_bought_on} gekauft, sonst alle "
        "{own_interval_days}.",
        en="Probably needs “{category}” around {next_on}: last bought on {last_bought_on}, otherwise every "
        "{own_interval_days}.",
    ),
    step=Text(
        de="An den Bedarf erinnern und das Gewohnte anbieten. Werbung nur mit Einwilligung (§ 7 UWG).",
        en="Remind them of the need and offer the usual. Advertise with consent only.",
    ),
    worth=Text(
        de="Marge eines üblichen Kaufs in dieser Warengruppe (Median): {usual_margin}.",
        en="Margin of a usual purchase in this category (median): {usual_margin}.",
    ),
    facts={
        "category": Fact(Text(de="Warengruppe", en="category"), "text"),
        "last_bought_on": Fact(Text(de="zuletzt gekauft", en="last bought"), "date"),
        "own_interval_days": Fact(Text(de="üblicher Abstand (Median)", en="usual interval (median)"), "days"),
        "next_on": Fact(Text(de="nächster Bedarf", en="next need"), "date"),
        "order_days": Fact(Text(de="Käufe in der Warengruppe", en="purchases in the category"), "count"),
        "usual_margin": Fact(Text(de="Marge eines üblichen Kaufs", en="margin of a usual purchase"), "currency"),
    },
    needs=("order", "order_line", "product"),
    role="sales",
    due=3,
    look=look,
    unless=("going_quiet", "overdue_reorder", "old_ticket", "bad_rating"),
)
