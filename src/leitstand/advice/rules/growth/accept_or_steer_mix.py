"""The order value falls because of what and to whom is sold, not in any group: steer the mix or plan with it."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import number, words, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

ORDERS = Text(de="Bestellungen der letzten zwölf Monate", en="orders of the last twelve months")


def look(situation: Situation) -> Iterator[Advice]:
    for found in worsened(situation, {"aov"}):
        mix, rate = number(found, "mix"), number(found, "rate")
        if found.type != "mix_shift" or mix >= 0 or abs(mix) <= abs(rate):
            continue
        orders = situation.level("orders", found.dims)
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            gap=Gap(-mix, -number(found, "mix_high", mix), -number(found, "mix_low", mix), "own_period"),
            affected=Affected(0.0 if orders is None else orders.value, ORDERS),
            figures={
                **figures_of(found),
                "gained": Figure(words(found, "gained"), "text"),
                "dimension": Figure(words(found, "dimension"), "text"),
                "mix": Figure(abs(mix), "currency"),
                "rate": Figure(rate, "currency", signed=True),
            },
            against=[Text(de="Ein wachsender Anteil kleiner Bestellungen kann auch erwünschtes Wachstum sein.",
                          en="A growing share of small orders may also be welcome growth.")],
        )  # fmt: skip


RULE = Rule(
    title=Text(de="Zusammensetzung steuern oder einplanen", en="Steer the mix or plan with it"),
    pattern=Text(
        de="Der Bestellwert sinkt, und der größere Teil davon kommt aus verschobenen Anteilen.",
        en="The order value falls, and most of that comes from shifted shares.",
    ),
    guard=Text(
        de=(
            "Der Anteil der Verschiebung ist größer als der der Gruppen selbst. Nicht, wenn der Wert in den "
            "Gruppen sinkt."
        ),
        en=(
            "The part of the shift is larger than that of the groups themselves. Not where the value falls "
            "within the groups."
        ),
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de=(
            "Der Rückgang{segment} besteht zu {mix} aus der Verschiebung nach {dimension} zu „{gained}“; die "
            "Gruppen selbst tragen {rate} bei. Das ist gerechnet, keine Vermutung. Warum sich die Anteile "
            "verschieben, sagt die Rechnung nicht."
        ),
        en=(
            "{mix} of the fall{segment} is made up of the shift by {dimension} to '{gained}'; the groups "
            "themselves add {rate}. That is arithmetic, not a guess. Why the shares shift it does not say."
        ),
    ),
    action=Text(
        de=(
            "Keine Rabattaktion: Sie träfe die Falschen. Vertriebsleitung und Marketing entscheiden bis "
            "Monatsende, ob „{gained}“ wachsen soll. Wenn ja, wird das Ziel für den Bestellwert neu geplant; "
            "wenn nein, gehen Werbemittel und Vertriebszeit zu den schrumpfenden Gruppen zurück. Erster Schritt: "
            "Anteile und Deckungsbeitrag je Gruppe nebeneinanderlegen."
        ),
        en=(
            "No discount campaign: it would hit the wrong ones. By the end of the month sales and marketing "
            "decide whether '{gained}' is to grow. If so, the target for the order value is planned anew; if "
            "not, media and sales time go back to the shrinking groups. First step: put shares and margin by "
            "group side by side."
        ),
    ),
    kind="process",
    lever="aov",
    effort="S",
    grade="B",
    source="Exact split into mix and rate on own orders (arithmetic)",
    owner=Text(de="Vertriebsleitung", en="Head of sales"),
    check=Check(
        "aov",
        ("interrupted_time_series", "before_after"),
        13,
        Text(
            de="Anteil der Verschiebung an der Veränderung im nächsten Quartal (`why aov`).",
            en="Part of the shift in the change of the next quarter (`why aov`).",
        ),
    ),
    guardrails=("revenue_net", "gross_margin_rate"),
    look=look,
    fires=Example(
        findings=[
            Found("a1", "mix_shift", "aov", -6.0, "currency", low=-8.0, high=-4.0, good=False,
                  figures={"mix": -7.0, "mix_low": -7.5, "mix_high": -6.5, "rate": 1.0, "gained": "marketplace",
                           "dimension": Text(de="Kanal", en="Channel")}),
        ],
        levels={("orders", (), 0): Level(9000.0, 9000)},
        each_worth={"aov": 3600.0},
    ),
    silent=Example(
        findings=[
            Found("a1", "mix_shift", "aov", -6.0, "currency", low=-8.0, high=-4.0, good=False,
                  figures={"mix": -1.0, "mix_low": -1.5, "mix_high": -0.5, "rate": -5.0, "gained": "marketplace"}),
            Found("a2", "level_shift", "aov", -6.0, "currency", low=-8.0, high=-4.0, good=False),
        ],
    ),
    instead_of=("bigger_baskets",),
)  # fmt: skip
