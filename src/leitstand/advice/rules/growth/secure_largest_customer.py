"""A large part of the revenue hangs on one customer who is getting quieter: secure the account, spread the risk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.customers import CUSTOMERS, listed, orders_of
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LARGE = 0.15
"""Share of the revenue from which on one customer is a risk to the whole company (metrics.md E 15)."""
QUIETER = 0.7
"""Orders of half a year against the half before, below which the customer counts as getting quieter."""


def look(situation: Situation) -> Iterator[Advice]:
    whole = situation.level("revenue_net")
    for found in found_in(situation, {"concentration"}, {"revenue_net"}):
        revenue = {dims["customer"]: amount or 0.0 for _, dims, amount, _ in found.drivers if "customer" in dims}
        if not revenue or whole is None or whole.value <= 0:
            continue
        largest = max(revenue, key=lambda key: revenue[key])
        share = revenue[largest] / whole.value
        now, before = _orders(situation, largest)
        if share <= LARGE or before == 0 or now >= QUIETER * before:
            continue
        yield Advice(
            dims={},
            findings=[found.id],
            gap=Gap(-share, -share, -share, "threshold"),  # of the value at risk, were this customer no longer at risk
            affected=listed(CUSTOMERS, "customer", [largest]),
            figures={
                **figures_of(found),
                "share": Figure(share, "ratio"),
                "revenue": Figure(revenue[largest], "currency"),
                "now": Figure(now, "count"),
                "before": Figure(before, "count"),
            },
        )


def _orders(situation: Situation, customer: str) -> tuple[int, int]:
    """Orders of the last half year and of the one before."""
    orders = orders_of(situation)
    own = orders.ordered_on[orders.customer_key.astype(str) == customer]
    today = datetime.combine(situation.as_of, datetime.min.time())
    half, year = today - timedelta(days=182), today - timedelta(days=365)
    return int((own > half).sum()), int(((own > year) & (own <= half)).sum())


_DAYS = [datetime(2026, 1, 5 + n) for n in range(10)] + [datetime(2026, 8, 1 + n) for n in range(4)]
_LARGEST = Found("a1", "concentration", "revenue_net", 0.5, "ratio",
                 drivers=[("revenue_net", {"customer": "7"}, 300_000.0, "made_up_of"),
                          ("revenue_net", {"customer": "8"}, 40_000.0, "made_up_of")])  # fmt: skip

RULE = Rule(
    title=Text(de="Den größten Kunden absichern", en="Secure the largest customer"),
    pattern=Text(
        de="Ein Kunde bringt mehr als 15 % des Umsatzes und bestellt deutlich weniger als im Halbjahr davor.",
        en="One customer brings more than 15% of the revenue and orders clearly less than in the half year before.",
    ),
    guard=Text(
        de="Weniger als 70 % der Bestellungen des Halbjahrs davor. Nicht bei bloßer Konzentration ohne Rückgang.",
        en="Less than 70% of the orders of the half year before. Not for mere concentration without a fall.",
    ),
    problem=Text(
        de=(
            "Ein Kunde bringt {share} des Umsatzes ({revenue} in zwölf Monaten). Im letzten Halbjahr bestellte "
            "er {now}-mal, im Halbjahr davor {before}-mal."
        ),
        en=(
            "One customer brings {share} of the revenue ({revenue} in twelve months). In the last half year they "
            "ordered {now} times, in the half year before {before} times."
        ),
    ),
    diagnosis=Text(
        de=(
            "Fällt dieser Kunde weg, ist das in kurzer Zeit nicht zu ersetzen. Warum er weniger bestellt, zeigen "
            "die Zahlen nicht; oft hängt die Beziehung an einer einzigen Person."
        ),
        en=(
            "Were this customer lost it could not be made up for in a short time. Why they order less the "
            "numbers do not show; often the relation hangs on a single person."
        ),
    ),
    action=Text(
        de=(
            "Ein Mitglied der Geschäftsleitung übernimmt die Patenschaft und spricht binnen zwei Wochen mit der "
            "Leitung des Kunden. Der Betreuer zeichnet auf, wer dort mit wem spricht (mindestens drei Kontakte "
            "je Seite), und beginnt das Gespräch über die Verlängerung sechs Monate vor Vertragsende. Für die "
            "Neukundengewinnung gilt ab sofort ein Ziel, das den Anteil unter 15 % bringt."
        ),
        en=(
            "A member of the management becomes sponsor and talks to the customer's management within two weeks. "
            "The account owner maps who talks to whom there (at least three contacts a side) and begins the "
            "talk on renewal six months before the contract ends. Acquisition gets a target at once that brings "
            "the share below 15%."
        ),
    ),
    kind="restructuring",
    lever="at_risk_share",
    effort="M",
    grade="J",
    source="Own judgement",
    owner=Text(de="Geschäftsleitung", en="Management"),
    check=Check(
        "at_risk_share",
        ("before_after",),
        26,
        Text(
            de="Kontakte je Seite, Verlängerung des Vertrags, Umsatzanteil nach zwei Quartalen; nicht zurechenbar.",
            en="Contacts per side, renewal of the contract, share of revenue after two quarters; not attributable.",
        ),
    ),
    guardrails=("gross_margin_rate", "dso"),
    look=look,
    fires=Example(
        findings=[_LARGEST],
        levels={("revenue_net", (), 0): Level(1_000_000.0, 5000)},
        frames={
            "order": {
                "customer_key": [7] * 14,
                "ordered_on": _DAYS,
                "net_amount_base": [20_000.0] * 14,
                "status": ["shipped"] * 14,
            }
        },
    ),
    silent=Example(
        findings=[_LARGEST],
        levels={("revenue_net", (), 0): Level(1_000_000.0, 5000)},
        frames={
            "order": {
                "customer_key": [7] * 14,
                "ordered_on": _DAYS[::-1][:4] + _DAYS[::-1][:4] + _DAYS[:6],
                "net_amount_base": [20_000.0] * 14,
                "status": ["shipped"] * 14,
            }
        },
    ),
    needs=("order",),
)
