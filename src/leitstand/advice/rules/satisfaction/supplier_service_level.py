"""Complaints take long because cases wait for a third party: agree on times with it, and decide small cases alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.levels import to_limit
from leitstand.analysis.contract import Dims, Figure
from leitstand.foundation.text import Text

LEVER = "complaint_resolution_days_p90"
LONG = 14.0
"""Days within which nine of ten complaints should be settled (own judgement)."""
WAITING = {"pending", "hold"}
PART = 0.25
"""Share of complaints that wait for somebody else from which on that is the cause to look at."""


def look(situation: Situation) -> Iterator[Advice]:
    waited = _waited(situation)
    if waited is None or waited < PART:
        return
    slower = worsened(situation, {LEVER})
    level = situation.level(LEVER, slower[0].dims if slower else None)
    if level is None:
        return
    if slower:
        yield _advice(slower[0].dims, [slower[0].id], gap_of(slower[0]), level, waited)
    elif level.above(LONG):
        yield _advice({}, [], to_limit(level, LONG), level, waited)


def _waited(situation: Situation) -> float | None:
    """Share of the complaints that lay with somebody else for a while; None without complaints."""
    tickets = situation.rows("ticket", ["ticket_id", "is_complaint"])
    complaints = tickets[tickets.is_complaint.eq(True)].ticket_id
    events = situation.rows("ticket_event", ["ticket_id", "to_value"])
    waiting = events[events.to_value.isin(list(WAITING))].ticket_id
    return float(complaints.isin(waiting).mean()) if len(complaints) else None


def _advice(dims: Dims, findings: list[str], gap: Gap, level: Level, waited: float) -> Advice:
    return Advice(
        dims=dims,
        findings=findings,
        gap=gap,
        affected=Affected(level.n, Text(de="Beschwerden im Jahr", en="complaints a year")),
        figures={"days": Figure(level.value, "days"), "waited": Figure(waited, "ratio")},
    )


SLOW = Found("w1", "level_shift", LEVER, 6.0, "days", since=date(2026, 3, 1), low=4.0, high=8.0, good=False)
LEVELS: dict[Any, Level] = {(LEVER, (), 0): Level(17.0, 800, 15.5, 18.0)}

RULE = Rule(
    title=Text(de="Zeiten mit Lieferanten und Versand vereinbaren", en="Agree on times with suppliers and carriers"),
    pattern=Text(
        de=f"Beschwerden dauern länger als früher, oder jede zehnte länger als {LONG:.0f} Tage, und viele warten auf "
        f"Dritte",
        en=f"complaints take longer than before, or one in ten longer than {LONG:.0f} days, and many wait for third "
        f"parties",
    ),
    guard=Text(
        de="nicht, wenn weniger als ein Viertel der Beschwerden auf Dritte wartet: Dann liegt es am eigenen Ablauf",
        en="not where less than a quarter of complaints wait for third parties: then it is the own process",
    ),
    problem=Text(
        de="Jede zehnte Beschwerde{segment} dauert länger als {days}; {waited} der Beschwerden warteten auf Dritte.",
        en="One complaint in ten{segment} takes longer than {days}; {waited} of the complaints waited for third "
        "parties.",
    ),
    diagnosis=Text(
        de="Die langen Fälle gehen mit Warten auf Lieferanten oder Versanddienste einher. Eine schnelle, großzügige "
        "Lösung hebt nachweislich die Zufriedenheit; dass danach mehr gekauft wird, ist nicht belegt.",
        en="The long cases go along with waiting for suppliers or carriers. A quick and generous solution is known to "
        "raise satisfaction; that people buy more afterwards is not shown.",
    ),
    action=Text(
        de="Der Einkauf vereinbart bis Monatsende mit den drei häufigsten Dritten eine Antwortzeit von zwei Werktagen "
        "mit Eskalation. Der Kundendienst erhält einen Kulanzrahmen und entscheidet kleine Fälle sofort. Erster "
        "Schritt: die Liste der Fälle, die länger als fünf Tage auf Dritte warten, jeden Montag durchgehen.",
        en="By the end of the month purchasing agrees with the three most frequent third parties on an answer within "
        "two working days, with escalation. Customer service gets a goodwill budget and decides small cases at once. "
        "First step: go through the cases that have waited for third parties for more than five days every Monday.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="A",
    source="de Matos, Henrique & Rossi (2007)",
    owner=Text(de="Leitung Kundendienst", en="Head of customer service"),
    check=Check(
        LEVER,
        ("interrupted_time_series", "before_after"),
        12,
        Text(
            de="Dauer der Beschwerden (auch der offenen) und Zufriedenheit danach",
            en="duration of complaints (open ones too) and satisfaction afterwards",
        ),
    ),
    guardrails=("dispute_cost_share", "complaint_rate"),
    look=look,
    fires=Example(
        findings=[SLOW],
        levels=LEVELS,
        frames={
            "ticket": {"ticket_id": [1, 2], "is_complaint": [True, True]},
            "ticket_event": {"ticket_id": [1], "to_value": ["pending"]},
        },
    ),
    silent=Example(
        findings=[SLOW],
        levels=LEVELS,
        frames={
            "ticket": {"ticket_id": [1, 2], "is_complaint": [True, True]},
            "ticket_event": {"ticket_id": [1], "to_value": ["open"]},
        },
    ),
    needs=("ticket", "ticket_event"),
)
