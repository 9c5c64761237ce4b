"""Looks how customers rate each point of a survey after a parcel came late, beside those whose parcels came on time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.satisfaction.aftermath import DAYS, LEAST_CUSTOMERS, Aftermath, aftermath, befell
from leitstand.analysis.satisfaction.items import METRICS, OVERALL, name_of
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "customer_key": "customer", "answered_on": "day", "instrument": "instrument", "item_key": "item",
    "score": "score", "quality": "rating", "low": "lowest", "high": "highest",
}  # fmt: skip
SURE = 0.01
"""p, times the number of tests, below which another point is named beside the one that suffers most."""

LEAST_SHARE = 0.05
"""Part of the scale by which the rating must differ to be worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    rows = sight.rows("answer_score", list(COLUMNS)).rename(columns=COLUMNS)
    rows = rows.dropna(subset=["customer", "rating", "item"])
    rows = rows[rows.instrument.isin(list(METRICS))]
    rows["late"] = befell(rows, _parcels(sight))
    rated: list[tuple[float, Candidate]] = []
    for (instrument, item), own in rows.groupby(["instrument", "item"]):
        # points of the scale with the best at the top, also where the survey counts the other way round
        points = own.lowest + own.rating * (own.highest - own.lowest)
        found = aftermath(points.to_numpy(float), own.customer.to_numpy(), own.late.to_numpy())
        metric = METRICS[str(instrument)]
        if found is None:
            late = own[own.late == 1].customer.nunique()
            what = Text(de="Befragte mit verspätetem Paket", en="respondents with a late parcel")
            yield TooLittle(metric, _dims(str(item)), what, LEAST_CUSTOMERS, late)
        else:
            scale = float((own.highest - own.lowest).mean())
            rated.append((abs(found.difference) / scale, _candidate(metric, str(item), found, scale)))
    rated.sort(key=lambda pair: -pair[0])  # the point that suffers most tells it, the others go along
    for _, one in rated:
        others = [other for _, other in rated if other is not one and _sure(other, len(rated))]
        yield replace(one, drivers=[_beside(other) for other in others])


def _sure(one: Candidate, tests: int) -> bool:
    return one.worth_saying and one.p is not None and one.p * tests < SURE


def _beside(one: Candidate) -> Driver:
    item, metric = one.figures["item"].value, find(one.metric).title
    assert isinstance(item, Text)
    title = Text(de=f"{metric.de}, „{item.de}“", en=f"{metric.en}, '{item.en}'")
    return Driver(title, one.effect, one.unit, "went_along_with", low=one.low, high=one.high)


def _parcels(sight: Sight) -> pd.DataFrame:
    columns = {"order.customer_key": "customer", "promised_on": "promised", "delivered_on": "day"}
    parcels = sight.rows("shipment", list(columns)).rename(columns=columns).dropna()
    return parcels.assign(wrong=parcels.day > parcels.promised)[["customer", "day", "wrong"]]


def _dims(item: str) -> dict[str, str]:
    return {} if item == OVERALL else {"survey_item": item}


def _candidate(metric: str, item: str, found: Aftermath, scale: float) -> Candidate:
    return Candidate(
        type="rated_after_late_parcel",
        metric=metric,
        dims=_dims(item),
        effect=found.difference,
        unit="points",
        low=found.low,
        high=found.high,
        p=found.p,
        figures={
            "item": Figure(name_of(item), "text"),
            "days": Figure(DAYS, "count"),
            "late": Figure(found.wrong, "quotient"),
            "on_time": Figure(found.well, "quotient"),
            "customers": Figure(found.customers_wrong, "count"),
        },
        evidence=Evidence(
            "bars",
            {
                "label": [Text(de="zu spät", en="late"), Text(de="pünktlich", en="on time")],
                "value": [found.wrong, found.well],
                "low": [found.wrong_bounds[0], found.well_bounds[0]],
                "high": [found.wrong_bounds[1], found.well_bounds[1]],
                "n": [found.customers_wrong, found.customers_well],
            },
            "points",
            Text(de="Mittlere Bewertung je Kunde", en="Mean rating per customer"),
        ),
        unchecked=[
            Text(
                de="ob die Betroffenen auch sonst strenger urteilen",
                en="whether those concerned judge more strictly anyway",
            )
        ],
        good=found.difference > 0,
        matter="ratings after late parcels",
        worth_saying=abs(found.difference) >= LEAST_SHARE * scale,
    )


METHOD = Method(
    title=Text(de="Bewertung nach verspäteten Paketen", en="Ratings after late parcels"),
    question=Text(
        de="Bewerten Kundinnen und Kunden nach einem verspäteten Paket anders?",
        en="Do customers rate differently after a late parcel?",
    ),
    formula="Welch's t between mean ratings per customer with a late parcel in the 90 days before, and with parcels on "
    "time only; one test per survey and item",
    misleads=Text(
        de="wenn Verspätungen vor allem eine Gegend treffen, die auch sonst anders bewertet",
        en="where delays mostly hit a region that rates differently anyway",
    ),
    reference="Welch (1947)",
    finds=("rated_after_late_parcel",),
    look=look,
    needs=("survey_answer", "survey", "survey_invite", "shipment"),
)
