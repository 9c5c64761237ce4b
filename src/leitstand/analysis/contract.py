"""What a method must say about itself, what it gets to look at, and what it hands over: findings with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from leitstand.foundation.period import Grain, Period
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from leitstand.metrics.contract import Identity

MoneyKind = Literal["revenue", "gross_margin", "liquidity"]
Dims = Mapping[str, str]
"""Dimension → value: the segment that something is said about; empty for the whole company."""

EvidenceKind = Literal["series", "bars", "waterfall", "matrix", "funnel", "points", "table"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sentence. unit: as in metrics.contract.Unit; "day" and "text" for what is no number.

    signed: written with its sign, as a change.
    """

    value: float | date | str | Text
    unit: str
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers to draw. columns: name → values, all equally long; days as ISO texts, unknown numbers as None,
    words that differ by language as Text.

    series: day, value, and where known expected, low, high, limit. bars, points: label, value, low, high. waterfall:
    label, value, total (bool). matrix: row, column, value, n. funnel: step, entered, left.
    """

    kind: EvidenceKind
    columns: Mapping[str, Sequence[Any]]
    unit: str
    title: Text


@dataclass(frozen=True, slots=True)
class Driver:
    """Something that went along with the finding. value: its size in the unit, with interval where it is an estimate.

    words: "made up of" (exact arithmetic), "went along with" (association), "caused" (only by a design that allows it).
    """

    title: Text
    value: float | None
    unit: str
    words: Literal["made_up_of", "went_along_with", "caused"]
    metric: str | None = None
    dims: Dims = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """What it is worth in a year, in reporting currency; below zero is a loss. low, high: 95 % interval.

    once: it comes or goes once (money tied up in invoices, what one campaign brought), not every year again.
    """

    per_year: float
    kind: MoneyKind
    low: float | None = None
    high: float | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a method looked at: a finding, if the run lets it through.

    type: id of a finding type. metric: id of the metric or measure. since, until: [first day, day after the last) of
    what is said; None is open. since_low, since_high: 95 % interval of since where it is an estimate. effect: size with
    its 95 % interval, in `unit`. p: of the test, unadjusted; None where nothing was tested (a description). A method
    hands over every test it makes, also those that show nothing: the run corrects for all of them. figures: numbers for
    the sentence beside effect, low, high, since, until, metric, segment.
    against: what speaks against it. unchecked: what could not be checked. good: whether it is good news; None: neither.
    matter: what it belongs to where several methods may see the same thing; default metric and segment.
    worth_saying: False where the effect is too small to matter, however sure it is.
    """

    type: str
    metric: str
    effect: float
    unit: str
    evidence: Evidence
    dims: Dims = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    drivers: Sequence[Driver] = ()
    against: Sequence[Text] = ()
    unchecked: Sequence[Text] = ()
    money: Money | None = None
    good: bool | None = None
    matter: str = ""
    worth_saying: bool = True
    since_low: date | None = None
    since_high: date | None = None


@dataclass(frozen=True, slots=True)
class TooLittle:
    """Something a method could not look at. needed, seen: how much of `what` (periods, answers, cases)."""

    metric: str
    dims: Dims
    what: Text
    needed: int
    seen: int


@dataclass(frozen=True, slots=True)
class Series:
    """One metric or measure over complete periods without gaps between them, oldest first; arrays are equally long.

    values: NaN where it cannot be said. n: sample sizes. numerators, denominators: NaN where there is none.
    low, high: 95 % interval, NaN where the value is a full count.
    warned: the data behind it are doubtful.
    """

    metric: str
    dims: Dims
    periods: Sequence[Period]
    values: np.ndarray
    n: np.ndarray
    numerators: np.ndarray
    denominators: np.ndarray
    low: np.ndarray
    high: np.ndarray
    unit: str
    direction: Literal["up", "down", "context"]
    currency: str | None = None
    warned: bool = False

    @property
    def grain(self) -> Grain:
        return self.periods[0].grain


class Sight(Protocol):
    """What a method sees: one published version, read once for all methods."""

    @property
    def as_of(self) -> date:
        """The last day that the data reach."""

    @property
    def currency(self) -> str: ...

    @property
    def zone(self) -> str:
        """The time zone of local days and office hours; the instants of `rows` are in UTC."""

    def metrics(self) -> Sequence[str]:
        """Ids of the metrics of the run that have data and passed the quality gate."""

    def series(self, metric: str) -> Series | None:
        """The whole company by month; None where there is none."""

    def split(self, metric: str, dimension: str) -> Mapping[str, Series]:
        """Cell → series by month, without `(other)` and unknown; empty where the metric lacks the dimension."""

    def dimensions(self, metric: str) -> Sequence[str]:
        """The dimensions of a metric in which it has at least two cells."""

    def identities(self, metric: str) -> Sequence[Identity]:
        """The exact branches of the metric tree below a metric."""

    def values(
        self,
        metric: str,
        by: Sequence[str],
        start: date,
        end: date,
        grain: Grain = "total",
        where: Sequence[str] = (),
        intervals: bool = True,
    ) -> pd.DataFrame:
        """Any other question: one row per period and cell: `period_start`, the dimensions, value, numerator,
        denominator, n, ci_low, ci_high. where: conditions such as "country=DE". Faster without intervals."""

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        """Current rows of a canonical table or relation; `"parent.column"` reaches along the references of the schema.

        Free text and identifiers are not there. Empty, with the columns, where the table has no rows.
        """

    def texts(self, table: str) -> pd.DataFrame:
        """Free text of a canonical table from the vault without names and addresses: the table's key, `text`."""

    def margin_rate(self) -> float | None:
        """Gross margin in revenue over the last twelve months; None where it is not known."""

    def targets(self, grain: Grain) -> Mapping[str, Mapping[date, float]]:
        """Metric → first day of a period → what people want the whole company to reach in it."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to look for findings; its id is the file's name, its folder the family.

    finds: ids of the finding types it hands over. misleads: when its answer may be wrong. reference: author, year.
    needs: canonical tables or relations without which it is not called. look: sight → candidates and what it lacked.
    """

    title: Text
    question: Text
    formula: str
    misleads: Text
    reference: str
    finds: tuple[str, ...]
    look: Callable[[Sight], Iterable[Candidate | TooLittle]]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingType:
    """One kind of finding; its id is the file's name.

    sentence: template of one sentence per language. Places: {metric}, {segment} ("" or " in DE2" with its leading
    space), {effect}, {low}, {high}, {since}, {until} and the names of the candidate's figures; written by `words`.
    Variants (rise and fall, better and worse) are chosen by `variant`: candidate → key of `sentences`.
    tested: its candidates carry p-values. actionable: 0.2 (nothing follows from it) … 1 (a lever is known).
    """

    title: Text
    sentences: Mapping[str, Text]
    variant: Callable[[Candidate], str]
    tested: bool
    actionable: float
