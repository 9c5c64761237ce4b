"""What a metric must say about itself, and the parts it is made of: measures, relations, dimensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

Direction = Literal["up", "down", "context"]
Unit = Literal[
    "currency",
    "currency_per_day",
    "count",
    "ratio",
    "points",
    "days",
    "hours",
    "minutes",
    "milliseconds",
    "months",
    "score",
    "quotient",
    "per_thousand",
    "units",
    "people",
]
Aggregate = Literal["count", "sum", "distinct", "mean"]


class Facts(Protocol):
    """Read access to one published version of the store."""

    @property
    def as_of(self) -> date:
        """The last day the data reach; every 'today' in a definition means it."""

    @property
    def captured_until(self) -> date:
        """Readings (counters, snapshots) taken later do not count; without a wish of the user all do."""

    @property
    def zone(self) -> str:
        """The time zone in which a local day begins, such as Europe/Berlin."""

    def until(self, name: str) -> date:
        """The last day on which a canonical table is covered: what is open has been watched up to then."""

    def table(self, name: str) -> ir.Table:
        """The current rows of a canonical table, or a relation of the drawer."""


@dataclass(frozen=True, slots=True)
class Open:
    """A stock: rows that are open at the end (or start) of the period. since, until: date columns (until may be null;
    None: what began never ends)."""

    since: str
    until: str | None
    at: Literal["end", "start"] = "end"


@dataclass(frozen=True, slots=True)
class Latest:
    """A stock read from snapshots: the last row of each `per` before the end of the period. day: date column."""

    day: str
    per: tuple[str, ...]
    at: Literal["end", "start"] = "end"


@dataclass(frozen=True, slots=True, order=True)
class Ranges:
    """Rows that stand for whole ranges of days (totals of a tool) beside rows for single cases; see compute/totals.py.

    since, until: first and last day of the range. owner: column that says whose total it is. split: column with the
    names of the columns the row is split by, separated by commas; null marks a single case.
    """

    since: str
    until: str
    owner: str
    split: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One aggregation over one table: what the metric tree and every metric are made of.

    table: canonical table or relation. joins: parent tables whose columns are needed; they are reached by the
        references of the schema and their columns are written `"parent.column"`.
    time: date column that puts a row into a period (own `x_on`, or `"parent.x_on"`), or Open / Latest for stocks,
        or Ranges for totals.
    where: which rows count; null counts as no. It may compare with `__start` and `__end`, the period's [start, end).
    value: what is summed, averaged or counted distinct; none for count.
    additive: sums over disjoint parts (of time and of dimensions) give the whole.
    breaks: column that names the counting rule of the source, then the columns that say whose it is; a value over more
        than one rule of the same owner says so.
    needs: column (own or `"parent.column"`) → the rows that must have it (None: all). Where null would count silently
        as no, or as nothing, the answer is "not enough data" as soon as more than 5 % of those rows lack it.
    ever: `"table.column"` of canonical tables that may be empty in single rows, but not in all of them: then the source
        does not deliver it. Here and in `needs` alternatives of which one is enough are separated by `|`.
    history: it asks what was before the period, so the data must begin before it.
    unit: currency amounts use the `_base` columns (reporting currency).
    """

    title: Text
    table: str
    time: str | Open | Latest | Ranges
    aggregate: Aggregate = "count"
    value: Callable[[Any], Any] | None = None
    where: Callable[[Any], Any] | None = None
    joins: tuple[str, ...] = ()
    additive: bool = True
    breaks: tuple[str, ...] = ()
    needs: Mapping[str, Callable[[Any], Any] | None] = field(default_factory=dict)
    ever: tuple[str, ...] = ()
    history: bool = False
    unit: Unit = "count"
    direction: Direction = "context"
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A table that is computed from canonical tables (gaps between orders, first order of a customer …).

    build: facts → ibis table. sources: the canonical tables it reads. references: column → table, as in the schema.
    either: those of the sources of which one with rows is enough; the other sources may then be empty.
    extends: the table whose key is this relation's key (one row each): its columns are then dimensions of that table.
    key: name of the key column. days: its date columns.
    """

    title: Text
    build: Callable[[Facts], Any]
    sources: tuple[str, ...]
    key: str | None = None
    references: Mapping[str, str] = field(default_factory=dict)
    extends: str | None = None
    either: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something by which numbers are split.

    columns: `"table.column"`; a table uses the one with the shortest way to it, with `fallback` the others where that
        one is null. transform: column → text column.
    staff: splits by groups of employees; groups under five are folded.
    """

    title: Text
    columns: tuple[str, ...]
    transform: Callable[[Any], Any] | None = None
    fallback: bool = False
    staff: bool = False


Terms = str | Sequence[str]
"""Ids of measures; a leading minus subtracts: ("line_net_amount", "-refund_amount")."""


def signed(terms: Terms) -> list[tuple[str, int]]:
    """Measure ids with their signs: "-refund_amount" → ("refund_amount", −1)."""
    named = [terms] if isinstance(terms, str) else list(terms)
    return [(name.removeprefix("-"), -1 if name.startswith("-") else 1) for name in named]


@dataclass(frozen=True, slots=True)
class Sum:
    """Sum of measures."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Distinct:
    """A distinct count: recounted for every period and cell, never added."""

    measure: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator / denominator × scale.

    interval: wilson (numerator counts a part of the denominator), nps (numerator = promoters − detractors),
        delta (means and ratios of amounts, clustered), none. Default: wilson where both count rows of one table,
        else delta.
    complement: the value is scale × (1 − numerator / denominator).
    cluster: column that makes independent units for the delta interval (default: the customer).
    fixed: dimensions that the denominator ignores (a cohort's size does not depend on the month looked at).
    """

    numerator: Terms
    denominator: Terms
    scale: float = 1.0
    interval: Literal["wilson", "nps", "delta", "none", "auto"] = "auto"
    complement: bool = False
    cluster: str = "customer_key"
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cohort:
    """A ratio over groups that started together; a period is final only `mature_days` after its end."""

    numerator: Terms
    denominator: Terms
    mature_days: int
    scale: float = 1.0
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile of row values. measure: its `value` gives the row's value (aggregate is not used).

    censored: column function, true where the value is only a lower bound (case still open): Kaplan–Meier then.
    per: column of the unit (customer) whose median stands for all its rows, so that busy units do not weigh more.
    """

    measure: str
    q: float = 0.5
    censored: Callable[[Any], Any] | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """Weighted mean of the means of items × scale: Σ weight·mean / Σ weight. measure: its `value` is the row's score.

    item, weight: columns of the measure's table; without a weight all items count alike. cluster: column of the
        respondent, for n and the interval. required: items that must all have answers.
    """

    measure: str
    item: str
    cluster: str
    weight: str | None = None
    scale: float = 1.0
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stock:
    """State at the end of the period: sum of measures with Open or Latest time."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Bridge:
    """One part of the bridge between a period and the one before, over customers. part: see compute/bridge.py."""

    part: str


@dataclass(frozen=True, slots=True)
class Input:
    """A metric or measure as part of a formula. at: the period itself, the one before, the same a year before, or
    the mean over the `last` months up to its end (None where the data do not reach back that far).
    optional: no data count as nothing (the formula gets None).
    covered: None too where the data begin only after the start of that period (half a year is no base for growth).
    each: instead of the mean the formula gets the `last` months one by one, newest first, as (value, elapsed days),
        as far back as the data reach.
    along: a dimension; the formula gets its cells as a mapping cell → value."""

    id: str
    at: Literal["period", "previous", "year_before"] = "period"
    last: int = 1
    optional: bool = False
    covered: bool = False
    each: bool = False
    along: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A formula over metrics and measures of the same period and cell.

    formula: gets the inputs by name (float, or None when unknown) and `days` (days of the period that have elapsed);
        answers (numerator, denominator), None for "cannot be said", or a text that says why it cannot.
        value = numerator / denominator × scale.
    mature_days: as for a cohort, a period is final only so many days after its end.
    """

    inputs: Mapping[str, Input]
    formula: Callable[..., tuple[float, float] | Text | None]
    scale: float = 1.0
    mature_days: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """A metric over the output of a model: it waits, with a reason, until a job has written rows.

    kind: how it is computed once there are rows.
    """

    kind: Sum | Ratio | Stock | Derived
    waits_for: Text


Kind = Sum | Distinct | Ratio | Cohort | Quantile | Index | Stock | Bridge | Derived | Model


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example by pencil and paper.

    rows: table → rows (only the columns that matter; missing ones are null; own keys may be small numbers).
    start, end, grain: the period asked for. value: what comes out, None for "not enough data".
    by, cell: a split and the cell looked at. as_of: last day of the data.
    sum: the calculation in words; a plain string only where every language writes it alike (`1 − 4 / 40`).
    """

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    start: str
    end: str
    value: float | None
    sum: Text | str
    grain: str = "total"
    by: tuple[str, ...] = ()
    cell: tuple[str | None, ...] = ()
    as_of: str | None = None

    @property
    def calculation(self) -> Text:
        """The sum in every language."""
        return self.sum if isinstance(self.sum, Text) else Text(de=self.sum, en=self.sum)


@dataclass(frozen=True, slots=True)
class Metric:
    """A number with a meaning.

    min_sample: below it the answer is "not enough data". grains: those that make sense. fed_by is derived.
    dimensions: ids of the drawer; the machine checks that each can be reached.
    examples: at least one. source: where the definition comes from (author, year).
    """

    title: Text
    question: Text
    formula: Text
    caveat: Text
    kind: Kind
    unit: Unit
    direction: Direction
    dimensions: frozenset[str] | set[str]
    examples: Sequence[Example]
    source: str
    grains: tuple[str, ...] = ("month", "quarter", "year", "fiscal_year", "ttm", "total")
    min_sample: int = 1
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """One exact branch of the metric tree: the whole is always what its parts give, in the same period and cell.

    operator: sum (parts with their signs), product, ratio (first part by second, × scale), or weighted (each cell's
        rate weighted with its share of the denominator). parts: ids, a leading minus subtracts.
    by: for sum and weighted over segments: the dimension whose cells are the parts; then `parts` stays empty.
    note: what the reader should know about the segments or factors.
    """

    title: Text
    whole: str
    operator: Literal["sum", "product", "ratio", "weighted"]
    parts: tuple[str, ...] = ()
    by: str | None = None
    scale: float = 1.0
    note: Text | None = None
