"""Few enquiries are answered within the hour although those become deals more often: routing, rota, alarm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, number
from leitstand.advice.reading.levels import bounds
from leitstand.advice.reading.money import margin_of, value
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "lead_response_within_hour"
HOUR = 60.0
FEW = 0.3
"""So few answered within the hour, with the whole interval, are few (own judgement)."""
OFFICE = range(8, 16)
"""Hours in which an enquiry can be answered within an office hour, Monday to Friday."""


def look(situation: Situation) -> Iterator[Advice]:
    median, prompt = situation.level("lead_response_time"), situation.level(LEVER)
    if median is None or prompt is None or not median.above(HOUR) or not prompt.below(FEW):
        return
    for found in found_in(situation, {"behaviour_of_success"}, {LEVER}, good=True)[:1]:
        reachable, late = _leads(situation)
        low, high = bounds(prompt)
        if reachable <= high:
            return
        gap = Gap(reachable - prompt.value, reachable - high, reachable - low, "threshold")
        better = number(found, "share_with") - number(found, "share_without")
        rate, amount = value(situation, "win_rate"), value(situation, "mean_won_amount")
        # answered in time × leads a year × more of them become deals × win rate × mean amount won × margin
        known = rate is not None and amount is not None
        revenue = gap.change * prompt.n * better * (rate or 0.0) * (amount or 0.0) if known else None
        yield Advice(
            dims={},
            findings=[found.id],
            gap=gap,
            affected=listed(
                Text(de="Anfragen blieben in zwölf Monaten länger als eine Stunde liegen",
                     en="enquiries waited longer than an hour in twelve months"),
                "lead", late, round(prompt.n * (1 - prompt.value))),
            figures={
                **figures_of(found),
                "prompt": Figure(prompt.value, "ratio"),
                "median": Figure(median.value / HOUR, "hours"),
                "reachable": Figure(reachable, "ratio"),
            },
            money=margin_of(situation, revenue),
            against=[Text(de="Wer schnell antwortet, sucht sich vielleicht die besseren Anfragen aus.",
                          en="Those who answer fast may pick the better enquiries.")],
        )  # fmt: skip


def _leads(situation: Situation) -> tuple[float, list[str]]:
    """Share of the last year's enquiries that came in office hours, and those still unanswered, latest first."""
    import pandas as pd

    course = situation.rows("lead_course", ["lead_id", "created_on", "waits", "hour"])
    since = datetime.combine(situation.as_of, datetime.min.time()) - timedelta(days=365)
    day = pd.to_datetime(course.created_on)
    course = course[day >= since].assign(day=day)
    inside = course.hour.isin(OFFICE) & (course.day.dt.dayofweek < 5)
    waiting = course[course.waits.astype(bool)].sort_values("day", ascending=False)
    return (float(inside.mean()) if len(course) else 0.0), [str(key) for key in waiting.lead_id]


_BEHAVIOUR = Found("a1", "behaviour_of_success", LEVER, 2.2, "quotient", low=1.8, high=2.8, good=True,
                   figures={"share_with": 0.38, "share_without": 0.17})  # fmt: skip

RULE = Rule(
    title=Text(de="Anfragen binnen einer Stunde beantworten", en="Answer enquiries within the hour"),
    pattern=Text(
        de=(
            "Die mittlere Antwort dauert länger als eine Stunde, weniger als 30 % werden binnen einer Stunde "
            "beantwortet, und rasch beantwortete werden häufiger zur Verkaufschance."
        ),
        en=(
            "The median answer takes more than an hour, fewer than 30% are answered within one, and those "
            "answered promptly become deals more often."
        ),
    ),
    guard=Text(
        de=(
            "Beide Grenzen gelten für den ganzen 95-%-Bereich; der Zusammenhang ist mit eigenen Daten belegt. "
            "Nicht nach Branchenzahlen allein."
        ),
        en=(
            "Both limits hold for the whole 95% interval; the association is shown by own data. Not on industry "
            "figures alone."
        ),
    ),
    problem=Text(
        de=("Nur {prompt} der Anfragen werden binnen einer Stunde beantwortet (Median {median}). {finding}"),
        en="Only {prompt} of the enquiries are answered within an hour (median {median}). {finding}",
    ),
    diagnosis=Text(
        de=(
            "Rasche Antwort und Erfolg gehen zusammen; dass die Antwort die Ursache ist, zeigt erst ein Versuch. "
            "{reachable} der Anfragen kommen zu einer Zeit, in der binnen einer Stunde jemand antworten könnte."
        ),
        en=(
            "A prompt answer and success go together; that the answer is the cause only a trial shows. "
            "{reachable} of the enquiries come at a time when somebody could answer within the hour."
        ),
    ),
    action=Text(
        de=(
            "Die Vertriebsleitung richtet ein: automatische Zuteilung nach Thema und Region, einen "
            "Bereitschaftsplan mit Vertretung, einen Alarm nach 15 Minuten ohne Antwort, eine Abendschicht für "
            "die wichtigsten Quellen. Erster Schritt: ab Montag hat je Halbtag eine benannte Person "
            "Bereitschaft. Die Zuteilung „sofort“ oder „wie bisher“ wird vier Wochen lang ausgelost."
        ),
        en=(
            "The head of sales sets up: automatic routing by topic and region, an on-call rota with deputies, an "
            "alarm after 15 minutes without an answer, an evening shift for the main sources. First step: from "
            "Monday on one named person is on call each half-day. For four weeks 'at once' or 'as before' is "
            "drawn by lot."
        ),
    ),
    kind="process",
    lever=LEVER,
    effort="S",  # rota and alarm are set up within days; the evening shift comes later
    grade="B",
    source="Oldroyd, McElheran, Elkington (2011), Harvard Business Review (observational, 1.25 million leads)",
    owner=Text(de="Vertriebsleitung", en="Head of sales"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        9,
        Text(
            de="Anteil der Anfragen, die zur Verkaufschance werden: ausgeloste schnelle gegen übliche Zuteilung.",
            en="Share of enquiries that become deals: fast against usual routing, by lot.",
        ),
    ),
    guardrails=("win_rate", "mean_won_amount"),
    look=look,
    fires=Example(
        findings=[_BEHAVIOUR],
        levels={
            ("lead_response_time", (), 0): Level(900.0, 800, 800.0, 1000.0),
            (LEVER, (), 0): Level(0.2, 800, 0.17, 0.23, 160.0, 800.0),
            ("win_rate", (), 0): Level(0.4, 300),
            ("mean_won_amount", (), 0): Level(900.0, 120),
            ("gross_margin_rate", (), 0): Level(0.4, 5000),
        },
        frames={
            "lead_course": {
                "lead_id": [1, 2, 3, 4],
                "created_on": [datetime(2026, 6, 1 + n) for n in range(4)],
                "waits": [False, False, False, True],
                "hour": [9, 10, 14, 20],
            }
        },
    ),
    silent=Example(
        findings=[_BEHAVIOUR],
        levels={
            ("lead_response_time", (), 0): Level(900.0, 800, 800.0, 1000.0),
            (LEVER, (), 0): Level(0.29, 740, 0.26, 0.33, 215.0, 740.0),
        },
    ),
    needs=("lead",),
)
