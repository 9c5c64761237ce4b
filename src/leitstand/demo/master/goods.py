"""What the invented company sells: coffee, tea, kitchenware and coffee subscriptions for offices."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.world import FIRST_DAY, Truth, World

COFFEE_RISE, ROSE_ON = 0.08, pd.Timestamp(2026, 3, 1)
"""By how much and when coffee became dearer."""

_KINDS: tuple[tuple[str, str, str, float, float, float, tuple[str, ...]], ...] = (
    ("Kaffee", "Bohnen", "Arabica", 0.07, 8.5, 14.9, ("Sidamo", "Huehuetenango", "Antigua", "Sierra Nevada")),
    ("Kaffee", "Bohnen", "Espresso", 0.07, 8.9, 15.9, ("Bar Classico", "Monsun Malabar", "Notte Forte", "Doppio")),
    ("Kaffee", "Bohnen", "Entkoffeiniert", 0.07, 9.5, 14.5, ("Sanft", "Abendstunde")),
    ("Kaffee", "Gemahlen", "Filter", 0.07, 7.5, 11.9, ("Hafenmischung", "Sonntag", "Frühschicht", "Hausmarke")),
    ("Kaffee", "Gemahlen", "Mokka", 0.07, 8.5, 12.9, ("Kardamom", "Stambul")),
    ("Kaffee", "Großpackung", "Büro", 0.07, 42.0, 69.0, ("Büroröstung 5 kg", "Espresso Gastro 5 kg", "Crema 5 kg")),
    ("Tee", "Schwarztee", "Blatt", 0.07, 5.9, 18.9, ("Darjeeling", "Assam", "Ceylon", "Friesenmischung", "Earl Grey")),
    ("Tee", "Grüntee", "Blatt", 0.07, 7.9, 26.9, ("Sencha", "Gyokuro", "Jasmin", "Lung Ching")),
    ("Tee", "Kräutertee", "Blatt", 0.07, 4.9, 9.9, ("Pfefferminze", "Fenchel", "Hafenkräuter", "Verbene")),
    ("Tee", "Rooibos", "Blatt", 0.07, 5.9, 10.9, ("Vanille", "Natur", "Orange")),
    ("Tee", "Beutel", "Gastro", 0.07, 14.9, 24.9, ("Schwarztee 100 Beutel", "Kräuter 100 Beutel", "Grün 100 Beutel")),
    ("Küche", "Kannen", "Glas", 0.19, 24.9, 49.9, ("Teekanne 1 l", "Karaffe", "Teekanne 1,5 l")),
    ("Küche", "Kannen", "Gusseisen", 0.19, 49.0, 89.0, ("Teekanne Hobnail", "Teekanne Glatt")),
    ("Küche", "Zubereitung", "Filter", 0.19, 4.5, 24.9, ("Handfilter", "Papierfilter 100", "Teefilter", "Dauerfilter")),
    ("Küche", "Zubereitung", "Mühlen", 0.19, 49.0, 189.0, ("Handmühle", "Mühle Kompakt", "Mühle Profi")),
    ("Küche", "Zubereitung", "Presse", 0.19, 24.9, 59.9, ("Pressstempelkanne", "Reisepresse")),
    ("Küche", "Tassen", "Porzellan", 0.19, 9.9, 34.9, ("Becher Nordlicht", "Espressotassen 2er", "Teeschale")),
    ("Büroservice", "Geräte", "Vollautomat", 0.19, 690.0, 2490.0, ("Vollautomat S", "Vollautomat M", "Vollautomat L")),
    ("Büroservice", "Verbrauch", "Pflege", 0.19, 9.9, 39.9, ("Entkalker", "Reinigungstabs", "Milchreiniger")),
    ("Büroservice", "Verbrauch", "Becher", 0.19, 19.9, 49.9, ("Pappbecher 500", "Rührstäbchen 1000")),
)
"""Levels 1–3, VAT rate, lowest and highest gross price in euro, names."""
_PLANS = (("Büro-Abo S", 79.0), ("Büro-Abo M", 149.0), ("Büro-Abo L", 299.0))
"""Monthly subscriptions with their net price."""
_COST = {"Kaffee": 0.52, "Tee": 0.45, "Küche": 0.58, "Büroservice": 0.62}
"""Cost as a share of the net price."""
_SIZES = {"Bohnen": ("250 g", "1 kg"), "Gemahlen": ("250 g", "500 g"), "Blatt": ("100 g", "250 g")}


def stage(world: World) -> None:
    """Adds `products` and `price_changes`."""
    dice = world.dice("goods")
    rows: list[tuple[str, str, str, str, str, float, float]] = []
    for first, second, third, rate, low, high, names in _KINDS:
        for name in names:
            price = np.exp(dice.uniform(np.log(low), np.log(high)))
            for place, size in enumerate(_SIZES.get(second, _SIZES.get(third, ("",)))):
                gross = np.floor(price * (1, 2.4)[place]) + 0.9
                title = f"{third} {name}" if second in ("Bohnen", "Gemahlen") else name
                title = f"{second} {name}" if first == "Tee" and third == "Blatt" else title
                rows.append((f"{title} {size}".strip(), first, second, third, "good", gross / (1 + rate), rate))
    for name, price in _PLANS:
        rows.append((name, "Büroservice", "Abonnement", "Kaffee", "subscription", price, 0.07))
    columns = ["name", "category_l1", "category_l2", "category_l3", "type", "list_price", "vat_rate"]
    products = pd.DataFrame(rows, columns=columns)
    products.insert(0, "product_id", np.arange(1, len(products) + 1))
    letters = products.category_l1.map({"Kaffee": "K", "Tee": "T", "Küche": "H", "Büroservice": "B"})
    products.insert(1, "sku", letters + "-" + (1000 + 10 * products.product_id).astype(str))
    share = products.category_l1.map(_COST) * dice.uniform(0.9, 1.1, len(products))
    products["list_price"] = products.list_price.round(2)
    products["unit_cost"] = (products.list_price * share).round(2)
    since = np.datetime64(FIRST_DAY) - dice.integers(100, 1500, len(products))
    late = (dice.random(len(products)) < 0.12) & (products.type == "good")
    since = np.where(late, np.datetime64(FIRST_DAY) + dice.integers(60, 900, len(products)), since)
    products["launch_date"] = pd.to_datetime(since)
    world.tables["products"] = products
    world.tables["price_changes"] = _price_changes(world, products)


def _price_changes(world: World, products: pd.DataFrame) -> pd.DataFrame:
    """Kitchenware rose a little in 2025, as everywhere; coffee rose on a day that customers noticed."""
    rises = [("Küche", pd.Timestamp(2025, 1, 1), 0.02)]
    if world.plan.story:
        rises.append(("Kaffee", ROSE_ON, COFFEE_RISE))
        world.told(
            Truth(
                "coffee_price", "price_change", "net_price_per_unit", {"category": "Kaffee"}, ROSE_ON.date(), None,
                COFFEE_RISE, "share of price",
            )
        )  # fmt: skip
    found = []
    for category, day, rise in rises:
        own = products[products.category_l1 == category]
        found.append(
            pd.DataFrame(
                {
                    "product_id": own.product_id,
                    "changed_on": day,
                    "old_price": own.list_price,
                    "new_price": (own.list_price * (1 + rise)).round(2),
                }
            )
        )
    return pd.concat(found, ignore_index=True)
