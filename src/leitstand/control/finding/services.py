"""Keeps what runs found, recognises it in the next run, and takes answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from leitstand.control import database
from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.finding.models import Answer, Finding, Run
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text

ONE_PERIOD = timedelta(days=31)
"""An onset that moved by a month, because there are more data now, is the same onset."""

Status = Literal["new", "ongoing", "answered", "gone"]


def keep(alias: str, version: str, as_of: date, summary: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> Run:
    """The run with its findings, best first; a finding that an earlier run saw keeps its id.

    found: each with type, metric, dims, since (ISO), effect; `part_of` is a place in the list, and becomes an id.
    """
    with database.together(alias):
        run = Run.objects.using(alias).create(version=version, as_of=as_of, summary=dict(summary))
        known: dict[str, list[Finding]] = {}
        for one in Finding.objects.using(alias).order_by("-last_run_id", "place"):
            known.setdefault(one.subject, []).append(one)
        ids: dict[int, str] = {}
        for place, body in enumerate(found):
            _keep_one(alias, run, place, body, known, ids)
        for one in Finding.objects.using(alias).filter(last_run=run).exclude(body__part_of=None):
            one.body["part_of"] = ids[one.body["part_of"]]
            one.save(using=alias, update_fields=["body"])
    return run


def _keep_one(alias: str, run: Run, place: int, body: Mapping[str, Any], known: dict[str, list[Finding]],
              ids: dict[int, str]) -> None:  # fmt: skip
    subject, since = subject_of(body["metric"], body["dims"]), body["since"] and date.fromisoformat(body["since"])
    rising = body["effect"] >= 0
    free = [one for one in known.get(subject, []) if one.id not in ids.values()]
    earlier = next((one for one in free if _same(one, body["type"], rising, since)), None)
    if earlier is None:
        earlier = Finding(id=_new_id(alias, subject, body, ids), first_run=run, subject=subject)
    earlier.type, earlier.metric, earlier.rising, earlier.since = body["type"], body["metric"], rising, since
    earlier.last_run, earlier.place, earlier.body = run, place, dict(body)
    earlier.save(using=alias)
    ids[place] = earlier.id


def _same(one: Finding, kind: str, rising: bool, since: date | None) -> bool:
    """What has a beginning is recognised by it, whichever method saw it; what has none by its type."""
    if one.since is None or since is None:
        return one.since == since and one.type == kind and one.rising == rising
    return one.rising == rising and abs(one.since - since) <= ONE_PERIOD


def _new_id(alias: str, subject: str, body: Mapping[str, Any], ids: Mapping[int, str]) -> str:
    """The same on every machine for the same matter, as long as it is free."""
    number = 0
    while True:
        told = json.dumps([subject, body["type"], body["since"], body["effect"] >= 0, number])
        made = hashlib.sha256(told.encode()).hexdigest()[:8]
        if made not in ids.values() and not Finding.objects.using(alias).filter(id=made).exists():
            return made
        number += 1


def subject_of(metric: str, dims: Mapping[str, str]) -> str:
    """Metric and segment in one text, whatever the order of the dimensions."""
    return json.dumps([metric, sorted(dims.items())], ensure_ascii=False)


def latest(alias: str, version: str | None = None) -> Run | None:
    """The last run, or None; version: None too where it saw another version."""
    run = Run.objects.using(alias).order_by("-id").first()
    return run if run is not None and version in (None, run.version) else None


def stamp(alias: str) -> tuple[int | None, int | None]:
    """Changes whenever there is a new run or a new answer."""
    run = Run.objects.using(alias).order_by("-id").values_list("id", flat=True).first()
    answer = Answer.objects.using(alias).order_by("-id").values_list("id", flat=True).first()
    return run, answer


def findings(alias: str) -> list[dict[str, Any]]:
    """All findings with `id` first, `status`, `answer` and `note`: those of the last run in its order, then the gone
    ones, the newest first."""
    run = latest(alias)
    if run is None:
        return []
    answers = {one.finding_id: one for one in Answer.objects.using(alias).order_by("id")}
    rows = sorted(Finding.objects.using(alias).all(), key=lambda one: (-one.last_run_id, one.place))
    return [_as_dict(one, run, answers.get(one.id)) for one in rows]


def _as_dict(one: Finding, run: Run, answer: Answer | None) -> dict[str, Any]:
    told = {"kind": answer.kind, "note": answer.note, "on": answer.answered_at.date().isoformat()} if answer else None
    return {"id": one.id, "status": status(one, run, answer), "answer": told, **one.body}


def status(one: Finding, run: Run, answer: Answer | None) -> Status:
    """answered as long as the answer holds, also where the run no longer sees it."""
    if answer is not None:
        return "answered"
    if one.last_run_id != run.id:
        return "gone"
    return "new" if one.first_run_id == run.id else "ongoing"


def answer(alias: str, finding_id: str, kind: Literal["temporary", "lasting"], note: str = "",
           by: User | None = None) -> Answer:  # fmt: skip
    """Notes what a person says to a finding. lasting: later runs look only at what came since it began (or, where it
    has no beginning, after the data that the last run saw). Raises UnknownId."""
    one = Finding.objects.using(alias).filter(id=finding_id).select_related("last_run").first()
    if one is None:
        known = list(Finding.objects.using(alias).values_list("id", flat=True))
        raise UnknownId(Text(de="Die Auffälligkeit", en="finding"), finding_id, known)
    baseline = (one.since or one.last_run.as_of + timedelta(days=1)) if kind == "lasting" else None
    newest = one.answers.order_by("id").last()
    if newest is not None and (newest.kind, newest.note) == (kind, note.strip()):
        return newest  # said twice
    said = Answer(finding=one, kind=kind, note=note.strip(), answered_by=by, baseline=baseline)
    with noted(alias, said, "answered", by.email if by else "", name=one.id):
        said.save(using=alias)
    return said


def baselines(alias: str) -> dict[tuple[str, frozenset[tuple[str, str]]], date]:
    """(metric, segment) → the day from which on it is looked at, for what people said will last."""
    newest = {one.finding_id: one for one in Answer.objects.using(alias).order_by("id").select_related("finding")}
    found: dict[tuple[str, frozenset[tuple[str, str]]], date] = {}
    for one in newest.values():
        if one.baseline is not None:
            key = one.finding.metric, frozenset(one.finding.body["dims"].items())
            found[key] = max(found.get(key, one.baseline), one.baseline)
    return found
