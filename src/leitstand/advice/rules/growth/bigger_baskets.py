"""Fewer pieces per order make the order value fall: bundles, a limit for free shipping, fitting additions."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

ORDERS = Text(de="Bestellungen der letzten zwölf Monate", en="orders of the last twelve months")
THRESHOLD = 0.6
"""Share of the baskets below the limit for free shipping (own judgement, metrics.md E 4)."""


def look(situation: Situation) -> Iterator[Advice]:
    fewer_pieces = {frozenset(one.dims.items()): one for one in worsened(situation, {"units_per_order"})}
    for found in worsened(situation, {"aov"}):
        pieces = fewer_pieces.get(frozenset(found.dims.items()))
        if found.type == "mix_shift" or pieces is None or found.unit != "currency":
            continue
        orders = situation.level("orders", found.dims)
        baskets = situation.rows("order", ["net_amount_base"]).net_amount_base.dropna().astype(float)
        yield Advice(
            dims=found.dims,
            findings=[found.id, pieces.id],
            gap=gap_of(found),
            affected=Affected(0.0 if orders is None else orders.value, ORDERS),
            figures={
                **figures_of(found),
                "pieces": Figure(pieces.sentence, "text"),
                "limit": Figure(float(baskets.quantile(THRESHOLD)) if len(baskets) else 0.0, "currency"),
            },
        )


RULE = Rule(
    title=Text(de="Warenkörbe größer machen", en="Make baskets bigger"),
    pattern=Text(
        de="Der Bestellwert sinkt, und je Bestellung werden weniger Stück gekauft.",
        en="The order value falls, and fewer pieces are bought per order.",
    ),
    guard=Text(
        de="Beides im selben Segment. Nicht, wenn sich nur die Anteile der Gruppen verschoben haben.",
        en="Both in the same segment. Not where only the shares of the groups have shifted.",
    ),
    problem=Text(de="{finding} {pieces}", en="{finding} {pieces}"),
    diagnosis=Text(
        de=(
            "Der Rückgang des Bestellwerts{segment} ging mit weniger Stück je Bestellung einher; der Preis je "
            "Stück erklärt ihn nicht allein. Wahrscheinlich fehlt ein Anlass, mehr auf einmal zu bestellen."
        ),
        en=(
            "The fall of the order value{segment} went along with fewer pieces per order; the price per piece "
            "does not explain it alone. Probably there is no occasion to order more at once."
        ),
    ),
    action=Text(
        de=(
            "Der Onlinehandel stellt drei Bündel aus oft zusammen gekauften Artikeln zusammen, zeigt sie im "
            "Warenkorb und setzt die Grenze für versandkostenfreie Lieferung versuchsweise auf {limit}; darunter "
            "liegen heute sechs von zehn Bestellungen. Erster Schritt: die zehn häufigsten Paare aus den "
            "Bestellungen ziehen. Beides läuft als Test gegen die heutige Seite."
        ),
        en=(
            "E-commerce puts together three bundles of items often bought together, shows them in the cart and "
            "sets the limit for free delivery to {limit} on trial; six of ten orders lie below it today. First "
            "step: draw the ten most frequent pairs from the orders. Both run as a test against the present "
            "page."
        ),
    ),
    kind="action",
    lever="aov",
    effort="M",
    grade="J",
    source="Own judgement",
    owner=Text(de="Leitung Onlinehandel", en="Head of e-commerce"),
    check=Check(
        "revenue_per_session",
        ("ab_test",),
        6,
        Text(
            de="Umsatz je Besuch mit und ohne Bündel und neue Grenze; die Marge darf nicht sinken.",
            en="Revenue per session with and without bundles and the new limit; the margin must not fall.",
        ),
    ),
    guardrails=("gross_margin_rate", "conversion_rate"),
    look=look,
    fires=Example(
        findings=[
            Found("a1", "level_shift", "aov", -9.0, "currency", low=-13.0, high=-5.0, good=False),
            Found("a2", "level_shift", "units_per_order", -0.6, "units", low=-0.9, high=-0.3, good=False),
        ],
        levels={("orders", (), 0): Level(9000.0, 9000)},
        each_worth={"aov": 3600.0},
        frames={"order": {"net_amount_base": [20.0, 40.0, 60.0, 80.0, 100.0]}},
    ),
    silent=Example(
        findings=[
            Found("a1", "level_shift", "aov", -9.0, "currency", {"channel": "web"}, good=False),
            Found("a2", "trend", "units_per_order", -0.6, "units", {"channel": "sales"}, good=False),
        ],
    ),
    needs=("order",),
)
