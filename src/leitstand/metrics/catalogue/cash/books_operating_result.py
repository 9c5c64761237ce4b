"""Operating result by the books: what accounting leaves of revenue after all costs of the business."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Betriebsergebnis laut Buchhaltung", en="Operating result by the books"),
    question=Text(
        de="Was bleibt nach allen gebuchten Kosten des Geschäfts, vor Zinsen und Ertragsteuern?",
        en="What remains after all booked costs of the business, before interest and income tax?",
    ),
    formula=Text(
        de="Erlöse − Erlösschmälerungen + sonstige Erträge − Material − Kosten − Abschreibungen",
        en="Revenue − deductions + other income − material − costs − depreciation",
    ),
    caveat=Text(
        de="So vollständig wie die Bücher: solange Bestandsveränderung, Abschreibung oder Abgrenzungen eines Monats "
        "fehlen, ist das Ergebnis zu hoch oder zu niedrig. Konten ohne Art zählen nicht.",
        en="As complete as the books: while change of inventory, depreciation or accruals of a month are missing, the "
        "result is too high or too low. Accounts without a kind do not count.",
    ),
    kind=Sum("books_result_amount"),
    unit="currency",
    direction="up",
    dimensions=frozenset(),
    min_sample=1,
    examples=[
        Example(
            rows={
                "ledger_account": [
                    {"account": "8400", "kind": "revenue", "chart": "SKR03"},
                    {"account": "3400", "kind": "material", "chart": "SKR03"},
                    {"account": "4210", "kind": "cost", "chart": "SKR03"},
                    {"account": "4830", "kind": "depreciation", "chart": "SKR03"},
                    {"account": "2120", "kind": "interest", "chart": "SKR03"},
                ],
                "ledger_entry": [
                    {"booked_on": "2024-03-05", "account": "8400", "amount": -1000},
                    {"booked_on": "2024-03-06", "account": "3400", "amount": 400},
                    {"booked_on": "2024-03-01", "account": "4210", "amount": 200},
                    {"booked_on": "2024-03-31", "account": "4830", "amount": 50},
                    {"booked_on": "2024-03-31", "account": "2120", "amount": 30},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=350,
            sum=Text(
                de="1.000 − 400 − 200 − 50; die 30 Zinsen gehören nicht dazu",
                en="1,000 − 400 − 200 − 50; the interest of 30 is not part of it",
            ),
        ),
    ],
    source="HGB § 275 (2), nature of expense method",
)
