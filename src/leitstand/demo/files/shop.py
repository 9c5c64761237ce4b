"""Exports of the shop system, in which every order ends up: semicolons, decimal commas, the letters of Windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from leitstand.demo.files.exports import german
from leitstand.demo.world import Truth, World

_STATUS = {"completed": "Abgeschlossen", "shipped": "Versendet", "placed": "Offen", "cancelled": "Storniert"}
_CHANNEL = {"shop": "Onlineshop", "field": "Außendienst", "marketplace": "Marktplatz"}
_PAYMENT = {"paypal": "PayPal", "credit_card": "Kreditkarte", "invoice": "Rechnung", "direct_debit": "Lastschrift",
            "amazon": "Amazon Pay"}  # fmt: skip
_MOVEMENT = {"new": "Neu", "none": "Unverändert", "expansion": "Erweiterung", "contraction": "Verkleinerung",
             "churn": "Kündigung"}  # fmt: skip
_AIM = {"acquisition": "Neukundengewinnung", "retention": "Kundenbindung", "winback": "Rückgewinnung"}
_BEST_FIT = str.maketrans("ışŞğćčłńśžİŁ", "isSgcclnszIL")
_UNREADABLE = 3
"""Lines of refunds with a day that does not exist, as old systems leave them."""


def write(world: World, folder: Path) -> None:
    """Customers, articles, orders, their lines, returns, reviews, subscriptions, campaigns, tests and referrals."""
    orders = world.tables["orders"].merge(world.tables["persons"][["person_id", "country", "state"]], on="person_id")
    names = world.tables["campaigns"].set_index("campaign_id").name
    orders["campaign"] = orders.campaign_id.map(names)
    files = {
        "Kunden": _customers(world), "Artikel": _articles(world), "Bestellungen": _orders(world, orders),
        "Bestellpositionen": _lines(world, orders), "Retouren": _returns(world, orders),
        "Bewertungen": _reviews(world), "Abonnements": _subscriptions(world), "Kampagnen": _campaigns(world),
    }  # fmt: skip
    for name, rows in files.items():
        german(rows.map(_fitted) if name == "Kunden" else rows, folder / f"{name}.csv", "cp1252")
    _tests(world, names).to_csv(folder / "assignment.csv", index=False)
    _referrals(world).to_csv(folder / "referral.csv", index=False)


def _fitted(cell: object) -> object:
    """Letters that the old code page lacks become their plain ones, as Windows does it."""
    return cell.translate(_BEST_FIT) if isinstance(cell, str) else cell


def _accounts(world: World) -> pd.Series[str]:
    """person_id → number of the oldest account in the shop, else of the one that the marketplace made."""
    records = world.tables["records"]
    own = records[records.system.isin(["shop", "marketplace"])]
    own = own.sort_values(["system", "duplicate"], ascending=[False, True]).drop_duplicates("person_id")
    return own.set_index("person_id").source_id


def _customers(world: World) -> pd.DataFrame:
    records = world.tables["records"]
    known = world.tables["persons"][
        ["person_id", "kind", "state", "segment", "industry_nace", "size_band", "birth_date"]
    ]
    rows = records[records.system.isin(["shop", "marketplace"])].merge(known, on="person_id")
    born = pd.to_datetime(rows.birth_date).where(rows.person_id % 3 == 0)
    return pd.DataFrame(
        {
            "Kundennummer": rows.source_id, "Kundenart": rows.kind.map({"person": "Privat", "company": "Firma"}),
            "Firma": rows.company, "Vorname": rows["first"], "Nachname": rows["last"], "E-Mail": rows.email,
            "Telefon": rows.phone, "Straße": rows.street, "PLZ": rows.zip, "Ort": rows.city, "Bundesland": rows.state,
            "Land": rows.country, "USt-IdNr.": rows.vat_id, "Geburtsdatum": born, "Kundengruppe": rows.segment,
            "Branche": rows.industry_nace, "Unternehmensgröße": rows.size_band, "Angelegt am": rows.created_at,
        }
    )  # fmt: skip


def _articles(world: World) -> pd.DataFrame:
    """The catalogue as it is on the last day, at the prices of that day."""
    rows = world.tables["products"]
    latest = world.tables["price_changes"].sort_values("changed_on").groupby("product_id").new_price.last()
    return pd.DataFrame(
        {
            "Artikelnummer": rows.sku, "Bezeichnung": rows.name, "Warengruppe": rows.category_l1,
            "Untergruppe": rows.category_l2, "Produktlinie": rows.category_l3,
            "Artikelart": rows.type.map({"good": "Ware", "subscription": "Abonnement"}),
            "Listenpreis": rows.product_id.map(latest).fillna(rows.list_price), "Einkaufspreis": rows.unit_cost,
            "Einführungsdatum": rows.launch_date,
        }
    )  # fmt: skip


def _orders(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    """Goods before discount with VAT − discount with VAT − VAT = goods net; shipping stands beside it, net."""
    net, tax = orders.goods_net - orders.discount_net, orders.tax - orders.shipping_tax
    lines = world.tables["order_lines"]
    whole = (lines.quantity * lines.unit_price_net * (1 + lines.vat_rate)).where(lines.product_id.notna(), 0.0)
    before = whole.round(2).groupby(lines.order_id).sum()
    gross = orders.order_id.map(before).where(orders.discount_net > 0, net + tax)
    return pd.DataFrame(
        {
            "Bestellnummer": orders.number, "Bestelldatum": orders.ordered_at, "Kundennummer": orders.customer_number,
            "Bestellstatus": orders.status.map(_STATUS), "Storniert am": orders.cancelled_at,
            "Vertriebsweg": orders.channel.map(_CHANNEL), "Zahlungsart": orders.payment_method.map(_PAYMENT),
            "Gutscheincode": orders.coupon_code, "Kampagne": orders.campaign, "Lieferland": orders.country,
            "Bundesland": orders.state, "Warenwert brutto": gross.round(2),
            "Rabattbetrag": (gross - net - tax).round(2).abs(),
            "MwSt": tax.round(2), "Warenwert netto": net.round(2), "Versandkosten": orders.shipping_net,
        }
    )  # fmt: skip


def _lines(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    rows = world.tables["order_lines"]
    numbers = orders.set_index("order_id").number
    sku = world.tables["products"].set_index("product_id").sku
    back = world.tables["returns"].groupby(["order_id", "position"]).quantity.sum()
    returned = back.reindex(pd.MultiIndex.from_frame(rows[["order_id", "position"]])).fillna(0).astype(int)
    number = rows.order_id.map(numbers)
    goods = rows.product_id.notna()
    return pd.DataFrame(
        {
            "Positionsnummer": number + "-" + rows.position.astype(str), "Bestellnummer": number,
            "Positionsart": np.where(goods, "Ware", "Gutschein"), "Artikelnummer": rows.product_id.map(sku),
            "Menge": rows.quantity, "Einzelpreis": rows.unit_price_net, "Positionsrabatt": rows.discount_net,
            "Positionsbetrag": rows.net, "Wareneinsatz": (rows.quantity * rows.unit_cost).round(2).where(goods),
            "Retourenmenge": returned.to_numpy(),
        }
    )  # fmt: skip


def _returns(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    """Refunds that were paid out, and a few lines that no system can read."""
    rows = world.tables["returns"]
    rows = rows[rows.refunded_at.notna()]
    known = orders.set_index("order_id")
    sku = world.tables["products"].set_index("product_id").sku
    table = pd.DataFrame(
        {
            "Retourennummer": "RT" + (40_000 + rows.return_id).astype(str),
            "Erstattet am": rows.refunded_at.dt.strftime("%d.%m.%Y %H:%M"),
            "Bestellnummer": rows.order_id.map(known.number), "Kundennummer": rows.order_id.map(known.customer_number),
            "Artikelnummer": rows.product_id.map(sku), "Retourenmenge": rows.quantity,
            "Erstattungsbetrag netto": rows.refund_net, "Retourengrund": rows.reason,
        }
    )  # fmt: skip
    if world.plan.story:
        broken = table.head(_UNREADABLE).assign(**{"Erstattet am": "00.00.0000"})
        broken["Retourennummer"] = [f"RT{number}" for number in range(39_000, 39_000 + len(broken))]
        table = pd.concat([table, broken], ignore_index=True)
        world.told(Truth("reject_refunds", "reject", where={"file": "shop/Retouren.csv"}, effect=float(len(broken)),
                         unit="rows", more={"column": "Erstattet am", "value": "00.00.0000"}))  # fmt: skip
    return table


def _reviews(world: World) -> pd.DataFrame:
    rows = world.tables["reviews"]
    return pd.DataFrame(
        {
            "Bewertungsnummer": "BW" + (1_000 + rows.review_id).astype(str), "Bewertungsportal": rows.platform,
            "Bewertungsdatum": rows.posted_at, "Sterne": rows.rating, "Bewertungstext": rows.text,
            "Beantwortet am": rows.answered_at,
        }
    )  # fmt: skip


def _subscriptions(world: World) -> pd.DataFrame:
    rows = world.tables["subscriptions"]
    return pd.DataFrame(
        {
            "Abonummer": "ABO" + (500 + rows.subscription_id).astype(str),
            "Kundennummer": rows.person_id.map(_accounts(world)), "Abrechnungsmonat": rows.month,
            "Monatsbetrag": rows.mrr, "Bewegung": rows.movement.map(_MOVEMENT),
        }
    )  # fmt: skip


def _campaigns(world: World) -> pd.DataFrame:
    rows = world.tables["campaigns"]
    tested = rows.campaign_id.isin(world.tables["assignments"].campaign_id)
    return pd.DataFrame(
        {
            "Kampagne": rows.name, "Kampagnenname": rows.name, "Kampagnentyp": rows.type.map(_AIM),
            "Kampagnenkanal": rows.platform.fillna(rows.channel), "Kampagnenstart": rows.start,
            "Kampagnenende": rows.end, "Budget": rows.budget, "Vergleichsgruppe": np.where(tested, 0.5, 0.0),
        }
    )  # fmt: skip


def _tests(world: World, names: pd.Series[str]) -> pd.DataFrame:
    rows = world.tables["assignments"]
    customer, campaign = rows.person_id.map(_accounts(world)), rows.campaign_id.map(names)
    return pd.DataFrame(
        {
            "assignment_id": [f"{one}/{other}" for one, other in zip(campaign, customer, strict=True)],
            "campaign_id": campaign, "unit_type": "customer", "customer_key": customer, "arm": rows.arm,
            "assigned_at": rows.assigned_at,
        }
    )  # fmt: skip


def _referrals(world: World) -> pd.DataFrame:
    rows, accounts = world.tables["referrals"], _accounts(world)
    numbers = world.tables["orders"].set_index("order_id").number
    return pd.DataFrame(
        {
            "referral_id": "EM" + (100 + rows.referral_id).astype(str),
            "referrer_customer_key": rows.person_id.map(accounts),
            "referred_customer_key": rows.referred_person_id.map(accounts),
            "occurred_at": rows.occurred_at, "code": rows.code, "converted_order_id": rows.order_id.map(numbers),
        }
    )  # fmt: skip
