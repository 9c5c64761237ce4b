"""What the page of a customer shows, and what one can do there: write a note, plan a callback, take the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.account import services as accounts
from leitstand.control.identity import services as identity
from leitstand.control.task import services as tasks
from leitstand.control.task.models import BY_HAND
from leitstand.control.task.services import Kept
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import Text
from leitstand.jobs.timeline import plain
from leitstand.web.contract import Request
from leitstand.web.naming import value_name
from leitstand.web.pages.person import figures, story
from leitstand.web.persons import Persons
from leitstand.web.shell.speech import spoken
from leitstand.web.words import MONTHS

from django.db.models import Q  # isort: skip

if TYPE_CHECKING:
    import pandas as pd

SHOWN, PAGE_SIZE = 8, 40
LATER = 7
CALLBACK = "callback"
KINDS = {
    "person": Text(de="Privatkund:in", en="Private customer"),
    "company": Text(de="Geschäftskunde", en="Business customer"),
}
CONTACT = ("email", "phone", "street", "zip", "city")
MOST_CONTACTS = 3
MOST_WRITTEN = 4000
SAVED = Text(de="Die Notiz ist gespeichert.", en="The note is saved.")
FILED = Text(de="Der Rückruf steht unter „Meine Aufgaben“.", en="The callback stands under 'My tasks'.")
TAKEN = Text(de="Die Aufgabe gehört jetzt Ihnen.", en="The task is yours now.")
POSTPONED = Text(de="Die Aufgabe kommt in einer Woche wieder.", en="The task comes back in a week.")


def show(request: Request, key: int) -> HttpResponse:
    persons = Persons(request.company)
    row = persons.row(key)
    (row,) = persons.named([row], "person")
    table = persons.timeline.of(key)
    seen, today = persons.sees(row), persons.book.as_of
    own = open_tasks(request, persons, key)
    notes = written(request, persons, row, own)
    due = [one for one in own if one.status == "open" and (seen or one.task.version != BY_HAND)]  # people write names
    found, every = len(table) + len(notes), request.GET.get("events") == "all"
    size = PAGE_SIZE if every else SHOWN
    last = max(1, -(-found // size))
    given = request.GET.get("at", "1")
    at = min(max(int(given), 1), last) if every and given.isdecimal() else 1
    return render(
        request,
        "person/person.html",
        {
            "row": row, "seen": seen, "kind": KINDS.get(row["customer_type"] or "", KINDS["person"]),
            "region": value_name("region", row["region_nuts"]) if row["region_nuts"] else None,
            "since": since(row), "tags": figures.tags(row, persons.book.table), "currency": persons.book.currency,
            "costs": figures.costs(row), "missing": 0 if row["score"] is None else 100 - round(row["score"]),
            "moved": moved(row),
            "rhythm": figures.rhythm(row, table, today, persons.book.currency), "today": today,
            "lines": timeline(request, persons, row, table, notes, (at - 1) * size, size), "found": found,
            "every": every, "at": at, "last": last,
            "step": next(iter(due), None), "others": due[1:], "owner": owner(request, persons, row),
            "likes": [(row[f"like_{n}"], row[f"like_{n}_share"]) for n in (1, 2) if row[f"like_{n}"]],
            "contact": contact(request, persons, row) if seen else None,
            "consents": [(story.consent(purpose, status), day, status) for purpose, status, day
                         in figures.consents(plain(table[table.kind == "consent"]))],
            "callback_on": figures.in_days(today, 1),
        },
    )  # fmt: skip


def written(request: Request, persons: Persons, row: Mapping[str, Any], own: Sequence[Kept]) -> list[story.Line]:
    """What people wrote about the customer and said to tasks; only for those who may know who it is."""
    if not persons.sees(row):
        return []
    return story.written(tasks.notes(request.company.alias, persons.records(row["key"])), own)


def timeline(request: Request, persons: Persons, row: Mapping[str, Any], table: pd.DataFrame,
             notes: Sequence[story.Line], first: int, size: int) -> list[story.Line]:  # fmt: skip
    """A page of everything that happened, newest first: events and what people wrote."""
    days = [day.date() for day in table.day]
    order = sorted([*((day, place, None) for place, day in enumerate(days)), *((one.day, -1, one) for one in notes)],
                   key=lambda each: (-each[0].toordinal(), each[1]))[first : first + size]  # fmt: skip
    shown = table.iloc[[place for _, place, note in order if note is None]]
    comments: dict[int, str] = {}
    asked = [int(one) for one in shown[shown.kind == "survey"].key]
    if asked and persons.sees(row):
        kept = identity.reveal(request.company.alias, "survey_answer", asked, ["comment"])
        comments = {one: fields["comment"] for one, fields in kept.items()}
    book = persons.book
    told = iter(story.lines(plain(shown), book.as_of, book.currency, figures.usual_delay(table), comments))
    return [next(told) if note is None else note for _, _, note in order]


def open_tasks(request: Request, persons: Persons, key: int) -> list[Kept]:
    """The customer's tasks, worth most first, whatever was said to them."""
    alias = request.company.alias
    version = tasks.version(alias) or ""
    return tasks.tasks(alias, version, persons.book.as_of, among=Q(customer=key))


def since(row: Mapping[str, Any]) -> Text | None:
    """ "March 2022"."""
    day = row["since"]
    if day is None:
        return None
    month = MONTHS[day.month - 1]
    return Text(de=f"{month.de} {day.year}", en=f"{month.en} {day.year}")


def moved(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The change of the status against thirty days ago, in whole points."""
    if row["score"] is None or row["score_before"] is None:
        return None
    change = round(row["score"]) - round(row["score_before"])
    tone, arrow = ("good", "▲") if change > 0 else ("bad", "▼") if change < 0 else ("neutral", "■")
    return {"points": abs(change), "tone": tone, "arrow": arrow}


def owner(request: Request, persons: Persons, row: Mapping[str, Any]) -> str | None:
    if row["owner"] is None:
        return None
    return persons.employees([row["owner"]]).get(row["owner"])


def contact(request: Request, persons: Persons, row: Mapping[str, Any]) -> dict[str, Any]:
    """How to reach the customer, as the sources know it, and the people to talk to in a company."""
    alias = request.company.alias
    records = persons.records(row["key"])
    known = identity.reveal(alias, "customer", records, CONTACT)
    found: dict[str, str] = {}
    for record in records:
        for field, value in known.get(record, {}).items():
            found.setdefault(field, value)
    place = " ".join(found[field] for field in ("zip", "city") if field in found)
    people = identity.reveal(alias, "contact", persons.contacts(row["key"]), ("name", "email", "phone")).values()
    others = [one for one in people if one.get("name") and one["name"] != row.get("name")]
    if row.get("name") is None and (found or others):  # a name that is shown was noted before
        accounts.viewed(alias, request.user, "view", [row["key"]], page="person")
    return {
        "email": found.get("email"), "phone": found.get("phone"),
        "address": ", ".join(part for part in (found.get("street"), place) if part),
        "people": others[:MOST_CONTACTS],
    }  # fmt: skip


def note(request: Request, key: int) -> HttpResponse:
    """text: what to keep about the customer."""
    _, row = _allowed(request, key)
    tasks.add_note(
        request.company.alias, row["key"], request.POST.get("text", "")[:MOST_WRITTEN], by=request.user.email
    )
    return _back(request, key, SAVED)


def callback(request: Request, key: int) -> HttpResponse:
    """on: day of the call; text: what it is about."""
    persons, row = _allowed(request, key)
    text = request.POST.get("text", "").strip()[:MOST_WRITTEN]
    day = parse_day(request.POST.get("on", ""))
    today = persons.book.as_of
    if day < today:
        raise UnusableInput(
            Text(de="Der Tag des Rückrufs ist schon vorbei.", en="The day of the callback has passed."),
            Text(de="Nehmen Sie heute oder einen späteren Tag.", en="Take today or a later day."),
        )
    reason = text or {"de": "Rückruf vereinbart.", "en": "A callback was agreed."}[spoken()]
    body = {
        "customer_key": row["key"], "type": CALLBACK, "title": {"de": "Rückruf", "en": "Callback"},
        "reason": {"de": reason, "en": reason}, "evidence": {}, "records": [],
        "step": {"de": "Anrufen und das Ergebnis als Notiz festhalten.", "en": "Call, and keep the result as a note."},
        "value_at_stake": 0.0, "money_kind": "revenue", "currency": persons.book.currency,
        "value_basis": {"de": "Von Hand angelegt.", "en": "Filed by hand."},
    }  # fmt: skip
    tasks.add(request.company.alias, row["key"], body, day, today, owner=row["owner"], team=row["team"] or "sales",
              assignee=request.user, by=request.user.email)  # fmt: skip
    return _back(request, key, FILED)


def step(request: Request, key: int) -> HttpResponse:
    """task: its id; say: "take" or "later"."""
    persons, _ = _allowed(request, key)
    own = {one.task.id: one for one in open_tasks(request, persons, key)}
    task = own.get(request.POST.get("task", ""))
    if task is None:
        raise UnusableInput(Text(de="Diese Aufgabe gibt es nicht mehr.", en="This task is gone."),
                            Text(de="Laden Sie die Seite neu.", en="Reload the page."))  # fmt: skip
    alias, by = request.company.alias, request.user.email
    if request.POST.get("say") == "later":
        if task.status == "open":
            until = persons.book.as_of + timedelta(days=LATER)
            tasks.answer(alias, task.task.id, "postponed", until, by=by)
        return _back(request, key, POSTPONED)
    tasks.assign(alias, task.task.id, request.user, by=by)
    return _back(request, key, TAKEN)


def _allowed(request: Request, key: int) -> tuple[Persons, dict[str, Any]]:
    """The line of the customer, where this person may act for them. Raises Http404, LeitstandError."""
    persons = Persons(request.company)
    row = persons.row(key)
    if not persons.sees(row):
        raise NotYours()
    return persons, row


class NotYours(LeitstandError):
    """Somebody acts for a customer who is not theirs."""

    def __init__(self) -> None:
        super().__init__(
            Text(de="Das geht nur bei eigenen Kund:innen.", en="This is for own customers only."),
            Text(de="Wenden Sie sich an die verantwortliche Person oder Ihre Leitung.",
                 en="Turn to the owner or your manager."),
        )  # fmt: skip


def _back(request: Request, key: int, said: Text) -> HttpResponse:
    messages.success(request, said.get(spoken()))
    return HttpResponseRedirect(reverse("person", kwargs={"key": key}) + request.state.query())
