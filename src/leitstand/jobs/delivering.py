"""Sends the messages that wait: alerts and failures, by mail and webhook; what cannot be sent is tried again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import cast

from leitstand.control.account.services import users
from leitstand.control.notice import channels, log, rules, schedules
from leitstand.control.notice.channels import MailServer
from leitstand.control.notice.models import Matter, Notice
from leitstand.control.notice.readers import reader_of
from leitstand.control.work.models import Job
from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.text import Language, Text
from leitstand.jobs import mailing, webhooks
from leitstand.jobs.chore import chores
from leitstand.jobs.mailing import Mail, Part

logger = logging.getLogger(__name__)
NO_SERVER = Text(de="Es ist kein Mailserver eingerichtet.", en="No mail server is set up.")
SET_UP = Text(de="Richten Sie ihn in der Verwaltung ein.", en="Set it up in the administration.")
MANY = Text(de="Leitstand: {n} Alarme", en="Leitstand: {n} alerts")
SEE = Text(de="In Leitstand ansehen", en="See it in Leitstand")
WHY = {
    "alert": Text(
        de="Sie erhalten diese Mail, weil eine Alarmregel Sie als Empfänger nennt.",
        en="You get this mail because an alert rule names you as a recipient.",
    ),
    "failure": Text(
        de="Sie erhalten diese Mail, weil Sie Leitstand verwalten.",
        en="You get this mail because you administer Leitstand.",
    ),
}
FAILED = Text(de="Geplante Arbeit ist fehlgeschlagen: {title}. {reason}", en="Scheduled work failed: {title}. {reason}")


def deliver(alias: str) -> int:
    """Sends what waits; how many messages left. The alerts of one reader go in one mail."""
    found = log.waiting(alias)
    if not found:
        return 0
    mails: dict[tuple[str, str, str], list[Notice]] = {}
    count = 0
    for one in found:
        if one.channel == "mail":
            mails.setdefault((one.kind, one.to, one.language), []).append(one)
        else:
            count += _settled(alias, [one], partial(_call, alias, one))
    return count + (_send(alias, list(mails.values())) if mails else 0)


def server_of(alias: str) -> MailServer:
    """The mail server. Raises UnusableInput where none is set up."""
    server = channels.mail_server(alias)
    if server is None:
        raise UnusableInput(NO_SERVER, SET_UP)
    return server


def send_trial(alias: str, to: str, language: Language) -> None:
    """Sends a mail that says that mails arrive. Raises LeitstandError with what is wrong."""
    subject = Text(de="Leitstand: Probe", en="Leitstand: trial").get(language)
    line = Text(de="Mails von Leitstand kommen an.", en="Mails of Leitstand arrive.").get(language)
    why = Text(de="Jemand hat in der Verwaltung eine Probe angefordert.",
               en="Somebody asked for a trial in the administration.").get(language)  # fmt: skip
    with mailing.post(server_of(alias)) as post:
        post.send(Mail(subject, language, [Part("", [line])], why), to)


def told_of_failure(alias: str, job: Job, reason: Text) -> None:
    """A scheduled job came to nothing: the administrators are told, once until it goes well again."""
    if not job.schedule:
        return
    known = chores().get(job.chore)
    title = known.title if known else Text(de=job.chore, en=job.chore)
    text = Text(de=FAILED.de.format(title=title.de, reason=reason.de),
                en=FAILED.en.format(title=title.en, reason=reason.en))  # fmt: skip
    _failure(alias, job, text)


def told_of_success(alias: str, job: Job) -> None:
    """A scheduled job went well: the next failure is news again."""
    if job.schedule:
        _failure(alias, job, None)


def _failure(alias: str, job: Job, text: Text | None) -> None:
    try:
        schedule = schedules.schedule(alias, job.schedule)
    except UnknownId:  # dropped meanwhile
        return
    readers = [reader_of(one) for one in users(alias) if one.role == "administrator" and one.is_active]
    rules.see_failure(alias, schedule, text, readers if channels.mail_server(alias) else [])


def _send(alias: str, groups: Iterable[Sequence[Notice]]) -> int:
    groups, count = list(groups), 0
    try:
        with mailing.post(server_of(alias)) as post:
            while groups:
                group = groups.pop()
                count += _settled(alias, group, partial(post.send, _mail(alias, group), group[0].to))
    except LeitstandError as error:  # of the connection: it concerns all that are left
        for one in (each for group in groups for each in group):
            log.failed(alias, one, Text(de=error.describe("de"), en=error.describe("en")))
    return count


def _settled(alias: str, group: Sequence[Notice], send: Callable[[], None]) -> int:
    """Sends and keeps what came of it; 1 where the message left."""
    try:
        send()
    except Exception as error:
        if not isinstance(error, LeitstandError):
            logger.exception("message %s could not be sent", group[0].id)
        text = Text(de=str(error), en=str(error))
        if isinstance(error, LeitstandError):
            text = Text(de=error.describe("de"), en=error.describe("en"))
        for one in group:
            log.failed(alias, one, text)
        return 0
    for one in group:
        log.sent(alias, one.id)
    return 1


def _mail(alias: str, group: Sequence[Notice]) -> Mail:
    language = cast(Language, group[0].language)
    parts = [_part(one.matter, language, channels.base_url(alias)) for one in group if one.matter]
    subject = f"Leitstand: {parts[0].heading}" if len(parts) == 1 else MANY.get(language).format(n=len(parts))
    return Mail(subject, language, parts, WHY[group[0].kind].get(language), event=group[0].id)


def _part(matter: Matter, language: Language, base: str) -> Part:
    lines = [matter.cause[language]] if matter.cause else []
    link = (SEE.get(language), base + matter.path) if base and matter.path else None
    return Part(matter.text[language], lines, link)


def _call(alias: str, one: Notice) -> None:
    hook, matter = channels.webhook(alias, one.to), one.matter
    base = channels.base_url(alias)
    data = {
        "matter": matter.id, "rule": matter.rule_id, "kind": matter.rule.kind if matter.rule else one.kind,
        "metric": matter.metric or None, "segment": matter.segment, "since": matter.began_at.isoformat(),
        "text": matter.text, "cause": matter.cause, "url": base + matter.path if base and matter.path else None,
    } if matter else {}  # fmt: skip
    webhooks.call(hook.url, channels.webhook_secret(alias, hook), one.id, one.kind, data)
