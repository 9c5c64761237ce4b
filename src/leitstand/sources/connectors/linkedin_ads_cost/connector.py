"""Reads the campaign performance report of LinkedIn Campaign Manager, broken down by day.

Layout: LinkedIn's help page on downloading campaign reports; days are days in UTC."""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.ads import layout
from leitstand.sources.layouts.known import read, recognise

_LAYOUT = layout(
    channel="LinkedIn Ads",
    day=("Start Date (in UTC)",),
    cost=("Total Spent",),
    campaign=("Campaign Name",),
    number=("Campaign ID",),
    currency=("Currency",),
    parts=("Creative Name", "Ad ID"),
    usual_order="mdy",
)

CONNECTOR = Connector(
    title=Text(de="LinkedIn Ads (Kosten)", en="LinkedIn Ads (costs)"),
    description=Text(
        de="Kampagnenbericht aus dem LinkedIn Kampagnenmanager, aufgeteilt nach Tagen.",
        en="Campaign report of LinkedIn Campaign Manager broken down by day.",
    ),
    delivery="upsert",
    feeds=("cost", "campaign"),
    currency=None,
    zone="UTC",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="UTC"),
    checked="documents",
)
