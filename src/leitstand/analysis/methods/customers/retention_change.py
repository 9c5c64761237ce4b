"""Looks whether the newest customers come back as often as those before them did at the same age."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.customers import retention
from leitstand.analysis.customers.reading import bought
from leitstand.foundation.text import Text

METRIC = "repeat_purchase_rate_90"


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    days = bought(sight)
    found = retention.change(days, sight.as_of) if len(days) else None
    if found is None:
        what = Text(de="Monate mit neuen Kunden", en="months with new customers")
        seen = len(retention.ripe_months(days, sight.as_of)) if len(days) else 0
        yield TooLittle(METRIC, {}, what, retention.LEAST_MONTHS, seen)
        return
    yield Candidate(
        type="retention_change",
        metric=METRIC,
        effect=found.effect,
        unit="ratio",
        since=found.since,
        low=found.low,
        high=found.high,
        p=found.p,
        figures={"now": Figure(found.now, "ratio"), "before": Figure(found.before, "ratio")},
        evidence=Evidence(
            "series",
            {
                "day": [day.isoformat() for day in found.months],
                "value": [None if share != share else share for share in found.share.tolist()],
                "expected": [found.before] * len(found.months),
            },
            "ratio",
            Text(
                de="Anteil der Neukunden des Monats, die binnen 90 Tagen wieder bestellen",
                en="Share of the month's new customers who order again within 90 days",
            ),
        ),
        unchecked=[
            Text(
                de="ob sich geändert hat, wer als Kunde gewonnen wird", en="whether other customers are won than before"
            )
        ],
        good=found.effect > 0,
        worth_saying=abs(found.effect) >= 0.02,
    )


METHOD = Method(
    title=Text(de="Bindung nach Kundenjahrgang", en="Retention by cohort"),
    question=Text(
        de="Bestellen neue Kunden noch so oft wieder wie früher?",
        en="Do new customers still come back as they used to?",
    ),
    formula="share of new customers who order again within 90 days, last six ripe months against the same months "
    "a year before; t test with the dispersion between months (quasi-binomial)",
    misleads=Text(
        de="wenn Aktionen andere Kunden anziehen oder die Jahreszeit stark wirkt",
        en="where campaigns attract other customers or the season is strong",
    ),
    reference="McCullagh and Nelder (1989)",
    finds=("retention_change",),
    look=look,
    needs=("order",),
)
