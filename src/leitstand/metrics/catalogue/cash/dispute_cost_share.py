"""Cost of refunds and disputes: which part of revenue they eat."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def lost_share(
    revenue: float | None,
    refunds: float | None,
    lost: float | None,
    handling: float | None,
    compensation: float | None,
    days: int,
) -> tuple[float, float] | None:
    if not revenue or revenue < 0:
        return None
    return sum(part or 0 for part in (refunds, lost, handling, compensation)), revenue


METRIC = Metric(
    title=Text(de="Kosten von Erstattungen und Streitfällen", en="Cost of refunds and disputes"),
    question=Text(
        de="Welcher Anteil des Umsatzes geht für Erstattungen, verlorene Streitfälle und Kulanz verloren?",
        en="Which share of revenue is lost to refunds, lost disputes and goodwill?",
    ),
    formula=Text(
        de=(
            "(Erstattungen + verlorene Streitfälle + Bearbeitungskosten der Streitfälle + Entschädigungen) / "
            "Nettoumsatz"
        ),
        en="(Refunds + disputes lost + handling cost of disputes + compensation) / net revenue",
    ),
    caveat=Text(
        de=(
            "Jeder Teil zählt an seinem eigenen Datum, Streitfälle am Tag der Eröffnung; offene und verglichene"
            " zählen nicht als verloren. Nach Kundenbeziehung gegliedert prüft sie, ob lange Beziehungen "
            "weniger Streit haben: ein Zusammenhang, keine Ursache."
        ),
        en=(
            "Every part counts at its own date, disputes on the day of opening; open and settled ones do not "
            "count as lost. Split by tenure it tests whether long relations have fewer disputes: a relation, "
            "not a cause."
        ),
    ),
    kind=Derived(
        inputs={
            "revenue": Input("revenue_net"),
            "refunds": Input("refund_amount", optional=True),
            "lost": Input("dispute_lost_amount", optional=True),
            "handling": Input("dispute_handling_amount", optional=True),
            "compensation": Input("compensation_amount", optional=True),
        },
        formula=lost_share,
    ),
    unit="ratio",
    direction="down",
    dimensions={"tenure_band", "segment", "country"},
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
                "order": [{"order_id": 1, "ordered_at": "2024-03-05"}],
                "order_line": [{"order_id": 1, "net_amount": 1100}],
                "refund": [{"refunded_at": "2024-03-20", "amount": 100}],
                "dispute": [
                    {"opened_at": "2024-03-10", "amount": 60, "outcome": "lost", "handling_cost": 15},
                    {"opened_at": "2024-03-10", "amount": 500, "outcome": "open", "handling_cost": 5},
                ],
                "ticket": [{"created_at": "2024-03-11", "compensation_amount": 20}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum=Text(
                de=(
                    "(100 + 60 verloren + 20 Bearbeitung + 20 Entschädigung) / (1.100 − 100); der offene Streitfall "
                    "ist nicht verloren"
                ),
                en="(100 + 60 lost + 20 handling + 20 compensation) / (1,100 − 100); the open dispute is not lost",
            ),
        ),
        Example(
            rows={
                "customer": [{"customer_key": n} for n in range(20)],
                "order": [
                    {"order_id": n, "ordered_at": "2022-03-05" if n < 20 else "2024-03-05", "customer_key": n % 20}
                    for n in range(40)
                ],
                "order_line": [{"order_id": n, "net_amount": 100} for n in range(40)],
                "refund": [{"refunded_at": "2024-03-20", "amount": 200, "customer_key": 3}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.1111111111111111,
            sum=Text(
                de="200 / (20 × 100 − 200): alle kauften zuerst im März 2022, zwei Jahre davor",
                en="200 / (20 × 100 − 200): all bought first in March 2022, two years before",
            ),
            by=("tenure_band",),
            cell=("24–60",),
        ),
    ],
    source="Own definition",
)
