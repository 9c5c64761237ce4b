"""Refund rate: which part of the orders of a period is refunded in the end."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

UNLINKED = 0.05
"""Largest share of refunds without an order at which there still is a rate."""

NOT_LINKED = Text(
    de="Die Quelle verknüpft Erstattungen nicht mit Bestellungen.", en="The source does not link refunds to orders."
)


def refunded_share(
    refunded: float | None, sales: float | None, refunds: float | None, unlinked: float | None, days: int
) -> tuple[float, float] | Text | None:
    if (unlinked or 0) > UNLINKED * (refunds or 0):
        return NOT_LINKED
    return None if not sales or sales < 0 else (refunded or 0, sales)


METRIC = Metric(
    title=Text(de="Erstattungsquote (nach Bestelldatum)", en="Refund rate (by order date)"),
    question=Text(
        de="Welcher Anteil des Bestellwerts eines Zeitraums wurde später erstattet?",
        en="Which share of the value ordered in a period was refunded later?",
    ),
    formula=Text(
        de=(
            "Erstattungen zu Bestellungen des Zeitraums (wann immer erstattet) / Verkäufe des Zeitraums vor "
            "Erstattungen"
        ),
        en="Refunds of orders placed in the period (whenever refunded) / sales of the period before refunds",
    ),
    caveat=Text(
        de=(
            "Erst nach Ablauf der Rückgabefrist endgültig (hier 60 Tage). Verknüpft die Quelle Erstattungen "
            "nicht mit Bestellungen, gibt es keinen Wert; dann hilft refund_rate_period."
        ),
        en=(
            "Final only when the return window is over (here 60 days). There is no value where the source does "
            "not link refunds to orders; then use refund_rate_period."
        ),
    ),
    kind=Derived(
        inputs={
            "refunded": Input("refund_of_orders_amount"),
            "sales": Input("sales_amount"),
            "refunds": Input("refund_amount"),
            "unlinked": Input("refund_unlinked_amount", optional=True),
        },
        formula=refunded_share,
        mature_days=60,
    ),
    unit="ratio",
    direction="down",
    dimensions={"channel", "segment", "country"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"order_id": 1, "ordered_at": "2024-03-05"},
                    {"order_id": 2, "ordered_at": "2024-03-06", "status": "cancelled"},
                    {"order_id": 3, "ordered_at": "2024-04-01"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 400},
                    {"order_id": 2, "net_amount": 100},
                    {"order_id": 3, "net_amount": 200},
                ],
                "refund": [
                    {"order_id": 1, "refunded_at": "2024-04-20", "amount": 100},
                    {"order_id": 2, "refunded_at": "2024-03-08", "amount": 100},
                    {"order_id": 3, "refunded_at": "2024-04-05", "amount": 50},
                    {"order_id": 1, "refunded_at": "2024-04-20", "amount": 5, "line_type": "shipping"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de="100 von 400, erst im April erstattet; die stornierte Bestellung und der Versand zählen nicht",
                en="100 of 400, refunded only in April; the cancelled order and shipping do not count",
            ),
        ),
        Example(
            rows={
                "order": [{"order_id": 1, "ordered_at": "2024-03-05"}],
                "order_line": [{"order_id": 1, "net_amount": 400}],
                "refund": [{"refunded_at": "2024-03-20", "amount": 100}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="die Erstattung sagt nicht, zu welcher Bestellung sie gehört",
                en="the refund does not say what order it belongs to",
            ),
        ),
    ],
    source="Own definition (order cohort)",
)
