"""On-time rate: which part of the deliveries arrives as promised."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Pünktlichkeit der Lieferungen", en="On-time delivery rate"),
    question=Text(
        de="Welcher Anteil der zugesagten Lieferungen kam pünktlich an?",
        en="Which share of promised deliveries arrived on time?",
    ),
    formula=Text(
        de="Am zugesagten Tag oder davor zugestellte Lieferungen / Lieferungen mit Zusage im Zeitraum",
        en="Deliveries made on or before the promised day / deliveries promised for the period",
    ),
    caveat=Text(
        de=(
            "Überfällige, noch nicht zugestellte Lieferungen zählen als verspätet. Gemessen wird an der Zusage:"
            " großzügige Zusagen heben die Quote. Ohne Zusage zählt eine Lieferung nicht."
        ),
        en=(
            "Overdue deliveries not made yet count as late. Measured against the promise: generous promises "
            "lift the rate. A delivery without a promise does not count."
        ),
    ),
    kind=Ratio("punctual_shipment_count", "promised_shipment_count"),
    unit="ratio",
    direction="up",
    dimensions={"carrier", "region", "country", "channel", "segment"},
    grains=(
        "week",
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [
                    {"order_id": 1, "ordered_at": "2024-03-01"},
                    {"order_id": 2, "ordered_at": "2024-03-01", "status": "cancelled"},
                ],
                "shipment": [
                    {
                        "order_id": 1,
                        "promised_on": "2024-03-10",
                        "shipped_at": "2024-03-02",
                        "delivered_at": "2024-03-10",
                    }
                    for _ in range(27)
                ]
                + [
                    {
                        "order_id": 1,
                        "promised_on": "2024-03-10",
                        "shipped_at": "2024-03-02",
                        "delivered_at": "2024-03-11",
                    },
                    {"order_id": 1, "promised_on": "2024-03-30", "shipped_at": "2024-03-31"},
                    {"order_id": 1, "promised_on": "2024-03-31", "shipped_at": "2024-03-31"},
                    {"order_id": 2, "promised_on": "2024-03-10"},
                    {"order_id": 1, "shipped_at": "2024-03-02", "delivered_at": "2024-03-03"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.9,
            sum=Text(
                de=(
                    "27 von 30: eine kam einen Tag zu spät, zwei stehen noch aus; stornierte und solche ohne Zusage "
                    "zählen nicht"
                ),
                en="27 of 30: one came a day late, two are still out; cancelled and without promise do not count",
            ),
        ),
    ],
    source="Supply Chain Council, SCOR (delivery performance to commit date)",
)
