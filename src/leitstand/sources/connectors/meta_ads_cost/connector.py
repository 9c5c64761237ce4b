"""Reads exports of Meta Ads Manager, broken down by day.

Layout: Meta's help page on exporting results; the currency stands in the heading of the amount."""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.ads import layout, with_currency
from leitstand.sources.layouts.known import read, recognise

_LAYOUT = layout(
    channel="Meta Ads",
    day=("Day", "Tag", "Reporting starts", "Berichtsstart"),
    cost=with_currency("Amount spent", "Ausgegebener Betrag"),
    campaign=("Campaign name", "Name der Kampagne"),
    number=("Campaign ID", "Kampagnen-ID"),
    currency=("Currency", "Währung"),
    end=("Reporting ends", "Berichtsende"),
    parts=("Ad set name", "Name der Anzeigengruppe", "Ad name", "Name der Anzeige", "Platform", "Plattform"),
)

CONNECTOR = Connector(
    title=Text(de="Meta Ads (Kosten)", en="Meta Ads (costs)"),
    description=Text(
        de="Export aus dem Meta-Werbeanzeigenmanager, aufgeteilt nach Tagen (deutsch oder englisch).",
        en="Export of Meta Ads Manager broken down by day (German or English).",
    ),
    delivery="upsert",
    feeds=("cost", "campaign"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
