"""A metric split by one dimension: its cells with their share and change; amounts add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leitstand.foundation.numbers import format_change, format_value
from leitstand.foundation.period import Period
from leitstand.foundation.segment import NONE
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.compute.facts import OTHER
from leitstand.metrics.registry import dimension, find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.cards import Tone, interval_of, judged
from leitstand.web.company import Company, fitting
from leitstand.web.naming import REST, value_name
from leitstand.web.state import State, written

if TYPE_CHECKING:
    from leitstand.metrics.compute.result import Value

MOST = 14
"""Cells that are told one by one; the smaller ones of an amount are told together."""
BACK = ("previous_period", "previous_year")
FURTHER = Text(de="{number} weitere", en="{number} further")
UNASSIGNED = Text(de="nicht zugeordnet", en="not assigned")


@dataclass(frozen=True, slots=True)
class Part:
    """One cell. written: its number in words; share: of the whole, for amounts. word: the condition that holds for it,
    '' where none does. note: why there is no number."""

    name: Text
    value: float | None
    written: Text
    n: int
    share: float | None = None
    change: Text | None = None
    arrow: str = ""
    tone: Tone = "neutral"
    interval: Text | None = None
    word: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """adds: the parts add up to the total (then every part has a value)."""

    metric: str
    dimension: str
    title: Text
    unit: str
    currency: str | None
    parts: Sequence[Part]
    total: Part
    adds: bool

    @property
    def compared(self) -> bool:
        return any(one.change for one in self.parts)

    @property
    def chart(self) -> Chart | None:
        """The parts as bars, in their order."""
        known = [one for one in self.parts if one.value is not None]
        if not known:
            return None
        one = find(self.metric)
        columns: dict[str, Sequence[Any]] = {
            "label": [part.name for part in known],
            "value": [part.value for part in known],
        }
        title = Text(de=f"{one.title.de} nach {self.title.de}", en=f"{one.title.en} by {self.title.en}")
        return Chart("bars", columns, self.unit, title, None, self.currency, getattr(one, "direction", "context"))


def split(company: Company, state: State, metric: str, name: str) -> Split:
    """The metric by a dimension in the period of the top bar. Raises LeitstandError."""
    kinds = [state.comparison] if state.comparison in BACK else []
    arguments = (metric, name, state.period, tuple(kinds), tuple(state.where))
    found: Split = company.remember("split", lambda: _split(company, state, metric, name, kinds), *arguments)
    return found


def _split(company: Company, state: State, metric: str, name: str, kinds: Sequence[str]) -> Split:
    period = state.period
    cells = company.values(metric, fitting(metric, period), state.where, by=[name], start=period.start, end=period.end,
                           compare=kinds)  # fmt: skip
    cells = _of(cells, period)
    whole = company.value(metric, period, state.where, kinds)
    adds = bool(company.catalogue[metric]["additive"]) or _is_stock_of_parts(metric)
    parts = [
        part(one, name) for one in sorted(cells, key=lambda one: -_size(one, adds)) if one.value is not None or one.n
    ]
    total = part(whole, "")
    if adds and whole.value is not None:
        parts = _complete(parts, whole)
    title = dimension(name).title
    return Split(metric, name, title, whole.unit, whole.currency, parts[: MOST + 2], total, adds)


def _of(cells: Sequence[Value], period: Period) -> list[Value]:
    return [one for one in cells if one.period.start == period.start]


def _is_stock_of_parts(metric: str) -> bool:
    """Stocks at one moment add up over their cells too, as long as each row lies in one."""
    from leitstand.metrics.contract import Measure, Metric, Open, Stock
    from leitstand.metrics.registry import measures

    one = find(metric)
    if isinstance(one, Metric) and isinstance(one.kind, Stock):
        return True
    return isinstance(one, Measure) and isinstance(measures()[metric].time, Open) and one.aggregate in ("count", "sum")


def _size(one: Value, adds: bool) -> float:
    return abs(one.value or 0.0) if adds else float(one.n)


def part(value: Value, name: str) -> Part:
    """A cell in words. name: the dimension, "" for the whole."""
    seen = value.dims.get(name) if name else None
    compared = next((one for one in value.comparisons if one.change is not None), None)
    tone, _ = judged(value, compared)
    change = None
    if compared is not None and compared.change is not None:
        moved = compared.change
        change = Text(**{
            say: format_change(moved, compared.change_ratio, value.unit, value.currency, say, short=True)
            for say in LANGUAGES
        })  # fmt: skip
    moved = compared.change if compared and compared.change is not None else 0.0
    title = value_name(name, seen) if name else Text(de="Gesamt", en="Total")
    word = "" if not name or seen == OTHER else f"{name}={NONE if seen is None else seen}"
    return Part(
        title, value.value, amount(value.value, value), value.n, None, change,
        "" if change is None else "▲" if moved > 0 else "▼" if moved < 0 else "■", tone, interval_of(value), word,
        value.note if value.value is None else None,
    )  # fmt: skip


def amount(number: float | None, like: Value) -> Text:
    """A number in the unit of another."""
    if number is None:
        return Text(de="–", en="–")
    return Text(**{say: format_value(number, like.unit, like.currency, say, short=True) for say in LANGUAGES})


def _complete(parts: Sequence[Part], whole: Value) -> list[Part]:
    """The largest parts, the rest of them together, and what no cell holds, so that all add up to the whole."""
    from dataclasses import replace

    total = whole.value or 0.0
    known = [one for one in parts if one.value is not None]
    shown, rest = known[:MOST], known[MOST:]
    if len(rest) == 1:
        shown, rest = known, []
    if rest:
        together = sum(one.value or 0.0 for one in rest)
        name = Text(de=FURTHER.de.format(number=len(rest)), en=FURTHER.en.format(number=len(rest)))
        shown = [*shown, Part(name, together, amount(together, whole), sum(one.n for one in rest))]
    left = total - sum(one.value or 0.0 for one in shown)
    if abs(left) > 0.005 + 1e-9 * abs(total):
        shown = [*shown, Part(UNASSIGNED, left, amount(left, whole), 0)]
    shares = total if total and all((one.value or 0.0) * total >= 0 for one in shown) else None
    return [replace(one, share=(one.value or 0.0) / shares if shares else None) for one in shown]


def headline(found: Split, period: Period) -> Text | None:
    """The largest part in words: "Online-Shop macht 56 % aus"."""
    first = next((one for one in found.parts if one.share is not None and one.name != REST), None)
    if first is None or first.share is None:
        return None
    from leitstand.foundation.numbers import format_percent

    at = written(period)
    return Text(
        de=f"{at.de}: {first.name.de} macht {format_percent(first.share, 'de')} aus",
        en=f"{at.en}: {first.name.en} makes up {format_percent(first.share, 'en')}",
    )
