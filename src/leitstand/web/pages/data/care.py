"""Looking after the data: loads, what is wrong in them, rejected rows, records that may be the same."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from leitstand.control.account import services as accounts
from leitstand.control.audit import services as audit
from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.control.identity.clusters import Doubtful
from leitstand.control.ledger import services as ledger
from leitstand.control.work import services as work
from leitstand.foundation.errors import LeitstandError, UnknownId
from leitstand.foundation.text import Text
from leitstand.jobs import maintenance, uploads
from leitstand.sources.contract import Reject
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.forms import word_of
from leitstand.web.guard import missing
from leitstand.web.pages.data import standing, words
from leitstand.web.pages.data.upload import Received
from leitstand.web.pages.data.whole import whole
from leitstand.web.shell.speech import spoken

MOST = 50
"""Rows on one page."""
PAIRS = 10


@whole
def show(request: Request) -> HttpResponse:
    """Where the data stand."""
    company = request.company
    found, wrong, pairs, months = (
        standing.sources(company), standing.quality(company), standing.pairs(company), standing.months(company)
    )  # fmt: skip
    loads = standing.loads(company)
    rejects = [one for one in loads if one.rejects_state == "open" and one.state == "done"]
    changed = [one for one in months if one.state == "changed"]
    grave = [one for one in wrong if one["severity"] == "wrong_number"]
    late = [one for one in found if one.late]
    return render(request, "data/data.html", {
        "sources": found, "wrong": wrong, "grave": grave, "pairs": len(pairs), "months": months[:6], "changed": changed,
        "loads": loads[:8], "many": len(loads), "rejects": rejects, "late": late, "answers": standing.answers(company),
        "waiting": len(uploads.uploads(company.home)),
        "head": standing.headline(company, found, len(grave) + bool(pairs) + len(rejects) + len(changed) + len(late)),
        "states": words.LOADS, "rejected": sum(one.rejected for one in rejects),
    })  # fmt: skip


@whole
def loads(request: Request) -> HttpResponse:
    return render(request, "data/loads.html", {"loads": standing.loads(request.company), "states": words.LOADS})


@whole
def load(request: Request, load: str) -> HttpResponse:
    """One load: what came of it, and taking it back."""
    return render(request, "data/load.html", {"one": _load(request, load), "states": words.LOADS})


@whole
def withdraw(request: Request, load: str) -> HttpResponseBase:
    """Has a load taken back, once somebody has confirmed it."""
    one = _load(request, load)
    if request.POST.get("sure") != "yes":
        messages.error(request, Text(de="Bestätigen Sie zuerst mit dem Häkchen.",
                                     en="Tick the box to confirm first.").get(spoken()))  # fmt: skip
        return redirect("data.load", load=load)
    job = work.enqueue(request.company.alias, "withdraw_load", {"load": one.id}, request.user.email, anew=False)
    return redirect("data.progress", job=job.id)


@whole
def quality(request: Request) -> HttpResponse:
    """Rows that cannot be right, and which metrics they make doubtful."""
    found = standing.quality(request.company)
    grave = [one for one in found if one["severity"] == "wrong_number"]
    return render(request, "data/quality.html", {
        "found": found, "grave": grave, "tones": words.SEVERITY_TONES, "severities": words.SEVERITIES,
    })  # fmt: skip


@whole
def rejects(request: Request, load: str) -> HttpResponse:
    """The rejected rows of a load, to be put right here or in a file."""
    one = _load(request, load)
    header, found, told = _rejects(request.company, load)
    full = request.company.sees_names()
    if found and full:
        _noted(request, one.id, "view")
    rows = [{"reject": each, "cells": [(head, each.cells.get(head) or "") for head in header]} for each in found[:MOST]]
    return render(request, "data/rejects.html", {
        "one": one, "rows": rows, "number": len(found), "full": full, "told": told, "most": MOST,
        "states": words.REJECTS,
    })  # fmt: skip


@whole
def download(request: Request, load: str) -> HttpResponse:
    """The rejected rows as a file under their own headings; cells are as they were, as the file is loaded again."""
    one = _load(request, load)
    text = maintenance.rejects_as_csv(request.company.home, load)
    _noted(request, one.id, "export")
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"rejects-{one.id}.csv") or ""
    return response


@whole
def fix(request: Request, load: str) -> HttpResponseBase:
    """Loads the rows that were put right on the page."""
    company, one = request.company, _load(request, load)
    header, found, _ = _rejects(company, load)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    number = 0
    for place, _ in enumerate(found[:MOST]):
        if request.POST.get(f"take-{place}"):
            writer.writerow([request.POST.get(f"cell-{place}-{column}", "") for column in range(len(header))])
            number += 1
    if not number:
        messages.error(request, Text(de="Wählen Sie die Zeilen, die Sie berichtigt haben.",
                                     en="Choose the rows that you put right.").get(spoken()))  # fmt: skip
        return redirect("data.rejects", load=load)
    content = out.getvalue().encode()
    sha256 = hashlib.sha256(content).hexdigest()
    path = uploads.path_of(company.home, sha256)
    path.touch(0o600)
    path.write_bytes(content)
    uploads.keep(company.home, sha256, f"{one.file_name} (korrigiert).csv", len(content), request.user.email)
    return _reload(request, load, sha256)


@whole
def fixed(request: Request, load: str) -> HttpResponseBase:
    """Loads a corrected file of rejected rows."""
    _load(request, load)
    given = next((one for one in request.FILES.getlist("file") if isinstance(one, Received) and one.size), None)
    if given is None:
        messages.error(request, Text(de="Wählen Sie die berichtigte Datei aus.",
                                     en="Choose the corrected file.").get(spoken()))  # fmt: skip
        return redirect("data.rejects", load=load)
    return _reload(request, load, given.keep(request.company.home, request.user.email).sha256)


def _reload(request: Request, load: str, sha256: str) -> HttpResponseBase:
    args = {"load": load, "file": sha256}
    job = work.enqueue(request.company.alias, "reload_rejects", args, request.user.email, anew=False)
    return redirect("data.progress", job=job.id)


def _rejects(company: Company, load: str) -> tuple[list[str], list[Reject], LeitstandError | None]:
    """Headings and rows; the error where they are no longer kept."""
    try:
        header, found = maintenance.rejects(company.home, load)
        return header, found, None
    except LeitstandError as error:
        return [], [], error


def _noted(request: Request, load: str, what: str) -> None:
    """Rejected rows may name people: whoever sees them stands in the trail."""
    one = ledger.load(request.company.alias, load)
    with audit.noted(request.company.alias, one, f"rejects_{what}", request.user.email, note=f"{one.rejected}"):
        pass


def _load(request: Request, load: str) -> Any:
    try:
        return ledger.load(request.company.alias, load)
    except UnknownId:
        raise missing(load) from None


@whole
def matches(request: Request) -> HttpResponse:
    """Records that may be the same, two side by side, the likeliest first."""
    company = request.company
    waiting = standing.pairs(company)
    skipped = set(request.GET.getlist("later"))
    left = [pair for pair in waiting if _name(*pair) not in skipped]
    full = company.sees_names()
    return render(request, "data/matches.html", {
        "pairs": _side_by_side(request, left[:PAIRS], full), "number": len(waiting), "left": len(left),
        "full": full, "reasons": words.REASONS, "entities": words.ENTITIES, "skipped": sorted(skipped),
        "decided": len(decisions.decisions(company.alias)),
    })  # fmt: skip


def _name(entity: str, one: Doubtful) -> str:
    return f"{entity}-{one.pair.first}-{one.pair.second}"


def _side_by_side(request: Request, pairs: Sequence[tuple[str, Doubtful]], full: bool) -> list[dict[str, Any]]:
    """Where both records come from and, for those who may see it, what they say; that it was seen is kept."""
    alias, keys = request.company.alias, dict[str, set[int]]()
    for entity, one in pairs:
        keys.setdefault(entity, set()).update((one.pair.first, one.pair.second))
    known: dict[tuple[str, int], Mapping[str, str]] = {}
    origins: dict[int, decisions.Origin] = {}
    for entity, found in keys.items():
        origins |= decisions.sources_of(alias, entity, found)
        if full:
            known |= {(entity, key): fields for key, fields in identity.reveal(alias, entity, found).items()}
            if entity != "employee":
                accounts.viewed(alias, request.user, "view", sorted(found), page="data.matches")
    told = []
    for entity, one in pairs:
        sides = [known.get((entity, key), {}) for key in (one.pair.first, one.pair.second)]
        rows = [
            (title, both := [side.get(field, "") for side in sides], both[0].casefold() == both[1].casefold())
            for field, title in words.FIELDS.items() if any(side.get(field) for side in sides)
        ]  # fmt: skip
        records = [_record(origins.get(key), full) for key in (one.pair.first, one.pair.second)]
        told.append({
            "name": _name(entity, one), "entity": entity, "score": one.pair.score, "reason": one.reason, "rows": rows,
            "first": records[0], "second": records[1], "means": words.method(one.pair.method),
        })  # fmt: skip
    return told


def _record(origin: decisions.Origin | None, full: bool) -> tuple[str, str]:
    """System and number; a mail address or name used as a number is a name."""
    if origin is None:
        return "–", "–"
    telling = "@" in origin.source_id or " " in origin.source_id
    return origin.source_system, "•••" if telling and not full else origin.source_id


@whole
def decide(request: Request) -> HttpResponseBase:
    """Keeps that two records are one, or are not; the matching follows in the background."""
    company = request.company
    name, answer = request.POST.get("pair", ""), request.POST.get("answer", "")
    found = next((pair for pair in standing.pairs(company) if _name(*pair) == name), None)
    if found is None or answer not in ("same", "different"):
        messages.warning(request, Text(de="Dieses Paar ist schon entschieden.",
                                       en="This pair is decided already.").get(spoken()))  # fmt: skip
        return redirect("data.matches")
    entity, one = found
    note, by = word_of(request.POST, "note", 400), request.user.email
    decisions.decide(company.alias, entity, one.pair.first, one.pair.second, answer == "same", note, by)
    work.enqueue(company.alias, "match", {}, request.user.email)
    said = (
        Text(de="Verbunden; die Zahlen folgen gleich.", en="Linked; the numbers follow in a moment.")
        if answer == "same"
        else Text(de="Die beiden bleiben getrennt.", en="The two stay apart.")
    )
    messages.success(request, said.get(spoken()))
    return redirect("data.matches")
