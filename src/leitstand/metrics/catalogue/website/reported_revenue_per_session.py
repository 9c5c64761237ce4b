"""Revenue per session as web analytics reports it, also by channel and device."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Umsatz je Besuch laut Web-Analyse", en="Revenue per session as reported"),
    question=Text(
        de="Wie viel Umsatz bringt ein Besuch laut Web-Analyse, auch je Kanal und Gerät?",
        en="How much revenue does a visit bring by web analytics, also by channel and device?",
    ),
    formula=Text(
        de="Umsatz laut Web-Analyse / Besuche mit bekanntem Umsatz",
        en="Revenue as reported by web analytics / sessions with known revenue",
    ),
    caveat=Text(
        de="Nicht um Stornos und Erstattungen bereinigt und oft mit Umsatzsteuer: für den Vergleich der "
        "Kanäle, nicht für die Buchhaltung. Liegen nur Summen der Web-Analyse vor, zählt ein Zeitraum "
        "nur, wenn sie ihn lückenlos ergeben, und er lässt sich nur so gliedern, wie sie gegliedert "
        "sind.",
        en="Not adjusted for cancellations and refunds and often with VAT: to compare channels, not for "
        "the books. Where only totals of web analytics exist, a period counts only if they fill it "
        "without a gap, and it can be split only as they are split.",
    ),
    kind=Ratio("reported_revenue_amount", "valued_session_count", interval="none"),
    unit="currency",
    direction="up",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"} for _ in range(30)],
                "web_event": [
                    {"session_id": n, "occurred_at": "2024-03-05T09:00", "event_name": "page_view"}
                    for n in range(1, 31)
                ]
                + [
                    {
                        "session_id": 1,
                        "occurred_at": "2024-03-05T10:00",
                        "event_name": "purchase",
                        "order_id": 7,
                        "value": 60,
                    }
                ]
                * 2,
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="60 / 30; die doppelt gemeldete Bestellung zählt einmal",
                en="60 / 30; the order reported twice counts once",
            ),
        ),
        Example(
            rows={
                "web_aggregate": [
                    {
                        "range_start": "2024-03-01",
                        "range_end": "2024-03-31",
                        "grain": "month",
                        "sessions": 1000,
                        "revenue": 3000,
                    },
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=3,
            sum=Text(de="3000 / 1000 aus der Monatssumme", en="3000 / 1000 from the total of the month"),
        ),
    ],
    source="Google Analytics Help, 'Purchase revenue'",
)
