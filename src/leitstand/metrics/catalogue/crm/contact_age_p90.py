"""Age of contact details: 90th percentile of the days since they were verified."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Alter der Kontaktangaben (90. Perzentil)", en="Age of contact details (90th percentile)"),
    question=Text(
        de="Wie lange liegt die letzte Prüfung der Kontaktangaben zurück?",
        en="How long ago were contact details last verified?",
    ),
    formula=Text(
        de=("90. Perzentil der Tage seit der letzten Prüfung, über alle je geprüften Kontakte, am Ende des Zeitraums"),
        en=(
            "90th percentile of the days since the last verification, over all contacts ever verified, at the "
            "end of the period"
        ),
    ),
    caveat=Text(
        de="Nie geprüfte Kontakte haben kein Alter und fehlen; ihren Anteil zeigt die Aktualität.",
        en="Contacts never verified have no age and are missing; freshness shows their share.",
    ),
    kind=Quantile("contact_age_days", q=0.9),
    unit="days",
    direction="down",
    dimensions={"segment", "country"},
    grains=(
        "month",
        "quarter",
        "year",
        "total",
    ),
    min_sample=10,
    examples=[
        Example(
            rows={
                "contact": [{"last_verified_at": "2024-03-21"} for _ in range(8)]
                + [{"last_verified_at": "2024-03-01"} for _ in range(3)]
                + [{}],
                "order": [{"ordered_at": "2024-03-31"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=30,
            sum=Text(
                de="die 90 % von 11 fallen auf den zehnten: 30 Tage",
                en="the 90 % of 11 fall on the tenth: 30 days",
            ),
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013)",
)
