"""Schedules run at every planned time and never twice; a matter is told once; passwords lie sealed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from leitstand.control import database, sealing
from leitstand.control.account import services as accounts
from leitstand.control.audit.services import history
from leitstand.control.notice import channels, log, rules, schedules
from leitstand.control.notice.readers import check_address, readers
from leitstand.control.notice.rhythm import next_after
from leitstand.control.notice.rules import Alarm, lies_within
from leitstand.control.work import services as work
from leitstand.foundation.errors import LeitstandError, StoreDamaged, UnknownId, UnusableInput
from leitstand.foundation.text import Text

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def planned(start: datetime, end: datetime, at: time, fits: Callable[[date], bool]) -> list[datetime]:
    """The instants between two, worked out day by day; local days that fit."""
    days = (start.date() + timedelta(days=number) for number in range(-1, (end - start).days + 2))
    instants = [datetime.combine(day, at, BERLIN).astimezone(UTC) for day in days if fits(day)]
    return [one for one in instants if start < one <= end]


@pytest.mark.parametrize("around", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_a_thousand_ticks_with_jumping_clocks_and_two_schedulers(alias: str, around: datetime) -> None:
    """500 ticks of each of two schedulers around the change of summer time, clocks being wrong by up to two hours."""
    start, dice = around - timedelta(days=9), random.Random(around.month)
    kinds: dict[str, tuple[time, Callable[[date], bool]]] = {
        schedules.add_schedule(alias, "one", "daily", time(2, 30), now=start).id: (time(2, 30), lambda day: True),
        schedules.add_schedule(alias, "two", "weekly", time(8, 0), weekday=6, now=start).id: (
            time(8, 0), lambda day: day.weekday() == 6),
        schedules.add_schedule(alias, "three", "monthly", time(0, 5), day=31, now=start).id: (
            time(0, 5), lambda day: (day + timedelta(days=1)).day == 1),
    }  # fmt: skip
    real, ran = start, Counter[tuple[str, str]]()
    for _ in range(500):
        real += timedelta(minutes=dice.choice((30, 60, 75)))
        for _ in range(2):
            clock = real + dice.choice((-2, 0, 0, 2)) * HOUR
            ran.update((one.schedule, one.args["at"]) for one in schedules.tick(alias, clock))
    ran.update((one.schedule, one.args["at"]) for one in schedules.tick(alias, real))
    for identity, (at, fits) in kinds.items():
        mine = {instant: times for (name, instant), times in ran.items() if name == identity}
        due = {one.isoformat() for one in planned(start, real, at, fits)}
        early = {one.isoformat() for one in planned(real, real + 2 * HOUR, at, fits)}
        assert due <= set(mine) <= due | early, "none is missed"
        assert set(mine.values()) == {1}, "none runs twice"
        assert len(due) >= (1 if fits(date(2026, 3, 31)) and not fits(date(2026, 3, 30)) else 2)
    assert len(work.jobs(alias, most=1000)) == sum(ran.values())


def test_two_schedulers_at_the_same_moment_queue_it_once(alias: str) -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    for number in range(5):
        schedules.add_schedule(alias, f"chore {number}", "daily", time(9, 0), now=now)
    barrier, queued = Barrier(2), list[int]()

    def tick() -> None:
        barrier.wait()
        queued.append(len(schedules.tick(alias, now + timedelta(days=1))))
        connections[alias].close()

    threads = [Thread(target=tick) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(queued) == 5 == len(work.jobs(alias))


def test_what_was_missed_is_made_up_for_once_and_a_wild_clock_does_no_harm(alias: str) -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    one = schedules.add_schedule(alias, "report", "daily", time(9, 0), now=now)
    (job,) = schedules.tick(alias, now + timedelta(days=3))
    assert job.args["at"] == "2026-05-07T07:00:00+00:00", "the latest of the three"
    schedules.tick(alias, now + timedelta(days=8000))
    assert schedules.schedule(alias, one.id).next_at.year > 2040
    schedules.tick(alias, now + timedelta(days=4))
    (again,) = schedules.tick(alias, now + timedelta(days=5))
    assert again.args["at"] == "2026-05-09T07:00:00+00:00"
    assert [each.id for each in schedules.late(alias, now + timedelta(days=6))] == [one.id]


@pytest.mark.parametrize(
    ("rhythm", "more", "expected"),
    [
        ("daily", {}, "2026-10-01 09:00"),
        ("workdays", {}, "2026-10-01 09:00"),
        ("weekly", {"weekday": 0}, "2026-10-05 09:00"),
        ("monthly", {"day": 31}, "2026-10-31 09:00"),
        ("quarterly", {"day": 2}, "2026-10-02 09:00"),
        ("quarterly", {"day": 30}, "2026-10-30 09:00"),
    ],
)
def test_rhythms(rhythm: str, more: dict[str, int], expected: str) -> None:
    one = SimpleNamespace(**{"rhythm": rhythm, "weekday": 0, "day": 1, "time": time(9, 0), **more})
    found = next_after(one, datetime(2026, 9, 30, 12, tzinfo=UTC), "Europe/Berlin")
    assert found.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") == expected


def test_the_third_of_october_is_no_workday() -> None:
    one = SimpleNamespace(rhythm="workdays", weekday=0, day=1, time=time(7, 0))
    assert next_after(one, datetime(2025, 10, 2, 12, tzinfo=UTC), "Europe/Berlin").date() == date(2025, 10, 6)


def test_a_schedule_is_changed_on_the_record(alias: str) -> None:
    boss = accounts.add(alias, "boss@firm.de", "administrator")
    one = schedules.add_schedule(alias, "report", "daily", time(9, 0), owner=boss)
    before = one.next_at
    changed = schedules.change_schedule(alias, one.id, by="boss@firm.de", title="Montags")
    assert changed.next_at == before
    changed = schedules.change_schedule(alias, one.id, by="boss@firm.de", at=time(10, 0))
    assert (changed.next_at - before) % timedelta(days=1) == HOUR
    schedules.change_schedule(alias, one.id, active=False)
    assert schedules.tick(alias, datetime.now(UTC) + timedelta(days=3)) == []
    schedules.drop_schedule(alias, one.id, "boss@firm.de")
    assert [line["what"] for line in history(alias, "schedule", one.id)] == [
        "created", "changed", "changed", "changed", "dropped",
    ]  # fmt: skip
    with pytest.raises(UnknownId):
        schedules.schedule(alias, one.id)
    wrong: list[dict[str, Any]] = [
        {"rhythm": "hourly"}, {"weekday": 7}, {"day": 0}, {"recipients": [{"address": "no address"}]},
        {"recipients": [{"user": 404}]}, {"recipients": [{"address": "a@b.de", "segment": ["x"]}]},
    ]  # fmt: skip
    for each in wrong:
        with pytest.raises(LeitstandError):
            schedules.add_schedule(alias, "report", **{"rhythm": "daily", "at": time(9, 0), **each})


def test_a_home_begins_with_the_usual_schedules_and_dropped_ones_stay_away(alias: str) -> None:
    schedules.add_usual(alias)
    assert {one.chore for one in schedules.schedules(alias)} == {"morning", "check_deliveries", "retention"}
    schedules.drop_schedule(alias, next(one.id for one in schedules.schedules(alias) if one.chore == "morning"))
    schedules.add_usual(alias)
    assert {one.chore for one in schedules.schedules(alias)} == {"check_deliveries", "retention"}


def test_recipients_get_what_they_may_see(alias: str) -> None:
    north = accounts.add(alias, "north@firm.de", "manager", scope="region=DE6", language="en")
    gone = accounts.add(alias, "gone@firm.de", "viewer")
    accounts.disable(alias, "gone@firm.de")
    named: list[dict[str, Any]] = [
        {"user": north.id, "segment": ["channel=web"]},
        {"address": "tax@office.de"},
        {"user": gone.id},
    ]
    found = readers(alias, named, north)
    assert [(one.address, one.language, one.where) for one in found] == [
        ("north@firm.de", "en", ("region=DE6", "channel=web")), ("tax@office.de", "en", ("region=DE6",)),
    ]  # fmt: skip
    accounts.disable(alias, "north@firm.de")
    north.refresh_from_db(using=alias)
    assert readers(alias, named, north) == [], "nothing goes to addresses in the name of somebody who was shut out"


def alarm(key: str, *segment: str) -> Alarm:
    return Alarm(key, Text(de="Hoch.", en="High."), None, "/metric/orders/", "orders", segment)


def test_a_matter_is_told_once_and_again_after_it_was_over(alias: str) -> None:
    rule = rules.add_rule(alias, "threshold", metric="orders", value=5, direction="above", channels=["mail"],
                          recipients=[{"address": "a@b.de"}, {"address": "c@d.de", "language": "en"}])  # fmt: skip
    assert len(rules.see(alias, rule, [alarm("orders above")])) == 1
    assert len(log.waiting(alias)) == 2
    assert rules.see(alias, rule, [alarm("orders above")]) == [] and len(log.waiting(alias)) == 2
    assert rules.see(alias, rule, []) == []
    (over,) = rules.matters(alias)
    assert over.over_at is not None
    assert len(rules.see(alias, rule, [alarm("orders above")])) == 1 and len(log.waiting(alias)) == 4
    rules.drop_rule(alias, rule.id)
    assert rules.matters(alias) == []


def test_alerts_stay_inside_the_scope_and_the_segment_of_each_reader(alias: str) -> None:
    north = accounts.add(alias, "north@firm.de", "manager", scope="region=DE6|DE9")
    rule = rules.add_rule(alias, "special_cause", metric="orders", channels=["mail"], recipients=[
        {"user": north.id}, {"address": "web@b.de", "segment": ["channel=web"]}, {"address": "all@b.de"}])  # fmt: skip
    rules.see(alias, rule, [alarm("whole"), alarm("north", "region=DE6"), alarm("web", "channel=web", "region=DE1")])
    assert [one.key for one in rules.matters(alias, scope=["region=DE6|DE9"])] == ["north"]
    told = {(one.to, one.matter.key): one.state for one in log.notices(alias) if one.matter}
    assert told == {
        ("north@firm.de", "whole"): "withheld", ("north@firm.de", "north"): "waiting",
        ("north@firm.de", "web"): "withheld", ("web@b.de", "web"): "waiting",
        ("all@b.de", "whole"): "waiting", ("all@b.de", "north"): "waiting", ("all@b.de", "web"): "waiting",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("segment", "wider", "inside"),
    [
        (["a=1"], [], True), ([], ["a=1"], False), (["a=1"], ["a=1|2"], True), (["a=1|3"], ["a=1|2"], False),
        (["a=1"], ["a!=2"], True), (["a=2"], ["a!=2"], False), (["a!=2|3"], ["a!=2"], True),
        (["a!=2"], ["a!=2|3"], False), (["a!=1"], ["a=2"], False), (["b=1"], ["a=1"], False),
    ],
)  # fmt: skip
def test_segments_inside_each_other(segment: list[str], wider: list[str], inside: bool) -> None:
    assert lies_within(segment, wider) is inside


def test_rules_that_make_no_sense_are_refused(alias: str) -> None:
    wrong: list[dict[str, Any]] = [
        {"kind": "nonsense"}, {"kind": "threshold", "metric": "nonsense", "value": 1, "direction": "above"},
        {"kind": "threshold", "metric": "orders", "direction": "above"}, {"kind": "threshold", "value": 1.0},
        {"kind": "relative_change", "metric": "orders", "value": -0.1}, {"kind": "special_cause", "channels": ["404"]},
        {"kind": "special_cause", "segment": ["nonsense"]},
    ]  # fmt: skip
    for one in wrong:
        with pytest.raises(LeitstandError):
            rules.add_rule(alias, **one)
    assert rules.rules(alias) == []


def test_what_cannot_be_sent_is_tried_again_and_then_given_up(alias: str) -> None:
    now = datetime.now(UTC)
    log.queue(alias, "alert", "mail", "a@b.de", "de")
    for wait in (*log.AGAIN_AFTER, timedelta(days=1)):
        (one,) = log.waiting(alias, now + timedelta(seconds=1))
        log.failed(alias, one, Text(de="Nein", en="No"), now)
        assert not log.waiting(alias, now + wait - timedelta(seconds=1))
        now += wait
    (given_up,) = log.notices(alias, state="failed")
    assert given_up.tries == 5 and given_up.error == {"de": "Nein", "en": "No"}


def test_passwords_lie_sealed(alias: str, home: Path, everything: Callable[[], bytes]) -> None:
    server = channels.set_mail_server(alias, "mail.firm.de", 587, "starttls", "crm@firm.de", "crm", "Ge-heim-42")
    assert server.password == "Ge-heim-42"
    hook, secret = channels.add_webhook(alias, "chat", "https://chat.firm.de/hook")
    assert channels.webhook_secret(alias, hook) == secret
    kept = everything()
    assert b"Ge-heim-42" not in kept and secret.encode() not in kept and secret[6:].encode() not in kept
    again = channels.set_mail_server(alias, "mail.firm.de", 465, "tls", "crm@firm.de", "crm")
    assert again.password == "Ge-heim-42", "kept where none is given"
    assert channels.set_mail_server(alias, "evil.example", 465, "tls", "crm@firm.de", "crm").password == ""
    with pytest.raises(StoreDamaged):
        sealing.unseal_text(alias, "mail_server", hook.secret)
    assert database.home_of(alias) == home.resolve()


@pytest.mark.parametrize(
    "wrong",
    [{"host": "a b"}, {"host": ""}, {"port": 0}, {"security": "ssl"}, {"sender": "crm"},
     {"sender": "crm@firm.de\nBcc: all@firm.de"}, {"security": "none", "password": "secret"}],
)  # fmt: skip
def test_mail_servers_that_cannot_be(alias: str, wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {
        "host": "mail.firm.de",
        "port": 587,
        "security": "starttls",
        "sender": "crm@firm.de",
        "user": "crm",
    }
    with pytest.raises(LeitstandError):
        channels.set_mail_server(alias, **{**right, **wrong})
    assert channels.mail_server(alias) is None


@pytest.mark.parametrize(
    "address", ["a", "a@", "@b.de", "a@b.de\r\nBcc: c@d.de", "a b@c.de", "a@b.de, c@d.de", "ä@b.de"]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UnusableInput):
        check_address(address)


def test_the_address_of_the_product(alias: str) -> None:
    assert channels.base_url(alias) == ""
    channels.set_base_url(alias, "https://leitstand.firm.de/ ")
    assert channels.base_url(alias) == "https://leitstand.firm.de"
    for wrong in ("javascript:alert(1)", "leitstand.firm.de", "https://", "https://a.de/?x=1"):
        with pytest.raises(UnusableInput):
            channels.set_base_url(alias, wrong)
