"""Work that is done again and again: made, changed, and handed to the worker when it is due, each time once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first
from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.ledger import services as ledger
from leitstand.control.notice.models import Rhythm, Schedule
from leitstand.control.notice.readers import checked
from leitstand.control.notice.rhythm import latest_until, next_after
from leitstand.control.work import services as work
from leitstand.control.work.models import Job
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

ZONE = "Europe/Berlin"
"""As long as nobody has chosen one."""
CLOCK_WAS_WRONG = timedelta(days=1)
"""What was done so far in the future was done by a clock that ran ahead."""
LATE = timedelta(minutes=15)
USUAL: Mapping[str, tuple[Rhythm, time]] = {
    "check_deliveries": (Rhythm.DAILY, time(6, 30)),
    "morning": (Rhythm.WORKDAYS, time(7, 0)),
    "retention": (Rhythm.DAILY, time(2, 30)),
}
"""Chore → rhythm and time of the schedules that a new home begins with."""


def add_schedule(alias: str, chore: str, rhythm: str, at: time, *, title: str = "",
                 args: Mapping[str, Any] | None = None, weekday: int = 0, day: int = 1,
                 recipients: Iterable[Mapping[str, Any]] = (), owner: User | None = None,
                 now: datetime | None = None) -> Schedule:  # fmt: skip
    """A schedule that runs from now on; arguments as in Schedule. Raises UnusableInput."""
    one = Schedule(chore=chore, title=title.strip()[:200], args=dict(args or {}), owner=owner)
    _set(alias, one, rhythm, at, weekday, day, recipients, now)
    with noted(alias, one, "created", owner.email if owner else ""):
        one.save(using=alias, force_insert=True)
    return one


def change_schedule(alias: str, schedule_id: str, *, by: str = "", title: str | None = None,
                    args: Mapping[str, Any] | None = None, rhythm: str | None = None, at: time | None = None,
                    weekday: int | None = None, day: int | None = None,
                    recipients: Iterable[Mapping[str, Any]] | None = None, active: bool | None = None,
                    now: datetime | None = None) -> Schedule:  # fmt: skip
    """Changes what is given. With another rhythm, or made active again, it runs at the next planned time after now.

    Raises UnknownId, UnusableInput.
    """
    one = schedule(alias, schedule_id)
    with noted(alias, one, "changed", by):
        one.title = one.title if title is None else title.strip()[:200]
        one.args = one.args if args is None else dict(args)
        _set(
            alias, one, rhythm or one.rhythm, at or one.time, one.weekday if weekday is None else weekday,
            one.day if day is None else day, one.recipients if recipients is None else recipients, now,
        )  # fmt: skip
        if active and not one.active:
            one.next_at = next_after(one, now or datetime.now(UTC), zone_of(alias))
        one.active = one.active if active is None else active
        one.save(using=alias)
    return one


def drop_schedule(alias: str, schedule_id: str, by: str = "") -> None:
    """Raises UnknownId."""
    one = schedule(alias, schedule_id)
    with noted(alias, one, "dropped", by):
        Schedule.objects.using(alias).filter(id=one.id).delete()


def schedule(alias: str, schedule_id: str) -> Schedule:
    """Raises UnknownId."""
    found = Schedule.objects.using(alias).select_related("owner").filter(id=schedule_id).first()
    if found is None:
        known = Schedule.objects.using(alias).values_list("id", flat=True)
        raise UnknownId(Text(de="Den Zeitplan", en="schedule"), schedule_id, known)
    return found


def schedules(alias: str) -> list[Schedule]:
    """All, the next one first."""
    return list(Schedule.objects.using(alias).select_related("owner").order_by("-active", "next_at", "id"))


def last_job(alias: str, schedule_id: str) -> Job | None:
    """What came of the last time."""
    return Job.objects.using(alias).filter(schedule=schedule_id).order_by("-queued_at").first()


def late(alias: str, now: datetime | None = None) -> list[Schedule]:
    """Schedules that should have run and did not: then the worker does not run."""
    limit = (now or datetime.now(UTC)) - LATE
    return list(Schedule.objects.using(alias).filter(active=True, next_at__lt=limit).order_by("next_at"))


def tick(alias: str, now: datetime | None = None) -> list[Job]:
    """Queues what has become due and plans its next time, in one transaction: two who look at once do not do it twice.

    What was missed while nobody looked is made up for once, not as often as it was missed. A clock that was set back
    repeats nothing. Each job's args carry `schedule` and `at`, the instant it was planned for.
    """
    now, zone, queued = now or datetime.now(UTC), zone_of(alias), []
    if not _anything(alias, now):
        return []
    with database.together(alias):
        for one in Schedule.objects.using(alias).filter(active=True):
            if one.last_at is not None and one.last_at > now + CLOCK_WAS_WRONG:
                one.last_at, one.next_at = None, next_after(one, now, zone)
                one.save(using=alias, update_fields=["last_at", "next_at"])
            if one.next_at > now:
                continue
            planned = latest_until(one, one.next_at, now, zone)
            args = {**one.args, "schedule": one.id, "at": planned.isoformat()}
            queued.append(work.enqueue(alias, one.chore, args, schedule=one.id))
            one.last_at, one.next_at = planned, next_after(one, planned, zone)
            one.save(using=alias, update_fields=["last_at", "next_at"])
    return queued


def run_now(alias: str, schedule_id: str, by: str = "") -> Job:
    """The same work at once, beside the plan. Raises UnknownId."""
    one = schedule(alias, schedule_id)
    return work.enqueue(alias, one.chore, {**one.args, "schedule": one.id}, by, schedule=one.id, anew=False)


def add_usual(alias: str) -> None:
    """Gives a home the usual schedules, once: what somebody drops later stays away."""
    made = set(ledger.setting(alias, "usual_schedules", ()))
    for chore, (rhythm, at) in USUAL.items():
        if chore not in made:
            add_schedule(alias, chore, rhythm, at)
    if not made.issuperset(USUAL):
        ledger.set_setting(alias, "usual_schedules", sorted(made | set(USUAL)))


def zone_of(alias: str) -> str:
    """The zone of the home's times of day."""
    return str(ledger.setting(alias, "zone", ZONE))


def _anything(alias: str, now: datetime) -> bool:
    """Whether a tick has anything to do: asked every second, so without a transaction."""
    rows = Schedule.objects.using(alias).filter(active=True)
    return rows.filter(next_at__lte=now).exists() or rows.filter(last_at__gt=now + CLOCK_WAS_WRONG).exists()


def _set(alias: str, one: Schedule, rhythm: str, at: time, weekday: int, day: int,
         recipients: Iterable[Mapping[str, Any]], now: datetime | None) -> None:  # fmt: skip
    if rhythm not in Rhythm.values:
        raise UnknownId(Text(de="Den Rhythmus", en="rhythm"), rhythm, Rhythm.values)
    if not (0 <= weekday <= 6 and 1 <= day <= 31):
        raise UnusableInput(
            Text(de="Diesen Tag gibt es nicht.", en="There is no such day."),
            Text(de="Wochentage gehen von 0 (Montag) bis 6, Monatstage von 1 bis 31.",
                 en="Weekdays go from 0 (Monday) to 6, days of the month from 1 to 31."),
        )  # fmt: skip
    before = one.rhythm, one.time, one.weekday, one.day
    one.rhythm, one.time, one.weekday, one.day = Rhythm(rhythm), at.replace(second=0, microsecond=0), weekday, day
    one.recipients = checked(alias, recipients)
    if one._state.adding or before != (one.rhythm, one.time, one.weekday, one.day):
        one.next_at = next_after(one, now or datetime.now(UTC), zone_of(alias))
