"""Alerts, reports and the mail of the morning, from a shop's orders to the letter box."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

import pytest
from tests.jobs.mail import Kept, post_office

from leitstand.analysis.contract import Candidate, Driver, Evidence
from leitstand.analysis.run.result import Finding, plain
from leitstand.control import database
from leitstand.control.account import services as accounts
from leitstand.control.finding import services as findings
from leitstand.control.identity import services as identity
from leitstand.control.notice import channels, log, rules, schedules
from leitstand.control.task import services as tasks
from leitstand.control.work import services as work
from leitstand.foundation.home import Home
from leitstand.foundation.period import add_months
from leitstand.foundation.text import Text
from leitstand.jobs import alerts, published, webhooks, worker
from leitstand.jobs.analysing import _version
from leitstand.jobs.deliveries import missing
from leitstand.jobs.links import Links
from leitstand.jobs.tasks import Tasks
from leitstand.planning.triggers.machine import Filed
from leitstand.workspace import Workspace

HEADER = "order number,order date,customer number,sku,quantity,net amount"
FIRST, MONTHS, SHORT = date(2023, 7, 1), 36, 6
TO = [{"address": "anna@firm.de"}, {"address": "bob@firm.com", "language": "en"}]


FELL = Text(de="Umsatz bekannter Kund:innen: seit 01/2026 niedriger.", en="Revenue of known customers: lower.")
REGULARS = Driver(Text(de="Kundengruppe Stamm", en="Regular customers"), -1.0, "currency", "made_up_of")


def finding(metric: str, since: date | None = None, sentence: Text = FELL, part_of: int | None = None,
            drivers: Sequence[Driver] = (), **more: Any) -> dict[str, Any]:  # fmt: skip
    """As a run hands it over."""
    evidence = Evidence("table", {}, "count", sentence)
    given = {"type": "level_shift", "effect": -1.0, "unit": "currency", "good": False, **more}
    one = Candidate(metric=metric, evidence=evidence, since=since, **given)
    told: dict[str, Any] = plain(Finding(one, sentence, 0.01, 1.0, (1.0, 1.0), drivers, part_of=part_of).as_dict())
    return told


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Three years of a shop whose customers order every month; half a year ago most of them stopped. With findings."""
    folder, dice = tmp_path_factory.mktemp("alerts"), random.Random(5)
    lines = [HEADER]
    for month in range(MONTHS):
        start = add_months(FIRST, month)
        for number in range(40 if month < MONTHS - SHORT else 10):
            day = start + timedelta(days=dice.randrange(28))
            lines.append(f"{month}-{number},{day},K-{number},TEA,1,{dice.uniform(80, 120):.2f}")
    lines.append(f"last,{add_months(FIRST, MONTHS) - timedelta(days=1)},K-1,TEA,1,100.00")
    (folder / "orders.csv").write_text("\n".join(lines))
    Workspace(folder / "home").import_files(folder / "orders.csv", check=False)
    home = Home(folder / "home")
    january, other = date(2026, 1, 1), Text(de="Anderes.", en="Other.")
    found = [
        finding("revenue_identified", january, drivers=[REGULARS]), finding("revenue_net", date(2024, 1, 1), other),
        finding("revenue_net", None, other, type="trend"), finding("aov", january, other, good=True),
        finding("revenue_net", january, other, dims={"product": "TEA"}, part_of=0),
    ]  # fmt: skip
    findings.keep(Links.of(home).alias, _version(home), published.facts(home).as_of, {}, found)
    yield home
    database.close(home.path)


@pytest.fixture
def alias(home: Home, monkeypatch: pytest.MonkeyPatch) -> str:
    """Without what other tests left."""
    monkeypatch.setattr(schedules, "USUAL", {})
    alias = Links.of(home).alias
    for one in rules.rules(alias):
        rules.drop_rule(alias, one.id)
    channels.set_base_url(alias, "https://leitstand.firm.de")
    return alias


@pytest.fixture
def office(alias: str) -> Iterator[Kept]:
    with post_office() as kept:
        channels.set_mail_server(alias, "127.0.0.1", kept.port, "none", "crm@firm.de")
        yield kept


def look(home: Home, **more: Any) -> list[dict[str, str]]:
    found: list[dict[str, str]] = alerts.look(home, date(2026, 7, 1), **more)["new"]
    return found


def test_a_special_cause_arrives_with_its_sentence_and_the_way_to_it(home: Home, alias: str, office: Kept) -> None:
    rules.add_rule(alias, "special_cause", metric="revenue_net", channels=["mail"], recipients=TO)
    work.enqueue(alias, "alerts")
    worker.work(home, once=True)
    assert sorted(to for to, _ in office.mails) == [["anna@firm.de"], ["bob@firm.com"]], "one mail each"
    (matter,) = rules.matters(alias)
    assert matter.path.startswith("/findings/") and matter.key.startswith("finding ")
    assert matter.text == FELL.as_dict()
    assert matter.cause == {"de": "Das setzt sich vor allem zusammen aus: Kundengruppe Stamm.",
                            "en": "It is mostly made up of: Regular customers."}  # fmt: skip
    bodies = {mail["Content-Language"]: office.body(place, "plain") for place, (_, mail) in enumerate(office.mails)}
    for language in ("de", "en"):
        assert matter.text[language] in bodies[language] and matter.cause[language] in bodies[language]
        assert f"https://leitstand.firm.de{matter.path}" in bodies[language]
    work.enqueue(alias, "alerts")
    worker.work(home, once=True)
    assert len(office.mails) == 2 and log.waiting(alias) == [], "no second alert for the same matter"


def test_all_calm_sends_nothing(home: Home, alias: str, office: Kept) -> None:
    rules.add_rule(
        alias, "threshold", metric="revenue_net", value=1e9, direction="above", channels=["mail"], recipients=TO
    )
    rules.add_rule(alias, "special_cause", metric="sessions", channels=["mail"], recipients=TO)
    rules.add_rule(alias, "missing_delivery", channels=["mail"], recipients=TO)
    rules.add_rule(alias, "relative_change", metric="orders", against="previous_period", value=0.01, channels=["mail"],
                   recipients=TO)  # fmt: skip
    work.enqueue(alias, "alerts")
    work.enqueue(alias, "check_deliveries")
    worker.work(home, once=True)
    assert office.mails == [] and rules.matters(alias) == []


def test_a_threshold_with_what_the_change_is_made_up_of(home: Home, alias: str) -> None:
    rule = rules.add_rule(alias, "threshold", metric="orders", value=20, direction="below", channels=["mail"],
                          recipients=TO)  # fmt: skip
    (text,) = look(home)
    assert text["de"] == "Aufträge: 11 im Zeitraum 06/2026, unter dem Grenzwert 20."
    assert text["en"] == "Orders: 11 in 2026-06, below the limit of 20."
    (matter,) = rules.matters(alias)
    assert matter.cause and "40" in matter.cause["de"] and "2025-06" in matter.cause["en"]
    assert matter.path == "/metric/orders/"
    assert look(home) == []
    rules.change_rule(alias, rule.id, value=5)
    assert look(home) == [] and rules.matters(alias)[0].over_at is not None
    rules.change_rule(alias, rule.id, value=20)
    assert look(home) == [text], "told again after it was over"


def test_a_relative_change_that_is_more_than_chance(home: Home, alias: str) -> None:
    rule = rules.add_rule(alias, "relative_change", metric="orders", value=0.5, direction="fall", channels=["mail"],
                          recipients=TO)  # fmt: skip
    (text,) = look(home)
    assert "−72,5\u202f%" in text["de"] and "Vorjahr" in text["de"] and "previous year" in text["en"]
    for changed in ({"direction": "rise"}, {"direction": "fall", "value": 0.9}):
        rules.change_rule(alias, rule.id, **changed)
        assert look(home) == []


def test_a_rule_that_cannot_say_anything_changes_nothing(home: Home, alias: str) -> None:
    rule = rules.add_rule(alias, "threshold", metric="orders", value=20, direction="below", channels=["mail"],
                          recipients=TO)  # fmt: skip
    look(home)
    rules.change_rule(alias, rule.id, segment=["device=mobile"])
    told = alerts.look(home, date(2026, 7, 1))
    assert told["new"] == [] and set(told["failed"]) == {rule.id} and told["failed"][rule.id]["de"]
    assert rules.matters(alias)[0].over_at is None


def test_webhooks_get_it_too(home: Home, alias: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hook, secret = channels.add_webhook(alias, "chat", "https://chat.firm.example/hook")
    rules.add_rule(alias, "threshold", metric="orders", value=20, direction="below", channels=[hook.id])
    called = list[Any]()
    monkeypatch.setattr(webhooks, "call", lambda *what: called.append(what))
    look(home)
    worker.work(home, once=True)
    ((url, used, event, kind, data),) = called
    assert (url, used, kind) == ("https://chat.firm.example/hook", secret, "alert")
    assert data["metric"] == "orders" and data["kind"] == "threshold" and data["text"]["de"] and data["cause"]["en"]
    assert data["url"] == "https://leitstand.firm.de/metric/orders/"
    (sent,) = log.notices(alias, channel="webhook")
    assert (sent.id, sent.state) == (event, "sent")


def every(days: int, times: int, last: date) -> list[date]:
    return [last - timedelta(days=days * number) for number in range(times)]


def test_a_delivery_is_missing_when_it_is_later_than_usual_and_the_grace_is_over() -> None:
    friday = date(2026, 10, 30)
    workdays = [day for day in every(1, 40, friday) if day.weekday() < 5]
    for source, delivered, usual, first_late in (
        ("weekly", every(7, 10, friday), 7, date(2026, 11, 11)),
        ("workdays", workdays, 1, date(2026, 11, 4)),
        ("monthly", [date(2026, month, 3) for month in range(1, 11)], 31, date(2026, 11, 20)),
    ):
        days = {source: delivered}
        assert missing(days, first_late - timedelta(days=1)) == []
        (late,) = missing(days, first_late)
        assert (late.source, late.usual, late.last) == (source, usual, max(delivered))
    assert missing({"new": every(7, 3, friday)}, date(2027, 1, 1)) == [], "no rhythm yet"
    (impatient,) = missing({"weekly": every(7, 10, friday)}, date(2026, 11, 7), grace=0)
    assert impatient.due == date(2026, 11, 6)


def task(key: int) -> Filed:
    said = {"de": "Seit 50 Tagen ohne Auftrag.", "en": "No order for 50 days."}
    body = {"customer_key": key, "title": said, "reason": said, "step": said, "value_at_stake": 90.0, "records": [],
            "currency": "EUR", "money_kind": "revenue"}  # fmt: skip
    return Filed(f"task-{key}"[:12], key, "overdue_reorder", "", None, "sales", date(2026, 7, 2), 90.0, "1", body)


def test_the_mail_of_the_morning_tells_each_person_what_they_may_see(home: Home, alias: str, office: Kept) -> None:
    version, today = Tasks(home, published.facts(home))._version, date(2026, 6, 30)
    keys = identity.keys_for(alias, "customer", "generic", ["K-1", "K-2"]).values()
    tasks.file(alias, version, today, [task(key) for key in keys])
    identity.remember(alias, "customer", {key: {"name": f"Firma {key}"} for key in keys}, "load")
    boss = accounts.add(alias, "boss@firm.de", "manager", wants_morning_mail=True)
    accounts.add(alias, "seller@firm.de", "employee", team="sales", language="en", wants_morning_mail=True)
    accounts.add(alias, "idle@firm.de", "viewer", wants_morning_mail=True)
    accounts.add(alias, "quiet@firm.de", "manager")
    work.enqueue(alias, "morning")
    worker.work(home, once=True)
    assert {to: number for (to,), number in [(to, 1) for to, _ in office.mails]} == {
        "boss@firm.de": 1,
        "seller@firm.de": 1,
    }
    mine = {to[0]: office.body(place, "plain") for place, (to, _) in enumerate(office.mails)}
    assert "Firma " in mine["boss@firm.de"] and "Firma " not in mine["seller@firm.de"]
    assert "customer number K-" in mine["seller@firm.de"] and "https://leitstand.firm.de/tasks/" in mine["boss@firm.de"]
    seen = accounts.views(alias, email="boss@firm.de")
    assert seen and {one.kind for one in seen} == {"export"} and accounts.views(alias, email="seller@firm.de") == []
    assert {one.user_id for one in seen} == {boss.id}
    (job,) = work.jobs(alias, chore="morning")
    assert job.result == {"sent": ["boss@firm.de", "seller@firm.de"], "nothing_to_do": 1, "failed": {}}
    assert not any("Firma" in str(one.about) for one in log.notices(alias)), "names are kept nowhere"
    tasks.file(alias, version, today, [])
    for key in keys:
        tasks.answer(alias, f"task-{key}"[:12], "done")
    work.enqueue(alias, "morning")
    worker.work(home, once=True)
    assert len(office.mails) == 2, "nothing to do, no mail"


def test_a_report_goes_to_each_recipient_in_the_own_language(home: Home, alias: str, office: Kept) -> None:
    office.refused = {"gone@firm.de"}
    one = schedules.add_schedule(alias, "report", "monthly", time(8, 0), args={"kind": "monthly", "form": "html"},
                                 recipients=[*TO, {"address": "gone@firm.de"}])  # fmt: skip
    job = schedules.run_now(alias, one.id)
    worker.work(home, once=True)
    done = work.job(alias, job.id)
    assert (done.state, (done.result or {})["sent"]) == ("done", ["anna@firm.de", "bob@firm.com"])
    assert set((done.result or {})["failed"]) == {"gone@firm.de"}
    german, english = office.body(0, "html"), office.body(1, "html")
    assert "Nettoumsatz" in german and "Net revenue" in english and "Nettoumsatz" not in english
    told = {each.to: each.state for each in log.notices(alias, kind="report")}
    assert told == {"anna@firm.de": "sent", "bob@firm.com": "sent", "gone@firm.de": "failed"}
    schedules.change_schedule(alias, one.id, recipients=[])
    empty = schedules.run_now(alias, one.id)
    worker.work(home, once=True)
    assert work.job(alias, empty.id).state == "failed"


def test_a_report_as_a_file_is_attached(home: Home, alias: str, office: Kept) -> None:
    accounts.add(alias, "chief@firm.de", "manager")
    asked = {"kind": "quarterly", "form": "xlsx", "recipients": TO[:1]}
    work.enqueue(alias, "report", asked, by="chief@firm.de")
    nobody = work.enqueue(alias, "report", asked | {"period": "2026-Q1"}, by="nobody@firm.de")
    worker.work(home, once=True)
    assert work.job(alias, nobody.id).state == "failed", "plain addresses get what the one who asks may see"
    ((_, message),) = office.mails
    (attached,) = message.iter_attachments()
    assert str(attached.get_filename()).endswith(".xlsx") and attached.get_content().startswith(b"PK")
    assert "Nettoumsatz" in office.body(0, "plain")
