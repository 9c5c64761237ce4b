"""How many units one order holds."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Menge je Bestellung", en="Units per order"),
    question=Text(de="Wie viele Stück umfasst eine Bestellung?", en="How many units does one order hold?"),
    formula=Text(de="Verkaufte Menge / Anzahl Aufträge", en="Units sold / number of orders"),
    caveat=Text(
        de="Nur innerhalb einer Mengeneinheit sinnvoll. Erstattete Mengen zählen im Zeitraum der Erstattung.",
        en="Only meaningful within one unit of measure. Refunded quantities count in the period of the refund.",
    ),
    kind=Ratio(("sold_quantity", "-refunded_quantity"), "order_count"),
    unit="units",
    direction="up",
    dimensions={
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "new_existing",
        "region",
        "segment",
        "size_band",
        "team",
    },
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-05"}, {"ordered_at": "2024-03-06"}],
                "order_line": [
                    {"order_id": 1, "quantity": 4},
                    {"order_id": 1, "quantity": 3},
                    {"order_id": 2, "quantity": 2, "returned_quantity": 1},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=4,
            sum=Text(de="(4 + 3 + 2 − 1) / 2 Bestellungen", en="(4 + 3 + 2 − 1) / 2 orders"),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
