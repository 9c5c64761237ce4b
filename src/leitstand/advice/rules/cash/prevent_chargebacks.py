"""Disputed payments come near a limit of the card schemes, or grow: prevent them before they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.levels import to_limit
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "dispute_rate"
LIMIT, NEAR, CASES = 0.015, 0.01, 1500
"""Visa's limit for a merchant since 1 April 2026 (VAMP), from so many cases a month on; from NEAR on it is near."""
MONTHS = 3


def look(situation: Situation) -> Iterator[Advice]:
    level = situation.level(LEVER, months=MONTHS)
    if level is None:
        return
    cases = level.numerator if level.numerator is not None else level.value * level.n
    grew = [one for one in worsened(situation, {LEVER}) if not one.dims]
    near = level.above(NEAR)
    if not near or not (grew or cases >= CASES * MONTHS * NEAR / LIMIT):
        return
    yield Advice(
        dims={},
        findings=[one.id for one in grew[:1]],
        gap=gap_of(grew[0]) if grew else to_limit(level, NEAR),
        affected=Affected(round(cases), Text(de="Streitfälle im letzten Quartal", en="disputes in the last quarter")),
        figures={
            "rate": Figure(level.value, "ratio"),
            "limit": Figure(LIMIT, "ratio"),
            "cases": Figure(CASES, "count"),
        },
    )


GREW = Found("d1", "level_shift", LEVER, 0.006, "ratio", since=date(2026, 5, 1), low=0.004, high=0.008, good=False)
HIGH: dict[Any, Level] = {(LEVER, (), 0): Level(0.013, 9000, 0.0115, 0.0147, 117, 9000)}
USUAL: dict[Any, Level] = {(LEVER, (), 0): Level(0.008, 3000, 0.006, 0.011, 24, 3000)}

RULE = Rule(
    title=Text(de="Rückbuchungen vorbeugen", en="Prevent chargebacks"),
    pattern=Text(
        de=f"Mehr als {NEAR:.0%} der Zahlungen werden gesichert bestritten, und es werden mehr, oder die Grenze der "
        f"Kartenorganisation ist nah",
        en=f"surely more than {NEAR:.0%} of the payments are disputed, and they grow, or the limit of the card scheme "
        f"is near",
    ),
    guard=Text(
        de="nicht bei wenigen Fällen ohne Anstieg: Die Grenze gilt erst ab 1.500 Fällen im Monat",
        en="not for few cases without growth: the limit holds only from 1,500 cases a month on",
    ),
    problem=Text(
        de="Im letzten Quartal wurden {rate} der Zahlungen bestritten ({count} Fälle). Die Grenze der "
        "Kartenorganisation liegt bei {limit} ab {cases} Fällen im Monat.",
        en="Within the last quarter {rate} of the payments were disputed ({count} cases). The limit of the card scheme "
        "is {limit} from {cases} cases a month on.",
    ),
    diagnosis=Text(
        de="Häufige Ursachen sind ein unklarer Name auf dem Kontoauszug, langsame Erstattungen und Betrug. Die Quote "
        "der Kartenorganisation zählt anders; fragen Sie Ihren Zahlungsdienst nach seiner Zahl.",
        en="Frequent causes are an unclear name on the statement, slow refunds and fraud. The scheme counts "
        "differently; ask your payment provider for its number.",
    ),
    action=Text(
        de="Die Buchhaltung lässt bis Freitag den Namen auf dem Kontoauszug ändern, erstattet berechtigte Wünsche am "
        "selben Tag, schaltet 3-D Secure und Vorwarnungen des Zahlungsdienstes ein. Erster Schritt: die {count} Fälle "
        "nach Grund sortieren und den häufigsten abstellen.",
        en="By Friday accounting has the name on the statement changed, refunds justified requests the same day and "
        "turns on 3-D Secure and the provider's alerts. First step: sort the {count} cases by reason and remove the "
        "most frequent.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Visa VAMP (2025)",
    owner=Text(de="Leitung Buchhaltung", en="Head of accounting"),
    check=Check(
        LEVER,
        ("interrupted_time_series", "before_after"),
        12,
        Text(de="Zahl und Quote je Monat", en="number and rate by month"),
    ),
    guardrails=("conversion_rate", "refund_rate"),
    look=look,
    fires=Example(findings=[GREW], levels=HIGH),
    silent=Example(findings=[GREW], levels=USUAL),
    needs=("dispute", "payment"),
)
