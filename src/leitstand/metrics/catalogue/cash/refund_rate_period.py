"""Refund rate of a period: refunds against the sales of the same period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Erstattungsquote (Zeitraum)", en="Refund rate (period)"),
    question=Text(
        de="Wie viel wurde erstattet, gemessen an den Verkäufen derselben Zeit?",
        en="How much was refunded, against the sales of the same time?",
    ),
    formula=Text(
        de="Erstattungen im Zeitraum (nach Erstattungsdatum) / Verkäufe im Zeitraum vor Erstattungen",
        en="Refunds in the period (by refund date) / sales in the period before refunds",
    ),
    caveat=Text(
        de=(
            "Erstattet wird oft Ware aus der Zeit davor: nach starkem Verkauf (Januar) ist die Quote zu hoch, "
            "im Anstieg zu niedrig; sie kann über 100 % liegen."
        ),
        en=(
            "What is refunded was often bought before: after strong sales (January) the rate is too high, in a "
            "rise too low; it can exceed 100 %."
        ),
    ),
    kind=Ratio("refund_amount", "sales_amount"),
    unit="ratio",
    direction="down",
    dimensions={"channel", "segment", "country", "product", "category"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [
                    {"order_id": 1, "ordered_at": "2024-03-05", "customer_key": 1},
                    {"order_id": 2, "ordered_at": "2024-02-05", "customer_key": 2},
                ],
                "order_line": [{"order_id": 1, "net_amount": 400}, {"order_id": 2, "net_amount": 999}],
                "refund": [{"order_id": 2, "refunded_at": "2024-03-08", "amount": 100, "customer_key": 2}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de="100 / 400, obwohl die Ware im Februar gekauft wurde",
                en="100 / 400, although the goods were bought in February",
            ),
        ),
    ],
    source="Own definition (period form)",
)
