"""Monthly revenue forecasts as they were made, one month ahead, beside what came: one row per finished month."""

from datetime import date, timedelta
from typing import Any

import ibis

from leitstand.foundation.period import Period, period_of
from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

METRIC = "revenue_net"


def build(facts: Facts) -> Any:
    """period_start, forecast, low, high, level, actual; only months that are over.

    Of several forecasts for a month the last one made before it began counts, of several intervals the narrowest.
    """
    forecast = facts.table("frozen_forecast")
    forecast = forecast.filter(
        (forecast.metric_key == METRIC) & (forecast.grain == "month") & (forecast.horizon == 1)
        & (forecast.dim_json.fill_null("{}") == "{}") & forecast["mean"].notnull()
        & (forecast.made_on <= forecast.period_start)
    )  # fmt: skip
    last = ibis.window(group_by="period_start", order_by=[ibis.desc("made_on"), "level", "model_id", "model_version"])
    forecast = forecast.mutate(place=ibis.row_number().over(last)).filter(lambda t: t.place == 0)
    rows = forecast.select("period_start", "low", "high", "level", forecast="mean")
    return rows.join(ibis.memtable(_actuals(facts, rows)), "period_start")


def _actuals(facts: Facts, rows: Any) -> Any:
    import pyarrow as pa

    from leitstand.metrics.compute.evaluator import Evaluator
    from leitstand.metrics.compute.question import Question

    starts = rows.period_start.to_pyarrow().to_pylist()
    spans = [period_of(start, "month") for start in starts]
    over: list[Period] = [span for span in spans if span.end <= facts.as_of + timedelta(days=1)]
    known: dict[date, float] = {}
    if over:
        numbers = Evaluator(facts).numbers(METRIC, Question(tuple(over)))  # type: ignore[arg-type]
        known = {over[key[0]].start: number.value for key, number in numbers.items() if number.value is not None}
    schema = {
        "period_start": pa.array(list(known), pa.date32()),
        "actual": pa.array(list(known.values()), pa.float64()),
    }
    return pa.table(schema)


RELATION = Relation(
    title=Text(de="Prognose und Eintritt", en="Forecast and outcome"),
    build=build,
    sources=("frozen_forecast", "order"),
    days=("period_start",),
)
