"""Looks whether metrics that are said to drive others really moved before or with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Series, Sight, TooLittle
from leitstand.analysis.explain.leads import FEWEST, Lead, leads
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

SUPPOSED = (
    ("nps", "revenue_net"),
    ("nps", "churn_rate"),
    ("ces2_share", "churn_rate"),
    ("fcr", "churn_rate"),
    ("csat_share", "repeat_purchase_rate_90"),
    ("on_time_rate", "complaint_rate"),
    ("on_time_rate", "repeat_purchase_rate_90"),
    ("complaint_rate", "repeat_purchase_rate_90"),
    ("first_response_time", "csat_share"),
    ("first_resolution_time", "csat_share"),
    ("lead_response_time", "win_rate"),
    ("lead_response_within_hour", "win_rate"),
    ("flow_efficiency", "win_rate"),
    ("adoption_rate", "win_rate"),
    ("completeness", "win_rate"),
    ("lcp_p75", "conversion_rate"),
    ("er_reach", "sessions"),
    ("interactions", "sessions"),
    ("net_price_per_unit", "units_sold"),
)
"""(said to lead, said to follow), from experience and the literature: only these are tried, not everything against
everything, where chance would always find something."""

MOST_LAG = 3
LEAST = 0.4
"""Weaker correlations explain less than a sixth of what moves a metric."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    """Every supposed relation whose metrics both have data."""
    known = set(sight.metrics())
    for first, second in SUPPOSED:
        one, other = (sight.series(metric) if metric in known else None for metric in (first, second))
        if one is None or other is None:
            continue
        months = sorted({period.start for period in (*one.periods, *other.periods)})
        values = [_on(series, months) for series in (one, other)]
        found = leads(values[0], values[1], [month.month for month in months], MOST_LAG)
        if found is None:
            both = int((~np.isnan(values[0]) & ~np.isnan(values[1])).sum())
            what = Text(de=f"gemeinsame Monate mit „{find(first).title.de}“",
                        en=f"months in common with '{find(first).title.en}'")  # fmt: skip
            yield TooLittle(second, {}, what, FEWEST, both)
        else:
            yield _candidate(one, other, found)


def _on(series: Series, months: list[date]) -> list[float]:
    known = {period.start: float(value) for period, value in zip(series.periods, series.values, strict=True)}
    return [known.get(month, np.nan) for month in months]


def _candidate(one: Series, other: Series, found: Lead) -> Candidate:
    first, second = find(one.metric).title, find(other.metric).title
    return Candidate(
        type="went_along",
        metric=other.metric,
        effect=found.r,
        unit="score",
        low=found.low,
        high=found.high,
        p=found.p,
        figures={"first": Figure(first, "text"), "lag": Figure(_lag(found.lag), "text"), "n": Figure(found.n, "count")},
        evidence=_evidence(first, second, found),
        drivers=[Driver(first, found.r, "score", "went_along_with", metric=one.metric, low=found.low, high=found.high)],
        against=[BOTH],
        unchecked=[THIRD],
        matter=f"{one.metric} and {other.metric}",
        worth_saying=abs(found.r) >= LEAST,
    )


def _evidence(first: Text, second: Text, found: Lead) -> Evidence:
    """A point per month: how unusual both were, in the same measure."""
    lag = _lag(found.lag)
    x = Text(de=f"{first.de}: ungewöhnlich niedrig … hoch", en=f"{first.en}: unusually low … high")
    y = Text(de=f"{second.de}, {lag.de}", en=f"{second.en}, {lag.en}")
    return Evidence(
        kind="points",
        columns={
            "label": [""] * found.n,
            "x": found.pairs[:, 0].tolist(),
            "y": found.pairs[:, 1].tolist(),
            "x_title": [x] * found.n,
            "y_title": [y] * found.n,
        },
        unit="score",
        title=Text(de="Je Monat ein Punkt, ohne Trend und Saison", en="One point per month, without trend and season"),
    )


def _lag(months: int) -> Text:
    if months == 0:
        return Text(de="im selben Monat", en="in the same month")
    if months == 1:
        return Text(de="einen Monat später", en="one month later")
    return Text(de=f"{months} Monate später", en=f"{months} months later")


BOTH = Text(
    de="Beide können einem Dritten folgen; auch die umgekehrte Richtung ist möglich.",
    en="Both may follow something else; the opposite direction is possible too.",
)
THIRD = Text(
    de="Ob eine Veränderung der einen Kennzahl die andere bewegt: Das zeigt nur ein Versuch.",
    en="Whether changing one metric moves the other: only an experiment shows that.",
)

METHOD = Method(
    title=Text(de="Gemeinsamer Verlauf mit Vorlauf", en="Correlated leads and lags"),
    question=Text(
        de="Bewegen sich Kennzahlen vorher oder zugleich, von denen man es vermutet?",
        en="Do metrics that are said to lead others move before them, or with them?",
    ),
    formula="r(lag) of prewhitened residuals without trend and calendar month; p = Simes over the lags 0 … 3",
    misleads=Text(
        de="Ein gemeinsamer Verlauf ist keine Ursache. Zusammenhänge nur über den Trend bleiben verborgen.",
        en="Moving together is no cause. Relations by way of the trend alone stay hidden.",
    ),
    reference="Haugh 1976; Box and Jenkins 1970; Simes 1986",
    finds=("went_along",),
    look=look,
)
