"""What of the revenue of the period before was kept, growth left out."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def share(base: float | None, kept: float | None, days: int) -> tuple[float, float] | None:
    """What the customers bring now, and what they brought before."""
    return None if not base or kept is None else (kept, base)


METRIC = Metric(
    title=Text(de="Brutto-Umsatzbindung", en="Gross revenue retention"),
    question=Text(
        de="Welcher Anteil des Umsatzes blieb bei den Kund:innen des Zeitraums davor, ohne Mehrumsatz?",
        en="What share of revenue was retained with the customers of the period before, growth left out?",
    ),
    formula=Text(
        de="Σ kleinerer Wert aus Umsatz und Umsatz davor / Ausgangsumsatz",
        en="Σ the smaller of revenue and revenue before / base revenue",
    ),
    caveat=Text(
        de="Höchstens 100 %. Bei seltenem Kauf klein, ohne dass jemand ging.",
        en="At most 100 %. Small where people buy rarely, without anyone having left.",
    ),
    kind=Derived({"base": Input("rev_base"), "kept": Input("rev_kept")}, share),
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
            value=0.9,
            sum=Text(
                de="9 × 100 von 10 × 100; der Zuwachs von 50 zählt nicht",
                en="9 × 100 of 10 × 100; the growth of 50 does not count",
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
