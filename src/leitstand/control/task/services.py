"""Files tasks so that none is filed twice, and takes what people say to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first
from leitstand.control.ledger import services as ledger
from leitstand.control.plan.audit import noted
from leitstand.control.task.models import AnswerKind, Task, TaskAnswer
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
        if self.task.version != self.version:
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
        due = said.until if said and said.until and said.news == one.news else one.due
        return {
            "id": one.id, **one.body, "owner": one.owner, "team": one.team, "due": due.isoformat(),
            "filed_on": one.filed_on.isoformat(), "status": self.status, "answer": told,
        }  # fmt: skip


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
        if one.customer in replaced:
            now = Task.objects.using(alias).filter(
                customer=replaced[one.customer], type=one.type, subject=one.subject
            )  # fmt: skip
            for task in now:
                TaskAnswer.objects.using(alias).filter(task=one).update(task=task)


def tasks(alias: str, version: str, today: date, gone: bool = False) -> list[Kept]:
    """Every task of this version, worth most first, whatever was said to it. gone: those of earlier versions too."""
    rows = Task.objects.using(alias).order_by("-stake", "id")
    said = {one.task_id: one for one in TaskAnswer.objects.using(alias).order_by("at")}
    return [Kept(one, said.get(one.id), version, today) for one in (rows if gone else rows.filter(version=version))]


def answer(alias: str, task_id: str, kind: Literal["done", "postponed", "dismissed"], until: date | None = None,
           reason: str = "", by: str = "") -> TaskAnswer:  # fmt: skip
    """Notes what a person says to a task, with a line of the audit trail (kind `taskanswer`, under the task's id).

    Raises UnknownId; UnusableInput for a task dismissed without a reason or postponed without a day.
    """
    one = Task.objects.using(alias).filter(id=task_id).first()
    if one is None:
        known = Task.objects.using(alias).values_list("id", flat=True)
        raise UnknownId(Text(de="Die Aufgabe", en="task"), task_id, known)
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
    """Deletes all tasks of customers that are erased, with the answers; how many there were."""
    rows = Task.objects.using(alias).filter(customer__in=list(customers))
    count = rows.count()
    rows.delete()
    return count
