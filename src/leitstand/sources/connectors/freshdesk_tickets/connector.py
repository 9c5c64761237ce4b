"""Reads the ticket export of Freshdesk (CSV with one row per ticket).

Layout: Freshdesk's help page on exporting tickets; contact fields are there if the user ticked them.
"""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Layout, read, recognise

_LAYOUT = Layout(
    main="ticket",
    headings={
        "ticket.ticket_id": ("Ticket ID", "Ticket Id"),
        "ticket.created_at": ("Created time",),
        "ticket.status": ("Status",),
        "ticket.priority": ("Priority",),
        "ticket.type": ("Type",),
        "ticket.channel": ("Source",),
        "ticket.team": ("Group",),
        "ticket.first_response_at": ("Initial response time",),
        "ticket.last_solved_at": ("Resolved time",),
        "ticket.agent_reply_count": ("Agent interactions",),
        "customer.customer_key": ("Contact ID",),
        "customer_vault.name": ("Full name",),
        "customer_vault.email": ("Email",),
        "customer_vault.phone": ("Work phone", "Mobile phone"),
        "employee_vault.name": ("Agent",),
    },
    typical=("ticket.ticket_id", "ticket.created_at", "ticket.status", "ticket.priority", "ticket.channel",
             "ticket.last_solved_at", "employee_vault.name"),
    needed=frozenset({"ticket.ticket_id", "ticket.created_at"}),
    words={
        "ticket.status": {"Waiting on Third Party": "hold", "Waiting on Customer": "pending"},
        "ticket.type": {"Problem": "incident", "Refund": "request", "Service Task": "request"},
    },
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="Freshdesk (Tickets)", en="Freshdesk (tickets)"),
    description=Text(de="Export der Tickets aus Freshdesk (CSV).", en="Ticket export of Freshdesk (CSV)."),
    delivery="upsert",
    feeds=("ticket", "customer", "customer_vault", "employee", "employee_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
