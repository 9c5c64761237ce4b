"""Cost reports of the advertising systems, the list of what happened, and exchange rates."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from leitstand.demo.files.bundles import bundle
from leitstand.demo.world import END, FIRST_DAY, World


def write(world: World, folder: Path) -> None:
    """One report per advertising system by day, as it is downloaded there; dates as each system writes them."""
    days = world.tables["ad_days"].merge(world.tables["campaigns"][["campaign_id", "name"]], on="campaign_id")
    own = dict(iter(days.groupby("platform")))
    _google(own["Google Ads"], folder / "google_ads.csv")
    _meta(own["Meta Ads"], folder / "meta_ads.csv")
    _linkedin(own["LinkedIn Ads"], folder / "linkedin_ads.csv")
    happened, rates = world.tables["happenings"], world.tables["exchange_rates"]
    bundle(folder / "marketing_calendar.zip", {"business_event": happened, "exchange_rate": rates})


def _google(rows: pd.DataFrame, path: Path) -> None:
    last = pd.Timestamp(END) - pd.Timedelta(days=1)
    head = f'Kampagnenbericht\n"{FIRST_DAY:%d.%m.%Y} - {last:%d.%m.%Y}"\n'
    table = pd.DataFrame({"Tag": rows["day"].dt.strftime("%Y-%m-%d"), "Kampagne": rows["name"],
                          "Kampagnen-ID": 700_000 + rows["campaign_id"], "Währungscode": "EUR", "Kosten": rows["cost"],
                          "Impr.": rows["impressions"], "Klicks": rows["clicks"]})  # fmt: skip
    path.write_text(head + table.to_csv(index=False, decimal=","), encoding="utf-8")


def _meta(rows: pd.DataFrame, path: Path) -> None:
    day = rows["day"].dt.strftime("%Y-%m-%d")
    table = pd.DataFrame({"Name der Kampagne": rows["name"], "Tag": day, "Impressionen": rows["impressions"],
                          "Ausgegebener Betrag (EUR)": rows["cost"], "Link-Klicks": rows["clicks"],
                          "Berichtsstart": day, "Berichtsende": day})  # fmt: skip
    table.to_csv(path, index=False, encoding="utf-8-sig")


def _linkedin(rows: pd.DataFrame, path: Path) -> None:
    table = pd.DataFrame({"Start Date (in UTC)": rows["day"].dt.strftime("%m/%d/%Y"), "Account Name": "Lindmoor",
                          "Currency": "EUR", "Campaign Name": rows["name"],
                          "Campaign ID": 880_000 + rows["campaign_id"], "Total Spent": rows["cost"],
                          "Impressions": rows["impressions"], "Clicks": rows["clicks"]})  # fmt: skip
    table.to_csv(path, index=False, encoding="utf-8")
