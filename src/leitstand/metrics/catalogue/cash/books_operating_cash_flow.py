"""Operating cash flow by the books, indirect method: result, corrected for what did not move money."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Operativer Cashflow laut Buchhaltung (indirekt)", en="Operating cash flow by the books (indirect)"),
    question=Text(
        de="Wie viel Geld müsste das Geschäft nach den Büchern gebracht haben?",
        en="How much money should the business have brought in, by the books?",
    ),
    formula=Text(
        de="Betriebsergebnis + Abschreibungen − Ertragsteuern − Zunahme von Forderungen, Vorräten und "
        "sonstigen Aktiva + Zunahme von Verbindlichkeiten und Umsatzsteuerschuld",
        en="Operating result + depreciation − income tax − increase of receivables, inventory and other "
        "assets + increase of payables and VAT owed",
    ),
    caveat=Text(
        de="Indirekte Methode, zur Kontrolle des operativen Cashflows der Bank. Zinsen zählen zur Finanzierung "
        "(DRS 21), wie Darlehen und Eigenkapital; Anlagen zählen nicht, wohl aber ihre Vorsteuer.",
        en="Indirect method, to check the operating cash flow of the bank. Interest counts as financing (DRS 21), as "
        "do loans and equity; fixed assets do not count, but their input VAT does.",
    ),
    kind=Sum("books_operating_cash_amount"),
    unit="currency",
    direction="up",
    dimensions=frozenset(),
    min_sample=1,
    examples=[
        Example(
            rows={
                "ledger_account": [
                    {"account": "8400", "kind": "revenue", "chart": "SKR03"},
                    {"account": "1776", "kind": "sales_tax", "chart": "SKR03"},
                    {"account": "4830", "kind": "depreciation", "chart": "SKR03"},
                    {"account": "0420", "kind": "fixed_asset", "chart": "SKR03"},
                    {"account": "1200", "kind": "cash", "chart": "SKR03"},
                ],
                "ledger_entry": [
                    {"booked_on": "2024-03-05", "account": "10001", "amount": 119},
                    {"booked_on": "2024-03-05", "account": "8400", "amount": -100},
                    {"booked_on": "2024-03-05", "account": "1776", "amount": -19},
                    {"booked_on": "2024-03-20", "account": "1200", "amount": 70},
                    {"booked_on": "2024-03-20", "account": "10001", "amount": -70},
                    {"booked_on": "2024-03-31", "account": "4830", "amount": 40},
                    {"booked_on": "2024-03-31", "account": "0420", "amount": -40},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=70,
            sum=Text(
                de="100 Umsatz − 49 mehr Forderungen + 19 mehr Umsatzsteuerschuld; die Abschreibung bewegt kein Geld",
                en="100 revenue − 49 more receivables + 19 more VAT owed; depreciation moves no money",
            ),
        ),
    ],
    source="IAS 7, Statement of Cash Flows (indirect method, paragraph 20)",
)
