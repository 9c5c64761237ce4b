"""What a rule must say about itself, what it gets to look at, and what it advises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from leitstand.analysis.contract import Dims, Figure, Money
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["action", "process", "restructuring"]
Effort = Literal["S", "M", "L"]
"""S: up to a week, M: one to six weeks, L: longer."""

Grade = Literal["A", "B", "C", "J"]
"""Evidence: A field experiment, B large study or arithmetic, C secondary or vendor's figures, J judgement."""

Design = Literal["ab_test", "difference_in_differences", "synthetic_control", "interrupted_time_series", "before_after"]

Basis = Literal["own_period", "own_segment", "own_test", "benchmark", "threshold"]
"""What the gap is measured against: an own earlier level, the own best segment, an own test, others, a limit."""


@dataclass(frozen=True, slots=True)
class Level:
    """A metric over some months together. low, high: 95 % interval, None where it is a full count. n: sample size."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None

    def above(self, limit: float) -> bool:
        """Whether the whole interval lies above the limit."""
        return (self.value if self.low is None else self.low) > limit

    def below(self, limit: float) -> bool:
        """Whether the whole interval lies below the limit."""
        return (self.value if self.high is None else self.high) < limit


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the last run, as it is kept. Names as in `leitstand findings --json`.

    drivers: (metric or None, dims, value, words). figures: name → value of the numbers in its sentence.
    """

    id: str
    type: str
    metric: str
    effect: float
    unit: str
    dims: Dims = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    low: float | None = None
    high: float | None = None
    p_adjusted: float | None = None
    money: Money | None = None
    good: bool | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)
    drivers: Sequence[tuple[str | None, Dims, float | None, str]] = ()
    sentence: Text = field(default_factory=lambda: Text(de="", en=""))
    quality: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process over the last twelve months, from the process analysis. Hours on the business calendar.

    waiting: all hours waited before it. share: of the waiting of the whole process. saved: hours a year if it ran as in
    its own best quarter; None: unknown. again: share of its cases in which it was done again. reason: why cases wait
    (capacity, variability, batching, unknown).
    """

    process: str
    activity: str
    cases: int
    waiting: float
    share: float
    saved: float | None = None
    again: float = 0.0
    reason: str = "unknown"
    bottleneck: bool = False


class Situation(Protocol):
    """What a rule looks at: the findings, the levels, the processes of one company."""

    @property
    def as_of(self) -> date: ...

    @property
    def findings(self) -> Sequence[Found]:
        """Those that are not gone and not answered, best first."""

    @property
    def steps(self) -> Sequence[Step]: ...

    def level(self, metric: str, dims: Dims | None = None, months: int = 12, before: int = 0) -> Level | None:
        """The metric over the latest complete months (`before` months earlier); None: unknown or too few for a word."""

    def cells(self, metric: str, dimension: str, months: int = 12) -> Mapping[str, Level]:
        """The same by segment, without `(other)` and cells too small for a word; empty where there are none."""

    def worth(self, metric: str, change: float, dims: Dims | None = None) -> Money | None:
        """What a lasting change of the metric, in its unit, is worth in a year: gross margin (liquidity where it only
        moves payments); None where no way to money is known."""

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        """As Sight.rows: current rows of a canonical table, for lists of those affected."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the lever could move towards the better, in its unit: a signed change with its 95 % interval."""

    change: float
    low: float
    high: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Affected:
    """Who or what it is about. keys: of the customers, deals, invoices or products (`table`), the most urgent first."""

    count: float
    what: Text
    table: str | None = None
    keys: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule advises in this situation.

    findings: ids of what it rests on. gap: of the lever, None where no size can be told. figures: numbers for the
    rule's texts. money: what closing the whole gap is worth in a year, before costs; default Situation.worth. cost:
    beside the effort, once. against: what speaks against it. dims: the segment it is about; lever_dims: the one that
    gap and lever are measured in, where that is another.
    """

    dims: Dims
    findings: Sequence[str]
    gap: Gap | None
    affected: Affected
    figures: Mapping[str, Figure] = field(default_factory=dict)
    money: Money | None = None
    cost: float = 0.0
    against: Sequence[Text] = ()
    lever_dims: Dims | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """How it will be known whether it worked. designs: the best first; weeks: how long to wait for the answer."""

    metric: str
    designs: tuple[Design, ...]
    weeks: int
    how: Text


@dataclass(frozen=True, slots=True)
class Example:
    """A situation made up for a rule, on which it speaks or stays silent; it is looked at like a real one.

    levels: (metric, dims as sorted pairs, months before) → level; cells: (metric, dimension) → cells; each_worth:
    metric → gross margin in a year per unit of the metric. frames: table → columns.
    """

    findings: Sequence[Found] = ()
    steps: Sequence[Step] = ()
    levels: Mapping[tuple[str, tuple[tuple[str, str], ...], int], Level] = field(default_factory=dict)
    by: Mapping[tuple[str, str], Mapping[str, Level]] = field(default_factory=dict)
    each_worth: Mapping[str, float] = field(default_factory=dict)
    frames: Mapping[str, Mapping[str, Sequence[Any]]] = field(default_factory=dict)
    as_of: date = date(2026, 9, 30)

    def level(self, metric: str, dims: Dims | None = None, months: int = 12, before: int = 0) -> Level | None:
        return self.levels.get((metric, tuple(sorted((dims or {}).items())), before))

    def cells(self, metric: str, dimension: str, months: int = 12) -> Mapping[str, Level]:
        return self.by.get((metric, dimension), {})

    def worth(self, metric: str, change: float, dims: Dims | None = None) -> Money | None:
        each = self.each_worth.get(metric)
        return None if each is None else Money(each * change, "gross_margin")

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        import pandas as pd

        return pd.DataFrame(dict(self.frames.get(table, {})), columns=list(columns))


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of advice; its id is the file's name, its folder the theme.

    title: what to do, as an imperative. pattern, guard: when it speaks, and what must (not) be true. problem,
    diagnosis, action: templates with {segment} ("" or " in DE2" with its leading space) and the advice's figures.
    lever: metric that the advice moves. owner: the role in charge. source: author, year. guardrails: metrics that must
    not get worse. comes_first: it overrides growth (margin, liquidity, data quality). needs: canonical tables without
    which it is not asked. instead_of: rules that say less where this one speaks of the same segment.
    """

    title: Text
    pattern: Text
    guard: Text
    problem: Text
    diagnosis: Text
    action: Text
    kind: Kind
    lever: str
    effort: Effort
    grade: Grade
    source: str
    owner: Text
    check: Check
    guardrails: tuple[str, ...]
    look: Callable[[Situation], Iterable[Advice]]
    fires: Example
    silent: Example
    comes_first: bool = False
    needs: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of how much of the expected gap a rule's advice closes: mean and standard error of the share.

    lessons: own finished actions behind it. source: "own" where they outweigh, else "published" or "judgement".
    """

    rule: str
    share: float
    se: float
    lessons: int = 0
    source: Literal["own", "published", "judgement"] = "judgement"


PRIORS: Mapping[Grade, tuple[float, float]] = {"A": (0.6, 0.25), "B": (0.5, 0.3), "C": (0.4, 0.32), "J": (0.35, 0.35)}
"""Share of a gap that advice closes, and its spread, before there are own results, by grade of evidence (own
judgement, docs/adr). Wide enough that nothing and all of it are both possible."""


def prior(rule: str, grade: Grade) -> Record:
    """What is assumed of a rule without own results."""
    share, se = PRIORS[grade]
    return Record(rule, share, se, 0, "judgement" if grade == "J" else "published")
