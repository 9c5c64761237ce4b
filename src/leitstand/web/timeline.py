"""What happened on the time axis: notes of people, actions that began and ended, and beginnings that were found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal

from leitstand.control.board import services as board
from leitstand.control.plan import actions
from leitstand.foundation.segment import Segment, within
from leitstand.foundation.text import Text
from leitstand.reporting.charts.contract import Chart, Note
from leitstand.web.company import Company
from leitstand.web.told import title

Sort = Literal["note", "event", "action", "finding"]
SORTS: Mapping[Sort, Text] = {
    "note": Text(de="Notiz", en="Note"),
    "event": Text(de="Ereignis", en="Event"),
    "action": Text(de="Maßnahme", en="Action"),
    "finding": Text(de="Auffälligkeit", en="Finding"),
}
BEGAN = Text(de="Maßnahme begonnen: {title}", en="Action begun: {title}")
ENDED = Text(de="Maßnahme beendet: {title}", en="Action ended: {title}")
CHANGES = frozenset({"level_shift", "trend", "mix_shift", "price_change", "retention_change", "paying_later",
                     "localised", "slower_step", "cash_low"})  # fmt: skip
"""Types of findings that begin on a day."""


@dataclass(frozen=True, slots=True)
class Happening:
    """sort: where it comes from. metric: '' = all. id: of the note, action or finding. by: who wrote a note."""

    day: date
    sort: Sort
    text: Text
    metric: str = ""
    id: str = ""
    by: str = ""

    @property
    def word(self) -> Text:
        return SORTS[self.sort]


def happenings(company: Company, metrics: Collection[str] | None = None) -> list[Happening]:
    """All that this person may see, oldest first. metrics: only what is about one of them, or about everything."""
    found = [*_notes(company), *_actions(company), *_findings(company)]
    wanted = [one for one in found if metrics is None or not one.metric or one.metric in metrics]
    return sorted(wanted, key=lambda one: (one.day, one.sort))


def noted(company: Company, chart: Chart, metrics: Collection[str] | None = None) -> Chart:
    """The chart with what happened between its first and last day; a chart without days as it is."""
    days = [str(day) for day in chart.columns.get("day", ())]
    if not days:
        return chart
    first, last = min(days)[:10], max(days)[:10]
    notes = [Note(one.day.isoformat(), one.text) for one in happenings(company, metrics)
             if first <= one.day.isoformat() <= last]  # fmt: skip
    return replace(chart, notes=tuple(notes))


def _notes(company: Company) -> Iterable[Happening]:
    for one in board.notes(company.alias):
        if not one.dims or _seen(company, _cell(one.dims)):
            yield Happening(one.day, one.kind, Text(de=one.text, en=one.text), one.metric, one.id, one.by)  # type: ignore[arg-type]


def _actions(company: Company) -> Iterable[Happening]:
    for one in actions.actions(company.alias):
        if not _seen(company, one["dims"]):
            continue
        tell = partial(Happening, metric=one["metric"], id=one["id"])
        if one["starts_on"] and one["state"] in ("running", "done"):
            yield tell(date.fromisoformat(one["starts_on"]), "action", _titled(BEGAN, one))
        if one["done_on"] and one["state"] == "done":
            yield tell(date.fromisoformat(one["done_on"]), "action", _titled(ENDED, one))


def _findings(company: Company) -> Iterable[Happening]:
    for one in company.findings()["findings"]:
        if one["since"] and one["type"] in CHANGES and one["status"] != "gone" and not one["part_of"]:
            yield Happening(date.fromisoformat(one["since"]), "finding", title(one), one["metric"], one["id"])


def _titled(sentence: Text, action: Mapping[str, Any]) -> Text:
    title = action["title"]
    return Text(de=sentence.de.format(title=title["de"]), en=sentence.en.format(title=title["en"]))


def _seen(company: Company, dims: Mapping[str, Any]) -> bool:
    return within(company.scope, dims)


def _cell(words: str) -> dict[str, str | None]:
    """The segment of a note as a cell; only conditions with one value say where it lies."""
    segment = Segment.parse([words])
    return {one.dimension: one.values[0] for one in segment.conditions if len(one.values) == 1 and not one.negate}
