"""Forecast coverage: how often the month came out within the range of the forecast."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Model, Ratio

METRIC = Metric(
    title=Text(de="Prognoseabdeckung", en="Forecast interval coverage"),
    question=Text(
        de="Wie oft lag der Umsatz im vorhergesagten Bereich?", en="How often was revenue within the predicted range?"
    ),
    formula=Text(
        de="Monate, deren Umsatz im Bereich lag / Monate mit vorhergesagtem Bereich",
        en="Months whose revenue fell within the interval / months with a predicted interval",
    ),
    caveat=Text(
        de=(
            "Gut ist nicht 100 %, sondern die versprochene Abdeckung (etwa 80 %). Bei wenigen Monaten sagt die "
            "Quote kaum etwas."
        ),
        en="Good is not 100 % but the promised coverage (such as 80 %). With few months the rate says little.",
    ),
    kind=Model(
        kind=Ratio("forecast_hit_count", "forecast_interval_count"),
        waits_for=Text(
            de="Es gibt keine festgehaltene Prognose; Prognosen kommen mit einer späteren Fassung.",
            en="There is no frozen forecast; forecasts come with a later version.",
        ),
    ),
    unit="ratio",
    direction="context",
    dimensions=frozenset(),
    grains=(
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=5,
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
                        "high": 135 if n == 2 else 110 if n < 5 else 95,
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
            value=0.6666666666666666,
            sum=Text(
                de="Januar bis April innerhalb, Mai und Juni darüber; der Februar liegt in seiner breiteren Spanne",
                en="January to April within, May and June above; February fits its wider range",
            ),
            as_of="2024-06-30",
        ),
    ],
    source="Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed. 2021)",
)
