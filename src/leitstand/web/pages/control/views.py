"""What the page of control shows, the answers it takes, the sign-off, and the review as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.account.models import Role
from leitstand.control.plan import reviews
from leitstand.control.work import services as queue
from leitstand.control.work.models import Job
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text
from leitstand.jobs.chores.make_report import FOLDER
from leitstand.web.company import Company
from leitstand.web.contract import Request, may
from leitstand.web.forms import word_of
from leitstand.web.guard import missing
from leitstand.web.pages.control.reviewing import ANSWERS, GRAINS, calm, reviewed, shown, signed_row
from leitstand.web.shell.speech import spoken
from leitstand.web.state import State, period_word, written
from leitstand.web.steering import control, review, scope_words, standing

CHORE = "make_report"
KINDS = {"month": "monthly", "quarter": "quarterly"}
FORMS = ("pdf", "pptx", "xlsx")
ANSWERED = Text(de="Ihre Antwort ist gemerkt.", en="Your answer is kept.")
SIGNED = Text(de="Unterschrieben. Der Rückblick bleibt, wie er ist.", en="Signed. The review stays as it is.")
NO_SIGNAL = Text(de="Dieses Signal gibt es nicht mehr.", en="This signal is there no more.")


def warm(company: Company, state: State) -> None:
    standing(company)
    period = reviewed(state.period)
    review(company, period.grain, period.start)


def show(request: Request) -> HttpResponse:
    company = request.company
    if company.empty:
        return render(request, "control/empty.html", {})
    period = reviewed(request.state.period)
    told = shown(company, period)
    document = told["document"]
    manager = may(request.user.role, Role.MANAGER)
    return render(request, "control/control.html", told | {
        "calm": calm(document), "answers": ANSWERS.items(), "may_answer": manager, "grain": GRAINS[period.grain],
        "other": period != request.state.period, "asked": written(request.state.period), "word": period_word(period),
        "may_sign": manager and document["complete"] and not company.scope.conditions and not document["signed_at"],
        "forms": FORMS if period.grain in KINDS else (), "scope": str(company.scope),
        "signed": [] if company.scope.conditions else
        [signed_row(one) for one in reviews.reviews(company.alias) if one["signed_at"]][:6],
    })  # fmt: skip


def answer(request: Request, signal: str) -> HttpResponse:
    """kind: temporary_fix, temporary_dismiss or lasting; reason: why."""
    company, kind = request.company, request.POST.get("kind", "")
    reason = word_of(request.POST, "reason", 2000)
    known = {} if company.empty else {one["id"]: one for one in standing(company)["signals"]}
    if signal not in known:
        raise missing(signal)
    if kind not in ANSWERS or not reason:
        raise UnusableInput(
            Text(de="Eine Antwort auf ein Signal braucht eine Art und einen Grund.",
                 en="An answer to a signal needs a kind and a reason."),
            Text(de="Gehen Sie zurück und füllen Sie beides aus.", en="Go back and fill in both."),
        )  # fmt: skip
    said = known[signal]["answer"]
    if not said or (said["kind"], said["reason"]) != (kind, reason):
        control(company).answer(signal, kind, reason, request.user.email)  # type: ignore[arg-type]
    messages.success(request, ANSWERED.get(spoken()))
    return HttpResponseRedirect(reverse("control") + request.state.query())


def sign(request: Request) -> HttpResponse:
    """Keeps the review of the period looked at as it is; sent twice it is signed once."""
    if request.company.empty:
        raise missing("review")
    period = reviewed(request.state.period)
    document = review(request.company, period.grain, period.start)
    if not document["complete"]:
        raise UnusableInput(
            Text(de="Der Zeitraum ist noch nicht vorbei.", en="The period is not over yet."),
            Text(de="Unterschreiben Sie, wenn alle Tage vorliegen.", en="Sign when all days are there."),
        )
    if document["signed_at"] is None:
        control(request.company).sign(request.user.email, period.grain, period.start)
    messages.success(request, SIGNED.get(spoken()))
    return HttpResponseRedirect(reverse("control") + request.state.query())


def documents(company: Company) -> list[Job]:
    """The files that this person asked for lately."""
    found = queue.jobs(company.alias, chore=CHORE, by=company.user.email, most=20)
    return [one for one in found if one.args.get("scope", []) == scope_words(company)]


def order(request: Request) -> HttpResponse:
    """Has the review of the period made as a file. form: pdf, pptx or xlsx."""
    company, form = request.company, request.POST.get("form", "")
    period = reviewed(request.state.period)
    if company.empty or form not in FORMS or period.grain not in KINDS:
        raise missing(form)
    args = {"kind": KINDS[period.grain], "period": period_word(period), "form": form, "language": spoken(),
            "scope": scope_words(company), "by": request.user.email}  # fmt: skip
    job = queue.enqueue(company.alias, CHORE, args, request.user.email)
    return HttpResponseRedirect(reverse("control.document.wait", kwargs={"job": job.id}) + request.state.query())


def wait(request: Request, job: str) -> HttpResponse:
    return render(request, "control/document.html", {"job": _job(request, job)})


def download(request: Request, job: str) -> HttpResponse:
    one = _job(request, job)
    if one.state != "done" or not one.result:
        return HttpResponseRedirect(reverse("control.document.wait", kwargs={"job": job}) + request.state.query())
    path = request.company.home.path / FOLDER / one.result["file"]
    try:
        response = HttpResponse(path.read_bytes(), content_type=one.result["media_type"])
    except OSError:
        raise UnusableInput(
            Text(de="Das Dokument ist nicht mehr da.", en="The document is there no more."),
            Text(de="Lassen Sie es neu schreiben; das dauert nur einen Augenblick.",
                 en="Have it written again; that takes only a moment."),
        ) from None  # fmt: skip
    response["Content-Disposition"] = f'attachment; filename="{one.result["name"]}"'
    return response


def _job(request: Request, job: str) -> Job:
    """The order of this person; others have their own rights."""
    try:
        one = queue.job(request.company.alias, job)
    except LeitstandError:
        raise missing(job) from None
    if (
        one.chore != CHORE
        or one.asked_by != request.user.email
        or one.args.get("scope") != scope_words(request.company)
    ):
        raise missing(job)
    return one
