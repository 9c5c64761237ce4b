"""An invented report with one of everything, for the tests of sections and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from leitstand.foundation.period import Period, add_months, period_of
from leitstand.metrics.compute.comparison import Comparison, against
from leitstand.metrics.compute.result import Value
from leitstand.metrics.registry import find
from leitstand.reporting.blocks import Picture
from leitstand.reporting.building import built
from leitstand.reporting.charts.registry import kinds
from leitstand.reporting.contract import Brief, Built, Report, ReportKind

INJECTION = '=HYPERLINK("http://example.com";"<script>alert(\'x\')</script>") & Söhne'
"""What somebody may have called a product: it must stay a text everywhere."""
PERSON = "8724325418480965042"
"""The key of a customer, as drivers of findings name it."""
REVENUE, BEFORE, YEAR_AGO = 266167.41, 198901.2, 234040.0
NPS = 17.46


def period(kind: ReportKind) -> Period:
    return period_of(date(2026, 9, 1), "quarter" if kind == "quarterly" else "month")


def brief(kind: ReportKind, **changes: Any) -> Brief:
    """Everything a report can say about one period; `changes` replaces parts of it."""
    spoken = period(kind)
    told: dict[str, Any] = {
        "kind": kind,
        "period": spoken,
        "as_of": date(2026, 10, 1),
        "version": "20261001T000000000000",
        "currency": "EUR",
        "figures": {
            "revenue": [_value("revenue_net", REVENUE, spoken, BEFORE, YEAR_AGO)],
            "satisfaction": [_value("nps", NPS, spoken, 27.1, 16.7, low=-1.3, high=34.6, clear=False)],
        },
        "courses": {"revenue_net": _course(spoken, REVENUE), "nps": _course(spoken, NPS)},
        "findings": [
            finding("f1", "2026-09-01"),
            finding("f2", "2025-01-01", once=True),
            finding("f3", None, open_=True),
        ],
        "summary": {"tests_made": 6908, "expected_false": 2.7, "calm": ["orders", "aov"]},
        "advice": [ADVICE],
        "goals": [GOAL],
        "signals": [SIGNAL],
        "review": REVIEW,
        "effects": [DONE, UNMEASURED, RUNNING],
        "sources": [
            {"system": "shop", "first": "2023-01-01", "last": "2026-09-30"},
            {"system": "bank", "first": "2023-01-01", "last": "2026-05-30"},
        ],
        "missing": [
            {
                "family": "website",
                "title": {"de": "Website", "en": "Website"},
                "answered": [],
                "missing": [{"id": "sessions", "fed_by": ["online_retail"]}],
            }
        ],
        "definitions": [
            {
                "id": name,
                "family": family,
                "title": find(name).title.as_dict(),
                "formula": _both(f"{name}: Summe", "sum"),
                "caveat": _both("Vorbehalt", "caveat"),
                "source": "Farris",
                "definition": "0123456789ab",
            }
            for name, family in (("revenue_net", "revenue"), ("nps", "satisfaction"))
        ],
        "made_at": datetime(2026, 10, 2, 7, 30, tzinfo=UTC),
    }
    return Brief(**{**told, **changes})


@cache
def report(kind: ReportKind) -> Report:
    """The brief built, with an example of every kind of chart."""
    made = built(brief(kind))
    first, *rest = made.sections
    charts = [Picture(one.example, small=place < 2) for place, one in enumerate(kinds().values())]
    whole = Built(first.id, first.title, [*first.blocks, *charts])
    return Report(
        made.kind, made.title, made.headline, made.basis, made.period, made.as_of, made.made_at, [whole, *rest]
    )


def nothing(kind: ReportKind) -> Brief:
    """Of a company without data."""
    return brief(
        kind,
        as_of=None,
        figures={},
        courses={},
        findings=[],
        summary={},
        advice=[],
        goals=[],
        signals=[],
        review={},
        effects=[],
        sources=[],
        definitions=[],
    )


def finding(name: str, since: str | None, *, once: bool = False, open_: bool = False) -> dict[str, Any]:
    columns: Mapping[str, Sequence[Any]] = {
        "day": [f"2026-{month:02}-01" for month in range(1, 10)],
        "value": [*[100.0] * 8, 60.0],
    }
    return {
        "id": name,
        "status": "new",
        "metric": "revenue_net",
        "dims": {"product": INJECTION},
        "since": since,
        "good": False,
        "money_per_year": -41000.0,
        "money_low": -60000.0,
        "money_high": 9000.0 if open_ else -20000.0,
        "money_kind": "revenue",
        "money_once": once,
        "currency": "EUR",
        "part_of": None,
        "sentence": _both(f"{INJECTION}: {name} fiel", f"{INJECTION}: {name} fell"),
        "drivers": [
            {"title": _both("Region Nord", "Region north"), "words": "went_along_with"},
            {"title": _both(f"Kunde {PERSON}", f"Customer {PERSON}"), "words": "made_up_of"},
        ],
        "evidence": {"kind": "series", "columns": columns, "unit": "currency", "title": _both("Verlauf", "Course")},
    }


def _both(de: str, en: str) -> dict[str, str]:
    return {"de": de, "en": en}


def _value(
    metric: str,
    number: float,
    spoken: Period,
    before: float,
    year_ago: float,
    *,
    low: float | None = None,
    high: float | None = None,
    clear: bool | None = None,
) -> Value:
    one = find(metric)
    currency = "EUR" if one.unit == "currency" else None
    value = Value(
        metric, spoken, {}, number, None, number, 63, low, high, "ok", True, "0123456789ab", one.unit, currency
    )
    for kind, reference in (("previous_period", before), ("previous_year", year_ago)):
        against(value, Comparison(kind, find(metric).title, clear=clear), reference)
    return value


def _course(spoken: Period, last: float) -> list[tuple[Period, float | None]]:
    step = 3 if spoken.grain == "quarter" else 1
    days = [add_months(spoken.start, -step * back) for back in range(8, -1, -1)]
    values = [*(last * (1 + place / 40) for place in range(7)), None, last]
    return [(period_of(day, spoken.grain), value) for day, value in zip(days, values, strict=True)]


ADVICE: dict[str, Any] = {
    "id": "a1",
    "status": "open",
    "dims": {},
    "lever": "nps",
    "currency": "EUR",
    "effort": "S",
    "cost": 1200.0,
    "title": _both("Gewinner zeigen", "Show the winner"),
    "problem": _both("Variante B ist besser.", "Variant B is better."),
    "action": _both("Ab Montag allen zeigen.", "Show it to all from Monday."),
    "owner": _both("Onlineshop", "Online shop"),
    "expected": {"money_per_year": 43836.0, "money_low": 4354.0, "money_high": 98306.0, "money_kind": "gross_margin"},
    "confidence": {"probability": 0.966, "from": "published"},
}
GOAL: dict[str, Any] = {
    "id": "g1",
    "metric": "revenue_net",
    "segment": "",
    "by": "2027-10-01",
    "title": find("revenue_net").title.as_dict(),
    "unit": "currency",
    "currency": "EUR",
    "aim": 3360000.0,
    "so_far": {"actual": 812000.0, "plan": 790000.0},
    "outlook": {"low": 2920000.0, "mid": 3150000.0, "high": 3500000.0},
    "probability": 0.23,
    "state": "at_risk",
}
SIGNAL: dict[str, Any] = {
    "id": "s1",
    "good": False,
    "answer": None,
    "segment": "",
    "sentence": _both("Umsatz außerhalb des Korridors.", "Revenue outside the corridor."),
}
REVIEW: dict[str, Any] = {
    "calm": 7,
    "as_of": "2026-10-01",
    "signed_by": "Anna",
    "signed_at": "2026-10-05T10:00:00+00:00",
    "went_well": [{"action": "d1", "sentence": _both("Anschreiben: hat gewirkt.", "Letters: worked.")}],
    "did_not": [{"goal": "g1", "sentence": _both("Umsatz: gefährdet.", "Revenue: at risk.")}],
    "lessons": [
        {"id": "d1", "verdict": "worked", "sentence": _both("Es wirkte. Wiederholen.", "It worked. Do it again.")}
    ],
    "decisions": [{"sentence": _both("Angenommen: Anschreiben", "Accepted: letters")}],
    "next": [{"goal": "g1", "metric": "revenue_net", "month": "2026-10-01", "plan": 280000.0}],
}
_ACTION: dict[str, Any] = {
    "title": _both("Anschreiben", "Letters"),
    "metric": "purchase_rate",
    "dims": {},
    "cost": 2700.0,
    "due_on": "2026-09-20",
    "owner_team": "",
    "owner_role": _both("Betreuung", "Account care"),
    "done_on": None,
    "effect": None,
    "check": {"metric": "purchase_rate", "relative": False},
}
DONE = _ACTION | {
    "id": "d1",
    "state": "done",
    "done_on": "2026-09-10",
    "effect": {
        "design": "ab_test",
        "unit": "ratio",
        "estimate": 0.05,
        "ci_low": 0.02,
        "ci_high": 0.08,
        "verdict": "worked",
    },
}
UNMEASURED = _ACTION | {"id": "d2", "state": "done", "done_on": "2026-09-12"}
RUNNING = _ACTION | {"id": "d3", "state": "running"}
