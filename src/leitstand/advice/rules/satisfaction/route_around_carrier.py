"""Where one carrier brings parcels late to one region: ship there with another, win back those let down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of
from leitstand.advice.reading.levels import between
from leitstand.advice.reading.money import margin_of, value
from leitstand.advice.reading.parcels import late_parcels, not_back
from leitstand.advice.reading.segments import during, year_before
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER, AGAIN = "on_time_rate", "repeat_purchase_rate_90"
LET_DOWN = Text(
    de="Kundinnen und Kunden mit verspätetem Paket, die seither nicht bestellt haben",
    en="customers with a late parcel who have not ordered since",
)
OVER = Text(
    de="Die Pakete kommen wieder pünktlich; der Betrag gilt nur für den Fall, dass sich das wiederholt.",
    en="Parcels are on time again; the amount only counts if it happens again.",
)


def look(situation: Situation) -> Iterator[Advice]:
    told = found_in(situation, {"delay_aftermath"}, good=False)
    late = [one for one in found_in(situation, {"localised"}, {LEVER}, good=False) if "carrier" in one.dims]
    for place in {frozenset(one.dims.items()): one.dims for one in [*told, *late]}.values():
        founds = [one for one in [*told, *late] if one.dims == place]
        yield from _advice(situation, founds)


def _advice(situation: Situation, founds: list[Found]) -> Iterator[Advice]:
    one = founds[0]
    if one.since is None:
        return
    then = year_before(situation, LEVER, one.dims, one.since)
    now = during(situation, LEVER, one.dims, one.since, one.until)
    if now is None or then is None or now.value >= then.value:
        if one.metric != LEVER:
            return
        gap = gap_of(one)
    else:
        gap = between(now, then, "own_period")
    lost = not_back(situation, late_parcels(situation, one.dims, one.since, one.until))
    yield Advice(
        dims=one.dims,
        findings=[each.id for each in founds],
        gap=gap,
        affected=listed(LET_DOWN, "customer", lost) if lost else Affected(0, LET_DOWN),
        figures=figures_of(one) | {"gap": Figure(gap.change, "percentage_points")},
        money=_money(situation, founds, gap, now),
        against=[OVER] if one.until is not None else [],
    )


def _money(situation: Situation, founds: list[Found], gap: Gap, now: Level | None) -> Money | None:
    """parcels in those months × share that came late more than usual × orders lost per late parcel × order value ×
    margin: what such a spell costs each time."""
    each = [v for one in founds for metric, _, v, _ in one.drivers if metric == AGAIN and v is not None]
    each += [one.effect for one in founds if one.metric == AGAIN]
    order = value(situation, "aov")
    if not each or order is None or now is None:
        return None
    money = margin_of(situation, now.n * gap.change * -each[0] * order)
    return None if money is None else replace(money, once=founds[0].until is not None)


AFTERMATH = Found(
    "a1", "delay_aftermath", "complaint_rate", 87.5, "per_thousand", {"carrier": "Bote", "region": "DE2"},
    since=date(2025, 9, 1), until=date(2026, 4, 1), low=70.0, high=105.0, good=False,
    drivers=[(AGAIN, {}, -0.1, "went_along_with")],
)  # fmt: skip
PLACE = (("carrier", "Bote"), ("region", "DE2"))

RULE = Rule(
    title=Text(
        de="Dort mit einem anderen Dienst versenden, wo einer zu spät kommt",
        en="Ship with another carrier where one comes late",
    ),
    pattern=Text(
        de="Ein Versanddienst ist in einer Region viel später als sonst, und die Folgen sind messbar",
        en="one carrier is much later than usual in one region, and what follows can be measured",
    ),
    guard=Text(
        de="nicht, wenn alle Dienste und Regionen gleichermaßen später liefern",
        en="not where all carriers and regions are equally late",
    ),
    problem=Text(
        de="{finding} Pünktlich waren dort {gap} weniger als im Jahr davor.",
        en="{finding} On-time deliveries there were {gap} below the year before.",
    ),
    diagnosis=Text(
        de="Die Verspätungen häufen sich an dieser Stelle{segment}; die übrigen Dienste und Regionen zeigen das nicht. "
        "Beschwerden und seltenere Wiederkäufe gingen damit einher.",
        en="The delays pile up in this place{segment}; the other carriers and regions do not show them. Complaints and "
        "fewer repeat orders went along with them.",
    ),
    action=Text(
        de="Die Versandleitung hinterlegt binnen einer Woche für diese Region einen zweiten Versanddienst und legt "
        "eine Grenze fest: Sinkt die Pünktlichkeit eine Woche lang unter 85 %, wechselt der Versand automatisch. Der "
        "Einkauf fordert vom Dienst eine Stellungnahme und eine Pünktlichkeitszusage. Erster Schritt: Der Kundendienst "
        "meldet sich bei den Betroffenen der Liste ({count}), die seither nicht bestellt haben, die umsatzstärksten "
        "zuerst.",
        en="Within a week the head of shipping sets up a second carrier for this region and a limit: when on-time "
        "deliveries stay below 85% for a week, shipping switches by itself. Purchasing demands an explanation and a "
        "commitment to punctuality from the carrier. First step: customer service gets in touch with the people on the "
        "list ({count}) who have not ordered since, the largest first.",
    ),
    kind="restructuring",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Albayrak & Caber (2013); Lin et al. (2017)",
    owner=Text(de="Leitung Versand", en="Head of shipping"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        12,
        Text(
            de="Pünktlichkeit und Beschwerden dieser Region gegen die übrigen Regionen, vor und nach dem Wechsel",
            en="on-time deliveries and complaints of this region against the other regions, before and after the "
            "switch",
        ),
    ),
    guardrails=("gross_margin_rate", "complaint_rate"),
    look=look,
    fires=Example(
        findings=[AFTERMATH],
        levels={
            (LEVER, PLACE, 6): Level(0.30, 1098, 0.27, 0.33),
            (LEVER, PLACE, 13): Level(0.93, 1500, 0.92, 0.94),
            ("aov", (), 0): Level(120.0, 20000),
            ("gross_margin_rate", (), 0): Level(0.4, 20000),
        },
        frames={
            "shipment": {
                "order.customer_key": ["k1", "k2"],
                "shipped_on": [datetime(2026, 1, 5)] * 2,
                "promised_on": [datetime(2026, 1, 7)] * 2,
                "delivered_on": [datetime(2026, 1, 12)] * 2,
                "carrier": ["Bote"] * 2,
                "region_nuts": ["DE2"] * 2,
                "customer.region_nuts": ["DE2"] * 2,
            },
            "order": {
                "customer_key": ["k1", "k2", "k2"],
                "net_amount_base": [50.0, 80.0, 90.0],
                "status": ["paid"] * 3,
                "ordered_on": [datetime(2026, 1, 4), datetime(2026, 1, 4), datetime(2026, 3, 4)],
            },
        },
    ),
    silent=Example(
        findings=[
            # every carrier is later: nothing to route around
            Found("a2", "trend", LEVER, -0.05, "ratio", since=date(2026, 1, 1), low=-0.08, high=-0.02, good=False)
        ]
    ),
    needs=("shipment", "order"),
)
