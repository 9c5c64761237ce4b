"""Age of contact details: median of the days since they were verified."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Alter der Kontaktangaben (Median)", en="Age of contact details (median)"),
    question=Text(
        de="Wie lange liegt die letzte Prüfung der Kontaktangaben zurück?",
        en="How long ago were contact details last verified?",
    ),
    formula=Text(
        de="Median der Tage seit der letzten Prüfung, über alle je geprüften Kontakte, am Ende des Zeitraums",
        en=(
            "Median of the days since the last verification, over all contacts ever verified, at the end of the period"
        ),
    ),
    caveat=Text(
        de="Nie geprüfte Kontakte haben kein Alter und fehlen; ihren Anteil zeigt die Aktualität.",
        en="Contacts never verified have no age and are missing; freshness shows their share.",
    ),
    kind=Quantile("contact_age_days", q=0.5),
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
            value=10,
            sum=Text(
                de="8 von 11 wurden 10 Tage vor dem 31. März geprüft; einer nie",
                en="8 of 11 were verified 10 days before 31 March; one never was",
            ),
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013)",
)
