"""Refunds of customers without purchases in both periods."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Bridge, Example, Metric

METRIC = Metric(
    title=Text(de="Nur Erstattungen", en="Refunds only"),
    question=Text(
        de="Was veränderten Erstattungen an Kund:innen, die in keinem der Zeiträume kauften?",
        en="What did refunds to customers change who bought in neither period?",
    ),
    formula=Text(
        de="Umsatz − Umsatz davor der Kund:innen, bei denen beides nicht positiv ist",
        en="Revenue − revenue before of customers where neither is positive",
    ),
    caveat=Text(
        de="Meist negativ und klein; ein großer Betrag weist auf späte Rückgaben hin.",
        en="Mostly negative and small; a large amount points to late returns.",
    ),
    kind=Bridge("refund_only"),
    unit="currency",
    direction="context",
    dimensions={"category", "channel", "country", "first_order_month", "product", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2023-12-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 2},
                ],
                "order_line": [{"order_id": 1, "net_amount": 50}, {"order_id": 2, "net_amount": 20}],
                "refund": [{"refunded_at": "2024-05-10", "amount": 50, "customer_key": 1}],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=-50,
            sum=Text(
                de="Kund:in 1 kaufte im Dezember und bekam im Mai 50 zurück",
                en="Customer 1 bought in December and got 50 back in May",
            ),
            grain="quarter",
        ),
    ],
    source="Standard revenue bridge of recurring business (SaaS Capital), adapted to trade without contracts",
)
