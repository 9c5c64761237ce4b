"""Bringing in files: upload, recognise, map, look, load."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from leitstand.control.ledger import services as ledger
from leitstand.control.work import services as work
from leitstand.control.work.models import Job
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.schema import table
from leitstand.foundation.text import Text
from leitstand.jobs import uploads
from leitstand.sources.mapping import spec
from leitstand.sources.recognise import GENERIC, connectors
from leitstand.web.contract import Request
from leitstand.web.forms import word_of
from leitstand.web.guard import missing
from leitstand.web.pages.data import results
from leitstand.web.pages.data.upload import MOST_BYTES, Received
from leitstand.web.pages.data.whole import whole
from leitstand.web.shell.speech import spoken

MOST_FILES = 60
ORDERS = (("dmy", "31.12.2026"), ("mdy", "12/31/2026"))


@whole
def show(request: Request) -> HttpResponse:
    """The files that wait, and where to drop more."""
    company = request.company
    waiting = uploads.uploads(company.home)
    jobs = [
        one
        for chore in ("recognise_files", "import_files")
        for one in work.jobs(company.alias, chore=chore, over=False)
    ]
    return render(request, "data/import.html", {
        "waiting": waiting,
        "ready": [one for one in waiting if one.ready and not one.found.get("loaded")],  # type: ignore[union-attr]
        "looking": any(one.found is None for one in waiting), "jobs": jobs, "most": MOST_BYTES // 2**30,
        "connectors": sorted((one.title.get(spoken()) for one in connectors().values()), key=str.casefold),
    })  # fmt: skip


@whole
def receive(request: Request) -> HttpResponseBase:
    """Keeps what was uploaded and has it recognised."""
    company = request.company
    given = [one for one in request.FILES.getlist("files") if isinstance(one, Received)]
    kept = [one.keep(company.home, request.user.email) for one in given[:MOST_FILES] if one.size]
    empty = [one.name for one in given if not one.size]
    for name in getattr(request, "refused", ()):
        messages.error(request, Text(
            de=f"„{name}“ ist zu groß (höchstens {MOST_BYTES // 2**30} GB) oder der Speicher reicht nicht. "
               "Teilen Sie die Datei, etwa nach Jahren.",
            en=f"'{name}' is too large (at most {MOST_BYTES // 2**30} GB) or there is too little room. "
               "Split the file, by year for example.").get(spoken()))  # fmt: skip
    for name in empty:
        messages.error(request, Text(de=f"„{name}“ ist leer.", en=f"'{name}' is empty.").get(spoken()))
    if len(given) > MOST_FILES:
        messages.warning(request, Text(de=f"Nur die ersten {MOST_FILES} Dateien wurden genommen.",
                                       en=f"Only the first {MOST_FILES} files were taken.").get(spoken()))  # fmt: skip
    if not kept:
        if not given and not getattr(request, "refused", ()):
            messages.error(request, Text(de="Wählen Sie zuerst Dateien aus.", en="Choose files first.").get(spoken()))
        return redirect("data.import")
    work.enqueue(company.alias, "recognise_files", {"files": [one.sha256 for one in kept]}, request.user.email)
    number = len(kept)
    messages.success(request, Text(
        de=f"{number} {'Datei wird' if number == 1 else 'Dateien werden'} erkannt.",
        en=f"{number} {'file is' if number == 1 else 'files are'} being recognised.").get(spoken()))  # fmt: skip
    return redirect("data.import")


@whole
def file(request: Request, sha256: str) -> HttpResponse:
    """What a file is, how its columns are read, its first rows and what is wrong in it."""
    one = _upload(request, sha256)
    parts = (one.found or {}).get("parts", [])
    if one.by != request.user.email and not request.company.sees_names():
        parts = [_masked(part) for part in parts]  # whoever uploaded it has seen it
    return render(request, "data/file.html", {
        "one": one, "parts": parts, "orders": ORDERS,
        "targets": targets() if any(part["columns"] for part in parts) else (),
        "loaded": [ledger.load(request.company.alias, load) for load in (one.found or {}).get("loaded", ())],
    })  # fmt: skip


def _masked(part: dict[str, Any]) -> dict[str, Any]:
    """Without what names people."""
    preview = [
        {**each, "first": [["•••" if named and cell else cell for cell, named in zip(row, each["private"], strict=True)]
                           for row in each["first"]]}
        for each in part["preview"]
    ]  # fmt: skip
    return {**part, "preview": preview, "rejects": [{**each, "value": "•••"} for each in part["rejects"]]}


def targets() -> list[tuple[str, str]]:
    """Target → what it is in words, for the list to choose from."""
    language = spoken()
    found = []
    for target in sorted(spec.known_targets()):
        name, column = target.split(".")
        meaning = table(name).column(column).meaning.get(language) if column in table(name).names else column
        found.append((target, f"{table(name).meaning.get(language).split('.')[0].split(',')[0]}: {meaning}"))
    return found


@whole
def read_as(request: Request, sha256: str) -> HttpResponseBase:
    """Keeps how the columns of a table are to be read, now and whenever such a table comes again."""
    company, one = request.company, _upload(request, sha256)
    part = next(
        (each for each in (one.found or {}).get("parts", ()) if each["shape"] == request.POST.get("shape")), None
    )
    if part is None:
        raise missing(sha256)
    columns = {heading: word_of(request.POST, f"column-{place}", 100).split(" ")[0]
               for place, heading in enumerate(part["header"])}  # fmt: skip
    told = {
        **part["mapping"],
        "source_system": word_of(request.POST, "source_system", 64) or part["mapping"].get("source_system", GENERIC),
        "columns": {heading: target for heading, target in columns.items() if target},
        **{name: word for name in ("date_order", "decimal", "currency", "delivery")
           if (word := word_of(request.POST, name, 10))},
    }  # fmt: skip
    for name in ("date_order", "decimal", "currency"):
        if not word_of(request.POST, name, 10):
            told.pop(name, None)
    used = set(told["columns"].values())
    told["constants"] = {target: value for target, value in told.get("constants", {}).items() if target not in used}
    if not used:
        raise UnusableInput(
            Text(de="Keine Spalte hat eine Bedeutung.", en="No column has a meaning."),
            Text(de="Gehen Sie zurück und ordnen Sie mindestens die Nummer und den Tag zu.",
                 en="Go back and map at least the number and the day."),
        )  # fmt: skip
    mapping = spec.Mapping.from_dict(told).check()
    ledger.remember_mapping(company.alias, part["shape"], mapping.source_system, mapping.as_dict(), request.user.email)
    uploads.change(company.home, sha256, {"connector": GENERIC} if part["by"] == "connector" else one.options)
    work.enqueue(company.alias, "recognise_files", {"files": [sha256]}, request.user.email)
    messages.success(request, Text(de="Zuordnung gemerkt. Die Vorschau wird neu gelesen.",
                                   en="Mapping remembered. The preview is being read anew.").get(spoken()))  # fmt: skip
    return redirect("data.file", sha256=sha256)


@whole
def load(request: Request) -> HttpResponseBase:
    """Brings in the chosen files, or all that are ready."""
    company = request.company
    chosen = set(request.POST.getlist("file"))
    ready = [one for one in uploads.uploads(company.home) if one.ready and (not chosen or one.sha256 in chosen)]
    if not ready:
        messages.error(request, Text(de="Keine Datei ist bereit.", en="No file is ready.").get(spoken()))
        return redirect("data.import")
    files = [{"path": one.sha256, "options": {**one.options, "name": one.name}} for one in ready]
    job = work.enqueue(company.alias, "import_files", {"files": files}, request.user.email, anew=False)
    return redirect("data.progress", job=job.id)


@whole
def discard(request: Request, sha256: str) -> HttpResponseBase:
    """The file is not wanted."""
    uploads.path_of(request.company.home, sha256)
    uploads.discard(request.company.home, sha256)
    messages.success(request, Text(de="Datei entfernt; nichts wurde geladen.",
                                   en="File removed; nothing was loaded.").get(spoken()))  # fmt: skip
    return redirect("data.import")


@whole
def progress(request: Request, job: str) -> HttpResponse:
    """How far a piece of work is, and what came of it."""
    one = job_of(request, job)
    files = (one.result or {}).get("files") if one.state == "done" else None
    loaded = files if isinstance(files, list) else []
    return render(request, "data/progress.html", {
        "job": one, "files": loaded, "head": results.headline(one, loaded), "totals": results.totals(loaded),
        "analysing": work.jobs(request.company.alias, chore="analyse", over=False),
        "rejected": results.rejected(loaded),
    })  # fmt: skip


@whole
def first(request: Request) -> HttpResponse:
    """What the first files tell: revenue reconciled, findings, whom to call, what is missing."""
    if request.company.empty:
        return redirect("data.import")
    running = [
        one
        for chore in ("import_files", "analyse")
        for one in work.jobs(request.company.alias, chore=chore, over=False)
    ]
    return render(request, "data/first.html", {**results.first(request.company), "running": running})


def job_of(request: Request, job: str) -> Job:
    """A piece of work of this page; any other is not there."""
    try:
        one = work.job(request.company.alias, job)
    except UnknownId:
        raise missing(job) from None
    if one.chore not in ("import_files", "recognise_files", "withdraw_load", "reload_rejects", "match"):
        raise missing(job)
    return one


def _upload(request: Request, sha256: str) -> uploads.Upload:
    try:
        return uploads.upload(request.company.home, sha256)
    except UnknownId:
        raise missing(sha256) from None
