"""Looks at the alert rules after new data, and says what they see with its cause; when all is calm it says nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

from leitstand.analysis.explain.why import as_dict, why
from leitstand.control.finding import services as findings
from leitstand.control.notice import rules
from leitstand.control.notice.models import AlertRule, RuleKind
from leitstand.control.notice.readers import scope_of
from leitstand.control.notice.rules import Alarm, lies_within
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.numbers import format_change, format_day, format_value
from leitstand.foundation.period import add_months, parse_grain, previous, year_before
from leitstand.foundation.segment import NONE, Segment
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.jobs import deliveries
from leitstand.jobs.controlling import LOOKED_BACK, WATCHED, Controlling
from leitstand.jobs.links import Links
from leitstand.jobs.published import facts
from leitstand.jobs.targets import targets
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.compare import compare
from leitstand.metrics.compute.comparison import Comparison
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.compute.tree import tree
from leitstand.metrics.registry import find
from leitstand.planning.control.signals import SPECIAL

logger = logging.getLogger(__name__)
DATA_KINDS = frozenset({RuleKind.SPECIAL_CAUSE, RuleKind.THRESHOLD, RuleKind.RELATIVE_CHANGE})
MONTHS_LOOKED_AT = 14
"""Of values: enough for the latest complete year, its comparison is asked for by itself."""
MOST_DRIVERS = 2

THRESHOLD = {
    "above": Text(
        de="{metric}: {value} im Zeitraum {period}, über dem Grenzwert {limit}.",
        en="{metric}: {value} in {period}, above the limit of {limit}.",
    ),
    "below": Text(
        de="{metric}: {value} im Zeitraum {period}, unter dem Grenzwert {limit}.",
        en="{metric}: {value} in {period}, below the limit of {limit}.",
    ),
}
CHANGED = Text(
    de="{metric}: {value} im Zeitraum {period}, {change} gegenüber {reference} ({label}).",
    en="{metric}: {value} in {period}, {change} against {reference} ({label}).",
)
MISSING = Text(
    de="Aus der Quelle {source} fehlt eine Lieferung: zuletzt am {last}, üblich alle {usual} Tage, erwartet bis {due}.",
    en="A delivery of the source {source} is missing: last on {last}, usual every {usual} days, expected by {due}.",
)
WORDS = {
    "made_up_of": Text(de="Das setzt sich vor allem zusammen aus: {titles}.", en="It is mostly made up of: {titles}."),
    "went_along_with": Text(de="Damit ging einher: {titles}.", en="It went along with: {titles}."),
    "caused": Text(de="Verursacht durch: {titles}.", en="Caused by: {titles}."),
}
"""Arithmetic is no cause and an association is none: the words differ."""


@dataclass(frozen=True)
class Watch:
    """What the rules look at, in one run. today: for deliveries."""

    home: Home
    today: date

    @cached_property
    def alias(self) -> str:
        return Links.of(self.home).alias

    @cached_property
    def facts(self) -> StoreFacts:
        return facts(self.home)

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        """Those of the last run that stand and are no part of another one."""
        return [
            one for one in findings.findings(self.alias)
            if one["status"] in ("new", "ongoing") and one["part_of"] is None
        ]  # fmt: skip

    @cached_property
    def signals(self) -> list[dict[str, Any]]:
        """Signals of goals and guardrails that nobody answered yet."""
        told = Controlling(self.home, self.facts).standing()["signals"]
        return [one for one in told if one["rule"] != "special_cause" and one["answer"] is None]


def look(home: Home, today: date, kinds: Collection[str] = DATA_KINDS) -> dict[str, Any]:
    """Lets the active rules of these kinds look, and queues notices of what is new.

    Answers {new: texts {de, en}, failed: rule → {de, en}}. A rule that cannot say anything now changes nothing: what it
    saw before is neither over nor told again.
    """
    watch, new = Watch(home, today), list[dict[str, str]]()
    failed: dict[str, dict[str, str]] = {}
    for one in rules.rules(watch.alias, active=True):
        if one.kind not in kinds:
            continue
        try:
            known, seen = rules.going_on(watch.alias, one), SEEING[one.kind](watch, one)
            alarms = [alarm if alarm.key in known else replace(alarm, cause=cause()) for alarm, cause in seen]
            new += [matter.text for matter in rules.see(watch.alias, one, alarms)]
        except LeitstandError as error:
            failed[one.id] = {language: error.describe(language) for language in LANGUAGES}
        except Exception as error:  # a rule that fails does not silence the others
            logger.exception("alert rule %s failed", one.id)
            failed[one.id] = dict.fromkeys(LANGUAGES, type(error).__name__)
    return {"new": new, "failed": failed}


Seen = tuple[Alarm, Callable[[], Text | None]]
"""What a rule sees, and what works out its cause: that takes a while, so only for what is told."""


def special_causes(watch: Watch, rule: AlertRule) -> list[Seen]:
    """Findings of a special cause begun within the last year, and signals of goals; by default also good news."""
    begin = add_months(watch.facts.as_of, -LOOKED_BACK).isoformat()
    watched = {part for name in ([rule.metric] if rule.metric else WATCHED) for part in _told_by(name)}
    found = list[Seen]()
    for one in watch.findings:
        words = [f"{name}={NONE if cell is None else cell}" for name, cell in one["dims"].items()]
        fresh = one["type"] in SPECIAL and (one["since"] or "") >= begin
        if one["metric"] in watched and fresh and _wanted(rule, words, one["good"] is not False):
            alarm = Alarm(f"finding {one['id']}", Text(**one["sentence"]), None, f"/findings/{one['id']}/",
                          one["metric"], words)  # fmt: skip
            found.append((alarm, partial(_driven, watch.facts, one, words)))
    for one in watch.signals:
        words = one["segment"].split(" & ") if one["segment"] else []
        if rule.metric in ("", one["metric"]) and _wanted(rule, words, one["good"]):
            key = f"goal {one['about']} {one['metric']} {'good' if one['good'] else 'bad'}"
            alarm = Alarm(key, Text(**one["sentence"]), None, "/control/", one["metric"], words)
            found.append((alarm, partial(_changed_by, watch.facts, one["metric"], words)))
    return found


def _told_by(metric: str) -> set[str]:
    """The metric and what adds up to it: the run tells a matter of both under the name of one of them."""
    sums = (branch for branch in tree(metric).branches if branch.identity.operator == "sum")
    return {metric, *(part.id for branch in sums for part in branch.parts)}


def _wanted(rule: AlertRule, words: Sequence[str], good: bool) -> bool:
    return lies_within(words, _where(rule)) and (rule.direction == "any" or not good)


def threshold(watch: Watch, rule: AlertRule) -> list[Seen]:
    """The latest complete value beyond the threshold. Raises LeitstandError where there is no value."""
    value, limit = _latest(watch, rule), float(rule.value or 0)
    number = _number(value)
    beyond = number > limit if rule.direction == "above" else number < limit
    if not beyond:
        return []
    text = _filled(THRESHOLD[rule.direction], value, rule, limit=lambda language: _written(limit, value, language))
    before = year_before(value.period).label("en")
    alarm = Alarm(f"{rule.metric} {rule.direction}", text, None, _path(rule), rule.metric, _where(rule))
    return [(alarm, partial(_changed_by, watch.facts, rule.metric, _where(rule), value.period.label("en"), before))]


def relative_change(watch: Watch, rule: AlertRule) -> list[Seen]:
    """The latest complete value far from what it is compared with, by more than chance would give.

    Raises LeitstandError where one of the two is not known.
    """
    value = _latest(watch, rule)
    ask = Ask(parse_grain(rule.grain), (), Segment.parse(_where(rule)))
    compare(watch.facts, rule.metric, ask, [value], [rule.against], partial(targets, watch.home))
    reference: Comparison = value.comparisons[-1]
    if reference.value is None or reference.change is None or reference.change_ratio is None:
        raise LeitstandError(reference.note or Text(de="Der Vergleichswert fehlt.", en="The reference is missing."))
    ratio = reference.change_ratio
    wanted = rule.direction == "any" or (ratio > 0) == (rule.direction == "rise")
    if abs(ratio) < float(rule.value or 0) or not wanted or reference.clear is False:
        return []
    period = f" {value.period.start}" if rule.against == "previous_period" else ""
    text = _filled(
        CHANGED, value, rule, label=reference.label.get,
        change=lambda language: _changed(reference, value, language),
        reference=lambda language: _written(reference.value or 0.0, value, language),
    )  # fmt: skip
    before = previous(value.period) if rule.against == "previous_period" else year_before(value.period)
    spans = value.period.label("en"), before.label("en")
    key = f"{rule.metric} {'rise' if ratio > 0 else 'fall'}{period}"
    alarm = Alarm(key, text, None, _path(rule), rule.metric, _where(rule))
    return [(alarm, partial(_changed_by, watch.facts, rule.metric, _where(rule), *spans))]


def missing_deliveries(watch: Watch, rule: AlertRule) -> list[Seen]:
    """Sources that are later than usual. value of the rule: days of grace."""
    found = deliveries.missing(deliveries.delivered(watch.facts), watch.today, rule.value)
    return [
        (Alarm(f"{one.source} since {one.last}", _told(one), None, "/data/"), lambda: None)
        for one in found if rule.source in ("", one.source)
    ]  # fmt: skip


SEEING: Mapping[str, Callable[[Watch, AlertRule], list[Seen]]] = {
    RuleKind.SPECIAL_CAUSE: special_causes,
    RuleKind.THRESHOLD: threshold,
    RuleKind.RELATIVE_CHANGE: relative_change,
    RuleKind.MISSING_DELIVERY: missing_deliveries,
}


def _where(rule: AlertRule) -> list[str]:
    """The segment of a rule inside of what its owner may see."""
    return [*rule.segment, *(word for word in scope_of(rule.owner) if word not in rule.segment)]


def _latest(watch: Watch, rule: AlertRule) -> Value:
    """The latest complete value. Raises LeitstandError where there is none."""
    start = add_months(watch.facts.as_of, -MONTHS_LOOKED_AT - 12 * (rule.grain == "year"))
    found = answer(
        watch.facts, rule.metric, Ask(parse_grain(rule.grain), segment=Segment.parse(_where(rule)), start=start)
    )
    known = [one for one in found if one.complete]
    if not known or known[-1].value is None:
        note = known[-1].note if known else None
        raise LeitstandError(note or Text(de="Es gibt keinen vollständigen Wert.", en="There is no complete value."))
    return known[-1]


def _number(value: Value) -> float:
    return float(value.value or 0.0)


def _changed_by(own: StoreFacts, metric: str, where: Sequence[str], period: str | None = None,
                against: str = "year_before") -> Text | None:  # fmt: skip
    """What the change is made up of, in words; None where that cannot be said. period: default the latest quarter."""
    try:
        told = as_dict(why(own, metric, period, against, where=where))
    except LeitstandError:
        return None
    return Text(**told["sentence"])


def _driven(own: StoreFacts, finding: Mapping[str, Any], where: Sequence[str]) -> Text | None:
    """The main drivers of a finding; what its metric's change is made up of, where it names none."""
    return _drivers(finding["drivers"]) or _changed_by(own, finding["metric"], where)


def _drivers(drivers: Sequence[Mapping[str, Any]]) -> Text | None:
    """The main drivers of a finding, in the words that fit how they are known."""
    said: dict[str, list[Text]] = {}
    for one in drivers[:MOST_DRIVERS]:
        said.setdefault(one["words"], []).append(Text(**one["title"]))
    sentences = [
        Text(
            de=WORDS[kind].de.format(titles="; ".join(each.de for each in titles)),
            en=WORDS[kind].en.format(titles="; ".join(each.en for each in titles)),
        )
        for kind, titles in said.items()
    ]  # fmt: skip
    if not sentences:
        return None
    return Text(de=" ".join(one.de for one in sentences), en=" ".join(one.en for one in sentences))


def _filled(template: Text, value: Value, rule: AlertRule, **more: Callable[[Language], str]) -> Text:
    """The sentence in both languages. more: place → what stands there in a language."""
    segment = ", ".join(_where(rule))
    said = {
        language: template.get(language).format(
            metric=find(rule.metric).title.get(language) + (f" ({segment})" if segment else ""),
            value=_written(_number(value), value, language),
            period=value.period.label(language),
            **{place: words(language) for place, words in more.items()},
        )
        for language in LANGUAGES
    }
    return Text(**said)


def _written(number: float, value: Value, language: Language) -> str:
    return format_value(number, value.unit, value.currency, language, short=True)


def _changed(reference: Comparison, value: Value, language: Language) -> str:
    return format_change(reference.change or 0.0, reference.change_ratio, value.unit, value.currency, language)


def _told(one: deliveries.Missing) -> Text:
    said = {
        language: MISSING.get(language).format(
            source=one.source, usual=one.usual, last=format_day(one.last, language), due=format_day(one.due, language)
        )
        for language in LANGUAGES
    }
    return Text(**said)


def _path(rule: AlertRule) -> str:
    """The page of the metric, limited to the segment."""
    query = urlencode([("where", word) for word in _where(rule)])
    return f"/metric/{rule.metric}/" + (f"?{query}" if query else "")
