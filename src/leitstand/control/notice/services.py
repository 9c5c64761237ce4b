"""Everything about what is sent to whom and when, in one place for the pages."""

from __future__ import annotations

from leitstand.control.notice.channels import (
    MailServer,
    add_webhook,
    base_url,
    drop_webhook,
    mail_server,
    set_base_url,
    set_mail_server,
    webhook,
    webhooks,
)
from leitstand.control.notice.log import notices
from leitstand.control.notice.readers import Reader, readers
from leitstand.control.notice.rules import add_rule, change_rule, drop_rule, matters, rule, rules
from leitstand.control.notice.schedules import (
    add_schedule,
    change_schedule,
    drop_schedule,
    last_job,
    late,
    run_now,
    schedule,
    schedules,
)

__all__ = [
    "MailServer", "Reader", "add_rule", "add_schedule", "add_webhook", "base_url", "change_rule", "change_schedule",
    "drop_rule", "drop_schedule", "drop_webhook", "last_job", "late", "mail_server", "matters", "notices", "readers",
    "rule", "rules", "run_now", "schedule", "schedules", "set_base_url", "set_mail_server", "webhook", "webhooks",
]  # fmt: skip
