"""Answers a question about metrics: periods, values, status, small groups folded, everything in one shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Grain, Period, add_months, parse_grain, periods
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text, joined
from leitstand.metrics.compute import scope, splits
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.doubts import doubts, silences
from leitstand.metrics.compute.evaluator import Key, Number, evaluator, in_order, leaves, leaves_of, shifted
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.known import MANY
from leitstand.metrics.compute.matched import course
from leitstand.metrics.compute.question import Question
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Bridge, Cohort, Derived, Measure, Metric, Model
from leitstand.metrics.registry import dimension, dimensions, find, measures

SMALLEST_GROUP = 10  # persons per shown cell (metrics.md A.0 rule 5)
MOST_DIMENSIONS = 3


WITHOUT_DAY = Text(
    de="Die Zeilen haben kein Datum: Es gibt sie nur insgesamt.", en="The rows have no date: there is only the total."
)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a user asks for. start, end: [start, end), default all the data cover. only: these periods instead.

    intervals: whether 95 % intervals are wanted; numbers come faster without.
    """

    grain: Grain = "month"
    by: tuple[str, ...] = ()
    segment: Segment = Segment()
    start: date | None = None
    end: date | None = None
    only: tuple[Period, ...] = ()
    intervals: bool = True


def answer(facts: StoreFacts, identity: str, ask: Ask) -> list[Value]:
    """The metric or measure for every period and cell, oldest first.

    Raises UnknownId, UnusableInput for a grain or dimension that the metric does not have, or OutOfScope.
    """
    one = find(identity)
    check(identity, one, ask)
    check_scope(facts, identity)
    sources = tables_behind(facts, identity)
    coverage = facts.coverage(sources)
    undated = whole(ask) and facts.undated(sources)
    if undated:
        coverage = (facts.as_of, facts.as_of)
    if coverage is None:
        return [_without_data(facts, identity, one, ask, sources)]
    found, silent, matched = doubts(facts, identity), silences(facts, identity), course(facts, identity)
    if facts.given_as_of is None:
        facts = facts.at(coverage[1])
    spans = spans_of(facts, ask, coverage)
    question = Question(tuple(spans), ask.by, ask.segment, intervals=ask.intervals, undated=undated)
    if ask.by or ask.segment.conditions or facts.scope.conditions:
        question, small = folded(facts, identity, question)
    else:
        small = set()
    numbers = evaluator(facts).numbers(identity, question)
    complete = [is_complete(one, span, coverage) for span in spans]
    keys = in_order(numbers)
    values = [
        make_value(facts, identity, one, question, key, numbers[key], complete[key[0]], key in small) for key in keys
    ]
    said: dict[int, tuple[list[Text], Text | None, float | None]] = {}
    for (index, _), value in zip(keys, values, strict=True) if found or silent or matched or undated else ():
        if index not in said:
            warnings = [warning for doubt in found if (warning := doubt.warning(value.period))]
            note = joined(*(one.note(value.period) for one in silent), WITHOUT_DAY if undated else None)
            said[index] = warnings, note, matched.share(value.period) if matched else None
        warnings, note, value.matched_revenue_share = said[index]
        value.warnings = list(warnings)
        if note is not None:
            value.note = joined(value.note, note)
    return values


def whole(ask: Ask) -> bool:
    """Whether all there is is asked for, whenever it happened."""
    return ask.grain == "total" and ask.start is None and ask.end is None and not ask.only


def check(identity: str, one: Metric | Measure, ask: Ask) -> None:
    """Raises UnusableInput where the question does not fit the metric."""
    if isinstance(one, Metric) and ask.grain not in one.grains:
        raise UnusableInput(
            Text(de=f"{identity} gibt es nicht je „{ask.grain}“.", en=f"{identity} has no grain '{ask.grain}'."),
            Text(de=f"Möglich: {', '.join(one.grains)}.", en=f"Possible: {', '.join(one.grains)}."),
        )
    if len(ask.by) > MOST_DIMENSIONS:
        raise UnusableInput(
            Text(
                de=f"Höchstens {MOST_DIMENSIONS} Dimensionen zugleich.",
                en=f"At most {MOST_DIMENSIONS} dimensions at once.",
            )
        )
    allowed = dimensions_of(identity)
    for name in (*ask.by, *(condition.dimension for condition in ask.segment.conditions)):
        dimension(name)
        if name not in allowed:
            raise UnusableInput(
                Text(
                    de=f"{identity} lässt sich nicht nach „{name}“ gliedern.",
                    en=f"{identity} cannot be split by '{name}'.",
                ),
                Text(
                    de=f"Möglich: {', '.join(sorted(allowed)) or 'keine'}.",
                    en=f"Possible: {', '.join(sorted(allowed)) or 'none'}.",
                ),
            )


def in_scope(facts: StoreFacts, identity: str) -> bool:
    """Whether the metric can be limited to the scope of the facts."""
    names = {condition.dimension for condition in facts.scope.conditions}
    return names <= dimensions_of(identity) and all(
        scope.reaches(facts, measures()[leaf].table) for leaf in (leaves_of(identity) if names else ())
    )


def check_scope(facts: StoreFacts, identity: str) -> None:
    """Raises OutOfScope for a metric that cannot be limited to the scope: it is never shown without."""
    if facts.scope.conditions and not in_scope(facts, identity):
        raise scope.OutOfScope(facts.scope, identity)


def default_grain(identity: str) -> Grain:
    """The grain to show where none is asked for: the month, else the first that the metric has. Raises UnknownId."""
    one = find(identity)
    if isinstance(one, Measure) or "month" in one.grains:
        return "month"
    return parse_grain(one.grains[0])


def dimensions_of(identity: str) -> set[str]:
    """The dimensions of a metric; of a measure those that its table reaches."""
    one = find(identity)
    if isinstance(one, Metric):
        return set(one.dimensions)
    return {name for name, each in dimensions().items() if splits.reachable(one.table, each)}


def tables_behind(facts: StoreFacts, identity: str) -> set[str]:
    """The canonical tables without which the metric cannot be computed.

    Tables whose measures are only subtracted (refunds) may be empty: nothing was refunded.
    """
    return {table for name in needed(identity) for table in facts.canonical(measures()[name].table)}


def needed(identity: str) -> list[str]:
    """The measures that must have data; those that are only subtracted, or optional, are not among them."""
    one = find(identity)
    if isinstance(one, Measure):
        return [identity]
    from leitstand.metrics.contract import Ratio, Stock, Sum, signed

    kind = one.kind.kind if isinstance(one.kind, Model) else one.kind
    match kind:
        case Sum(terms) | Stock(terms):
            found = [name for name, sign in signed(terms) if sign > 0]
            return found or leaves(kind)
        case Ratio() | Cohort():
            above = [name for name, sign in signed(kind.numerator) if sign > 0]
            return above + [name for name, sign in signed(kind.denominator) if sign > 0]
        case Bridge():
            return leaves(kind)[:1]
        case Derived(inputs):
            return [name for part in inputs.values() if not part.optional for name in needed(part.id)]
    return leaves(kind)


def spans_of(facts: StoreFacts, ask: Ask, coverage: tuple[date, date]) -> list[Period]:
    """The periods asked for; by default all that the data cover (rolling years: those that are full)."""
    if ask.only:
        return list(ask.only)
    first, last = coverage
    start, end = ask.start or first, ask.end or last + timedelta(days=1)
    found = _periods(ask.grain, start, end, facts.fiscal_start)
    if ask.grain == "ttm" and ask.start is None:
        earliest = add_months(first.replace(day=1), 0 if first.day == 1 else 1)
        found = [period for period in found if period.start >= earliest] or found[-1:]
    return list(found)


@lru_cache(maxsize=1000)
def _periods(grain: Grain, start: date, end: date, fiscal_start: int) -> Sequence[Period]:
    return tuple(periods(grain, start, end, fiscal_start))


def folded(facts: StoreFacts, identity: str, question: Question) -> tuple[Question, set[Key]]:
    """Folds cells with fewer than ten persons into "(other)", the next smallest along with a lone one.

    Answers the question to ask and the cells that are still too small to be shown.
    """
    counts = persons_behind(facts, identity, question)
    if question.by:
        folds = _folds(counts)
        unsure = sorted({key[0] for key in folds if counts[key] >= MANY})
        if unsure:  # which of the large cells is the smallest must be known
            part = replace(question, periods=tuple(question.periods[index] for index in unsure))
            exactly = _folds(persons_behind(facts, identity, part, exact=True))
            folds = {key for key in folds if key[0] not in unsure} | {(unsure[index], cell) for index, cell in exactly}
        if folds:
            question = replace(question, folded=frozenset(folds))
            counts = persons_behind(facts, identity, question)
    return question, {key for key, number in counts.items() if 0 < number < SMALLEST_GROUP}


def _folds(counts: Mapping[Key, int]) -> set[Key]:
    """The cells to fold in every period."""
    doubtful: dict[int, dict[Key, int]] = {
        index: {} for (index, _), number in counts.items() if number < SMALLEST_GROUP
    }
    for key, number in counts.items():
        if key[0] in doubtful:
            doubtful[key[0]][key] = number
    return {key for cells in doubtful.values() for key in cells_to_fold(cells)}


def persons_behind(facts: StoreFacts, identity: str, question: Question, exact: bool = False) -> Mapping[Key, int]:
    """How many natural persons stand behind each cell; where it compares with an earlier period, the fewer of both.

    The loss of a single customer must not be read from a cell that is empty now. Not exact: see Known.people.
    """
    known, behind = evaluator(facts).known, leaves_of(identity)
    found = known.people(behind, question, exact)
    for earlier in earlier_questions(facts, identity, question):
        before = known.people(behind, earlier, exact)
        found = {**found, **{key: min(found.get(key, number), number) for key, number in before.items()}}
    return found


def earlier_questions(facts: StoreFacts, identity: str, question: Question) -> list[Question]:
    """The same question about the earlier periods that the metric is made of."""
    return [
        replace(question, periods=shifted(question.periods, at, facts.fiscal_start, facts.as_of))
        for at in sorted(looks_back(identity))
    ]


def looks_back(identity: str) -> set[str]:
    """The earlier periods that a metric is made of: previous, year_before."""
    one = find(identity)
    kind = None if isinstance(one, Measure) else one.kind
    if isinstance(kind, Bridge):
        return {"previous"}
    if not isinstance(kind, Derived):
        return set()
    own = {part.at for part in kind.inputs.values() if part.at != "period"}
    return own.union(*(looks_back(part.id) for part in kind.inputs.values()))


def cells_to_fold(counts: Mapping[Key, int]) -> set[Key]:
    """The cells under the smallest group; and the next ones, until together they are large enough to be shown."""
    ordered = sorted(counts, key=lambda key: (counts[key], str(key)))
    chosen = [key for key in ordered if counts[key] < SMALLEST_GROUP]
    total = sum(counts[key] for key in chosen)
    for key in ordered[len(chosen) :]:
        if not chosen or total >= SMALLEST_GROUP:
            break
        chosen.append(key)
        total += counts[key]
    return set(chosen)


def make_value(facts: StoreFacts, identity: str, one: Metric | Measure, question: Question, key: Key, number: Number,
               complete: bool, small: bool) -> Value:  # fmt: skip
    """A number with its period, status and definition."""
    period = question.periods[key[0]]
    status, value, interval, note = number.status, number.value, number.interval, number.note
    least = one.min_sample if isinstance(one, Metric) else 0
    if status == "ok" and number.n < least:
        status, interval = "not_enough_data", None
        note = Text(
            de=f"{number.n} von mindestens {least} nötigen Fällen.", en=f"{number.n} of at least {least} cases needed."
        )
    numerator, denominator = number.numerator, number.denominator
    if small:
        status, numerator, denominator, interval = "small_group", None, None, None
        note = Text(de=f"Weniger als {SMALLEST_GROUP} Personen.", en=f"Fewer than {SMALLEST_GROUP} persons.")
    if isinstance(one, Metric) and isinstance(one.kind, Model) and status != "ok":
        status, note = "waiting", one.kind.waits_for
    return Value(
        metric=identity,
        period=period,
        dims=dict(zip(question.by, key[1], strict=True)),
        numerator=numerator,
        denominator=denominator,
        value=value if status == "ok" else None,
        n=number.n,
        ci_low=interval[0] if interval and status == "ok" else None,
        ci_high=interval[1] if interval and status == "ok" else None,
        status=status,
        complete=complete,
        definition=fingerprint(identity),
        unit=one.unit,
        currency=facts.currency if one.unit in ("currency", "currency_per_day") else None,
        note=note,
    )


def is_complete(one: Metric | Measure, period: Period, coverage: tuple[date, date]) -> bool:
    """The data cover the whole period, and groups that started in it have had their time."""
    first, last = coverage
    wait = one.kind.mature_days if isinstance(one, Metric) and isinstance(one.kind, (Cohort, Derived)) else 0
    return period.start >= first and period.end + timedelta(days=wait) <= last + timedelta(days=1)


def _without_data(facts: StoreFacts, identity: str, one: Metric | Measure, ask: Ask, sources: Iterable[str]) -> Value:
    tables = {table for name in sources for table in facts.alternatives(name)}
    missing = sorted(name for name in tables if name not in facts.systems)
    waiting = isinstance(one, Metric) and isinstance(one.kind, Model)
    if waiting:
        note = one.kind.waits_for  # type: ignore[union-attr]
    elif not missing:
        note = Text(
            de="Keine Zeile hat ein Datum, das sie einem Zeitraum zuordnet: nur insgesamt (`--grain total`).",
            en="No row has a date that puts it into a period: there is only the total (`--grain total`).",
        )
    else:
        feeders = feeding(missing)
        names = ", ".join(missing)
        note = Text(
            de=f"Es fehlen Daten: {names}." + (f" Das liefern z. B.: {', '.join(feeders)}." if feeders else ""),
            en=f"Data are missing: {names}." + (f" Fed by, for example: {', '.join(feeders)}." if feeders else ""),
        )
    start = ask.start or facts.as_of
    period = Period(start, ask.end or facts.as_of + timedelta(days=1), "total")
    return Value(
        metric=identity,
        period=period,
        dims={},
        numerator=None,
        denominator=None,
        value=None,
        n=0,
        ci_low=None,
        ci_high=None,
        status="waiting" if waiting else "no_data",
        complete=False,
        definition=fingerprint(identity),
        unit=one.unit,
        note=note,
    )


def feeding(tables: Sequence[str]) -> list[str]:
    """Ids of the connectors that can fill one of the tables; "generic" where any file with a mapping can."""
    from leitstand.sources.mapping.topics import TOPICS
    from leitstand.sources.recognise import GENERIC, connectors

    found = sorted(key for key, one in connectors().items() if set(one.feeds) & set(tables))
    mappable = {table for topic in TOPICS for table in (topic.main, *topic.others)}
    return [*found, GENERIC] if mappable & set(tables) else found
