"""Share of won deals for which the CRM holds a meeting."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Gewonnene Verkaufschancen mit Termin im CRM", en="Won deals with a logged meeting"),
    question=Text(
        de="Zu wie vielen gewonnenen Verkaufschancen steht ein Termin im CRM?",
        en="For how many won deals does the CRM hold a meeting?",
    ),
    formula=Text(
        de="Gewonnene Verkaufschancen mit mindestens einem Termin / gewonnene Verkaufschancen",
        en="Won deals with at least one meeting / won deals",
    ),
    caveat=Text(
        de="Ersatz für die Dokumentationsquote, wenn es keine zweite Quelle gibt. Manche Geschäfte kommen "
        "ehrlich ohne Termin zustande.",
        en="Stands in for logging coverage where there is no second source. Some deals honestly come about "
        "without a meeting.",
    ),
    kind=Ratio("won_deal_with_meeting_count", "deals_won"),
    unit="ratio",
    direction="up",
    dimensions={"segment", "team"},
    grains=("month", "quarter", "year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "deal": [{"closed_at": "2024-03-05", "outcome": "won"} for _ in range(30)]
                + [{"closed_at": "2024-03-05", "outcome": "lost"}],
                "crm_activity": [
                    {"deal_id": n, "type": "meeting", "occurred_at": "2024-03-01"} for n in (*range(1, 16), 1, 31)
                ]
                + [{"deal_id": 20, "type": "call", "occurred_at": "2024-03-01"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.5,
            sum=Text(
                de="15 / 30; der zweite Termin zu Verkaufschance 1, die verlorene Chance und der Anruf zählen nicht",
                en="15 / 30; the second meeting of deal 1, the lost deal and the call do not count",
            ),
        ),
    ],
    source="Own definition after DAMA UK, Six Primary Dimensions of Data Quality (2013)",
)
