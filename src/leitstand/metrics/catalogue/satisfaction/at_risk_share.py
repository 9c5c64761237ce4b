"""Customer value at risk: what share of the expected value sits with valuable customers who have probably left?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Gefährdeter Kundenwert", en="Share of customer value at risk"),
    question=Text(
        de="Welcher Teil des erwarteten Kundenwerts ist bei wertvollen, vermutlich verlorenen Kund:innen?",
        en="What share of expected customer value is with valuable customers who have probably left?",
    ),
    formula=Text(
        de="Erwarteter Wert der Kund:innen in der oberen Hälfte mit einer Wahrscheinlichkeit unter 50 %, noch "
        "Kund:in zu sein / erwarteter Wert aller",
        en="Expected value of customers in the upper half with less than 50 % probability of still being customers / "
        "expected value of all",
    ),
    caveat=Text(
        de="Beruht auf einem Modell, das jedes Quartal zu prüfen ist. Keine Entscheidung zulasten einzelner "
        "Kund:innen darauf stützen (Art. 22 DSGVO).",
        en="Rests on a model that must be checked every quarter. Base no decision against single customers on it "
        "(Art. 22 GDPR).",
    ),
    kind=Model(
        kind=Ratio("endangered_value_amount", "scored_value_amount"),
        waits_for=Text(
            de="Wartet auf das Modell des Kundenwerts; es kommt mit einer späteren Fassung von Leitstand.",
            en="Waits for the model of customer value; it comes with a later version of Leitstand.",
        ),
    ),
    unit="ratio",
    direction="down",
    dimensions={"country", "region", "segment"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "customer_score": [
                    {
                        "customer_key": k,
                        "model_id": "clv",
                        "model_version": "1",
                        "scored_on": "2024-03-05",
                        "p_alive": 0.2 if k <= 10 else 0.9,
                        "expected_value": 300 if k <= 20 else 100,
                    }
                    for k in range(1, 41)
                ]
                + [
                    {
                        "customer_key": 1,
                        "model_id": "clv",
                        "model_version": "1",
                        "scored_on": "2024-02-05",
                        "p_alive": 0.9,
                        "expected_value": 9000,
                    }
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.375,
            sum=Text(
                de="10 × 300 von 20 × 300 + 20 × 100; je Kund:in zählt nur die letzte Schätzung",
                en="10 × 300 of 20 × 300 + 20 × 100; only the latest score of a customer counts",
            ),
        ),
        Example(
            rows={
                "customer_score": [
                    {
                        "customer_key": k,
                        "model_id": "clv",
                        "model_version": "1",
                        "scored_on": "2024-03-05",
                        "p_alive": 0.2 if k > 20 else 0.9,
                        "expected_value": 300 if k <= 20 else 100,
                    }
                    for k in range(1, 41)
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0,
            sum=Text(
                de="Nur Kund:innen mit geringem Wert sind gefährdet",
                en="Only customers of low value are at risk",
            ),
        ),
    ],
    source="Fader, Hardie and Lee, Counting Your Customers the Easy Way, Marketing Science 24 (2005)",
)
