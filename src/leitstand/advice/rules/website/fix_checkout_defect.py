"""A step to the purchase broke off suddenly in one part of the visits: find and repair the fault there first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.segments import exact
from leitstand.advice.reading.website import purchases_worth
from leitstand.analysis.contract import Money
from leitstand.foundation.text import Text

LEVER = "funnel_step_conversion"
STEPS = {LEVER, "funnel_view_to_cart", "funnel_cart_to_checkout", "funnel_checkout_to_purchase", "funnel_conversion"}
PLACES = {"device", "visitor_country", "landing_page"}
"""Where a fault can sit; who comes (new or returning, from which channel) is no fault."""
SUDDEN = {"localised", "level_shift"}


def look(situation: Situation) -> Iterator[Advice]:
    found = [one for one in worsened(situation, STEPS) if one.type in SUDDEN and PLACES & set(one.dims)]
    for one in exact(found):
        place = {name: value for name, value in one.dims.items() if name in PLACES}
        bought = situation.level("conversion_rate", place)
        gap = gap_of(one)
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap,
            affected=Affected(bought.n if bought else 0, Text(de="Besuche im Jahr", en="visits a year")),
            figures=figures_of(one),
            money=_money(situation, one, gap, bought),
        )


def _money(situation: Situation, one: Found, gap: Gap, bought: Level | None) -> Money | None:
    """purchases there × how much more often the step would be taken: a better step lets so many more through"""
    step = situation.level(one.metric, one.dims)
    if step is None or bought is None or bought.numerator is None or not step.value:
        return None
    return purchases_worth(situation, bought.numerator * gap.change / step.value)


BROKE = Found("c1", "localised", "funnel_checkout_to_purchase", -0.2, "ratio", {"device": "tablet"},
              since=date(2026, 7, 1), low=-0.25, high=-0.15, good=False)  # fmt: skip
SLOWLY = Found("c2", "trend", "funnel_cart_to_checkout", -0.1, "ratio", {"visitor_kind": "new"},
               since=date(2025, 1, 1), low=-0.15, high=-0.05, good=False)  # fmt: skip
DEVICE = (("device", "tablet"),)

RULE = Rule(
    title=Text(de="Fehler im Kaufweg beheben", en="Fix the fault on the way to the purchase"),
    pattern=Text(
        de="Eine Stufe des Kaufwegs ist bei einem Gerät, Land oder Einstieg plötzlich schlechter geworden",
        en="a step to the purchase suddenly got worse on one device, in one country or from one landing page",
    ),
    guard=Text(
        de="nicht bei langsamem Rückgang oder verschobenen Anteilen: Das sind andere Besucher, kein Fehler",
        en="not where it falls slowly or the mix shifts: those are other visitors, no fault",
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de="Der Einbruch{segment} begann {since} und betrifft die übrigen Teilgruppen nicht; das passt zu einem "
        "technischen Fehler oder einer Änderung an dieser Stelle. Belegt ist die Stelle, nicht die Ursache.",
        en="The drop{segment} began {since} and does not concern the other segments; that fits a technical fault or a "
        "change in this place. The place is shown, not the cause.",
    ),
    action=Text(
        de="Das Shop-Team stellt den Kauf heute auf genau diesem Gerät und Weg nach, vergleicht mit den Änderungen "
        "seit {since} und behebt den Fehler binnen drei Tagen. Erster Schritt: Fehlerprotokoll und Bezahlarten für "
        "diese Teilgruppe ansehen; fehlt die bevorzugte Bezahlart, ergänzen.",
        en="Today the shop team repeats a purchase on exactly this device and way, compares it with the changes since "
        "{since} and repairs the fault within three days. First step: look at the error log and payment methods of "
        "this segment; where the preferred payment method is missing, add it.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Sun et al. (2018)",
    owner=Text(de="Leitung Onlineshop", en="Head of online shop"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        4,
        Text(de="diese Teilgruppe gegen die übrigen, vor und nach der Behebung", en="this segment against the others"),
    ),
    guardrails=("revenue_per_session", "dispute_rate"),
    look=look,
    fires=Example(
        findings=[BROKE],
        levels={
            ("conversion_rate", DEVICE, 0): Level(0.2, 4500, 0.19, 0.21, 900, 4500),
            ("funnel_checkout_to_purchase", DEVICE, 0): Level(0.6, 1500, 0.58, 0.62),
            ("sessions", (), 0): Level(90000, 90000),
        },
        each_worth={"conversion_rate": 4000000.0},
    ),
    silent=Example(findings=[SLOWLY]),
    needs=("web_event",),
)
