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
        de="Summe der Positionen (Waren und Rabatte, nach Bestelldatum, ohne Stornos) − Erstattungen (nach "
        "Erstattungsdatum)",
        en="Sum of order lines (goods and discounts, by order date, without cancelled orders) − refunds (by "
        "refund date)",
    ),
    caveat=Text(
        de="Bestellter Umsatz, nicht fakturierter. Erstattungen zählen an ihrem eigenen Datum, auch wenn der Kauf "
        "früher war. Versand, Gebühren und Ausgleichsbuchungen zählen nicht, ebenso Erstattungen zu Stornos.",
        en="Ordered, not invoiced revenue. Refunds count at their own date, even where the purchase was earlier. "
        "Shipping, fees and adjustments do not count, nor do refunds of cancelled orders.",
    ),
    kind=Sum(("sales_amount", "-refund_amount")),
    unit="currency",
    direction="up",
    dimensions={
        "category",
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "new_existing",
        "product",
        "region",
        "segment",
        "size_band",
        "team",
    },
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
            sum=Text(
                de=(
                    "100 − 10 (Bestellung 1; Versand zählt nicht) + 0 (Bestellung 2 ist storniert) − 30 im März "
                    "erstattet"
                ),
                en="100 − 10 (Order 1; shipping does not count) + 0 (Order 2 is cancelled) − 30 refunded in March",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-02-20", "customer_key": 1},
                    {"ordered_at": "2024-03-05"},
                    {"ordered_at": "2024-03-06", "status": "cancelled"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 200},
                    {"order_id": 2, "net_amount": 80},
                    {"order_id": 3, "net_amount": 50},
                ],
                "refund": [
                    {"order_id": 1, "refunded_at": "2024-03-10", "amount": 120},
                    {"order_id": 3, "refunded_at": "2024-03-11", "amount": 50},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=-40,
            sum=Text(
                de=(
                    "80 − 120 (im Februar verkauft, im März erstattet); die Erstattung einer stornierten Bestellung "
                    "nimmt nichts zurück"
                ),
                en="80 − 120 (sold in February, refunded in March); the refund of a cancelled order takes back nothing",
            ),
        ),
    ],
    source="IFRS 15 (net of variable consideration); Shopify Help Center, 'Net sales'",
)
