"""Pipeline hygiene: which part of the open deals is looked after."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Pipeline-Sauberkeit", en="Pipeline hygiene"),
    question=Text(
        de="Welcher Anteil der offenen Verkaufschancen ist gepflegt?",
        en="Which share of the open deals is looked after?",
    ),
    formula=Text(
        de=(
            "1 − Anteil der am Ende offenen Verkaufschancen mit überschrittenem Abschlussdatum, ohne nächsten "
            "Schritt oder länger unberührt als 90 % der Aufenthalte in ihrer Phase dauerten"
        ),
        en=(
            "1 − share of the deals open at the end with a close date gone by, without a next step, or "
            "untouched for longer than 90 % of the stays in their stage took"
        ),
    ),
    caveat=Text(
        de=(
            "Gepflegt heißt nicht gut: ein verschobenes Datum genügt. Abschlussdatum und Aktivitäten sind die "
            "heutigen; für frühere Zeiträume ist der Wert nur ein Anhalt. Verlorene ohne Grund zählt die "
            "Vollständigkeit."
        ),
        en=(
            "Looked after does not mean good: a postponed date will do. Close date and activities are the "
            "present ones; for earlier periods the value is only a hint. Completeness counts lost deals without"
            " a reason."
        ),
    ),
    kind=Ratio("neglected_deal_count", "open_deal_count", complement=True, interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"team", "stage", "segment"},
    grains=(
        "week",
        "month",
        "quarter",
        "year",
        "total",
    ),
    min_sample=30,
    examples=[
        Example(
            rows={
                "deal": [
                    {
                        "deal_id": n,
                        "created_at": "2024-03-01",
                        "outcome": "open",
                        "expected_close_date": "2024-05-01",
                        "next_activity_at": "2024-04-10",
                        "last_activity_at": "2024-03-28",
                    }
                    for n in range(1, 28)
                ]
                + [
                    {
                        "deal_id": 28,
                        "created_at": "2024-03-01",
                        "outcome": "open",
                        "expected_close_date": "2024-03-30",
                        "next_activity_at": "2024-04-10",
                    },
                    {"deal_id": 29, "created_at": "2024-03-01", "outcome": "open", "expected_close_date": "2024-03-31"},
                    {
                        "deal_id": 30,
                        "created_at": "2024-03-01",
                        "outcome": "open",
                        "expected_close_date": "2024-03-31",
                        "next_activity_at": "2024-04-10",
                    },
                    {"deal_id": 31, "created_at": "2024-03-01", "closed_at": "2024-03-20", "outcome": "lost"},
                    {"deal_id": 32, "created_at": "2024-03-31", "outcome": "open"},
                ]
                * 1
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.9032258064516129,
            sum=Text(
                de=(
                    "1 − 3 / 31: Nr. 28 war am 30. März fällig, Nr. 29 und 32 haben keinen nächsten Schritt; am "
                    "31. März fällig ist noch nicht zu spät"
                ),
                en=(
                    "1 − 3 / 31: No. 28 was due on 30 March, No. 29 and 32 have no next step; due on 31 March is "
                    "not yet late"
                ),
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Odoo CRM and Salesforce (overdue activities)",
)
