"""Reads the campaign report of Google Ads, broken down by day.

Layout: Google's help page on downloading reports, with the segment “day” and the column “currency code”."""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.ads import layout
from leitstand.sources.layouts.known import read, recognise

_LAYOUT = layout(
    channel="Google Ads",
    day=("Day", "Tag"),
    cost=("Cost", "Kosten"),
    campaign=("Campaign", "Kampagne"),
    number=("Campaign ID", "Kampagnen-ID"),
    currency=("Currency code", "Currency", "Währungscode"),
    parts=("Ad group", "Anzeigengruppe", "Device", "Gerät", "Network", "Werbenetzwerk"),
    known_by=("Impr.", "Interactions", "Interaktionen"),
)

CONNECTOR = Connector(
    title=Text(de="Google Ads (Kosten)", en="Google Ads (costs)"),
    description=Text(
        de="Kampagnenbericht aus Google Ads, aufgeteilt nach Tagen (CSV, deutsch oder englisch).",
        en="Campaign report of Google Ads broken down by day (CSV, German or English).",
    ),
    delivery="upsert",
    feeds=("cost", "campaign"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
