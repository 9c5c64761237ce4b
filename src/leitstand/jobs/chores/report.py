"""Writes a report and sends it, to each recipient in the own language and about the own segment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from leitstand.control.account.services import user
from leitstand.control.notice import log, schedules
from leitstand.control.notice.models import NoticeKind
from leitstand.control.notice.readers import Reader, checked, readers
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Language, Text
from leitstand.jobs import mailing
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.delivering import server_of
from leitstand.jobs.links import Links
from leitstand.jobs.mailing import Attachment, Mail, Part
from leitstand.jobs.published import facts
from leitstand.jobs.reports import Reports
from leitstand.reporting.contract import TITLES, Form, ReportKind
from leitstand.reporting.rendering import rendered

Key = tuple[Language, tuple[str, ...], tuple[str, ...]]
"""Language, scope, segment: what makes it another document."""
ATTACHED = Text(de="Den Bericht finden Sie im Anhang: {name}.", en="The report is attached: {name}.")
WHY = Text(
    de="Sie erhalten diese Mail, weil ein Zeitplan Sie als Empfänger nennt.",
    en="You get this mail because a schedule names you as a recipient.",
)


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: kind (monthly, quarterly, cockpit), form (pdf, pptx, xlsx, html), period (default the latest complete one)
    and either the id of the schedule whose recipients get it, or recipients (as of a schedule) that the person who asks
    names. Answers {sent: addresses, failed: address → {de, en}}.

    Each recipient's scope limits what the report says. Raises LeitstandError where nobody got it.
    """
    alias, schedule_id = Links.of(home).alias, str(args.get("schedule", ""))
    if schedule_id:
        schedule = schedules.schedule(alias, schedule_id)
        to = readers(alias, schedule.recipients, schedule.owner)
    else:
        to = readers(alias, checked(alias, args["recipients"]), user(alias, progress.by))
    if not to:
        raise UnusableInput(
            Text(de="Der Bericht hat keine Empfänger.", en="The report has no recipients."),
            Text(de="Tragen Sie im Zeitplan welche ein.", en="Enter some in the schedule."),
        )
    server, kind, form = (
        server_of(alias),
        cast(ReportKind, args.get("kind", "monthly")),
        cast(Form, args.get("form", "pdf")),
    )
    made: dict[Key, Mail | LeitstandError] = {}
    for reader in to:
        if (key := _key(reader)) not in made:
            progress(Text(de=f"Bericht für {reader.address}", en=f"Report for {reader.address}"))
            made[key] = _made(home, kind, form, args.get("period"), key)
    sent, failed = [], {}
    with mailing.post(server) as post:
        for reader in to:
            error = _sent(post, made[_key(reader)], reader.address)
            log.record(alias, NoticeKind.REPORT, "mail", reader.address, reader.language, TITLES[kind], error=error,
                       schedule=schedule_id)  # fmt: skip
            if error is None:
                sent.append(reader.address)
            else:
                failed[reader.address] = error.as_dict()
    if not sent:
        first = next(iter(failed.values()))
        raise LeitstandError(Text(de=first["de"], en=first["en"]))
    return {"sent": sent, "failed": failed}


def _key(reader: Reader) -> Key:
    return reader.language, reader.scope, reader.segment


def _made(home: Home, kind: ReportKind, form: Form, period: str | None, key: Key) -> Mail | LeitstandError:
    """The mail that brings the report, or why it cannot be made."""
    language, scope, segment = key
    try:
        report = Reports(home, facts(home, scope)).report(kind, period, segment)
        document = rendered(report, language, form)
    except LeitstandError as error:
        return error
    subject = document.subject or f"Leitstand: {report.title.get(language)}"
    lines = [report.headline.get(language), report.basis.get(language)]
    if form == "html":
        parts = [Part("", document.text.splitlines() or lines)]
        return Mail(subject, language, parts, WHY.get(language), formatted=document.content.decode())
    lines.append(ATTACHED.get(language).format(name=document.name))
    attached = Attachment(document.name, document.media_type, document.content)
    return Mail(subject, language, [Part(report.title.get(language), lines)], WHY.get(language), [attached])


def _sent(post: mailing.Post, mail: Mail | LeitstandError, to: str) -> Text | None:
    """Why it could not be sent; None where it was."""
    try:
        if isinstance(mail, LeitstandError):
            raise mail
        post.send(mail, to)
    except LeitstandError as error:
        return Text(de=error.describe("de"), en=error.describe("en"))
    return None


CHORE = Chore(Text(de="Bericht senden", en="Send a report"), run, repeatable=False, regular=True)
