"""Files tasks so that none is filed twice, and takes what people say to them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.db.models import Q  # isort: skip

from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.ledger import services as ledger
from leitstand.control.task.models import BY_HAND, AnswerKind, CustomerNote, Task, TaskAnswer
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text
from leitstand.planning.triggers.machine import Filed

Status = Literal["open", "postponed", "done", "dismissed", "gone"]
FILED_FOR = "tasks_filed_for"
UPDATED = ("owner", "team", "due", "stake", "news", "filed_on", "seen_on", "version", "body")


@dataclass(frozen=True, slots=True)
class Kept:
    """A task with what was said to it last, on the day of the data."""

    task: Task
    answer: TaskAnswer | None
    version: str
    today: date

    @property
    def status(self) -> Status:
        """gone: the data give no reason for it any more. An answer holds until the evidence is new."""
        if self.task.version not in (self.version, BY_HAND):
            return "gone"
        if self.answer is None or self.answer.news != self.task.news:
            return "open"
        if self.answer.kind == AnswerKind.POSTPONED:
            return "open" if self.answer.until is None or self.answer.until <= self.today else "postponed"
        return "done" if self.answer.kind == AnswerKind.DONE else "dismissed"

    def as_dict(self) -> dict[str, Any]:
        """The shape of `leitstand today --json`, with the keys of customer and owner but no numbers of sources."""
        one, said = self.task, self.answer
        told = (
            {"kind": said.kind, "until": said.until and said.until.isoformat(), "reason": said.reason, "by": said.by,
             "on": said.at.date().isoformat()}
            if said else None
        )  # fmt: skip
        return {
            "id": one.id, **one.body, "customer_key": one.customer, "owner": one.owner, "team": one.team,
            "due": self.due.isoformat(), "filed_on": one.filed_on.isoformat(), "status": self.status, "answer": told,
        }  # fmt: skip

    @property
    def due(self) -> date:
        """The day on which it should be done; of one that was postponed, the day on which it comes back."""
        said = self.answer
        return said.until if said and said.until and said.news == self.task.news else self.task.due


def version(alias: str) -> str | None:
    """Of the data and the program that tasks were last filed for; None before the first time."""
    found: str | None = ledger.setting(alias, FILED_FOR)
    return found


def file(alias: str, version: str, today: date, found: Iterable[Filed],
         replaced: Mapping[int, int] | None = None) -> None:  # fmt: skip
    """Keeps what the data give reason for; a task that is there already is updated and keeps its id.

    Where the matter is still the same it keeps the day it is due, too. replaced: customers whose records were matched
    since, with the key that holds: what was said to their tasks goes over to those of the customer they are now.
    """
    with database.together(alias):
        known = {one.id: one for one in Task.objects.using(alias).defer("body")}
        new: list[Task] = []
        changed: list[Task] = []
        for each in found:
            earlier = known.get(each.id)
            one = earlier or Task(id=each.id, customer=each.customer, type=each.type, subject=each.subject)
            if earlier is None or earlier.news != each.news:
                one.due, one.filed_on = each.due, today
            one.owner, one.team, one.stake, one.news = each.owner, each.team, each.stake, each.news
            one.seen_on, one.version, one.body = today, version, dict(each.body)
            (changed if earlier else new).append(one)
        Task.objects.using(alias).bulk_create(new, batch_size=500)
        Task.objects.using(alias).bulk_update(changed, UPDATED, batch_size=100)
        _hand_over(alias, list(known.values()), replaced or {})
        ledger.set_setting(alias, FILED_FOR, version)


def _hand_over(alias: str, earlier: Iterable[Task], replaced: Mapping[int, int]) -> None:
    for one in earlier:
        if one.customer in replaced and one.version == BY_HAND:
            Task.objects.using(alias).filter(id=one.id).update(customer=replaced[one.customer])
        elif one.customer in replaced:
            now = Task.objects.using(alias).filter(
                customer=replaced[one.customer], type=one.type, subject=one.subject
            )  # fmt: skip
            for task in now:
                TaskAnswer.objects.using(alias).filter(task=one).update(task=task)


def tasks(alias: str, version: str, today: date, gone: bool = False, among: Q | None = None,
          bodies: bool = True) -> list[Kept]:  # fmt: skip
    """Every task of this version, worth most first, whatever was said to it. gone: those of earlier versions too.

    among: only these (see `mine`). bodies: False reads faster, but then none may be asked for its `body`.
    """
    rows = Task.objects.using(alias).order_by("-stake", "id")
    rows = rows if among is None else rows.filter(among)
    rows = rows if gone else rows.filter(version__in=(version, BY_HAND))
    found = list(rows if bodies else rows.defer("body"))
    said = TaskAnswer.objects.using(alias).order_by("at")
    if among is not None:
        said = said.filter(task__in=rows.order_by().values("id"))
    last = {one.task_id: one for one in said}
    return [Kept(one, last.get(one.id), version, today) for one in found]


def mine(user: User) -> Q:
    """The tasks of a person: given to them, or those of their own customers that were given to nobody."""
    given = Q(assignee=user.pk)
    return given if user.employee_key is None else given | Q(assignee=None, owner=user.employee_key)


def of_team(teams: Collection[str]) -> Q:
    """The tasks of teams that are nobody's yet."""
    return Q(assignee=None, owner=None, team__in=list(teams))


def told(alias: str, chosen: Iterable[Kept]) -> list[Kept]:
    """The same with their bodies, in the same order."""
    chosen = list(chosen)
    whole = Task.objects.using(alias).in_bulk([one.task.id for one in chosen])
    return [Kept(whole[one.task.id], one.answer, one.version, one.today) for one in chosen if one.task.id in whole]


def assign(alias: str, task_id: str, user: User | None, by: str = "") -> Task:
    """Gives a task to a person; None: back to whose it is by the data. Raises UnknownId."""
    one = _find(alias, task_id)
    with noted(alias, one, "assigned", by):
        one.assignee = user
        one.save(using=alias, update_fields=["assignee"])
    return one


def add(alias: str, customer: int, body: Mapping[str, Any], due: date, today: date, *, owner: int | None = None,
        team: str = "", assignee: User | None = None, by: str = "") -> Task:  # fmt: skip
    """Files a task that a person wants; the same once more is the same task. body: in the shape of `machine.file`."""
    told = f"{customer} {body['type']} {due} {sorted(body['reason'].items())}"
    subject = hashlib.sha256(told.encode()).hexdigest()[:16]
    one = Task.objects.using(alias).filter(customer=customer, type=body["type"], subject=subject).first()
    if one is not None:
        return one
    one = Task(
        id=f"h{subject[:11]}", customer=customer, type=body["type"], subject=subject, owner=owner, team=team, due=due,
        stake=0.0, news=subject, filed_on=today, seen_on=today, version=BY_HAND, body=dict(body), assignee=assignee,
    )  # fmt: skip
    with noted(alias, one, "created", by):
        one.save(using=alias)
    return one


def _find(alias: str, task_id: str) -> Task:
    one = Task.objects.using(alias).filter(id=task_id).first()
    if one is None:
        known = Task.objects.using(alias).values_list("id", flat=True)
        raise UnknownId(Text(de="Die Aufgabe", en="task"), task_id, known)
    return one


def answer(alias: str, task_id: str, kind: Literal["done", "postponed", "dismissed"], until: date | None = None,
           reason: str = "", by: str = "") -> TaskAnswer:  # fmt: skip
    """Notes what a person says to a task, with a line of the audit trail (kind `taskanswer`, under the task's id).

    Raises UnknownId; UnusableInput for a task dismissed without a reason or postponed without a day.
    """
    one = _find(alias, task_id)
    if kind == "dismissed" and not reason.strip():
        raise UnusableInput(
            Text(de="Wer eine Aufgabe verwirft, nennt den Grund.", en="A task is dismissed with a reason."),
            Text(de="Nennen Sie ihn mit --reason.", en="Give it with --reason."),
        )
    if kind == "postponed" and until is None:
        raise UnusableInput(
            Text(de="Bis wann?", en="Until when?"), Text(de="Nennen Sie --until TAG.", en="Give --until DAY.")
        )
    said = TaskAnswer(
        task=one, kind=kind, until=until if kind == "postponed" else None, reason=reason.strip(), news=one.news, by=by
    )
    with noted(alias, said, kind, by, reason.strip(), name=one.id):
        said.save(using=alias)
    return said


def history(alias: str, task_id: str) -> list[TaskAnswer]:
    """All that was said to a task, oldest first."""
    return list(TaskAnswer.objects.using(alias).filter(task_id=task_id).order_by("at"))


def forget(alias: str, customers: Iterable[int]) -> int:
    """Deletes all tasks of customers that are erased, with the answers and what was written about them; how many tasks
    there were."""
    erased = list(customers)
    CustomerNote.objects.using(alias).filter(customer__in=erased).delete()
    rows = Task.objects.using(alias).filter(customer__in=erased)
    count = rows.count()
    rows.delete()
    return count


def add_note(alias: str, customer: int, text: str, by: str = "") -> CustomerNote:
    """Keeps what a person writes about a customer. Raises UnusableInput where nothing is written."""
    if not text.strip():
        raise UnusableInput(
            Text(de="Die Notiz ist leer.", en="The note is empty."),
            Text(de="Schreiben Sie, was Sie festhalten möchten.", en="Write what you want to keep."),
        )
    one = CustomerNote(customer=customer, text=text.strip(), by=by)
    with noted(alias, one, "created", by):
        one.save(using=alias)
    return one


def notes(alias: str, customers: Iterable[int]) -> list[CustomerNote]:
    """What people wrote about a customer (under all keys of theirs), newest first."""
    return list(CustomerNote.objects.using(alias).filter(customer__in=list(customers)).order_by("-at"))
