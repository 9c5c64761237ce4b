"""Mail, webhooks, schedules, alerts and the log of what was sent."""

from __future__ import annotations

import secrets
from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from leitstand.control.account import services as accounts
from leitstand.control.notice import channels, log
from leitstand.control.notice import services as notices
from leitstand.control.notice.models import NoticeKind
from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs import delivering, webhooks
from leitstand.jobs.chore import chores
from leitstand.reporting.contract import TITLES
from leitstand.web.contract import Request
from leitstand.web.forms import number_of, word_of
from leitstand.web.guard import missing
from leitstand.web.pages.administration import settings as own
from leitstand.web.pages.administration import words
from leitstand.web.shell.speech import spoken

FORMS = ("pdf", "pptx", "xlsx", "html")


def mail(request: Request) -> HttpResponse:
    """How mails and calls leave, and what was sent."""
    alias = request.company.alias
    try:
        server = notices.mail_server(alias)
    except LeitstandError as error:
        messages.error(request, error.message.get(spoken()))
        server = None
    return render(request, "administration/mail.html", {
        "server": server, "base": notices.base_url(alias), "webhooks": notices.webhooks(alias),
        "securities": words.SECURITIES, "log": _log(alias, 30),
    })  # fmt: skip


def sent(request: Request) -> HttpResponse:
    return render(request, "administration/sent.html", {"log": _log(request.company.alias, 300)})


def _log(alias: str, most: int) -> list[tuple[Any, Text, Text]]:
    unknown = Text(de="–", en="–")
    return [(one, words.NOTICES.get(one.kind, unknown), words.SENT.get(one.state, unknown))
            for one in notices.notices(alias, most)]  # fmt: skip


def keep_mail(request: Request) -> HttpResponseBase:
    """The mail server; an empty password keeps the one there is."""
    given, alias = request.POST, request.company.alias

    def act() -> None:
        port = number_of(given, "port") or 587
        own.noted_setting(request, channels.MAIL, lambda: notices.set_mail_server(
            alias, word_of(given, "host", 200), int(port), word_of(given, "security", 10),
            word_of(given, "sender", 254),
            word_of(given, "user", 254), given.get("password") or None,
            word_of(given, "sender_name", 100) or "Leitstand",
        ))  # fmt: skip
        if base := word_of(given, "base", 300):
            own.noted_setting(request, channels.BASE_URL, lambda: notices.set_base_url(alias, base))

    return own.done(request, act, Text(de="Der Mailserver ist gespeichert.", en="The mail server is saved."),
                    "administration.mail")  # fmt: skip


def try_mail(request: Request) -> HttpResponseBase:
    """Sends a trial to whoever asks."""
    alias, to = request.company.alias, request.user.email
    about = Text(de="Probe", en="Trial")

    def act() -> None:
        try:
            delivering.send_trial(alias, to, spoken())
        except LeitstandError as error:
            told = Text(**{say: error.describe(say) for say in LANGUAGES})
            log.record(alias, NoticeKind.TRIAL, "mail", to, spoken(), about, error=told)
            raise
        log.record(alias, NoticeKind.TRIAL, "mail", to, spoken(), about)

    return own.done(request, act, Text(de=f"Die Probe ist an {to} gesendet.", en=f"The trial was sent to {to}."),
                    "administration.mail")  # fmt: skip


def add_webhook(request: Request) -> HttpResponseBase:
    """A webhook; its secret is shown this once."""
    given = request.POST
    try:
        one, secret = notices.add_webhook(
            request.company.alias, word_of(given, "title", 200), word_of(given, "url", 2000), request.user.email
        )
    except LeitstandError as error:
        messages.error(request, error.message.get(spoken()))
        return redirect("administration.mail")
    return render(request, "administration/webhook.html", {"one": one, "secret": secret})


def try_webhook(request: Request, identity: str) -> HttpResponseBase:
    alias = request.company.alias
    one = _webhook(request, identity)
    return own.done(
        request,
        lambda: webhooks.call(
            one.url, channels.webhook_secret(alias, one), secrets.token_hex(8), "trial", {"trial": True}
        ),
        Text(de=f"{one.title} hat geantwortet.", en=f"{one.title} has answered."), "administration.mail",
    )  # fmt: skip


def drop_webhook(request: Request, identity: str) -> HttpResponseBase:
    one = _webhook(request, identity)
    return own.done(request, lambda: notices.drop_webhook(request.company.alias, one.id, request.user.email),
                    Text(de="Der Webhook ist gelöscht.", en="The webhook is deleted."),
                    "administration.mail")  # fmt: skip


def _webhook(request: Request, identity: str) -> Any:
    try:
        return notices.webhook(request.company.alias, identity)
    except UnknownId:
        raise missing(identity) from None


def schedules(request: Request) -> HttpResponse:
    """What is done again and again, and when somebody is told at once."""
    alias, company = request.company.alias, request.company
    known = chores()
    return render(request, "administration/schedules.html", {
        "schedules": [
            (one, _title(one), words.RHYTHMS.get(one.rhythm, one.rhythm), _day(one), notices.last_job(alias, one.id))
            for one in notices.schedules(alias)
        ],
        "late": notices.late(alias), "rules": [(one, words.ALERTS[one.kind]) for one in notices.rules(alias)],
        "chores": [(name, one.title) for name, one in sorted(known.items()) if one.regular],
        "reports": TITLES.items(), "forms": FORMS, "rhythms": words.RHYTHMS.items(),
        "weekdays": list(enumerate(words.WEEKDAYS)),
        "alerts": words.ALERTS.items(), "directions": words.DIRECTIONS.items(), "users": accounts.users(alias),
        "metrics": [] if company.empty else sorted(
            ((name, one["title"]) for name, one in company.catalogue.items() if one["available"]),
            key=lambda pair: pair[1][spoken()].casefold()),
        "webhooks": notices.webhooks(alias), "mail": has_mail(alias),
    })  # fmt: skip


def has_mail(alias: str) -> bool:
    try:
        return notices.mail_server(alias) is not None
    except LeitstandError:
        return False


def _title(one: Any) -> Any:
    known = chores().get(one.chore)
    return one.title or (known.title if known else one.chore)


def _day(one: Any) -> Text | None:
    if one.rhythm == "weekly":
        return words.WEEKDAYS[one.weekday]
    if one.rhythm in ("monthly", "quarterly"):
        return Text(de=f"am {one.day}.", en=f"on day {one.day}")
    return None


def add_schedule(request: Request) -> HttpResponseBase:
    """A report for people, or other work, at its times."""
    given = request.POST

    def act() -> None:
        chore = word_of(given, "chore", 64)
        if chore not in chores() or not chores()[chore].regular:
            raise UnknownId(Text(de="Die Arbeit", en="chore"), chore, chores())
        args = {"kind": word_of(given, "kind", 20), "form": word_of(given, "form", 10)} if chore == "report" else {}
        notices.add_schedule(
            request.company.alias, chore, word_of(given, "rhythm", 10), _time(given), args=args,
            title=word_of(given, "title", 200), weekday=int(number_of(given, "weekday") or 0),
            day=int(number_of(given, "day") or 1), recipients=_recipients(given), owner=request.user,
        )  # fmt: skip

    return own.done(request, act, Text(de="Der Zeitplan gilt ab jetzt.", en="The schedule holds from now on."),
                    "administration.schedules")  # fmt: skip


def _time(given: Any) -> time:
    try:
        return time.fromisoformat(word_of(given, "time", 5) or "07:00")
    except ValueError:
        raise UnusableInput(
            Text(de="Diese Uhrzeit gibt es nicht.", en="There is no such time of day."),
            Text(de="Erwartet wird z. B. 07:00.", en="Expected is, for example, 07:00."),
        ) from None


def _recipients(given: Any) -> list[dict[str, Any]]:
    """Chosen users and typed addresses, each with the segment and language of the form."""
    segment = [word for word in word_of(given, "segment", 500).splitlines() if word.strip()]
    language = word_of(given, "language", 2)
    about = {"segment": segment, "language": language}
    chosen = [{"user": int(key), **about} for key in given.getlist("users") if key.isdigit()]
    typed = [one.strip() for one in word_of(given, "addresses", 2000).replace(",", "\n").splitlines() if one.strip()]
    return [*chosen, *({"address": one, **about} for one in typed)]


def schedule(request: Request, identity: str) -> HttpResponseBase:
    """Runs one now, stops it, starts it again, or drops it."""
    alias, by = request.company.alias, request.user.email
    try:
        one = notices.schedule(alias, identity)
    except UnknownId:
        raise missing(identity) from None
    acts = {
        "run": (lambda: notices.run_now(alias, one.id, by), Text(de="Wird erledigt.", en="It is being done.")),
        "pause": (lambda: notices.change_schedule(alias, one.id, by=by, active=not one.active),
                  Text(de="Geändert.", en="Changed.")),
        "drop": (lambda: notices.drop_schedule(alias, one.id, by), Text(de="Gelöscht.", en="Deleted.")),
    }  # fmt: skip
    act, said = acts.get(word_of(request.POST, "do", 10)) or acts["run"]
    return own.done(request, act, said, "administration.schedules")


def add_rule(request: Request) -> HttpResponseBase:
    """A rule that tells somebody at once."""
    given = request.POST

    def act() -> None:
        kind, value = word_of(given, "kind", 20), number_of(given, "value")
        channel = [one for one in given.getlist("channels") if one]
        notices.add_rule(
            request.company.alias, kind, owner=request.user, title=word_of(given, "title", 200),
            metric=word_of(given, "metric", 64) if kind != "missing_delivery" else "",
            segment=[word for word in word_of(given, "segment", 500).splitlines() if word.strip()],
            value=value / 100 if kind == "relative_change" and value is not None else value,
            direction=word_of(given, "direction", 8) or "any", channels=channel or ["mail"],
            recipients=_recipients(given),
        )  # fmt: skip

    return own.done(request, act, Text(de="Die Regel gilt ab jetzt.", en="The rule holds from now on."),
                    "administration.schedules")  # fmt: skip


def rule(request: Request, identity: str) -> HttpResponseBase:
    """Stops a rule, starts it again, or drops it."""
    alias, by = request.company.alias, request.user.email
    try:
        one = notices.rule(alias, identity)
    except UnknownId:
        raise missing(identity) from None
    if word_of(request.POST, "do", 10) == "drop":
        return own.done(request, lambda: notices.drop_rule(alias, one.id, by), Text(de="Gelöscht.", en="Deleted."),
                        "administration.schedules")  # fmt: skip
    return own.done(request, lambda: notices.change_rule(alias, one.id, by, active=not one.active),
                    Text(de="Geändert.", en="Changed."), "administration.schedules")  # fmt: skip
