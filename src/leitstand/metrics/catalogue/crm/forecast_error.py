"""Forecast error: how far the monthly revenue forecast was off."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Prognosefehler", en="Forecast error"),
    question=Text(de="Wie weit lag die Umsatzprognose daneben?", en="How far was the revenue forecast off?"),
    formula=Text(
        de=(
            "Σ |eingetreten − prognostiziert| / Σ |eingetreten| (WAPE), Nettoumsatz je Monat, Prognose einen "
            "Monat voraus"
        ),
        en="Σ |actual − forecast| / Σ |actual| (WAPE), net revenue per month, forecast one month ahead",
    ),
    caveat=Text(
        de=(
            "Nur festgehaltene Prognosen zählen, nie nachgerechnete. Ohne Vorzeichen: ob zu hoch oder zu "
            "niedrig, sagt forecast_bias. Vergleichen Sie mit dem Fehler von „wie letztes Jahr“."
        ),
        en=(
            "Only frozen forecasts count, never recomputed ones. Without sign: forecast_bias says whether too "
            'high or too low. Compare with the error of "as last year".'
        ),
    ),
    kind=Model(
        kind=Ratio("forecast_miss_amount", "forecast_actual_absolute_amount", interval="none"),
        waits_for=Text(
            de="Es gibt keine festgehaltene Prognose; Prognosen kommen mit einer späteren Fassung.",
            en="There is no frozen forecast; forecasts come with a later version.",
        ),
    ),
    unit="ratio",
    direction="down",
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
            value=0.13333333333333333,
            sum=Text(
                de="(5 × 10 + 30) / 600; die ältere Prognose von 999 für Januar wurde ersetzt",
                en="(5 × 10 + 30) / 600; the older forecast of 999 for January was replaced",
            ),
            as_of="2024-06-30",
        ),
    ],
    source="Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed. 2021)",
)
