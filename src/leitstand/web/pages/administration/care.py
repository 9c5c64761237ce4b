"""Overview, privacy requests, retention, audit trail and backup."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Viewed
from leitstand.control.audit.models import Change
from leitstand.control.ledger import services as ledger
from leitstand.control.notice import services as notices
from leitstand.control.privacy import services as privacy
from leitstand.control.privacy.models import Request as Asked
from leitstand.control.work import services as work
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.schema import tables
from leitstand.foundation.text import Text
from leitstand.jobs import retention, worker
from leitstand.jobs.privacy import erasing, export, people
from leitstand.jobs.privacy import words as told
from leitstand.jobs.safekeeping import backup
from leitstand.reporting.charts.words import safe
from leitstand.web.contract import Request
from leitstand.web.forms import number_of, word_of
from leitstand.web.guard import missing
from leitstand.web.pages.administration import post
from leitstand.web.pages.administration import settings as own
from leitstand.web.pages.administration.trail import lines
from leitstand.web.shell.speech import spoken

MADE, DRILLED = "backup_last", "backup_drill"
OLD_BACKUP, OLD_DRILL = timedelta(days=1), timedelta(days=8)
MOST = 300


def show(request: Request) -> HttpResponse:
    """What is in order, and what needs somebody."""
    alias, home = request.company.alias, request.company.home
    due = [one for one in privacy.requests(alias) if one.state in privacy.OPEN]
    made, drilled = ledger.setting(alias, MADE), ledger.setting(alias, DRILLED)
    stands = bool(notices.late(alias)) or not worker.running(home)
    looked_at = (
        (_older(made and made["made_at"], OLD_BACKUP),
         Text(de="Es gibt keine Sicherung von heute.", en="There is no backup of today.")),
        (_older(drilled and drilled["at"], OLD_DRILL),
         Text(de="Die Rückspielung wurde seit mehr als acht Tagen nicht geprobt.",
              en="Restoring was not tried for more than eight days.")),
        (not post.has_mail(alias), Text(de="Es ist kein Mailserver eingerichtet.", en="No mail server is set up.")),
        (stands, Text(de="Das Hintergrundprogramm läuft nicht; Zeitpläne stehen still.",
                      en="The background program does not run; schedules stand still.")),
        (bool(due), Text(de=f"Datenschutz-Anfragen warten: {len(due)}.", en=f"Privacy requests wait: {len(due)}.")),
    )  # fmt: skip
    lacks = [text for lacking, text in looked_at if lacking]
    users = accounts.users(alias)
    return render(request, "administration/administration.html", {
        "lacks": lacks, "users": len([one for one in users if one.is_active]), "due": len(due), "made": made,
        "schedules": len([one for one in notices.schedules(alias) if one.active]),
        "rules": len([one for one in notices.rules(alias) if one.active]),
        "last": ledger.setting(alias, retention.LAST),
    })  # fmt: skip


def _older(at: str | None, than: timedelta) -> bool:
    return at is None or datetime.now(UTC) - datetime.fromisoformat(at) > than


def keeping(request: Request) -> HttpResponse:
    """What is kept for how long."""
    alias = request.company.alias
    days, last = retention.days(alias), ledger.setting(alias, retention.LAST)
    gone = (last or {}).get("gone", {})
    return render(request, "administration/retention.html", {
        "classes": [(name, one.title, days[name], one.days, gone.get(name)) for name, one in retention.CLASSES.items()],
        "last": last, "scheduled": any(one.chore == "retention" and one.active for one in notices.schedules(alias)),
    })  # fmt: skip


def keep_days(request: Request) -> HttpResponseBase:
    alias = request.company.alias
    wanted = {name: int(number_of(request.POST, name) or 0) for name in retention.CLASSES if name in request.POST}
    return own.done(
        request, lambda: own.noted_setting(request, retention.SETTING, lambda: retention.set_days(alias, wanted)),
        Text(de="Die Fristen gelten ab der nächsten Nacht.", en="The periods hold from the next night."),
        "administration.retention",
    )  # fmt: skip


def people_asked(request: Request) -> HttpResponse:
    """Privacy requests, and finding the person one is about."""
    alias, found = request.company.alias, []
    words = word_of(request.POST, "words", 200) if request.method == "POST" else ""
    if words:
        found = people.find(request.company.home, words)
        accounts.viewed(alias, request.user, "search", [key for one in found for key in one.keys.get("customer", ())],
                        page="administration.privacy")  # fmt: skip
    return render(request, "administration/privacy.html", {
        "words": words, "requests": privacy.requests(alias),
        "found": [{"one": one, "fields": _fields(one), "keys": _keys(one.keys)} for one in found],
    })  # fmt: skip


def ask(request: Request) -> HttpResponseBase:
    """Opens a request about the person who was found: hands the data out, or shows what an erasure would do."""
    company, given = request.company, request.POST
    keys = _read_keys(word_of(given, "keys", 2000))
    identified = word_of(given, "identified", 500)
    if not keys:
        raise missing("person")
    if not identified:
        messages.error(request, Text(de="Nennen Sie, wie die Person sich ausgewiesen hat.",
                                     en="Say how the person proved who they are.").get(spoken()))  # fmt: skip
        return redirect("administration.privacy")
    if given.get("kind") == "erasure":
        one = privacy.ask(company.alias, "erasure", keys, request.user.email, identified)
        return redirect("administration.erasure", identity=one.id)
    one = privacy.ask(company.alias, "export", keys, request.user.email, identified)
    content = export.archive(company.home, keys, spoken())
    accounts.viewed(
        company.alias, request.user, "export", keys.get("customer", []), identified, "administration.privacy"
    )
    privacy.finish(company.alias, one.id, {"bytes": len(content)}, request.user.email)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"person-{one.id}.zip") or ""
    return response


def erasure(request: Request, identity: str) -> HttpResponse:
    """What an erasure does, confirming it, and its certificate."""
    company, one = request.company, _request(request, identity)
    plan = erasing.plan(company.home, one.keys) if one.state in privacy.OPEN else None
    jobs = [job for job in work.jobs(company.alias, chore="erase_person") if job.args.get("request") == one.id]
    meanings = {name: table.meaning for name, table in tables().items()}

    def named(rows: Any) -> list[tuple[Text | str, int]]:
        return [(meanings.get(name, name), number) for name, number in (rows or {}).items()]

    result = one.result or {}
    return render(request, "administration/erasure.html", {
        "one": one, "plan": plan, "gone": named(plan.gone if plan else result.get("gone")),
        "held": named(plan.kept if plan else result.get("kept")), "job": jobs[0] if jobs else None, "hold": told.HOLD,
        "open": one.state in privacy.OPEN, "certified": result.get("values", 0), "sure": request.GET.get("sure") == "1",
    })  # fmt: skip


def confirm(request: Request, identity: str) -> HttpResponseBase:
    """The first confirmation asks for the second; the second has the person erased."""
    one, alias = _request(request, identity), request.company.alias
    if request.POST.get("second") != "yes":
        response = redirect("administration.erasure", identity=one.id)
        response["Location"] += "?sure=1"
        return response
    if word_of(request.POST, "word", 20).upper() not in ("LÖSCHEN", "ERASE"):
        messages.error(request, Text(de="Tippen Sie LÖSCHEN, um endgültig zu bestätigen.",
                                     en="Type ERASE to confirm for good.").get(spoken()))  # fmt: skip
        return redirect("administration.erasure", identity=one.id)
    privacy.confirm(alias, one.id, request.user.email)
    work.enqueue(alias, "erase_person", {"request": one.id}, request.user.email, anew=False)
    return redirect("administration.erasure", identity=one.id)


def drop(request: Request, identity: str) -> HttpResponseBase:
    one = _request(request, identity)
    return own.done(request, lambda: privacy.drop(request.company.alias, one.id, request.user.email),
                    Text(de="Die Anfrage ist verworfen; nichts wurde gelöscht.",
                         en="The request is dropped; nothing was erased."), "administration.privacy")  # fmt: skip


def _fields(one: people.Person) -> list[tuple[Text | str, str]]:
    return [(told.FIELDS.get(name, name), ", ".join(values)) for name, values in one.fields.items()]


def _keys(keys: Any) -> str:
    return " ".join(f"{entity}:{key}" for entity, found in sorted(keys.items()) for key in sorted(found))


def _read_keys(words: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word in words.split():
        entity, _, key = word.partition(":")
        if entity in people.PERSONS and key.isdecimal() and len(key) < 20 and int(key) < 2**63:
            found.setdefault(entity, []).append(int(key))
    return found


def _request(request: Request, identity: str) -> Asked:
    try:
        return privacy.request(request.company.alias, identity)
    except UnknownId:
        raise missing(identity) from None


def audit(request: Request) -> HttpResponse:
    """Who changed what, or who viewed whom."""
    kind = "views" if request.GET.get("what") == "views" else "changes"
    return render(request, "administration/audit.html", {
        "what": kind, "by": word_of(request.GET, "by", 254), "about": word_of(request.GET, "about", 200),
        "changes": lines(_changes(request)[:MOST]) if kind == "changes" else [],
        "views": _views(request)[:MOST] if kind == "views" else [], "most": MOST,
    })  # fmt: skip


def audit_file(request: Request) -> HttpResponse:
    """The same as a table to take along."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if request.GET.get("what") == "views":
        rows: Iterable[Sequence[Any]] = ((one.at.isoformat(), one.user.email, one.kind, one.key, one.page, one.reason)
                                         for one in _views(request))  # fmt: skip
        writer.writerow(("at", "by", "kind", "person", "page", "reason"))
    else:
        rows = ((one.at.isoformat(), one.by, one.kind, one.object_id, one.what, one.note, one.before, one.after)
                for one in _changes(request))  # fmt: skip
        writer.writerow(("at", "by", "kind", "object", "what", "note", "before", "after"))
    for row in rows:
        writer.writerow(["" if cell is None else safe(str(cell)) for cell in row])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "audit.csv") or ""
    return response


def _changes(request: Request) -> Any:
    rows = Change.objects.using(request.company.alias).order_by("-at", "id")
    if by := word_of(request.GET, "by", 254):
        rows = rows.filter(by__icontains=by)
    if about := word_of(request.GET, "about", 200):
        rows = rows.filter(object_id__icontains=about) | rows.filter(kind__icontains=about)
    return rows


def _views(request: Request) -> Any:
    rows = Viewed.objects.using(request.company.alias).select_related("user").order_by("-at", "-pk")
    if by := word_of(request.GET, "by", 254):
        rows = rows.filter(user__email__icontains=by)
    if (about := word_of(request.GET, "about", 20)).isdigit():
        rows = rows.filter(key=int(about))
    return rows


def backups(request: Request) -> HttpResponse:
    """The last backup, whether it could be restored, and making one."""
    alias, home = request.company.alias, request.company.home
    made, drilled = ledger.setting(alias, MADE), ledger.setting(alias, DRILLED)
    running = work.jobs(alias, chore="backup", over=False)
    failed = next(iter(work.jobs(alias, chore="backup", over=True, most=1)), None)
    return render(request, "administration/backup.html", {
        "made": made, "drilled": drilled, "running": running[0] if running else None,
        "failed": failed if failed and failed.state == "failed" else None, "backups": backup.backups(home)[:20],
        "stale": _older(made and made["made_at"], OLD_BACKUP), "folder": home.path / backup.FOLDER,
        "scheduled": any(one.chore == "backup" and one.active for one in notices.schedules(alias)),
    })  # fmt: skip


def make_backup(request: Request) -> HttpResponseBase:
    work.enqueue(request.company.alias, "backup", {}, request.user.email, anew=False)
    messages.success(request, Text(de="Die Sicherung beginnt.", en="The backup begins.").get(spoken()))
    return redirect("administration.backup")
