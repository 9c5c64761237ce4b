"""Fewer orders from as many customers: remind each at their own rhythm, after a look at delivery and range."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.customers import CUSTOMERS, histories, listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import worsened
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.money import margin_of
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LATE = 1.1
"""A reminder goes out when the customer's own usual gap is over by a tenth."""
GONE = 3.0
"""Who is silent for three usual gaps does not need a reminder but winning back."""


def look(situation: Situation) -> Iterator[Advice]:
    fewer_customers = [one.dims for one in worsened(situation, {"active_customers"})]
    for found in worsened(situation, {"orders"}):
        gap = way_back(situation, "purchase_frequency", found.dims)
        now = situation.level("purchase_frequency", found.dims)
        if found.dims in fewer_customers or gap is None or gap.low <= 0 or now is None:
            continue
        order_value = situation.level("aov", found.dims)
        # orders more per customer × customers × order value × margin
        revenue = gap.change * (now.denominator or 0.0) * order_value.value if order_value else None
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            gap=gap,
            affected=_due(situation) if not found.dims else Affected(now.denominator or 0.0, CUSTOMERS),
            figures={
                **figures_of(found),
                "now": Figure(now.value, "quotient"),
                "then": Figure(now.value + gap.change, "quotient"),
            },
            money=margin_of(situation, revenue),
            against=[Text(de="Lieferfähigkeit und Sortiment sind nicht geprüft; fehlt Ware, hilft keine Erinnerung.",
                          en="Delivery and range were not checked; where goods lack no reminder helps.")],
        )  # fmt: skip


def _due(situation: Situation) -> Affected:
    """Customers whose usual gap is over, those who spent most first."""
    customers = histories(situation)
    due = customers[customers.quiet.between(customers.rhythm * LATE, customers.rhythm * GONE)]
    return listed(CUSTOMERS, "customer", due.index)


RULE = Rule(
    title=Text(de="Zur gewohnten Zeit an die Nachbestellung erinnern", en="Remind customers when they usually reorder"),
    pattern=Text(
        de="Die Bestellungen gehen zurück, je Kunde wird seltener bestellt.",
        en="Orders fall, each customer orders less often.",
    ),
    guard=Text(
        de=(
            "Die Zahl der aktiven Kunden geht im selben Segment nicht zurück; die Kauffrequenz der letzten zwölf "
            "Monate liegt eindeutig unter der davor."
        ),
        en=(
            "The number of active customers does not fall in the same segment; the purchase frequency of the "
            "last twelve months lies clearly below the one before."
        ),
    ),
    problem=Text(
        de="{finding} Je Kunde{segment} waren es {now} statt {then} Bestellungen im Jahr.",
        en="{finding} That is {now} instead of {then} orders per customer{segment} a year.",
    ),
    diagnosis=Text(
        de=(
            "Der Rückgang besteht aus selteneren Bestellungen, nicht aus weniger Kunden. Wahrscheinlich werden "
            "Vorräte woanders ergänzt oder der Anlass wird vergessen; Lieferzeiten und Sortimentslücken können "
            "dasselbe bewirken."
        ),
        en=(
            "The fall is made up of rarer orders, not of fewer customers. Probably they restock elsewhere or "
            "forget the occasion; delivery times and gaps in the range can do the same."
        ),
    ),
    action=Text(
        de=(
            "Prüfen Sie diese Woche Lieferzeiten und ausverkaufte Artikel. Danach richtet das Kundenmarketing "
            "eine Erinnerung ein, die je Kunde zum eigenen mittleren Bestellabstand plus 10 % verschickt wird; "
            "begonnen wird mit denen, die jetzt fällig sind (Liste; betroffen sind {count}). Die Hälfte erhält "
            "sie durch Los erst einen Zyklus später."
        ),
        en=(
            "Check delivery times and sold-out items this week. Then customer marketing sets up a reminder that "
            "goes to each customer at their own median reorder gap plus 10%, beginning with those who are due "
            "now (see the list; {count} are concerned). Half of them, by lot, get it one cycle later."
        ),
    ),
    kind="action",
    lever="purchase_frequency",
    effort="M",
    grade="C",
    source="Gap between purchases per customer: BTYD and BTYDplus packages, after Fader, Hardie, Lee (2005)",
    owner=Text(de="Leitung Kundenmarketing", en="Head of customer marketing"),
    check=Check(
        "purchase_frequency",
        ("ab_test", "difference_in_differences"),
        26,
        Text(
            de="Bestellungen je Kunde mit und ohne Erinnerung, nach zwei Kaufzyklen.",
            en="Orders per customer with and without the reminder, after two buying cycles.",
        ),
    ),
    guardrails=("gross_margin_rate", "aov"),
    look=look,
    fires=Example(
        findings=[Found("a1", "level_shift", "orders", -80.0, "count", low=-120.0, high=-40.0, good=False)],
        levels={
            ("purchase_frequency", (), 0): Level(2.6, 1000, 2.5, 2.7, 2600.0, 1000.0),
            ("purchase_frequency", (), 12): Level(3.1, 1000, 3.0, 3.2, 3100.0, 1000.0),
            ("aov", (), 0): Level(80.0, 2600),
            ("gross_margin_rate", (), 0): Level(0.4, 2600),
        },
        frames={
            "order": {
                "customer_key": [1, 1, 1],
                "ordered_on": [datetime(2026, 6, 1), datetime(2026, 7, 1), datetime(2026, 8, 1)],
                "net_amount_base": [80.0] * 3,
                "status": ["shipped"] * 3,
            }
        },
    ),
    silent=Example(
        findings=[
            Found("a1", "level_shift", "orders", -80.0, "count", low=-120.0, high=-40.0, good=False),
            Found("a2", "level_shift", "active_customers", -60.0, "people", low=-90.0, high=-30.0, good=False),
        ],
        levels={
            ("purchase_frequency", (), 0): Level(2.6, 1000, 2.5, 2.7, 2600.0, 1000.0),
            ("purchase_frequency", (), 12): Level(3.1, 1000, 3.0, 3.2, 3100.0, 1000.0),
        },
    ),
    needs=("order",),
)
