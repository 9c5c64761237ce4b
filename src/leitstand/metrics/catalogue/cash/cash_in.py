"""Cash inflow: the money that came in."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Einzahlungen", en="Cash inflow"),
    question=Text(de="Wie viel Geld ist eingegangen?", en="How much money came in?"),
    formula=Text(
        de="Summe der positiven Kontobewegungen, ohne Umbuchungen zwischen eigenen Konten",
        en="Sum of positive cash movements, without transfers between own accounts",
    ),
    caveat=Text(
        de=(
            "Umbuchungen müssen als „transfer“ gekennzeichnet sein, sonst zählen sie auf beiden Seiten. Ein "
            "Kredit ist auch eine Einzahlung; gliedern Sie nach dem Bereich."
        ),
        en=(
            'Transfers must be marked "transfer", else they count on both sides. A loan is an inflow too; split'
            " by activity."
        ),
    ),
    kind=Sum("cash_in_amount"),
    unit="currency",
    direction="up",
    dimensions={"cash_class", "cash_category", "segment", "country"},
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
            value=1050,
            sum=Text(
                de="1.000 + 50 ohne bekannten Zweck; die 500 wechselten nur zwischen eigenen Konten",
                en="1,000 + 50 of unknown purpose; the 500 only moved between own accounts",
            ),
        ),
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
            value=50,
            sum=Text(
                de="die 50 haben keine Zuordnung und stehen für sich",
                en="the 50 have no class and are a cell of their own",
            ),
            by=("cash_class",),
            cell=(None,),
        ),
    ],
    source="IAS 7, Statement of Cash Flows",
)
