"""More filled carts are left: show all costs early, let people buy as guests, ask for less."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.website import purchases_worth
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "cart_abandonment_rate"
STEPS = {LEVER, "funnel_cart_to_checkout", "funnel_checkout_to_purchase"}


def look(situation: Situation) -> Iterator[Advice]:
    if found_in(situation, {"mix_shift"}, {*STEPS, "conversion_rate"}):
        return
    found = [one for one in worsened(situation, STEPS) if not one.dims]
    carts = situation.level(LEVER)
    gap = way_back(situation, LEVER, up=False)
    for one in found[:1]:
        way = gap_of(one) if one.metric == LEVER else gap
        if carts is None or way is None:
            continue
        yield Advice(
            dims={},
            findings=[one.id],
            gap=way,
            affected=Affected(carts.n, Text(de="gefüllte Warenkörbe im Jahr", en="filled carts a year")),
            figures=figures_of(one) | {"left": Figure(carts.value, "ratio")},
            # filled carts × share that would not be left any more
            money=purchases_worth(situation, -way.change * carts.n),
        )


LEFT = Found("k1", "level_shift", LEVER, 0.06, "ratio", since=date(2026, 4, 1), low=0.04, high=0.08, good=False)
CARTS: dict[Any, Level] = {(LEVER, (), 0): Level(0.74, 30000, 0.735, 0.745), ("sessions", (), 0): Level(90000, 90000)}

RULE = Rule(
    title=Text(de="Gesamtkosten früh zeigen", en="Show the total cost early"),
    pattern=Text(
        de="Warenkörbe werden häufiger verlassen, in allen Teilgruppen",
        en="carts are left more often, in all segments",
    ),
    guard=Text(
        de="nicht, wenn verschobene Anteile (etwa mehr Besuche mit dem Telefon) es erklären",
        en="not where a shift of the mix (such as more visits by phone) explains it",
    ),
    problem=Text(
        de="{finding} Zurzeit werden {left} der gefüllten Warenkörbe verlassen.",
        en="{finding} At present {left} of the filled carts are left.",
    ),
    diagnosis=Text(
        de="Die häufigsten Gründe in Befragungen sind Zusatzkosten (48 %), Kontozwang (26 %) und ein umständlicher "
        "Kaufabschluss (22 %). Welcher hier gilt, sagen die Zahlen nicht; viele Warenkörbe sind zudem nur Merkzettel.",
        en="The most frequent reasons in surveys are extra costs (48%), having to open an account (26%) and a "
        "complicated checkout (22%). The numbers do not say which holds here; many carts are wish lists anyway.",
    ),
    action=Text(
        de="Das Shop-Team zeigt Versandkosten und Lieferzeit schon auf der Produktseite und im Warenkorb, bietet den "
        "Kauf als Gast an und streicht Pflichtfelder. Erster Schritt: bis Freitag prüfen, was sich seit {since} "
        "geändert hat (Versandkosten, Felder, Bezahlarten), dann die neue Fassung gegen die alte auslosen.",
        en="The shop team shows shipping costs and delivery time on product page and cart already, offers buying as a "
        "guest and removes mandatory fields. First step: check by Friday what has changed since {since} (shipping "
        "costs, fields, payment methods), then test the new version against the old one by lot.",
    ),
    kind="action",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Baymard (2024)",
    owner=Text(de="Leitung Onlineshop", en="Head of online shop"),
    check=Check(
        "revenue_per_session",
        ("ab_test", "interrupted_time_series"),
        6,
        Text(
            de="neue gegen alte Fassung, ausgelost, Umsatz je Besuch",
            en="new against old version by lot, revenue per visit",
        ),
    ),
    guardrails=("aov", "gross_margin_rate"),
    look=look,
    fires=Example(findings=[LEFT], levels=CARTS, each_worth={"conversion_rate": 4000000.0}),
    silent=Example(
        findings=[
            LEFT,
            Found("k2", "mix_shift", "conversion_rate", -0.02, "ratio", since=date(2025, 10, 1), good=False),
        ],
        levels=CARTS,
    ),
    needs=("web_session",),
)
