"""Cash outflow: the money that went out."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Auszahlungen", en="Cash outflow"),
    question=Text(de="Wie viel Geld ist abgeflossen?", en="How much money went out?"),
    formula=Text(
        de="Summe der negativen Kontobewegungen als positive Zahl, ohne Umbuchungen zwischen eigenen Konten",
        en="Sum of negative cash movements as a positive number, without transfers between own accounts",
    ),
    caveat=Text(
        de="Weniger ist nicht immer besser: auch unbezahlte Lieferanten senken die Auszahlungen.",
        en="Less is not always better: unpaid suppliers lower the outflow as well.",
    ),
    kind=Sum("cash_out_amount"),
    unit="currency",
    direction="down",
    dimensions={"cash_class", "cash_category"},
    grains=(
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=1,
    examples=[
        Example(
            rows={
                "cash_movement": [
                    {"booked_on": "2024-03-04", "amount": 1000, "class": "operating", "category": "customer_receipt"},
                    {"booked_on": "2024-03-10", "amount": -300, "class": "operating", "category": "supplier"},
                    {"booked_on": "2024-03-11", "amount": 500, "category": "transfer"},
                    {"booked_on": "2024-03-11", "amount": -500, "category": "transfer"},
                    {"booked_on": "2024-03-20", "amount": -200, "class": "investing", "category": "capex"},
                    {"booked_on": "2024-03-31", "amount": 50},
                    {"booked_on": "2024-04-01", "amount": 9999, "class": "operating", "category": "customer_receipt"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=500,
            sum=Text(
                de="300 an Lieferanten + 200 investiert; die Umbuchung von 500 zählt nicht",
                en="300 to suppliers + 200 invested; the transfer of 500 does not count",
            ),
        ),
    ],
    source="IAS 7, Statement of Cash Flows",
)
