"""What the controls of the top bar say: period, comparison, segment and language. It lives in the address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.period import Grain, Period, add_months, parse_day, period_of, previous
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.web.words import COMPARISONS, MONTHS

KEYS = ("period", "compare", "where")
"""Parameters of an address that go along from page to page."""


@dataclass(frozen=True, slots=True)
class State:
    """period: looked at. comparison: a kind of metrics.compute.comparison. segment: limits all numbers.

    given: parameters that stand in the address, for links to other pages. told: what of the address was not readable.
    """

    period: Period
    comparison: str
    segment: Segment
    language: Language
    given: tuple[tuple[str, str], ...] = ()
    told: LeitstandError | None = None

    @property
    def where(self) -> list[str]:
        """The segment as the Python API takes it."""
        return [str(Segment((one,))) for one in self.segment.conditions]

    def query(self, **changes: str | Iterable[str] | None) -> str:
        """The state as "?…" for an address, with some of it changed; None takes a parameter out."""
        kept = [(key, value) for key, value in self.given if key not in changes]
        for key, value in changes.items():
            values = [value] if isinstance(value, str) else list(value or ())
            kept += [(key, one) for one in values if one]
        return f"?{urlencode(kept)}" if kept else ""


def read(request: HttpRequest, as_of: date | None, language: Language, fiscal_start: int = 1) -> State:
    """The state of a request. as_of: last day of the data; the default is the latest full month."""
    given = tuple((key, value) for key in KEYS for value in request.GET.getlist(key) if value)
    told: LeitstandError | None = None
    period, segment = latest_month(as_of or date.today()), Segment()
    try:
        segment = Segment.parse(request.GET.getlist("where"))
        if word := _period_word(request.GET):
            period = parse_period(word, fiscal_start)
    except LeitstandError as error:
        told = error
    comparison = request.GET.get("compare", "")
    return State(period, comparison if comparison in COMPARISONS else next(iter(COMPARISONS)), segment, language, given,
                 told)  # fmt: skip


def latest_month(as_of: date) -> Period:
    """The last month that is over."""
    return previous(period_of(as_of + timedelta(days=1), "month"))


def _period_word(given: QueryDict) -> str:
    """`period`, or the two days of a form."""
    if given.get("from") and given.get("to"):
        return f"{given['from']}..{given['to']}"
    return given.get("period", "")


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""What lies outside is a slip of the finger; a year before the first or after the last day there is nothing."""


def parse_period(word: str, fiscal_start: int = 1) -> Period:
    """2026-09, 2026-Q3, 2026-W31, 2026, FY2026, 12m-2026-09 (twelve months up to it), 2026-01-01..2026-03-31.

    Raises UnusableInput.

    >>> parse_period("2026-Q3").label("en")
    'Q3 2026'
    """
    try:
        if not all(FIRST_YEAR <= int(year) <= LAST_YEAR for year in re.findall(r"\d{4}", word.replace("-W", " "))):
            raise ValueError
        if ".." in word:
            first, last = (parse_day(one) for one in word.split("..", 1))
            if last < first:
                raise ValueError
            return Period(first, last + timedelta(days=1), "total")
        if found := re.fullmatch(r"(\d{4})-Q([1-4])", word):
            return period_of(date(int(found[1]), 3 * int(found[2]), 1), "quarter")
        if found := re.fullmatch(r"(\d{4})-W(\d{2})", word):
            return period_of(date.fromisocalendar(int(found[1]), int(found[2]), 1), "week")
        if found := re.fullmatch(r"FY(\d{4})", word):
            return period_of(add_months(date(int(found[1]), fiscal_start, 1), 0), "fiscal_year", fiscal_start)
        if found := re.fullmatch(r"12m-(\d{4})-(\d{2})", word):
            return period_of(date(int(found[1]), int(found[2]), 1), "ttm")
        grains: dict[int, Grain] = {4: "year", 7: "month", 10: "day"}
        return period_of(parse_day(word), grains[len(word)])
    except (ValueError, KeyError, UnusableInput):
        raise UnusableInput(
            Text(de=f"„{word}“ ist kein Zeitraum.", en=f"'{word}' is not a period."),
            Text(de="Erwartet wird z. B. 2026-09, 2026-Q3, 2026 oder 2026-01-01..2026-03-31.",
                 en="Expected is, for example, 2026-09, 2026-Q3, 2026 or 2026-01-01..2026-03-31."),
        ) from None  # fmt: skip


def period_word(period: Period) -> str:
    """The period as `parse_period` reads it."""
    start = period.start
    match period.grain:
        case "day":
            return start.isoformat()
        case "week":
            year, week, _ = start.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{start:%Y-%m}"
        case "quarter":
            return f"{start.year}-Q{(start.month + 2) // 3}"
        case "year":
            return str(start.year)
        case "fiscal_year":
            return f"FY{start.year}"
        case "ttm":
            return f"12m-{period.last_day:%Y-%m}"
        case _:
            return f"{start.isoformat()}..{period.last_day.isoformat()}"


def written(period: Period) -> Text:
    """The period as people say it: September 2026, 3. Quartal 2026."""
    start = period.start
    match period.grain:
        case "month":
            name = MONTHS[start.month - 1]
            return Text(de=f"{name.de} {start.year}", en=f"{name.en} {start.year}")
        case "quarter":
            number = (start.month + 2) // 3
            return Text(de=f"{number}. Quartal {start.year}", en=f"Q{number} {start.year}")
        case "ttm":
            last = MONTHS[period.last_day.month - 1]
            year = period.last_day.year
            return Text(de=f"12 Monate bis {last.de} {year}", en=f"12 months to {last.en} {year}")
    return Text(de=period.label("de"), en=period.label("en"))


def choices(as_of: date, fiscal_start: int = 1) -> list[tuple[Text, list[Period]]]:
    """What the period control offers: months, quarters, years, newest first, as far as they are over."""
    months = _back(latest_month(as_of), 13, fiscal_start)
    quarters = _back(previous(period_of(as_of + timedelta(days=1), "quarter")), 9, fiscal_start)
    years = _back(previous(period_of(as_of + timedelta(days=1), "year")), 3, fiscal_start)
    ttm = period_of(months[0].start, "ttm")
    running = [period_of(as_of, "month"), period_of(as_of, "quarter"), period_of(as_of, "year")]
    running = [one for one in running if one.end > as_of + timedelta(days=1)]
    return [
        (Text(de="Monate", en="Months"), months),
        (Text(de="Quartale", en="Quarters"), quarters),
        (Text(de="Jahre", en="Years"), [ttm, *years]),
        (Text(de="Laufend", en="Running"), running),
    ]


def _back(period: Period, number: int, fiscal_start: int) -> list[Period]:
    found = [period]
    while len(found) < number:
        found.append(previous(found[-1], fiscal_start))
    return found


def language_of(request: HttpRequest) -> Language:
    """The address first, then the user's choice, then the browser's."""
    user = getattr(request, "user", None)
    asked = [request.GET.get("lang"), getattr(user, "language", None)]
    accepted = [one.split(";")[0].strip()[:2] for one in request.headers.get("Accept-Language", "").split(",")]
    for one in (*asked, *accepted):
        for known in LANGUAGES:
            if one == known:
                return known
    return "en"
