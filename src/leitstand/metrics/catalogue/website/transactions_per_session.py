"""Transactions per session: how many purchases per visit?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Käufe je Besuch", en="Transactions per session"),
    question=Text(
        de="Wie viele Käufe kommen auf einen Besuch?",
        en="How many purchases come with a visit?",
    ),
    formula=Text(
        de="Käufe laut Web-Analyse / Besuche mit erfassten Käufen",
        en="Transactions as recorded by web analytics / sessions with recorded purchases",
    ),
    caveat=Text(
        de="Größer als die Konversionsrate, wenn ein Besuch mehrmals kauft. Neu geladene "
        "Bestätigungsseiten zählen einmal. Liegen nur Summen der Web-Analyse vor, zählt ein Zeitraum "
        "nur, wenn sie ihn lückenlos ergeben, und er lässt sich nur so gliedern, wie sie gegliedert "
        "sind.",
        en="Larger than the conversion rate where a visit buys several times. Confirmation pages loaded "
        "again count once. Where only totals of web analytics exist, a period counts only if they fill "
        "it without a gap, and it can be split only as they are split.",
    ),
    kind=Ratio("transaction_count", "tracked_session_count", interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"device", "landing_page", "traffic_campaign", "traffic_channel", "visitor_country", "visitor_kind"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "web_session": [{"started_at": "2024-03-05"} for _ in range(31)],
                "web_event": [
                    {"session_id": n, "occurred_at": "2024-03-05T09:00", "event_name": "page_view"}
                    for n in range(1, 31)
                ]
                + [
                    {"session_id": 1, "occurred_at": "2024-03-05T10:00", "event_name": "purchase", "order_id": k}
                    for k in (1, 1, 2)
                ]
                + [{"session_id": 2, "occurred_at": "2024-03-05T10:00", "event_name": "purchase"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.1,
            sum=Text(
                de=(
                    "(Bestellungen 1 und 2, Bestellung 1 doppelt gemeldet, + 1 ohne Nummer) / 30 Besuche mit erfassten "
                    "Ereignissen"
                ),
                en="(orders 1 and 2, order 1 reported twice, + 1 without number) / 30 visits with recorded events",
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
                        "transactions": 20,
                    },
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.02,
            sum=Text(de="20 / 1000 aus der Monatssumme", en="20 / 1000 from the total of the month"),
        ),
    ],
    source="Google Analytics Help, 'Transactions'",
)
