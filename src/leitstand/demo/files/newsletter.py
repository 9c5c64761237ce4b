"""Exports of the newsletter tool, which knows people by their e-mail address only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from leitstand.demo.files.bundles import bundle
from leitstand.demo.world import World


def write(world: World, folder: Path) -> None:
    """One download: recipients, their consent, campaigns, and what was sent to them, opened and clicked."""
    mails = _addresses(world)
    consents = world.tables["consents"].assign(contact_key=lambda rows: rows["person_id"].map(mails))
    readers = consents.drop_duplicates("contact_key")
    people = pd.DataFrame({"customer_key": readers["contact_key"], "email": readers["contact_key"],
                           "created_at": readers["occurred_at"]})  # fmt: skip
    contacts = people.assign(contact_key=people["email"], email_status="valid").drop(columns="created_at")
    campaigns = world.tables["campaigns"].query("channel == 'email'").assign(campaign_id=lambda rows: rows["name"])
    tables = {
        "customer": people, "contact": contacts,
        "consent": consents[["contact_key", "purpose", "status", "occurred_at"]],
        "campaign": campaigns[["campaign_id", "name", "type", "channel", "start", "end"]],
        "touchpoint": _mailings(world, mails),
    }  # fmt: skip
    bundle(folder / "newsletter_export.zip", tables)


def _addresses(world: World) -> pd.Series:
    """E-mail address of each person as the newsletter tool has it; where it has none, the person's own."""
    own = world.tables["persons"].set_index("person_id")["email"]
    records = world.tables.get("records")
    if records is not None:
        known = records[records["system"] == "newsletter"].dropna(subset=["email"]).drop_duplicates("person_id")
        own = known.set_index("person_id")["email"].reindex(own.index).fillna(own)
    return own


def _mailings(world: World, mails: pd.Series) -> pd.DataFrame:
    rows = world.tables["mailings"]
    mail = rows["person_id"].map(mails)
    names = world.tables["campaigns"].set_index("campaign_id")["name"]
    return pd.DataFrame({"touchpoint_id": rows.index + 1, "customer_key": mail, "contact_key": mail,
                         "occurred_at": rows["occurred_at"], "campaign_id": rows["campaign_id"].map(names),
                         "channel": "email", "kind": rows["kind"]})  # fmt: skip
