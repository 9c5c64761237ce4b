"""Net revenue: what customers bought, without VAT, less what was refunded."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Nettoumsatz", en="Net revenue"),
    question=Text(
        de="Wie viel haben Kund:innen gekauft, ohne Umsatzsteuer und nach Erstattungen?",
        en="How much did customers buy, without VAT and after refunds?",
    ),
    formula=Text(
        de="Summe der Positionen (Waren und Rabatte, nach Bestelldatum, ohne Stornos) − Erstattungen (nach Erstattungsdatum)",
        en="Sum of order lines (goods and discounts, by order date, without cancelled orders) − refunds (by refund date)",
    ),
    caveat=Text(
        de="Bestellter Umsatz, nicht fakturierter. Erstattungen zählen an ihrem eigenen Datum, auch wenn der Kauf früher war. "
        "Versand, Gebühren und Ausgleichsbuchungen zählen nicht.",
        en="Ordered, not invoiced revenue. Refunds count at their own date, even where the purchase was earlier. "
        "Shipping, fees and adjustments do not count.",
    ),
    kind=Sum(("sales_amount", "-refund_amount")),
    unit="currency",
    direction="up",
    dimensions={"country", "region", "channel", "segment", "product", "category"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    examples=[
        Example(
            rows={
                "order": [
                    {"order_id": 1, "ordered_at": "2024-03-05", "status": "placed"},
                    {"order_id": 2, "ordered_at": "2024-03-20", "status": "cancelled"},
                    {"order_id": 3, "ordered_at": "2024-04-01", "status": "placed"},
                ],
                "order_line": [
                    {"order_id": 1, "line_type": "goods", "net_amount": 100},
                    {"order_id": 1, "line_type": "discount", "net_amount": -10},
                    {"order_id": 1, "line_type": "shipping", "net_amount": 5},
                    {"order_id": 2, "line_type": "goods", "net_amount": 70},
                    {"order_id": 3, "line_type": "goods", "net_amount": 40},
                ],
                "refund": [{"refunded_at": "2024-03-28", "amount": 30, "line_type": "goods"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=60,
            sum="100 − 10 (Order 1; shipping does not count) + 0 (Order 2 is cancelled) − 30 refunded in March",
        )
    ],
    source="IFRS 15 (net of variable consideration); Shopify Help Center, 'Net sales'",
)
