"""New customers come back less often: redesign what happens after the first order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.customers import histories, listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, words
from leitstand.advice.reading.money import margin_of
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "repeat_purchase_rate_90"
LEAST_FALL = 0.02
"""The whole interval of the fall must lie beyond it: a few points come and go with who was won."""
LEAST_RATIO = 1.25
"""So much more often those with a behaviour must come back, with the whole interval, before it shapes the start."""
NEW_DAYS = 90
WHAT = Text(de="Kunden mit einer ersten Bestellung in den letzten 90 Tagen",
            en="customers with a first order in the last 90 days")  # fmt: skip


def look(situation: Situation) -> Iterator[Advice]:
    """Falls first; without one a behaviour at the start that clearly goes along with coming back."""
    starts = found_in(situation, {"behaviour_of_success"}, {LEVER}, good=True)
    strong = [one for one in starts if (one.low or 0.0) > LEAST_RATIO]
    falls = found_in(situation, {"retention_change"}, {LEVER}, good=False)
    for found in [one for one in falls if one.high is not None and one.high < -LEAST_FALL]:
        again = situation.level(LEVER, found.dims)
        order_value = situation.level("aov", found.dims)
        # rate at which they come back × first-time customers a year × order value × margin
        buyers = (again.denominator or 0.0) if again else 0.0
        revenue = -found.effect * buyers * order_value.value if order_value and buyers else None
        yield Advice(
            dims=found.dims,
            findings=[found.id, *(one.id for one in starts)],
            gap=gap_of(found),
            affected=_new(situation),
            figures={**figures_of(found), "start": Figure(_started(starts), "text")},
            money=margin_of(situation, revenue),
        )
        return
    for found in strong[:1]:
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            gap=None,  # how many more could start this way is not known
            affected=_new(situation),
            figures={**figures_of(found), "start": Figure(_started([found]), "text")},
        )


def _new(situation: Situation) -> Affected:
    customers = histories(situation)
    new = customers[(customers.orders == 1) & (customers.quiet <= NEW_DAYS)]
    return listed(WHAT, "customer", new.index)


def _started(starts: list[Found]) -> Text:
    named = [words(one, "behaviour") for one in starts]
    if not named:
        return Text(de="nichts Auffälliges", en="nothing that stands out")
    return Text(de=", ".join(one.de for one in named), en=", ".join(one.en for one in named))


RULE = Rule(
    title=Text(de="Die ersten 90 Tage neu gestalten", en="Redesign the first 90 days"),
    pattern=Text(
        de=(
            "Neue Kunden kommen binnen 90 Tagen seltener wieder als die eines Jahres davor; oder ein Verhalten "
            "beim Start geht deutlich damit einher, dass sie wiederkommen."
        ),
        en=(
            "New customers come back within 90 days less often than those a year before; or a behaviour at the "
            "start clearly goes along with coming back."
        ),
    ),
    guard=Text(
        de=(
            "Der ganze 95-%-Bereich des Rückgangs liegt über zwei Prozentpunkten, der des Verhaltens über dem "
            "1,25-Fachen."
        ),
        en=(
            "The whole 95% interval of the fall lies beyond two percentage points, that of the behaviour above "
            "1.25 times."
        ),
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de=(
            "Der Verlust entsteht in den ersten drei Monaten{segment}. Mit dem Wiederkommen geht einher: "
            "{start}. Das ist ein Zusammenhang; ob das Versprechen im Verkauf zur Leistung passt, ist zu prüfen."
        ),
        en=(
            "The loss arises in the first three months{segment}. What goes along with coming back: {start}. That "
            "is an association; whether the promise made in the sale fits what is delivered is to be checked."
        ),
    ),
    action=Text(
        de=(
            "Kundenservice und Vertrieb legen gemeinsam den Ablauf nach der ersten Bestellung fest: Woran merkt "
            "der Kunde den ersten Nutzen, wer meldet sich wann, was wird geprüft? Erster Schritt: diese Woche "
            "zehn der {count} neuen Kunden der Liste anrufen und fragen, was sie erwartet hatten. Danach gelten "
            "Checkliste und Willkommensanruf für alle neuen Kunden eines Monats."
        ),
        en=(
            "Service and sales together lay down what follows the first order: by what does the customer notice "
            "the first benefit, who gets in touch when, what is checked? First step: call ten of the {count} new "
            "customers on the list this week and ask what they had expected. After that checklist and welcome "
            "call hold for all new customers of a month."
        ),
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="C",
    source="Secondary and vendors' figures on losses in the first 90 days; no single study",
    owner=Text(de="Leitung Kundenservice", en="Head of customer service"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        26,
        Text(
            de=(
                "Wiederkauf in 90 Tagen der neuen Kunden vor und nach der Umstellung, nach Monat der ersten "
                "Bestellung."
            ),
            en=(
                "Repeat purchase within 90 days of new customers before and after the change, by month of the "
                "first order."
            ),
        ),
    ),
    guardrails=("complaint_rate", "gross_margin_rate"),
    look=look,
    fires=Example(
        findings=[
            Found("a1", "retention_change", LEVER, -0.08, "ratio", low=-0.12, high=-0.04, good=False),
            Found("a2", "behaviour_of_success", LEVER, 1.4, "quotient", low=1.3, high=1.5, good=True,
                  figures={"behaviour": Text(de="pünktlich zugestellt", en="delivered on time")}),
        ],
        levels={
            (LEVER, (), 0): Level(0.38, 3000, 0.36, 0.4, 1140.0, 3000.0),
            ("aov", (), 0): Level(90.0, 9000),
            ("gross_margin_rate", (), 0): Level(0.4, 9000),
        },
        frames={
            "order": {
                "customer_key": [1, 2, 2],
                "ordered_on": [datetime(2026, 9, 1), datetime(2026, 8, 1), datetime(2026, 9, 2)],
                "net_amount_base": [80.0, 90.0, 100.0],
                "status": ["shipped"] * 3,
            }
        },
    ),
    silent=Example(
        findings=[
            Found("a1", "retention_change", LEVER, -0.06, "ratio", low=-0.11, high=-0.01, good=False),
            Found("a2", "behaviour_of_success", LEVER, 1.21, "quotient", low=1.07, high=1.36, good=True),
        ],
    ),
    needs=("order",),
)  # fmt: skip
