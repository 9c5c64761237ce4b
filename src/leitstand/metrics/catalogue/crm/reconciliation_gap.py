"""Reconciliation gap: how far CRM and accounting are apart."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def gap(invoiced: float | None, sales: float | None, won: float | None, days: int) -> tuple[float, float] | None:
    if not invoiced or invoiced < 0:
        return None
    return abs((sales or won or 0) - invoiced), invoiced


METRIC = Metric(
    title=Text(de="Abstimmdifferenz CRM und Buchhaltung", en="Reconciliation gap CRM and accounting"),
    question=Text(
        de="Wie weit weichen Verkäufe im CRM und Rechnungen voneinander ab?",
        en="How far are sales in the CRM and invoices apart?",
    ),
    formula=Text(
        de=(
            "|Verkäufe (ohne Bestellungen: Betrag gewonnener Verkaufschancen) − Rechnungen netto| / Rechnungen "
            "netto, gleicher Zeitraum"
        ),
        en="|Sales (without orders: amount of deals won) − invoices net| / invoices net, same period",
    ),
    caveat=Text(
        de=(
            "Rechnungen folgen der Bestellung oft einen Monat später: sehen Sie Quartale an. Abweichungen in "
            "beide Richtungen heben sich in der Summe auf; gliedern Sie nach Segment."
        ),
        en=(
            "Invoices often follow the order a month later: look at quarters. Deviations in both directions "
            "cancel in the total; split by segment."
        ),
    ),
    kind=Derived(
        inputs={
            "invoiced": Input("invoice_net_amount"),
            "sales": Input("sales_amount", optional=True),
            "won": Input("won_amount", optional=True),
        },
        formula=gap,
    ),
    unit="ratio",
    direction="down",
    dimensions={"segment", "country", "team"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=0,
    examples=[
        Example(
            rows={
                "invoice": [
                    {"issued_on": "2024-03-10", "net_amount": 800},
                    {"issued_on": "2024-04-01", "net_amount": 50},
                ],
                "order": [{"order_id": 1, "ordered_at": "2024-03-05"}],
                "order_line": [{"order_id": 1, "net_amount": 700}],
                "deal": [{"closed_at": "2024-03-04", "created_at": "2024-03-01", "outcome": "won", "amount": 5000}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.125,
            sum=Text(
                de="|700 − 800| / 800; Verkaufschancen spielen keine Rolle, wo es Bestellungen gibt",
                en="|700 − 800| / 800; deals do not matter where there are orders",
            ),
        ),
        Example(
            rows={
                "invoice": [{"issued_on": "2024-03-10", "net_amount": 800}],
                "deal": [{"closed_at": "2024-03-04", "created_at": "2024-03-01", "outcome": "won", "amount": 1000}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(de="|1.000 − 800| / 800", en="|1,000 − 800| / 800"),
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013), consistency",
)
