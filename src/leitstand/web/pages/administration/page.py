"""Administration: who may do what, what leaves the house, what is kept, and how it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role
from leitstand.control.notice import services as notices
from leitstand.control.privacy import services as privacy
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.administration import care, people, post

Examples = Iterable[Mapping[str, Any]]


def _users(company: Company) -> Examples:
    return [{"email": one.email} for one in accounts.users(company.alias)[:1]]


def _schedules(company: Company) -> Examples:
    return [{"identity": one.id} for one in notices.schedules(company.alias)[:1]]


def _rules(company: Company) -> Examples:
    return [{"identity": one.id} for one in notices.rules(company.alias)[:1]]


def _webhooks(company: Company) -> Examples:
    return [{"identity": one.id} for one in notices.webhooks(company.alias)[:1]]


def _erasures(company: Company) -> Examples:
    return [{"identity": one.id} for one in privacy.requests(company.alias, "erasure")[:1]]


PAGE = Page(
    title=Text(de="Verwaltung", en="Administration"),
    summary=Text(de="Wer darf was, was verlässt das Haus, was bleibt wie lange, und wie kommt alles zurück?",
                 en="Who may do what, what leaves the house, what stays for how long, and how does it all come back?"),
    group="basis",
    role=Role.ADMINISTRATOR,
    place=60,
    first=frozenset({Role.ADMINISTRATOR}),
    controls=(),
    routes=(
        Route("", "", care.show),
        Route("users", "users/", people.users),
        Route("invite", "users/invite", people.invite, post=True),
        Route("user", "users/<str:email>/", people.user, examples=_users),
        Route("change", "users/<str:email>/change", people.change, post=True, examples=_users),
        Route("lock", "users/<str:email>/lock", people.lock, post=True, examples=_users),
        Route("link", "users/<str:email>/link", people.link, post=True, examples=_users),
        Route("renew", "users/<str:email>/renew", people.renew, post=True, examples=_users),
        Route("revoke", "users/<str:email>/tokens/<int:token>", people.revoke, post=True, examples=lambda company: []),
        Route("tokens", "tokens/", people.tokens),
        Route("signing_in", "sign-in/", people.signing_in),
        Route("keep_factor", "sign-in/factor", people.keep_factor, post=True),
        Route("keep_sso", "sign-in/sso", people.keep_sso, post=True),
        Route("keep_agreement", "sign-in/agreement", people.keep_agreement, post=True),
        Route("mail", "mail/", post.mail),
        Route("keep_mail", "mail/keep", post.keep_mail, post=True),
        Route("try_mail", "mail/try", post.try_mail, post=True),
        Route("add_webhook", "mail/webhooks", post.add_webhook, post=True),
        Route("try_webhook", "mail/webhooks/<str:identity>/try", post.try_webhook, post=True, examples=_webhooks),
        Route("drop_webhook", "mail/webhooks/<str:identity>/drop", post.drop_webhook, post=True, examples=_webhooks),
        Route("sent", "mail/sent/", post.sent),
        Route("schedules", "schedules/", post.schedules),
        Route("add_schedule", "schedules/add", post.add_schedule, post=True),
        Route("schedule", "schedules/<str:identity>", post.schedule, post=True, examples=_schedules),
        Route("add_rule", "alerts/add", post.add_rule, post=True),
        Route("rule", "alerts/<str:identity>", post.rule, post=True, examples=_rules),
        Route("retention", "retention/", care.keeping),
        Route("keep_days", "retention/keep", care.keep_days, post=True),
        Route("privacy", "privacy/", care.people_asked),
        Route("find", "privacy/find", care.people_asked, post=True),
        Route("ask", "privacy/ask", care.ask, post=True),
        Route("erasure", "privacy/<str:identity>/", care.erasure, examples=_erasures),
        Route("confirm", "privacy/<str:identity>/confirm", care.confirm, post=True, examples=_erasures),
        Route("drop", "privacy/<str:identity>/drop", care.drop, post=True, examples=_erasures),
        Route("audit", "audit/", care.audit),
        Route("audit_file", "audit/audit.csv", care.audit_file),
        Route("backup", "backup/", care.backups),
        Route("make_backup", "backup/make", care.make_backup, post=True),
    ),
)  # fmt: skip
