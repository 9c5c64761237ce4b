"""Reads the shipment lists of parcel carriers: when each parcel left, was promised and arrived.

Layouts: the words the carriers use for their fields; no export's headings are published and none could be checked.
The portals let their users choose the columns anyway: a list with other headings is read by a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pyarrow as pa

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.values.sheet import Sheet, constant


def _layout(carrier: str, headings: Mapping[str, Sequence[str]], typical: Sequence[str]) -> Layout:
    """typical: own columns that tell this carrier's list from others, besides number, reference and days."""

    def amend(sheet: Sheet, found: Columns) -> None:
        found["shipment.carrier"] = constant(carrier, sheet.row)
        # several parcels of an order are one row each; the order itself comes from the shop
        found.setdefault("shipment.order_id", pa.nulls(len(sheet), pa.string()))

    targets = {f"shipment.{own}": names for own, names in headings.items() if own not in typical}
    return Layout(
        main="shipment",
        headings=targets,
        typical=(*targets, *typical),
        needed=frozenset({"shipment.shipment_id", "shipment.shipped_at"}),
        others={own: headings[own] for own in typical},
        amend=amend,
    )


_LAYOUTS = (
    _layout(
        "DHL",
        {
            "shipment_id": ("Sendungsnummer",),
            "order_id": ("Sendungsreferenz", "Referenz"),
            "shipped_at": ("Sendungsdatum", "Versanddatum"),
            "delivered_at": ("Zustelldatum", "Zugestellt am"),
            "product": ("Produkt", "Produkt- und Servicewahl"),
        },
        ("product",),
    ),
    _layout(
        "DPD",
        {
            "shipment_id": ("Paketscheinnummer", "Paketnummer"),
            "order_id": ("Kundenreferenz 1", "Referenz 1", "Referenznummer 1"),
            "shipped_at": ("Versanddatum",),
            "delivered_at": ("Zustelldatum",),
            "depot": ("Empfangsdepot", "Zustelldepot", "Depot"),
        },
        ("depot",),
    ),
    _layout(
        "GLS",
        {
            "shipment_id": ("Paketnummer", "TrackID", "Track ID"),
            "order_id": ("Kundenreferenz", "Sendungsreferenz"),
            "shipped_at": ("Versanddatum",),
            "delivered_at": ("Zustelldatum",),
            "product": ("GLS Produkt", "Service"),
        },
        ("product",),
    ),
    _layout(
        "Hermes",
        {
            "shipment_id": ("Sendungs-ID", "Sendungsnummer"),
            "order_id": ("Kundenreferenz", "Kundenreferenznummer"),
            "shipped_at": ("Auftragsdatum", "Erstellungsdatum"),
            "delivered_at": ("Zustelldatum", "Zugestellt am"),
            "class": ("Paketklasse",),
        },
        ("class",),
    ),
    _layout(
        "UPS",
        {
            "shipment_id": ("Tracking Number",),
            "order_id": ("Shipment Reference Number(s)", "Reference Number(s)", "Reference Number 1"),
            "shipped_at": ("Manifest Date", "Ship Date"),
            "promised_on": ("Scheduled Delivery", "Scheduled Delivery Date"),
            "delivered_at": ("Date Delivered", "Delivery Date"),
        },
        (),
    ),
)

CONNECTOR = Connector(
    title=Text(de="Sendungslisten (DHL, DPD, GLS, Hermes, UPS)", en="Shipment lists (DHL, DPD, GLS, Hermes, UPS)"),
    description=Text(
        de="Listen der Paketdienste mit Sendungsnummer, Referenz (Bestellnummer), Versand- und Zustelltag.",
        en="Lists of parcel carriers with tracking number, reference (order number), day of shipping and delivery.",
    ),
    delivery="upsert",
    feeds=("shipment",),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, _LAYOUTS),
    read=partial(read, _LAYOUTS, zone="Europe/Berlin"),
    checked="documents",
)
