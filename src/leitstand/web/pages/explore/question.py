"""What somebody asks on the explore page; it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.http import QueryDict

from leitstand.foundation.period import GRAINS, Grain, add_months
from leitstand.foundation.text import Text, joined
from leitstand.metrics.compute.result import Value
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import dimension, family, find, metrics
from leitstand.web import ready
from leitstand.web.company import Company
from leitstand.web.state import State, written
from leitstand.web.words import FAMILIES

View = Literal["chart", "table", "pivot"]
VIEWS: Mapping[View, Text] = {
    "chart": Text(de="Diagramm", en="Chart"),
    "table": Text(de="Tabelle", en="Table"),
    "pivot": Text(de="Pivot", en="Pivot"),
}
MOST_DIMENSIONS = 3
SINCE: Mapping[str, Text] = {
    "period": Text(de="nur der Zeitraum", en="the period only"),
    "12": Text(de="12 Monate", en="12 months"),
    "24": Text(de="24 Monate", en="24 months"),
    "36": Text(de="36 Monate", en="36 months"),
    "all": Text(de="alles, was da ist", en="all there is"),
}
GRAIN_WORDS: Mapping[Grain, Text] = {
    "total": Text(de="zusammen", en="as one"),
    "day": Text(de="je Tag", en="by day"),
    "week": Text(de="je Woche", en="by week"),
    "month": Text(de="je Monat", en="by month"),
    "quarter": Text(de="je Quartal", en="by quarter"),
    "year": Text(de="je Jahr", en="by year"),
    "fiscal_year": Text(de="je Geschäftsjahr", en="by fiscal year"),
    "ttm": Text(de="je 12 Monate (gleitend)", en="by rolling 12 months"),
}
BACK = ("previous_period", "previous_year")
KEYS = ("metric", "by", "grain", "since", "view")


@dataclass(frozen=True, slots=True)
class Question:
    """metric, by (up to three dimensions), grain, since (how far back), view; "" as metric where nothing has data."""

    metric: str
    by: tuple[str, ...] = ()
    grain: Grain = "month"
    since: str = "12"
    view: View = "chart"

    @property
    def timed(self) -> bool:
        """Whether it is about a course over time."""
        return self.grain != "total"

    def title(self, state: State) -> Text:
        """ "Net revenue by channel, by month"."""
        one = find(self.metric).title
        names = [dimension(name).title for name in self.by]
        by = Text(
            de=f" nach {' und '.join(name.de for name in names)}" if names else "",
            en=f" by {' and '.join(name.en for name in names)}" if names else "",
        )
        grain = GRAIN_WORDS[self.grain] if self.timed else written(state.period)
        return Text(de=f"{one.de}{by.de}, {grain.de}", en=f"{one.en}{by.en}, {grain.en}")


def read(company: Company, given: QueryDict) -> Question:
    """The question of an address; what the metric does not have is left out."""
    metric = given.get("metric", "")
    if metric not in company.catalogue:
        metric = next((one for one in LEADS["revenue"] + LEADS["website"] if company.has(one)), "")
        metric = metric or next((one for one in company.catalogue if company.has(one)), "")
    if not metric:
        return Question("")
    known, grains = company.catalogue[metric]["dimensions"], offered_grains(company, metric)
    by = tuple(dict.fromkeys(one for one in given.getlist("by") if one in known))[:MOST_DIMENSIONS]
    wanted = given.get("grain", "")
    grain = next((one for one in grains if one == wanted), None) or ("month" if "month" in grains else grains[0])
    since = given.get("since", "")
    view = next((one for one in VIEWS if one == given.get("view")), "chart")
    return Question(metric, by, grain, since if since in SINCE else "12", view)  # type: ignore[arg-type]


def offered_grains(company: Company, metric: str) -> list[Grain]:
    """The grains of a metric, in the order of their length."""
    known = company.catalogue[metric]["grains"]
    return [one for one in (*GRAINS, "total") if one in known] if known else list(GRAINS)


def offered_metrics(company: Company) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Metrics that have data, by family, by title."""
    found = []
    for name, title in FAMILIES.items():
        own = [(one, find(one).title) for one in sorted(metrics()) if family(one) == name and company.has(one)]
        if own:
            found.append((title, own))
    return found


def span(question: Question, state: State) -> tuple[date | None, date]:
    """First day and the day after the last one that are asked for."""
    period = state.period
    if not question.timed or question.since == "period":
        return period.start, period.end
    if question.since == "all":
        return None, period.end
    return add_months(period.end, -int(question.since)), period.end


def values(company: Company, state: State, question: Question, by: Sequence[str] | None = None) -> list[Value]:
    """The numbers, oldest first, small groups folded as the machine does. Raises LeitstandError."""
    start, end = span(question, state)
    kinds = [state.comparison] if state.comparison in BACK else []
    return company.values(question.metric, question.grain, state.where, by=question.by if by is None else by,
                          start=start, end=end, compare=kinds)  # fmt: skip


def is_ready(company: Company, state: State, question: Question) -> bool:
    return ready.known(company, *_key(state, question))


def note_ready(company: Company, state: State, question: Question) -> None:
    ready.note(company, *_key(state, question))


def _key(state: State, question: Question) -> tuple[Any, ...]:
    return ("explore", question.metric, question.by, question.grain, question.since, question.view == "pivot",
            state.period, state.comparison, tuple(state.where))  # fmt: skip


def basis(company: Company, state: State, question: Question) -> Text:
    """For which days, compared with what, from which part of the company."""
    from leitstand.foundation.numbers import format_day
    from leitstand.web.words import AGAINST

    start, end = span(question, state)
    last = end.fromordinal(end.toordinal() - 1)
    days = Text(
        de=f"{format_day(start, 'de')} – {format_day(last, 'de')}" if start else f"bis {format_day(last, 'de')}",
        en=f"{format_day(start, 'en')} – {format_day(last, 'en')}" if start else f"up to {format_day(last, 'en')}",
    )
    where = Text(*(f"· {', '.join(state.where)}",) * 2) if state.where else None
    against = AGAINST[state.comparison] if state.comparison in BACK else None
    told = Text(de=f"· {against.de}", en=f"· {against.en}") if against else None
    return joined(days, told, where) or days
