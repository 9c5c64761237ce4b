"""What the customers of the period before bring now, growth included."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def share(base: float | None, after: float | None, days: int) -> tuple[float, float] | None:
    """What the customers bring now, and what they brought before."""
    return None if not base or after is None else (after, base)


METRIC = Metric(
    title=Text(de="Netto-Umsatzbindung", en="Net revenue retention"),
    question=Text(
        de="Welcher Anteil des Umsatzes blieb bei den Kund:innen des Zeitraums davor, mit Mehrumsatz?",
        en="What share of revenue was retained with the customers of the period before, growth included?",
    ),
    formula=Text(
        de="(Ausgangsumsatz + Mehrumsatz − Minderumsatz − Verlust) / Ausgangsumsatz",
        en="(Base revenue + expansion − contraction − churn) / base revenue",
    ),
    caveat=Text(
        de="Feste Gruppe von Kund:innen, keine neuen. Ein hoher Wert kann Verluste verdecken: zusammen mit "
        "der Brutto-Umsatzbindung lesen.",
        en="A fixed set of customers, no new ones. A high value can hide losses: read it with gross revenue retention.",
    ),
    kind=Derived({"base": Input("rev_base"), "after": Input("rev_after")}, share),
    unit="ratio",
    direction="up",
    dimensions={"country", "first_order_month", "region", "segment", "size_band"},
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-01-01", "customer_key": n, "order_id": n} for n in range(1, 11)]
                + [{"ordered_at": "2024-05-01", "customer_key": n, "order_id": n + 20} for n in range(1, 10)]
                + [{"ordered_at": "2024-05-01", "customer_key": 99, "order_id": 99}],
                "order_line": [{"order_id": n, "net_amount": 100} for n in range(1, 11)]
                + [{"order_id": n + 20, "net_amount": 150 if n == 1 else 100} for n in range(1, 10)]
                + [{"order_id": 99, "net_amount": 999}],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=0.95,
            sum=Text(
                de="8 × 100 + 150 + 0 von 10 × 100; die 999 der neuen Kund:in zählen nicht",
                en="8 × 100 + 150 + 0 of 10 × 100; the new customer's 999 do not count",
            ),
            grain="quarter",
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-01-01", "customer_key": 1},
                    {"ordered_at": "2024-05-01", "customer_key": 1},
                ],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 150}],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=None,
            sum=Text(de="Eine Kund:in ist zu wenig", en="One customer is too few"),
            grain="quarter",
        ),
    ],
    source="SaaS Capital, 'Retention definitions'",
)
