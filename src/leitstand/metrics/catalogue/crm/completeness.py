"""Data completeness: which part of the required fields is filled."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Vollständigkeit", en="Data completeness"),
    question=Text(
        de="Welcher Anteil der Pflichtangaben ist ausgefüllt?", en="Which share of the required fields is filled?"
    ),
    formula=Text(
        de=(
            "Ausgefüllte Pflichtangaben / Pflichtangaben aller Datensätze, die es am Ende des Zeitraums gab; "
            "jede Angabe zählt gleich"
        ),
        en=(
            "Required fields filled / required fields of all records there were at the end of the period; every"
            " field counts alike"
        ),
    ),
    caveat=Text(
        de=(
            "Ausgefüllt heißt nicht richtig. Platzhalter wie „n/a“, „x“ oder „0000“ gelten als leer; in Namen "
            "und Adressen sind sie nicht zu sehen. Felder, die eine Quelle bei keinem Datensatz liefert, bleiben "
            "außen vor. Für frühere Zeiträume gilt der heutige Inhalt der damaligen Datensätze."
        ),
        en=(
            'Filled does not mean right. Placeholders such as "n/a", "x" or "0000" count as empty; in names and'
            " addresses they cannot be seen. Fields that a source delivers for no record stay out. Earlier "
            "periods show the present content of the records of that time."
        ),
    ),
    kind=Ratio("filled_field_count", "required_field_count", interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"object", "field", "team", "source_system", "segment", "country"},
    grains=(
        "day",
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
                "customer": [
                    {
                        "created_at": "2024-03-01",
                        "customer_type": "person",
                        "segment": "A",
                        "country": "DE",
                        "region_nuts": "n/a",
                    }
                    for _ in range(9)
                ]
                + [{"created_at": "2024-04-02", "customer_type": "person"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.75,
            sum=Text(
                de=(
                    "3 von 4 Feldern bei 9 Kund:innen: „n/a“ ist leer, Firmenfelder werden bei Personen nicht "
                    "verlangt, die zehnte kam im April dazu"
                ),
                en=(
                    '3 of 4 fields of 9 customers: "n/a" is empty, companies\' fields are not asked of persons, the '
                    "tenth came in April"
                ),
            ),
        ),
        Example(
            rows={
                "customer": [
                    {"customer_key": n, "created_at": "2024-03-01", "customer_type": "company"} for n in range(20)
                ],
                "customer_vault": [{"customer_key": n, "name": True, "email": n < 8} for n in range(20)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.7,
            sum=Text(de="(20 Namen + 8 Adressen) / 40", en="(20 names + 8 addresses) / 40"),
            by=("object",),
            cell=("customer_vault",),
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013)",
)
