"""Sends the tasks of the day to everybody who wants them and has any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.notice import channels, log
from leitstand.control.notice.models import NoticeKind
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs import mailing
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.delivering import server_of
from leitstand.jobs.links import Links
from leitstand.jobs.morning import mail_of
from leitstand.jobs.published import facts
from leitstand.jobs.tasks import Tasks
from leitstand.store.database import engine

TITLE = Text(de="Aufgaben des Tages", en="Tasks of the day")


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Answers {sent: addresses, nothing_to_do: how many, failed: address → {de, en}}. Raises LeitstandError where the
    mail server cannot be reached."""
    alias = Links.of(home).alias
    users = channels.morning_readers(alias)
    if not users or engine.published(home) is None:
        return {"sent": [], "nothing_to_do": len(users), "failed": {}}
    Tasks(home, facts(home)).refresh()
    base, mails, failed = channels.base_url(alias), [], {}
    for user in users:
        progress(Text(de=f"Aufgaben für {user.email}", en=f"Tasks for {user.email}"))
        try:
            mail = mail_of(home, user, base)
        except LeitstandError as error:
            failed[user.email] = Text(de=error.describe("de"), en=error.describe("en"))
            continue
        if mail is not None:
            mails.append((user.email, mail))
    if mails:
        with mailing.post(server_of(alias)) as post:
            for to, mail in mails:
                try:
                    post.send(mail, to)
                except LeitstandError as error:
                    failed[to] = Text(de=error.describe("de"), en=error.describe("en"))
    for user in users:
        if user.email in failed or user.email in dict(mails):
            log.record(alias, NoticeKind.MORNING, "mail", user.email, user.language, TITLE,
                       error=failed.get(user.email), schedule=str(args.get("schedule", "")))  # fmt: skip
    return {
        "sent": [to for to, _ in mails if to not in failed],
        "nothing_to_do": len(users) - len(mails) - len(failed),
        "failed": {to: error.as_dict() for to, error in failed.items()},
    }


CHORE = Chore(Text(de="Mail mit den Aufgaben des Tages", en="Mail with the tasks of the day"), run,
              repeatable=False, regular=True)  # fmt: skip
