"""Cash runway: for how many months the money lasts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

NO_OUTFLOW = Text(de="Zuletzt ist nicht mehr abgeflossen als eingegangen.", en="Lately no more went out than came in.")


def runway(balance: float | None, flow: float | None, days: int) -> tuple[float, float] | Text | None:
    if balance is None or flow is None:
        return None
    return NO_OUTFLOW if flow >= 0 else (balance, -flow)


METRIC = Metric(
    title=Text(de="Liquiditätsreichweite", en="Cash runway"),
    question=Text(
        de="Wie viele Monate reicht das Geld, wenn es weitergeht wie zuletzt?",
        en="How many months does the money last if things go on as lately?",
    ),
    formula=Text(
        de="Kontostand am Ende / durchschnittlicher monatlicher Abfluss der letzten 3 Monate",
        en="Balance at the end / mean monthly outflow of the last 3 months",
    ),
    caveat=Text(
        de=(
            "Ohne Abfluss (Netto-Cashflow ≥ 0) gibt es keinen Wert. Drei Monate sagen wenig über Saison und "
            "Steuertermine; planen Sie mit der Prognose. Kreditlinien zählen nicht."
        ),
        en=(
            "There is no value without a net outflow (net cash flow ≥ 0). Three months say little about season "
            "and tax dates; plan with the forecast. Credit lines do not count."
        ),
    ),
    kind=Derived(
        inputs={"balance": Input("cash_balance_amount"), "flow": Input("net_cash_flow", last=3)}, formula=runway
    ),
    unit="months",
    direction="up",
    dimensions=frozenset(),
    grains=(
        "month",
        "total",
    ),
    min_sample=1,
    examples=[
        Example(
            rows={
                "cash_balance": [
                    {"day": "2024-03-30", "account_id": "A", "balance": 700},
                    {"day": "2024-03-31", "account_id": "A", "balance": 600},
                    {"day": "2024-02-01", "account_id": "B", "balance": 300},
                ],
                "cash_movement": [
                    {"booked_on": "2024-01-01", "amount": 100},
                    {"booked_on": "2024-01-15", "amount": -400},
                    {"booked_on": "2024-02-15", "amount": -200},
                    {"booked_on": "2024-03-15", "amount": -400},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=3,
            sum=Text(
                de="(600 + 300, letzter Stand jedes Kontos) / ((300 + 200 + 400) / 3)",
                en="(600 + 300, last balance of each account) / ((300 + 200 + 400) / 3)",
            ),
            grain="month",
        ),
        Example(
            rows={
                "cash_balance": [{"day": "2024-03-31", "account_id": "A", "balance": 600}],
                "cash_movement": [
                    {"booked_on": "2024-03-01", "amount": 900},
                    {"booked_on": "2024-03-15", "amount": -400},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(
                de="die Daten reichen nur einen Monat zurück, nicht drei",
                en="the data reach back one month, not three",
            ),
            grain="month",
        ),
    ],
    source="Common practice; after Blank and Dorf, The Startup Owner's Manual (2012)",
)
