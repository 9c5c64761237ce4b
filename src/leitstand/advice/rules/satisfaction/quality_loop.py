"""Complaints grow about one product or topic: find the cause with those who make it, and warn others who have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.segments import during, exact, year_before
from leitstand.analysis.contract import Dims, Figure, Money
from leitstand.foundation.text import Text

LEVER = "complaints"
PLACES = {"product", "category", "ticket_topic"}
CLEAR = 1.25
"""Complaints per order must have grown by this much: more orders bring more complaints without anything being wrong."""


def look(situation: Situation) -> Iterator[Advice]:
    late = {one.dims.get("ticket_topic") for one in found_in(situation, {"after_late_delivery"})}
    own = [one for one in worsened(situation, {LEVER}) if PLACES & set(one.dims)]
    for one in exact([one for one in own if one.dims.get("ticket_topic") not in late - {None}]):
        times = _times(situation, one)
        if times is None or times < CLEAR:
            continue
        level = situation.level(LEVER, one.dims)
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one),
            affected=Affected(level.value if level else 0, Text(de="Beschwerden im Jahr", en="complaints a year")),
            figures=figures_of(one) | {"times": Figure(times, "quotient")},
            money=_money(situation, one),
        )


def _times(situation: Situation, one: Found) -> float | None:
    """How many times as many complaints per order as in the twelve months before the change."""
    complaints, orders = _growth(situation, one, LEVER, one.dims), _growth(situation, one, "orders", {})
    return complaints / orders if complaints is not None and orders else None


def _growth(situation: Situation, one: Found, metric: str, dims: Dims) -> float | None:
    if one.since is None:
        return None
    now, then = during(situation, metric, dims, one.since, one.until), year_before(situation, metric, dims, one.since)
    return now.value / then.value if now and then and then.value else None


def _money(situation: Situation, one: Found) -> Money | None:
    """complaints a month × 12 × what a complaint costs in goodwill on average"""
    tickets = situation.rows("ticket", ["is_complaint", "compensation_amount_base"])
    paid = tickets[tickets.is_complaint.eq(True)].compensation_amount_base.fillna(0.0)
    each = float(paid.mean()) if len(paid) else 0.0
    return Money(one.effect * 12 * each, "gross_margin") if each > 0 else None


GREW = Found("q1", "level_shift", LEVER, 12.0, "count", {"product": "Kanne"}, since=date(2026, 4, 1), low=7.0,
             high=17.0, good=False)  # fmt: skip
PLACE = (("product", "Kanne"),)

RULE = Rule(
    title=Text(de="Ursache der Beschwerden an der Quelle abstellen", en="Remove the cause of complaints at its source"),
    pattern=Text(
        de="Beschwerden zu einem Produkt, einer Warengruppe oder einem Thema nehmen zu",
        en="complaints about one product, category or topic grow",
    ),
    guard=Text(
        de="nicht, wenn nur mehr bestellt wird; nicht, wenn verspätete Pakete die Ursache sind",
        en="not where there are merely more orders; not where late parcels are the cause",
    ),
    problem=Text(
        de="{finding} Je Bestellung sind es {times}-mal so viele wie im Jahr davor.",
        en="{finding} Per order there are {times} times as many as in the year before.",
    ),
    diagnosis=Text(
        de="Die Zunahme besteht aus Beschwerden an dieser Stelle{segment}; das spricht für eine Ursache dort (Charge, "
        "Lieferant, Beschreibung, Verpackung), beweist sie aber nicht.",
        en="The growth is made up of complaints in this place{segment}; that speaks for a cause there (lot, supplier, "
        "description, packaging) but does not prove it.",
    ),
    action=Text(
        de="Die Qualitätssicherung öffnet noch diese Woche mit Produktion oder Lieferant einen 8D-Bericht (fünfmal "
        "„warum“), legt eine Grenze fest, ab der nicht mehr ausgeliefert wird, und informiert Käufer der letzten acht "
        "Wochen von sich aus. Erster Schritt: 20 Beschwerden lesen und nach Charge und Ursache sortieren.",
        en="This week quality assurance opens an 8D report with production or the supplier (five times 'why'), sets a "
        "limit at which shipping stops, and tells the buyers of the last eight weeks unasked. First step: read 20 "
        "complaints and sort them by lot and cause.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="B",
    source="ISO 10002:2018",
    owner=Text(de="Qualitätssicherung", en="Quality assurance"),
    check=Check(
        "complaint_rate",
        ("interrupted_time_series", "difference_in_differences"),
        12,
        Text(
            de="Beschwerden je Bestellung nach Bestellmonat, gegen die übrigen Produkte",
            en="complaints per order by month of order, against the other products",
        ),
    ),
    guardrails=("refund_rate_period", "repeat_purchase_rate_90"),
    look=look,
    fires=Example(
        findings=[GREW],
        levels={
            (LEVER, PLACE, 0): Level(150, 150),
            (LEVER, PLACE, 6): Level(60, 60),
            ("orders", (), 0): Level(11000, 11000),
            ("orders", (), 6): Level(20000, 20000),
        },
        frames={"ticket": {"is_complaint": [True, True, False], "compensation_amount_base": [10.0, None, None]}},
    ),
    silent=Example(
        findings=[GREW],
        levels={
            (LEVER, PLACE, 0): Level(60, 60),
            (LEVER, PLACE, 6): Level(60, 60),
            ("orders", (), 0): Level(20000, 20000),
            ("orders", (), 6): Level(20000, 20000),
        },
    ),
    needs=("ticket",),
)
