"""Many would recommend the company and hardly anybody does: ask them at the right moment, and reward both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.levels import to_limit
from leitstand.advice.reading.money import margin_of, value
from leitstand.advice.reading.voices import promoters
from leitstand.analysis.contract import Figure, Money
from leitstand.foundation.text import Text

LEVER = "referral_rate"
LOW = 0.01
"""Share of customers who refer somebody in a year below which it counts as unused (own judgement)."""
HAPPY = Text(
    de="Kundinnen und Kunden, die das Unternehmen zuletzt mit 9 oder 10 empfehlen würden",
    en="customers who would lately recommend the company with 9 or 10",
)


def look(situation: Situation) -> Iterator[Advice]:
    mood, rate = situation.level("nps"), situation.level(LEVER)
    if mood is None or rate is None or not mood.above(0):
        return
    fell = [one for one in worsened(situation, {LEVER}) if not one.dims]
    if fell:
        gap = gap_of(fell[0])
    elif rate.below(LOW):
        gap = to_limit(rate, LOW)
    else:
        return
    yield Advice(
        dims={},
        findings=[one.id for one in fell[:1]],
        gap=gap,
        affected=listed(HAPPY, "customer", promoters(situation)),
        figures={"rate": Figure(rate.value, "ratio"), "nps": Figure(mood.value, "score")},
        money=_money(situation, rate, gap),
    )


def _money(situation: Situation, rate: Level, gap: Gap) -> Money | None:
    """customers × more of them who refer × one new customer each × revenue per customer and year × margin"""
    each = value(situation, "arpc")
    return None if each is None else margin_of(situation, (rate.denominator or rate.n) * gap.change * each)


RULE = Rule(
    title=Text(de="Begeisterte um Empfehlungen bitten", en="Ask promoters for referrals"),
    pattern=Text(
        de="Mehr Begeisterte als Kritiker, aber fast niemand empfiehlt weiter, oder es werden weniger",
        en="more promoters than detractors, but hardly anybody refers, or fewer do than before",
    ),
    guard=Text(
        de=f"nicht, wenn schon mehr als {LOW:.0%} der Kunden empfehlen, und nie bei mehr Kritikern als Begeisterten",
        en=f"not where more than {LOW:.0%} of customers refer already, and never with more detractors than promoters",
    ),
    problem=Text(
        de="{rate} der Kunden haben im letzten Jahr jemanden geworben, obwohl die Weiterempfehlungsbereitschaft bei "
        "{nps} liegt.",
        en="{rate} of the customers referred somebody within the last year although the net promoter score is {nps}.",
    ),
    diagnosis=Text(
        de="Absicht wird nicht von selbst zur Tat: Meist fehlen Anlass, Weg und Dank. Ob eine Bitte hier wirkt, zeigt "
        "erst der Test.",
        en="Intention does not turn into action by itself: mostly occasion, way and thanks are missing. Only the test "
        "shows whether asking works here.",
    ),
    action=Text(
        de="Das Marketing bittet ab nächster Woche jede Person direkt nach einer 9 oder 10 mit einem einfachen Code um "
        "eine Empfehlung und belohnt beide Seiten. Erster Schritt: die {count} Begeisterten der letzten 90 Tage; die "
        "Hälfte auslosen, diese anschreiben, Erstbestellungen mit Code zählen.",
        en="From next week marketing asks everybody right after a 9 or 10 for a referral with a simple code and "
        "rewards both sides. First step: the {count} promoters of the last 90 days; draw half of them by lot, write to "
        "these, count first orders with the code.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="J",
    source="Reichheld (2003)",
    owner=Text(de="Leitung Marketing", en="Head of marketing"),
    check=Check(
        LEVER,
        ("ab_test", "before_after"),
        12,
        Text(
            de="Erstbestellungen durch Empfehlung, mit und ohne Bitte",
            en="referred first orders, with and without asking",
        ),
    ),
    guardrails=("cac", "gross_margin_rate"),
    look=look,
    fires=Example(
        findings=[
            Found("p1", "trend", LEVER, -0.02, "ratio", since=date(2026, 1, 1), low=-0.03, high=-0.01, good=False)
        ],
        levels={
            ("nps", (), 0): Level(40.0, 900, 35.0, 45.0),
            (LEVER, (), 0): Level(0.02, 6000, 0.017, 0.023, 120, 6000),
            ("arpc", (), 0): Level(300.0, 6000),
            ("gross_margin_rate", (), 0): Level(0.4, 6000),
        },
        frames={
            "answer_score": {
                "customer_key": ["k1"],
                "answered_on": [datetime(2026, 9, 1)],
                "item_key": ["overall"],
                "instrument": ["nps"],
                "quality": [1.0],
            }
        },
    ),
    silent=Example(
        levels={("nps", (), 0): Level(40.0, 900, 35.0, 45.0), (LEVER, (), 0): Level(0.035, 6000, 0.03, 0.04, 210, 6000)}
    ),
    needs=("survey_answer", "referral"),
)
