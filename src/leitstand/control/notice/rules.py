"""When somebody is to be told at once, and the matters that were seen: each is told once, again after it was over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.utils import timezone  # isort: skip

from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.notice import log
from leitstand.control.notice.channels import webhook
from leitstand.control.notice.models import AlertRule, Matter, NoticeKind, RuleKind, Schedule
from leitstand.control.notice.readers import Reader, checked, readers
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.segment import Condition, Segment
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    RuleKind.SPECIAL_CAUSE: ("any", "bad"),
    RuleKind.THRESHOLD: ("above", "below"),
    RuleKind.RELATIVE_CHANGE: ("any", "rise", "fall"),
    RuleKind.MISSING_DELIVERY: ("any",),
}
AGAINST = ("previous_period", "previous_year", "target")
GRAINS = ("day", "week", "month", "quarter", "year")
FIELDS = ("title", "kind", "metric", "segment", "grain", "source", "value", "direction", "against", "channels",
          "recipients", "active")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a rule sees now. key: the same as long as it is the same matter. path: of the page that shows it. segment:
    words of what it is about."""

    key: str
    text: Text
    cause: Text | None = None
    path: str = ""
    metric: str = ""
    segment: Sequence[str] = ()


def add_rule(alias: str, kind: str, *, owner: User | None = None, **values: Any) -> AlertRule:
    """A rule that holds from now on. values: the other fields of AlertRule. Raises UnknownId, UnusableInput."""
    one = AlertRule(kind=kind, owner=owner)
    _set(alias, one, values)
    with noted(alias, one, "created", owner.email if owner else ""):
        one.save(using=alias, force_insert=True)
    return one


def change_rule(alias: str, rule_id: str, by: str = "", **values: Any) -> AlertRule:
    """Changes what is given. Raises UnknownId, UnusableInput."""
    one = rule(alias, rule_id)
    with noted(alias, one, "changed", by):
        _set(alias, one, values)
        one.save(using=alias)
    return one


def drop_rule(alias: str, rule_id: str, by: str = "") -> None:
    """The rule with all that it saw. Raises UnknownId."""
    one = rule(alias, rule_id)
    with noted(alias, one, "dropped", by):
        AlertRule.objects.using(alias).filter(id=one.id).delete()


def rule(alias: str, rule_id: str) -> AlertRule:
    """Raises UnknownId."""
    found = AlertRule.objects.using(alias).select_related("owner").filter(id=rule_id).first()
    if found is None:
        known = AlertRule.objects.using(alias).values_list("id", flat=True)
        raise UnknownId(Text(de="Die Alarmregel", en="alert rule"), rule_id, known)
    return found


def rules(alias: str, active: bool | None = None) -> list[AlertRule]:
    """All, oldest first."""
    rows = AlertRule.objects.using(alias).select_related("owner").order_by("created_at", "id")
    return list(rows if active is None else rows.filter(active=active))


def matters(alias: str, most: int = 100, scope: Sequence[str] = ()) -> list[Matter]:
    """What was seen, the newest first; over_at is null as long as it goes on. scope: only what lies inside of it."""
    rows = Matter.objects.using(alias).select_related("rule", "schedule").order_by("-began_at", "-id")
    return list(islice((one for one in rows if lies_within(one.segment, scope)), most))


def going_on(alias: str, one: AlertRule) -> set[str]:
    """Keys of what the rule saw and is not over."""
    return set(Matter.objects.using(alias).filter(rule=one, over_at=None).values_list("key", flat=True))


def see(alias: str, one: AlertRule, alarms: Iterable[Alarm], now: datetime | None = None) -> list[Matter]:
    """Keeps what the rule sees and queues one notice to each recipient for what is new; answers what is new.

    What it no longer sees is over, so that it is told again should it come back.
    """
    now, seen = now or timezone.now(), {alarm.key: alarm for alarm in alarms}
    with database.together(alias):
        known = going_on(alias, one)
        over = Matter.objects.using(alias).filter(rule=one, over_at=None, key__in=known - set(seen))
        over.update(over_at=now)
        new = [_began(alias, alarm, now, rule=one) for key, alarm in seen.items() if key not in known]
        for matter in new:
            _tell(alias, one, matter)
    return new


def see_failure(alias: str, schedule: Schedule, text: Text | None, to: Sequence[Reader]) -> None:
    """A schedule failed, with the reason, or (None) went well: those readers are told once until it goes well."""
    with database.together(alias):
        open_ones = Matter.objects.using(alias).filter(schedule=schedule, over_at=None)
        if text is None:
            open_ones.update(over_at=timezone.now())
        elif not open_ones.exists():
            matter = _began(alias, Alarm(f"schedule {schedule.id}", text), timezone.now(), schedule=schedule)
            for reader in to:
                log.queue(alias, NoticeKind.FAILURE, "mail", reader.address, reader.language, matter=matter)


def _began(alias: str, alarm: Alarm, now: datetime, **about: Any) -> Matter:
    return Matter.objects.using(alias).create(
        key=alarm.key, text=alarm.text.as_dict(), cause=alarm.cause and alarm.cause.as_dict(), path=alarm.path,
        metric=alarm.metric, segment=list(alarm.segment), began_at=now, **about,
    )  # fmt: skip


def _tell(alias: str, one: AlertRule, matter: Matter) -> None:
    if "mail" in one.channels:
        for reader in readers(alias, one.recipients, one.owner):
            if lies_within(matter.segment, reader.segment):
                held = not lies_within(matter.segment, reader.scope)
                log.queue(
                    alias, NoticeKind.ALERT, "mail", reader.address, reader.language, matter=matter, withheld=held
                )
    for name in one.channels:
        if name != "mail":
            log.queue(alias, NoticeKind.ALERT, "webhook", name, "de", matter=matter)


def lies_within(segment: Sequence[str], wider: Sequence[str]) -> bool:
    """Whether all that the one segment holds lies in the wider one, as far as their words tell."""
    own = Segment.parse(list(segment)).conditions
    return all(any(_implies(one, other) for one in own) for other in Segment.parse(list(wider)).conditions)


def _implies(one: Condition, other: Condition) -> bool:
    if one.dimension != other.dimension:
        return False
    mine, others = set(one.values), set(other.values)
    if one.negate:
        return other.negate and others <= mine
    return mine.isdisjoint(others) if other.negate else mine <= others


def _set(alias: str, one: AlertRule, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"an alert rule has no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(one, name, value)
    if one.kind not in RuleKind.values:
        raise UnknownId(Text(de="Die Art von Alarm", en="kind of alert"), one.kind, RuleKind.values)
    if one.metric:
        find(one.metric)
    Segment.parse([str(word) for word in one.segment])
    one.recipients = checked(alias, one.recipients)
    _one_of(one.direction, DIRECTIONS[one.kind])
    _one_of(one.against, AGAINST)
    _one_of(one.grain, GRAINS)
    for name in one.channels:
        if name != "mail":
            webhook(alias, name)
    measured = one.kind in (RuleKind.THRESHOLD, RuleKind.RELATIVE_CHANGE)
    if measured and (not one.metric or one.value is None):
        raise UnusableInput(
            Text(de="Die Regel braucht eine Kennzahl und einen Wert.", en="The rule needs a metric and a value."),
            Text(de="Geben Sie beides an.", en="Give both."),
        )
    if one.kind == RuleKind.RELATIVE_CHANGE and (one.value or 0) <= 0:
        raise UnusableInput(
            Text(de="Die Veränderung muss größer als 0 sein.", en="The change must be larger than 0."),
            Text(de="0,1 heißt 10 %.", en="0.1 is 10%."),
        )


def _one_of(word: str, known: Sequence[str]) -> None:
    if word not in known:
        raise UnknownId(Text(de="Die Wahl", en="choice"), word, known)
