"""Operating cash flow: what the business itself brought in money."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Operativer Cashflow", en="Operating cash flow"),
    question=Text(
        de="Wie viel Geld hat das laufende Geschäft gebracht?", en="How much money did the business itself bring?"
    ),
    formula=Text(
        de=(
            "Summe der Kontobewegungen des Bereichs „operating“ (direkte Methode), ohne Umbuchungen zwischen "
            "eigenen Konten"
        ),
        en="Sum of cash movements of class operating (direct method), without transfers between own accounts",
    ),
    caveat=Text(
        de=(
            "Bewegungen ohne Bereich zählen nicht mit; wie viele es sind, zeigt der Netto-Cashflow nach "
            "Bereich. Geldfluss, nicht Ergebnis: eine noch unbezahlte Rechnung fehlt."
        ),
        en=(
            "Movements without a class do not count; net cash flow by activity shows how many there are. Money,"
            " not profit: an invoice not yet paid is missing."
        ),
    ),
    kind=Sum("operating_cash_amount"),
    unit="currency",
    direction="up",
    dimensions={"cash_category", "segment"},
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
                    {"booked_on": "2024-03-11", "amount": 500, "class": "operating", "category": "transfer"},
                    {"booked_on": "2024-03-11", "amount": -500, "class": "operating", "category": "transfer"},
                    {"booked_on": "2024-03-20", "amount": -200, "class": "investing", "category": "capex"},
                    {"booked_on": "2024-03-31", "amount": 50, "class": "financing"},
                    {"booked_on": "2024-04-01", "amount": 9999, "class": "operating", "category": "customer_receipt"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=700,
            sum=Text(
                de="1.000 eingenommen − 300 bezahlt; die 200 sind investiert, die 50 geliehen",
                en="1,000 received − 300 paid; the 200 are invested, the 50 borrowed",
            ),
        ),
    ],
    source="IAS 7, Statement of Cash Flows (direct method, paragraph 19)",
)
