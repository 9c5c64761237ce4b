"""Reads what Salesforce exports of opportunities, accounts and leads: reports and the weekly data export.

Layout: Salesforce's help on report export and Data Export, names of the fields: its object reference.
"""

from __future__ import annotations

from functools import partial

import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.deals import ZONE, add_close, add_company, outcome
from leitstand.sources.layouts.known import Columns, Layout, joined, read, recognise
from leitstand.sources.values.sheet import Sheet, constant


def _deal(sheet: Sheet, found: Columns) -> None:
    # a stage may be called anything; the flags say for certain what it means
    flags = outcome(sheet.boolean("won"), sheet.boolean("closed"))
    found["deal.outcome"] = pc.coalesce(flags, found["deal.outcome"])
    add_close(sheet, found)
    add_company(found)


def _account(sheet: Sheet, found: Columns) -> None:
    found["customer.customer_type"] = constant("company", sheet.row)


def _lead(sheet: Sheet, found: Columns) -> None:
    found["contact.contact_key"] = found["lead.lead_id"]
    found["contact_vault.name"] = joined(sheet.text("first"), sheet.text("last"))


_LAYOUTS = (
    Layout(
        main="deal",
        headings={
            "deal.deal_id": ("Opportunity ID", "Id"),
            "deal.name": ("Opportunity Name", "Name"),
            "deal.outcome": ("Stage", "StageName"),
            "deal.amount": ("Amount",),
            "deal.currency": ("Amount Currency", "Opportunity Currency", "CurrencyIsoCode"),
            "deal.probability": ("Probability (%)", "Probability"),
            "deal.created_at": ("Created Date", "CreatedDate"),
            "deal.last_activity_at": ("Last Activity", "LastActivityDate"),
            "deal.source": ("Lead Source", "LeadSource"),
            "deal.customer_key": ("Account ID", "AccountId"),
            "lost_reason.label": ("Loss Reason",),
            "customer_vault.name": ("Account Name",),
            "employee.employee_id": ("OwnerId",),
            "employee_vault.name": ("Opportunity Owner",),
        },
        typical=("deal.deal_id", "deal.name", "deal.outcome", "deal.amount", "close_date"),
        needed=frozenset({"deal.deal_id", "deal.outcome"}),
        others={"close_date": ("Close Date", "CloseDate"), "won": ("Won", "IsWon"), "closed": ("Closed", "IsClosed")},
        dates=("close_date",),
        amend=_deal,
    ),
    Layout(
        main="customer",
        headings={
            "customer.customer_key": ("Account ID",),
            "customer.created_at": ("Created Date",),
            "customer.segment": ("Industry",),
            "customer.country": ("Billing Country",),
            "customer_vault.name": ("Account Name",),
            "customer_vault.phone": ("Phone",),
            "customer_vault.street": ("Billing Street",),
            "customer_vault.zip": ("Billing Zip/Postal Code",),
            "customer_vault.city": ("Billing City",),
            "employee_vault.name": ("Account Owner",),
        },
        typical=("customer.customer_key", "customer_vault.name", "employee_vault.name"),
        needed=frozenset({"customer.customer_key"}),
        amend=_account,
    ),
    Layout(
        main="lead",
        headings={
            "lead.lead_id": ("Lead ID",),
            "lead.created_at": ("Create Date", "Created Date"),
            "lead.source": ("Lead Source",),
            "lead.qualified_at": ("Converted Date",),
            "lead.converted_deal_id": ("Converted Opportunity ID",),
            "contact_vault.email": ("Email",),
            "contact_vault.phone": ("Phone",),
        },
        typical=("lead.lead_id", "lead.created_at", "lead.source", "status", "company"),
        needed=frozenset({"lead.lead_id", "lead.created_at"}),
        others={"first": ("First Name",), "last": ("Last Name",), "status": ("Lead Status",),
                "company": ("Company / Account", "Company")},
        amend=_lead,
    ),
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="Salesforce (Opportunities, Accounts, Leads)", en="Salesforce (opportunities, accounts, leads)"),
    description=Text(
        de="Berichte und Datenexport der Opportunities, Accounts und Leads aus Salesforce mit englischen Spaltennamen.",
        en="Reports and data export of opportunities, accounts and leads from Salesforce with English headings.",
    ),
    delivery="upsert",
    feeds=("deal", "lost_reason", "lead", "customer", "customer_vault", "contact", "contact_vault", "employee",
           "employee_vault"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognise, _LAYOUTS),
    read=partial(read, _LAYOUTS, zone=ZONE),
    checked="documents",
)  # fmt: skip
