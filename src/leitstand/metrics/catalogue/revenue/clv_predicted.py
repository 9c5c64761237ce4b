"""Expected future value of a customer, as a model assesses it."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Erwarteter Kundenwert (CLV)", en="Predicted customer lifetime value"),
    question=Text(
        de="Wie viel wird eine Kundin, ein Kunde künftig voraussichtlich bringen?",
        en="How much is a customer expected to bring in future?",
    ),
    formula=Text(
        de="Mittel des erwarteten künftigen Werts über alle geschätzten Kund:innen, jeweils letzte Schätzung",
        en="Mean expected future value over all assessed customers, latest assessment of each",
    ),
    caveat=Text(
        de="Modellwert. Den Wert einzelner Personen nie zu ihrem Nachteil verwenden (DSGVO Art. 22).",
        en="A model's value. Never use the value of a single person to their disadvantage (GDPR Art. 22).",
    ),
    kind=Model(
        Ratio("customer_value_amount", "valued_customer_count"),
        waits_for=Text(
            de="Wartet auf das Modell des Kundenwerts; es kommt mit einer späteren Fassung von Leitstand.",
            en="Waits for the model of customer value; it comes with a later version of Leitstand.",
        ),
    ),
    unit="currency",
    direction="up",
    dimensions={"first_order_month", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "customer_score": [
                    {"customer_key": 1, "model_id": "a", "scored_on": "2024-01-31", "expected_value": 10},
                    {"customer_key": 1, "model_id": "a", "scored_on": "2024-03-30", "expected_value": 120},
                    {"customer_key": 2, "model_id": "a", "scored_on": "2024-03-30", "expected_value": 80},
                    {"customer_key": 2, "model_id": "b", "scored_on": "2024-03-31", "p_alive": 0.5},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=100,
            sum=Text(
                de="(120 + 80) / 2: je Kund:in die letzte Schätzung, die einen Wert nennt",
                en="(120 + 80) / 2: the latest assessment of each customer that gives a value",
            ),
        ),
    ],
    source="Fader, Hardie and Lee, Marketing Science 24(2) (2005)",
)
