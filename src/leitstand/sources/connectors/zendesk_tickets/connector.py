"""Reads the ticket export of Zendesk (CSV with one row per ticket).

Layout: Zendesk's help page “Exporting data to a JSON, CSV or XML file”. The subject stays out: it is free text.
"""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.sheet import Sheet

_MOST = 100 * 366 * 24 * 60  # minutes; more is no time a reply takes


def _amend(sheet: Sheet, found: Columns) -> None:
    created = found["ticket.created_at"]
    for target, own in (("first_response_at", "first_reply"), ("first_solved_at", "first_resolution")):
        minutes = sheet.integer(own)
        minutes = pc.if_else(pc.less(pc.abs(minutes), _MOST), minutes, pa.scalar(None, pa.int64()))
        later = pc.add(created.cast(pa.int64()), pc.multiply(minutes, 60_000_000))
        found[f"ticket.{target}"] = later.cast(UTC_MICROS)


_LAYOUT = Layout(
    main="ticket",
    headings={
        "ticket.ticket_id": ("Id", "Ticket ID"),
        "ticket.created_at": ("Created at",),
        "ticket.status": ("Status",),
        "ticket.priority": ("Priority",),
        "ticket.type": ("Ticket type",),
        "ticket.channel": ("Via",),
        "ticket.team": ("Group",),
        "ticket.last_solved_at": ("Solved at",),
        "ticket.reopen_count": ("Reopens",),
        "ticket.agent_reply_count": ("Replies",),
        "customer.customer_key": ("Requester id",),
        "customer_vault.name": ("Requester",),
        "customer_vault.email": ("Requester email",),
        "employee_vault.name": ("Assignee",),
    },
    typical=("ticket.ticket_id", "ticket.created_at", "ticket.status", "ticket.channel", "ticket.type",
             "customer_vault.name", "employee_vault.name", "ticket.reopen_count", "ticket.agent_reply_count"),
    needed=frozenset({"ticket.ticket_id", "ticket.created_at"}),
    others={
        "first_reply": ("First reply time in minutes",),
        "first_resolution": ("First resolution time in minutes",),
    },
    numbers=("first_reply", "first_resolution"),
    words={
        "ticket.status": {"On-hold": "hold", "Deleted": "closed"},
        "ticket.type": {"Problem": "incident", "Task": "request"},
    },
    amend=_amend,
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="Zendesk (Tickets)", en="Zendesk (tickets)"),
    description=Text(
        de="Export der Tickets aus Zendesk Support (CSV).",
        en="Ticket export of Zendesk Support (CSV).",
    ),
    delivery="upsert",
    feeds=("ticket", "customer", "customer_vault", "employee", "employee_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
