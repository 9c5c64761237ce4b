"""Website: where visits leave on their way to a purchase, what is used on the pages, and where visits come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leitstand.foundation.numbers import format_number, format_percent
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.naming import value_name
from leitstand.web.pages.family.contract import Cell, Family, Part, Piece, Table
from leitstand.web.pages.family.making import beside, number, values_by
from leitstand.web.state import State, written

VISITS = ("sessions", "conversion_rate", "bounce_rate")
MOST_ELEMENTS = 15


def funnel(company: Company, state: State) -> Sequence[Piece]:
    """Visits that reached each step to the purchase, and those that left there."""
    entered = values_by(company, state, "funnel_entry_count", "funnel_step")
    advanced = values_by(company, state, "funnel_advance_count", "funnel_step")
    order = sorted(one for one in entered if one)
    if not order:
        return []
    went = {one: int(advanced[one].value or 0) if one in advanced else 0 for one in order}
    columns: dict[str, Sequence[Any]] = {
        "step": [value_name("funnel_step", one) for one in order],
        "entered": [int(entered[one].value or 0) for one in order],
        "left": [int(entered[one].value or 0) - went[one] for one in order],
    }
    worst = max(order, key=lambda one: int(entered[one].value or 0) - went[one])
    name, at = value_name("funnel_step", worst), written(state.period)
    title = Text(de=f"{at.de}: Die meisten Besuche gehen bei „{name.de}“ verloren",
                 en=f"{at.en}: most visits are lost at '{name.en}'")  # fmt: skip
    return [Piece(None, Chart("funnel", columns, "count", title), metric="funnel_step_conversion")]


def elements(company: Company, state: State) -> Sequence[Piece]:
    """Page elements by what they get out of being seen, best first."""
    import pandas as pd

    from leitstand.analysis.digital.elements import LEAST_SEEN, ranked

    seen = values_by(company, state, "element_impression_count", "page_element")
    used = values_by(company, state, "element_interaction_count", "page_element")
    contrast = values_by(company, state, "element_conversion_contrast", "page_element")
    rows = [(one, seen[one].value or 0, (used[one].value or 0) if one in used else 0) for one in seen if one]
    found = ranked(pd.DataFrame(rows, columns=["name", "seen", "used"]))[:MOST_ELEMENTS]
    if not found:
        return []
    head = [
        (Text(de="Element", en="Element"), False), (Text(de="Gesehen", en="Seen"), True),
        (Text(de="Genutzt", en="Used"), True), (Text(de="Interaktionsrate", en="Interaction rate"), True),
        (Text(de="95-%-Bereich", en="95% range"), True), (find("element_conversion_contrast").title, True),
    ]  # fmt: skip
    table = []
    for one in found:
        goal = contrast.get(one.name)
        table.append([
            Cell(Text(de=one.name, en=one.name)), _count(one.seen), _count(one.used), _share(one.rate),
            _range(one.low, one.high),
            number(goal.value, goal) if goal else Cell(Text(de="–", en="–"), True),
        ])  # fmt: skip
    note = Text(
        de=f"Rangfolge nach der Interaktionsrate, zum Mittel aller Elemente gezogen, je weniger bekannt ist; ab "
        f"{format_number(LEAST_SEEN, 'de')} Einblendungen. Der Konversionsunterschied ist ein Zusammenhang.",
        en=f"Ranked by interaction rate, drawn towards the mean the less is known; from "
        f"{format_number(LEAST_SEEN, 'en')} impressions on. The conversion contrast is an association, not an effect.",
    )
    return [Piece(None, table=Table(head, table), note=note, metric="element_interaction_rate")]


def _count(value: float) -> Cell:
    return Cell(Text(**{say: format_number(value, say) for say in LANGUAGES}), True)


def _share(value: float) -> Cell:
    return Cell(Text(**{say: format_percent(value, say) for say in LANGUAGES}), True)


def _range(low: float, high: float) -> Cell:
    return Cell(Text(**{say: f"{format_percent(low, say)} – {format_percent(high, say)}" for say in LANGUAGES}), True)


def by(name: str, company: Company, state: State) -> Sequence[Piece]:
    """Visits by a dimension, with what they came to."""
    found = beside(company, state, name, VISITS)
    return [Piece(None, table=found, metric="sessions")] if found and len(found.rows) > 1 else []


FAMILY = Family(
    by=("traffic_channel", "device", "landing_page", "visitor_country", "visitor_kind"),
    splits=("sessions", "conversion_rate"),
    parts={
        "funnel": Part(
            Text(de="Weg zum Kauf", en="Way to the purchase"), funnel, ("funnel_step_conversion",),
            Text(de="Ereignisse im Shop: Produkt gesehen, Warenkorb, Kasse, Kauf",
                 en="Shop events: product seen, cart, checkout, purchase"),
        ),
        "elements": Part(
            Text(de="Was auf den Seiten genutzt wird", en="What is used on the pages"), elements,
            ("element_interaction_rate",), wide=True,
            lacks=Text(de="Einblendungen und Nutzungen von Elementen", en="Impressions and interactions of elements"),
        ),
        "entries": Part(
            Text(de="Einstiegsseiten", en="Entry pages"), lambda company, state: by("landing_page", company, state),
            ("sessions",),
        ),
        "sources": Part(
            Text(de="Herkunft der Besuche", en="Sources of visits"),
            lambda company, state: by("traffic_channel", company, state), ("sessions",),
        ),
    },
)  # fmt: skip
