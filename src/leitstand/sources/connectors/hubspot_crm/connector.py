"""Reads what HubSpot exports of deals, companies and contacts (CSV or XLSX, English headings).

Layout: HubSpot's help page “Export your records”; names of the properties: its public API description.
"""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.deals import ZONE, add_close, add_company
from leitstand.sources.layouts.known import Columns, Layout, joined, read, recognise
from leitstand.sources.values.sheet import Sheet, constant

_COMPANY_IDS = ("Associated Company IDs (Primary)", "Associated Company IDs")


def _deal(sheet: Sheet, found: Columns) -> None:
    add_close(sheet, found)
    add_company(found)


def _company(sheet: Sheet, found: Columns) -> None:
    found["customer.customer_type"] = constant("company", sheet.row)


def _contact(sheet: Sheet, found: Columns) -> None:
    found["contact_vault.name"] = joined(sheet.text("first"), sheet.text("last"))


_LAYOUTS = (
    Layout(
        main="deal",
        headings={
            "deal.deal_id": ("Record ID", "Deal ID"),
            "deal.name": ("Deal Name",),
            "deal.outcome": ("Deal Stage",),
            "deal.pipeline_id": ("Pipeline",),
            "deal.amount": ("Amount",),
            "deal.currency": ("Currency",),
            "deal.probability": ("Deal probability",),
            "deal.created_at": ("Create Date",),
            "deal.last_activity_at": ("Last Activity Date",),
            "deal.next_activity_at": ("Next Activity Date",),
            "deal.source": ("Original Traffic Source", "Original Source Type", "Original Source"),
            "deal.customer_key": _COMPANY_IDS,
            "lost_reason.label": ("Closed Lost Reason",),
            "customer_vault.name": ("Associated Company (Primary)", "Associated Company"),
            "employee_vault.name": ("Deal owner",),
        },
        typical=("deal.deal_id", "deal.name", "deal.outcome", "deal.amount", "close_date", "employee_vault.name"),
        needed=frozenset({"deal.deal_id", "deal.outcome"}),
        others={"close_date": ("Close Date",)},
        dates=("close_date",),
        amend=_deal,
    ),
    Layout(
        main="customer",
        headings={
            "customer.customer_key": ("Record ID",),
            "customer.created_at": ("Create Date",),
            "customer.segment": ("Industry",),
            "customer.country": ("Country/Region", "Country"),
            "customer.lifecycle_stage": ("Lifecycle Stage",),
            "customer_vault.name": ("Company name",),
            "customer_vault.phone": ("Phone Number",),
            "customer_vault.street": ("Street Address",),
            "customer_vault.zip": ("Postal Code",),
            "customer_vault.city": ("City",),
            "employee_vault.name": ("Company owner",),
        },
        typical=("customer.customer_key", "customer_vault.name", "employee_vault.name", "customer.created_at"),
        needed=frozenset({"customer.customer_key"}),
        amend=_company,
    ),
    Layout(
        main="contact",
        headings={
            "contact.contact_key": ("Record ID",),
            "contact.customer_key": _COMPANY_IDS,
            "contact.role": ("Job Title",),
            "contact_vault.email": ("Email",),
            "contact_vault.phone": ("Phone Number",),
        },
        typical=("contact.contact_key", "contact_vault.email", "first", "last", "owner"),
        needed=frozenset({"contact.contact_key"}),
        others={"first": ("First Name",), "last": ("Last Name",), "owner": ("Contact owner",)},
        amend=_contact,
    ),
)

CONNECTOR = Connector(
    title=Text(de="HubSpot (Deals, Unternehmen, Kontakte)", en="HubSpot (deals, companies, contacts)"),
    description=Text(
        de="Exporte der Deals, Unternehmen und Kontakte aus HubSpot mit englischen Spaltennamen.",
        en="Exports of deals, companies and contacts from HubSpot with English headings.",
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
