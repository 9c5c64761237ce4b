"""Revenue per session: how much does a visit bring?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Umsatz je Besuch", en="Revenue per session"),
    question=Text(
        de="Wie viel Nettoumsatz des Webshops kommt auf einen Besuch?",
        en="How much net revenue of the web shop comes with a visit?",
    ),
    formula=Text(
        de="Nettoumsatz der Webaufträge (nach Erstattungen) / Besuche",
        en="Net revenue of web orders (after refunds) / sessions",
    ),
    caveat=Text(
        de="Umsatz aus dem Auftragssystem, Besuche aus der Web-Analyse: wer beim Messen fehlt, hebt den "
        "Wert. Nach Kanal oder Gerät gibt es nur den Umsatz laut Web-Analyse "
        "(reported_revenue_per_session). Liegen nur Summen der Web-Analyse vor, zählt ein Zeitraum nur, "
        "wenn sie ihn lückenlos ergeben, und er lässt sich nur so gliedern, wie sie gegliedert sind.",
        en="Revenue from the order system, visits from web analytics: visits that are not measured raise "
        "the value. By channel or device only revenue as reported by web analytics exists "
        "(reported_revenue_per_session). Where only totals of web analytics exist, a period counts only "
        "if they fill it without a gap, and it can be split only as they are split.",
    ),
    kind=Ratio(("web_sales_amount", "-web_refund_amount"), "session_count", interval="none"),
    unit="currency",
    direction="up",
    dimensions=set(),
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"} for _ in range(40)],
                "order": [
                    {"ordered_at": "2024-03-05", "channel": "web"},
                    {"ordered_at": "2024-03-06", "channel": "store"},
                    {"ordered_at": "2024-03-06", "channel": "web", "status": "cancelled"},
                ],
                "order_line": [
                    {"order_id": 1, "net_amount": 90},
                    {"order_id": 2, "net_amount": 500},
                    {"order_id": 3, "net_amount": 700},
                ],
                "refund": [{"order_id": 1, "refunded_at": "2024-03-20", "amount": 10}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="(90 − 10) / 40; die Bestellung im Laden und die stornierte zählen nicht",
                en="(90 − 10) / 40; the store order and the cancelled one do not count",
            ),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {"range_start": "2024-03-01", "range_end": "2024-03-31", "grain": "month", "sessions": 1000},
                ],
                "order": [{"ordered_at": "2024-03-05", "channel": "web"}],
                "order_line": [{"order_id": 1, "net_amount": 2500}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2.5,
            sum=Text(de="2500 / 1000 Besuche aus der Monatssumme", en="2500 / 1000 visits from the total of the month"),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
