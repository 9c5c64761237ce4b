"""Reads what Pipedrive exports of deals, organisations and people (CSV or XLSX, English headings).

Layout: Pipedrive's help page on exporting data; a heading is the kind of record and the field (“Deal - Status”).
Deals and people name their organisation, not its number: so the name is the organisation's key.
"""

from __future__ import annotations

from functools import partial

import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.deals import ZONE, add_company
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.values.sheet import Sheet, constant


def _deal(sheet: Sheet, found: Columns) -> None:
    found["deal.closed_at"] = pc.coalesce(*(sheet.instant(own, ZONE) for own in ("won", "lost", "closed")))
    add_company(found)


def _organisation(sheet: Sheet, found: Columns) -> None:
    found["customer.customer_type"] = constant("company", sheet.row)


_LAYOUTS = (
    Layout(
        main="deal",
        headings={
            "deal.deal_id": ("Deal - ID", "Deal - Pipedrive System ID", "Deal - System ID"),
            "deal.name": ("Deal - Title",),
            "deal.outcome": ("Deal - Status",),
            "deal.pipeline_id": ("Deal - Pipeline",),
            "deal.amount": ("Deal - Value",),
            "deal.currency": ("Deal - Currency of Value", "Deal - Currency"),
            "deal.probability": ("Deal - Probability",),
            "deal.created_at": ("Deal - Deal created", "Deal - Created", "Deal - Creation date"),
            "deal.expected_close_date": ("Deal - Expected close date",),
            "deal.last_activity_at": ("Deal - Last activity date",),
            "deal.next_activity_at": ("Deal - Next activity date",),
            "deal.source": ("Deal - Source channel", "Deal - Source"),
            "lost_reason.label": ("Deal - Lost reason",),
            "customer_vault.name": ("Deal - Organization", "Organization - Name", "Organization"),
            "employee_vault.name": ("Deal - Owner",),
        },
        typical=("deal.deal_id", "deal.name", "deal.outcome", "deal.amount", "employee_vault.name"),
        needed=frozenset({"deal.deal_id", "deal.outcome"}),
        others={"won": ("Deal - Won time",), "lost": ("Deal - Lost time",),
                "closed": ("Deal - Deal closed on", "Deal - Closed on")},
        dates=("won", "lost", "closed"),
        amend=_deal,
    ),
    Layout(
        main="customer",
        headings={
            "customer.created_at": ("Organization - Organization created", "Organization - Created"),
            "customer.country": ("Organization - Country of Address",),
            "customer_vault.name": ("Organization - Name",),
            "customer_vault.street": ("Organization - Address",),
            "customer_vault.zip": ("Organization - ZIP/Postal code of Address",),
            "customer_vault.city": ("Organization - City/town/village/locality of Address",),
            "employee_vault.name": ("Organization - Owner",),
        },
        typical=("customer_vault.name", "employee_vault.name"),
        needed=frozenset({"customer_vault.name"}),
        amend=_organisation,
    ),
    Layout(
        main="contact",
        headings={
            "contact.contact_key": ("Person - ID", "Person - Pipedrive System ID"),
            "contact.customer_key": ("Person - Organization",),
            "contact.role": ("Person - Job title",),
            "contact_vault.name": ("Person - Name",),
            "contact_vault.email": ("Person - Email - Work", "Person - Email (Work)", "Person - Email"),
            "contact_vault.phone": ("Person - Phone - Work", "Person - Phone (Work)", "Person - Phone"),
        },
        typical=("contact.contact_key", "contact_vault.name", "contact_vault.email"),
        needed=frozenset({"contact.contact_key"}),
    ),
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="Pipedrive (Deals, Organisationen, Personen)", en="Pipedrive (deals, organisations, people)"),
    description=Text(
        de="Exporte der Deals, Organisationen und Personen aus Pipedrive mit englischen Spaltennamen.",
        en="Exports of deals, organisations and people from Pipedrive with English headings.",
    ),
    delivery="upsert",
    feeds=("deal", "lost_reason", "customer", "customer_vault", "contact", "contact_vault", "employee",
           "employee_vault"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognise, _LAYOUTS),
    read=partial(read, _LAYOUTS, zone=ZONE),
    checked="documents",
)  # fmt: skip
