"""How much faster than the competitors the company grew."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def relative(own: float | None, peer: float | None, days: int) -> tuple[float, float] | None:
    """Lead over the peer's growth factor, and that factor."""
    return None if own is None or peer is None or peer <= -1 else (own - peer, 1 + peer)


METRIC = Metric(
    title=Text(de="Relatives Wachstum", en="Growth relative to competition"),
    question=Text(de="Wachsen Sie schneller als Ihre Wettbewerber?", en="Do you grow faster than your competitors?"),
    formula=Text(
        de="(1 + eigenes Umsatzwachstum zum Vorjahr) / (1 + Median der Wettbewerber) − 1",
        en="(1 + own revenue growth on the year before) / (1 + median of competitors) − 1",
    ),
    caveat=Text(
        de="Ohne beobachtete Zahlen der Wettbewerber für genau diesen Zeitraum ohne Aussage. Beide Werte "
        "müssen dieselbe Definition haben.",
        en="Not stated without observed figures of competitors for exactly this period. Both values must have"
        " the same definition.",
    ),
    kind=Derived({"own": Input("revenue_growth"), "peer": Input("peer_revenue_growth")}, relative),
    unit="ratio",
    direction="up",
    dimensions=set(),
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2023-01-01"}, {"ordered_at": "2024-05-01"}],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 120}],
                "competitor_observation": [
                    {"competitor_id": n, "metric_key": "revenue_growth", "period": "2024", "value": value}
                    for n, value in enumerate((0.05, 0.1, 0.3))
                ],
            },
            start="2024-01-01",
            end="2025-01-01",
            value=0.09090909090909091,
            sum=Text(
                de="1,2 / 1,1 − 1: selbst 20 %, Median der Wettbewerber 10 %",
                en="1.2 / 1.1 − 1: own 20 %, median of the competitors 10 %",
            ),
            grain="year",
            as_of="2024-12-31",
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2023-01-01"}, {"ordered_at": "2024-05-01"}],
                "order_line": [{"order_id": 1, "net_amount": 100}, {"order_id": 2, "net_amount": 120}],
                "competitor_observation": [
                    {"competitor_id": 1, "metric_key": "revenue_growth", "period": "2023", "value": 0.1}
                ],
            },
            start="2024-01-01",
            end="2025-01-01",
            value=None,
            sum=Text(de="Wettbewerber sind nur für 2023 bekannt", en="Competitors are only known for 2023"),
            grain="year",
            as_of="2024-12-31",
        ),
    ],
    source="Own definition",
)
