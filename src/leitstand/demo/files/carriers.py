"""Lists of the parcel services: one per service, each in its own way of writing, with our order number as reference."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from leitstand.demo.files.exports import german, plain
from leitstand.demo.trade.buying import CARRIERS
from leitstand.demo.world import World


def write(world: World, folder: Path) -> None:
    """One file per carrier: German office CSV, ISO CSV, and one with tabs."""
    orders = world.tables["orders"][["order_id", "number", "person_id"]]
    rows = world.tables["shipments"].merge(orders, on="order_id")
    rows = rows.merge(world.tables["persons"][["person_id", "zip", "state"]], on="person_id")
    table = pd.DataFrame(
        {
            "Sendungsnummer": rows.tracking, "Auftragsnummer": rows.number, "Paketdienst": rows.carrier,
            "Versanddatum": rows.shipped_at, "Liefertermin": rows.promised_on, "Zugestellt am": rows.delivered_at,
            "Empfänger PLZ": rows.zip, "Bundesland": rows.state,
        }
    )  # fmt: skip
    eilbote, paketring, landpost = (table[table.Paketdienst == name] for name in CARRIERS)
    german(eilbote, folder / "Eilbote_Sendungen.csv")
    plain(paketring, folder / "paketring-export.csv")
    landpost.to_csv(folder / "Landpost Sendungsliste.txt", sep="\t", index=False, encoding="utf-16")
