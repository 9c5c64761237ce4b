"""Net cash flow: money in less money out."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Netto-Cashflow", en="Net cash flow"),
    question=Text(de="Ist mehr Geld eingegangen als abgeflossen?", en="Did more money come in than go out?"),
    formula=Text(de="Einzahlungen − Auszahlungen", en="Cash inflow − cash outflow"),
    caveat=Text(
        de=(
            "Einzelne Monate schwanken mit den Fälligkeiten; sehen Sie drei Monate zusammen an. Die Summe "
            "gleicht der Änderung des Kontostands nur, wenn alle Konten geliefert werden."
        ),
        en=(
            "Single months swing with due dates; look at three months together. It equals the change of the "
            "balance only if all accounts are delivered."
        ),
    ),
    kind=Sum(("cash_in_amount", "-cash_out_amount")),
    unit="currency",
    direction="up",
    dimensions={"cash_class", "cash_category"},
    grains=(
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
            value=550,
            sum=Text(de="1.050 − 500", en="1,050 − 500"),
        ),
        Example(
            rows={
                "cash_movement": [
                    {"booked_on": "2024-03-02", "amount": 40},
                    {"booked_on": "2024-03-03", "amount": -100},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=-60,
            sum=Text(de="40 − 100: das Ergebnis darf negativ sein", en="40 − 100: it may be negative"),
        ),
    ],
    source="IAS 7, Statement of Cash Flows",
)
