"""Forecast bias: whether the monthly revenue forecast is too high or too low."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Prognoseverzerrung", en="Forecast bias"),
    question=Text(
        de="Liegt die Umsatzprognose im Mittel zu hoch oder zu niedrig?",
        en="Is the revenue forecast too high or too low on average?",
    ),
    formula=Text(
        de=("Σ (prognostiziert − eingetreten) / Σ eingetreten, Nettoumsatz je Monat, Prognose einen Monat voraus"),
        en="Σ (forecast − actual) / Σ actual, net revenue per month, forecast one month ahead",
    ),
    caveat=Text(
        de=("Null heißt nicht gut: große Fehler in beide Richtungen heben sich auf. Mit dem Prognosefehler lesen."),
        en="Zero does not mean good: large errors in both directions cancel. Read with the forecast error.",
    ),
    kind=Model(
        kind=Ratio("forecast_bias_amount", "forecast_actual_amount", interval="none"),
        waits_for=Text(
            de="Es gibt keine festgehaltene Prognose; Prognosen kommen mit einer späteren Fassung.",
            en="There is no frozen forecast; forecasts come with a later version.",
        ),
    ),
    unit="ratio",
    direction="context",
    dimensions=frozenset(),
    grains=(
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=3,
    examples=[
        Example(
            rows={
                "order": [{"order_id": n, "ordered_at": f"2024-{n:02}-10"} for n in range(1, 7)],
                "order_line": [{"order_id": n, "net_amount": 100} for n in range(1, 7)],
                "frozen_forecast": [
                    {
                        "metric_key": "revenue_net",
                        "grain": "month",
                        "dim_json": "{}",
                        "made_on": f"2024-{n:02}-01",
                        "period_start": f"2024-{n:02}-01",
                        "horizon": 1,
                        "mean": 130 if n == 2 else 90,
                        "low": 85,
                        "high": 135 if n == 2 else 95,
                        "level": 0.8,
                        "model_id": "m",
                        "model_version": "1",
                    }
                    for n in range(1, 7)
                ]
                + [
                    {
                        "metric_key": "revenue_net",
                        "grain": "month",
                        "dim_json": "{}",
                        "made_on": "2023-12-01",
                        "period_start": "2024-01-01",
                        "horizon": 1,
                        "mean": 999,
                        "level": 0.8,
                        "model_id": "m",
                        "model_version": "1",
                    }
                ],
            },
            start="2024-01-01",
            end="2024-07-01",
            value=-0.03333333333333333,
            sum="(5 × −10 + 30) / 600",
            as_of="2024-06-30",
        ),
    ],
    source="Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed. 2021)",
)
