"""Reads what Dynamics 365 Sales exports of opportunities, accounts and leads to Excel (English headings).

Layout: Microsoft's help page on static worksheets; the hidden first columns begin with “(Do Not Modify)”. Records name
the account they belong to, not its number: so the name is the account's key.
"""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.deals import ZONE, add_company
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.values import MONEY
from leitstand.sources.values.sheet import Sheet, constant


def _deal(sheet: Sheet, found: Columns) -> None:
    """A won deal is worth what was really sold."""
    actual = sheet.decimal("actual")
    won = pc.fill_null(pc.equal(found["deal.outcome"], "won"), False)
    found["deal.amount"] = pc.coalesce(pc.if_else(won, actual, pa.scalar(None, MONEY)), found["deal.amount"])
    add_company(found)


def _account(sheet: Sheet, found: Columns) -> None:
    found["customer.customer_type"] = constant("company", sheet.row)


def _lead(sheet: Sheet, found: Columns) -> None:
    found["contact.contact_key"] = found["lead.lead_id"]


_LAYOUTS = (
    Layout(
        main="deal",
        headings={
            "deal.deal_id": ("(Do Not Modify) Opportunity",),
            "deal.name": ("Topic",),
            "deal.outcome": ("Status",),
            "deal.amount": ("Est. Revenue",),
            "deal.currency": ("Currency",),
            "deal.probability": ("Probability",),
            "deal.created_at": ("Created On",),
            "deal.expected_close_date": ("Est. Close Date",),
            "deal.closed_at": ("Actual Close Date",),
            "customer_vault.name": ("Potential Customer", "Account"),
            "employee_vault.name": ("Owner",),
        },
        typical=("deal.deal_id", "deal.name", "deal.outcome", "deal.amount"),
        needed=frozenset({"deal.deal_id", "deal.outcome"}),
        others={"actual": ("Actual Revenue",)},
        numbers=("actual",),
        amend=_deal,
    ),
    Layout(
        main="customer",
        headings={
            "customer.created_at": ("Created On",),
            "customer.segment": ("Industry",),
            "customer.country": ("Address 1: Country/Region",),
            "customer_vault.name": ("Account Name",),
            "customer_vault.phone": ("Main Phone",),
            "customer_vault.street": ("Address 1: Street 1",),
            "customer_vault.zip": ("Address 1: ZIP/Postal Code",),
            "customer_vault.city": ("Address 1: City",),
        },
        typical=("number", "customer_vault.name"),
        needed=frozenset({"customer_vault.name"}),
        others={"number": ("(Do Not Modify) Account",)},
        amend=_account,
    ),
    Layout(
        main="lead",
        headings={
            "lead.lead_id": ("(Do Not Modify) Lead",),
            "lead.created_at": ("Created On",),
            "lead.source": ("Lead Source",),
            "contact_vault.name": ("Name", "Full Name"),
            "contact_vault.email": ("Email", "Email Address 1"),
        },
        typical=("lead.lead_id", "lead.created_at"),
        needed=frozenset({"lead.lead_id", "lead.created_at"}),
        amend=_lead,
    ),
)

CONNECTOR = Connector(
    title=Text(de="Dynamics 365 (Chancen, Firmen, Leads)", en="Dynamics 365 (opportunities, accounts, leads)"),
    description=Text(
        de="Nach Excel exportierte Ansichten der Verkaufschancen, Firmen und Leads mit englischen Spaltennamen.",
        en="Views of opportunities, accounts and leads exported to Excel with English headings.",
    ),
    delivery="upsert",
    feeds=("deal", "lead", "customer", "customer_vault", "contact", "contact_vault", "employee", "employee_vault"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognise, _LAYOUTS),
    read=partial(read, _LAYOUTS, zone=ZONE),
    checked="documents",
)
