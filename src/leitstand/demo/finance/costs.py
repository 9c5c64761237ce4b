"""What the company spends: goods, staff, rent, advertising, parcels and all else, with the suppliers' bills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from leitstand.demo.finance.invoicing import cents
from leitstand.demo.world import END, FIRST_DAY, World

PROFIT = 0.05
"""Result before tax as a share of revenue over the three years; what the shop's margin leaves beyond it is spent."""
_LEAST = 0.12  # overhead as a share of revenue, however poor the margin
STAFF = 0.72
"""Share of the overhead that goes to staff."""
OVERHEAD = (
    # supplier, account, tax key, share, day, days to pay, cost centre, reference
    ("Hafenkontor Immobilien GmbH", 4210, "9", 0.095, 1, 2, "Verwaltung", "Miete Lager und Büro"),
    ("Nordstrom Energie AG", 4240, "9", 0.018, 12, 5, "Verwaltung", "Strom und Gas Abschlag"),
    ("Packwerk Verpackungen GmbH", 4710, "9", 0.050, 8, 14, "Versand", "Rechnung Kartonagen"),
    ("Wolkenwerk Software GmbH", 4806, "9", 0.032, 5, 8, "Verwaltung", "Rechnung Softwarelizenzen"),
    ("Kontaktkreis CRM SE", 4806, "9", 0.014, 6, 8, "Vertrieb", "Rechnung CRM Lizenzen"),
    ("Reisebüro Windrose GmbH", 4660, "9", 0.013, 18, 14, "Vertrieb", "Rechnung Dienstreisen"),
    ("Telefonica Nord Telekom GmbH", 4920, "9", 0.008, 10, 6, "Service", "Telefon und Internet"),
    ("Hanse Versicherung AG", 4360, "", 0.012, 2, 3, "Verwaltung", "Versicherung Beitrag"),
    ("Steuerberatung Ahrens & Partner mbB", 4950, "9", 0.014, 15, 14, "Verwaltung", "Rechnung Buchführung"),
    ("Elbe Autoleasing GmbH", 4570, "9", 0.014, 3, 4, "Vertrieb", "Leasingrate Fahrzeuge"),
    ("Bürobedarf Petersen KG", 4930, "9", 0.010, 20, 14, "Verwaltung", "Rechnung Bürobedarf"),
)
"""Monthly bills: their net is `share` of the overhead."""
GOODS = (
    ("Rohkaffee Import Sandtorkai GmbH", 3300, 0.62), ("Teehaus Speicherstadt Import KG", 3300, 0.26),
    ("Kräuterhof Lüneburg GmbH", 3300, 0.12), ("Porzellanfabrik Weiden GmbH", 3400, 0.35),
    ("Mühlenbau Solingen GmbH", 3400, 0.40), ("Gerätehandel Isar GmbH", 3400, 0.25),
)  # fmt: skip
"""Suppliers of goods: the account names the VAT; share of the goods with that VAT."""
PARCEL = 395
"""Net price of a parcel in cents."""
ADVERTISERS = {
    "google": "Google Ireland Limited", "meta": "Meta Platforms Ireland Limited",
    "linkedin": "LinkedIn Ireland Unlimited Company",
}  # fmt: skip
MONTHS = pd.period_range(FIRST_DAY, END, freq="M")[:-1]


def bills(
    world: World, invoice: pd.DataFrame, providers: pd.DataFrame, fixed: int
) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Suppliers' bills (net cents, with tax key), the staff budget per month and the cost of goods sold per month.

    fixed: cents of all other costs (depreciation, interest, taxes).
    """
    revenue = _monthly(invoice["net"], invoice["issued_on"])
    sold = _goods_sold(world, invoice)
    certain = [_parcels(world), _advertising(world)]
    spent = sum(int(one["net"].sum()) for one in certain) + int(providers["fee"].sum()) + fixed
    returned = 0.03 * revenue.sum()
    spare = revenue.sum() - returned - sold.to_numpy().sum() - spent - PROFIT * revenue.sum()
    level = (revenue.rolling(12, min_periods=1, center=True).mean() / revenue.mean()).pow(0.9)
    budget = (max(spare, _LEAST * revenue.sum()) / len(MONTHS) * level / level.mean()).round().astype("int64")
    found = pd.concat([*certain, _overhead(world, budget), _purchases(world, sold)], ignore_index=True)
    found = found[found["net"] > 0].sort_values(["day", "supplier", "text"], kind="stable", ignore_index=True)
    creditor = {name: 70001 + place for place, name in enumerate(sorted(found["supplier"].unique()))}
    found["creditor"] = found["supplier"].map(creditor)
    found["number"] = "ER-" + (100_000 + found.index).astype(str)
    rate = np.select([found["key"].eq("9") | found["account"].eq(3400), found["account"].eq(3300)], [19, 7], 0)
    found["gross"] = found["net"] + np.rint(found["net"] * rate / 100).astype("int64")
    return found, (budget * STAFF).round().astype("int64"), sold.sum(axis=1)


def _monthly(amount: pd.Series, day: pd.Series) -> pd.Series:
    return amount.groupby(day.dt.to_period("M")).sum().reindex(MONTHS, fill_value=0)


def _goods_sold(world: World, invoice: pd.DataFrame) -> pd.DataFrame:
    """Cost of the goods by month of the invoice, per account of purchase."""
    issued = invoice.set_index("order_id")["issued_on"]
    lines = world.tables["order_lines"]
    lines = lines[lines["order_id"].isin(issued.index) & lines["unit_cost"].notna()]
    cost = cents(lines["unit_cost"] * lines["quantity"])
    month = lines["order_id"].map(issued).dt.to_period("M")
    account = np.where(lines["vat_rate"] > 0.1, 3400, 3300)
    found = cost.groupby([month, account]).sum().unstack(fill_value=0)
    return found.reindex(index=MONTHS, columns=[3300, 3400], fill_value=0)


def _purchases(world: World, sold: pd.DataFrame) -> pd.DataFrame:
    """Goods are bought in the month before they are sold, in two deliveries per supplier."""
    dice = world.dice("purchases")
    needed = sold.shift(-1).fillna(sold.tail(12).mean())
    rows = []
    for name, account, share in GOODS:
        for month, amount in needed[account].items():
            for day, part in ((4, 0.55), (17, 0.45)):
                net = round(float(amount) * share * part * dice.uniform(0.95, 1.05))
                rows.append((month, day, name, account, "", net, 28, "", "Rechnung Warenlieferung"))
    return _table(rows)


def _overhead(world: World, budget: pd.Series) -> pd.DataFrame:
    dice = world.dice("overhead")
    steady = {4210, 4240, 4360, 4570}
    rows = []
    for name, account, key, share, day, pay, team, text in OVERHEAD:
        for month, amount in budget.items():
            base = float(budget.mean()) if account in steady else float(amount)
            swing = 1.0 if account in steady else dice.uniform(0.85, 1.15)
            rows.append((month, day, name, account, key, round(base * share * swing), pay, team, text))
    return _table(rows)


def _parcels(world: World) -> pd.DataFrame:
    """A bill per carrier and month, by the parcels shipped."""
    shipped = world.tables["shipments"].dropna(subset=["shipped_at"])
    many = shipped.groupby([shipped["shipped_at"].dt.to_period("M"), "carrier"]).size()
    rows = []
    for (month, carrier), count in cast("dict[tuple[pd.Period, str], int]", many.to_dict()).items():
        if month in MONTHS:
            name = f"{carrier} Paketdienst GmbH"
            rows.append((month, 31, name, 4730, "9", count * PARCEL, 12, "Versand", "Rechnung Paketversand"))
    return _table(rows)


def _advertising(world: World) -> pd.DataFrame:
    """A bill per platform and month, exactly what the platform reports as cost; without VAT, as they bill it."""
    spent = world.tables.get("ad_days")
    if spent is None or spent.empty:
        return _table([])
    by = cents(spent["cost"]).groupby([spent["day"].dt.to_period("M"), spent["platform"]]).sum()
    rows = []
    for (month, platform), net in cast("dict[tuple[pd.Period, str], int]", by.to_dict()).items():
        if month in MONTHS:
            name = next((full for key, full in ADVERTISERS.items() if key in platform.lower()), platform)
            rows.append((month, 31, name, 4600, "", net, 3, "Marketing", f"Werbeanzeigen {platform}"))
    return _table(rows)


def _table(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    columns = ["month", "of_month", "supplier", "account", "key", "net", "pay_days", "cost_center", "text"]
    found = pd.DataFrame(rows, columns=columns)
    month = pd.PeriodIndex(found.pop("month"), freq="M")
    # the 31st is the last day of any month
    of_month = np.minimum(found.pop("of_month").astype(int), month.days_in_month)
    found.insert(0, "day", month.start_time.normalize() + pd.to_timedelta(of_month - 1, unit="D"))
    found["text"] = found["text"] + " " + found["day"].dt.strftime("%m/%Y")
    return found.astype({"net": "int64", "account": "int64", "pay_days": "int64"})
