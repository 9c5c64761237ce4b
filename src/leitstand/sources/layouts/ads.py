"""What the cost reports of advertising systems have in common: what a campaign cost on a day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.layouts.known import Columns, Layout
from leitstand.sources.values.dates import Order
from leitstand.sources.values.sheet import Sheet, constant, numbered

CURRENCIES = ("EUR", "CHF", "USD", "GBP", "SEK", "NOK", "DKK", "PLN", "CZK")
_SEVERAL_DAYS = Text(
    de="umfasst mehrere Tage; exportieren Sie den Bericht nach Tagen aufgeteilt",
    en="covers several days; export the report broken down by day",
)
_TOTAL = Text(de="ist eine Summenzeile", en="is a total row")


def with_currency(*headings: str) -> tuple[str, ...]:
    """The headings as they are when the currency stands in them, as in 'Amount spent (EUR)'."""
    return tuple(f"{heading} ({currency})" for heading in headings for currency in CURRENCIES) + headings


def layout(
    channel: str,
    day: Sequence[str],
    cost: Sequence[str],
    campaign: Sequence[str],
    number: Sequence[str] = (),
    currency: Sequence[str] = (),
    end: Sequence[str] = (),
    parts: Sequence[str] = (),
    known_by: Sequence[str] = (),
    usual_order: Order | None = None,
) -> Layout:
    """Layout of a cost report. number: of the campaign. end: last day, where a row may cover several.

    parts: what a campaign's day may be split into besides (ad group, device). known_by: a heading that only this
    system has.
    """
    return Layout(
        main="cost",
        headings={
            "cost.booked_on": day,
            "cost.amount": cost,
            "cost.currency": currency,
            "campaign.campaign_id": number,
            "campaign.name": campaign,
        },
        typical=("cost.booked_on", "cost.amount", "campaign.name", *(("known",) if known_by else ())),
        needed=frozenset({"cost.booked_on", "cost.amount"}),
        others={"end": end, "known": known_by, **{f"part {place}": (name,) for place, name in enumerate(parts)}},
        dates=("end",),
        usual_order=usual_order,
        amend=partial(_amend, channel=channel, parts=len(parts)),
    )


def _amend(sheet: Sheet, found: Columns, channel: str, parts: int) -> None:
    day, name = found["cost.booked_on"], found["campaign.name"]
    for own in ("cost.booked_on", "campaign.name"):
        label = pc.utf8_lower(sheet.text(own))
        sheet.reject(own, pc.match_substring_regex(label, r"^(total|gesamt|summe)\b"), _TOTAL)
    sheet.reject("end", pc.not_equal(day, sheet.date("end")), _SEVERAL_DAYS)
    number = found.get("campaign.campaign_id", pa.nulls(len(sheet), pa.string()))
    found["campaign.campaign_id"] = pc.coalesce(number, name)
    found["campaign.channel"] = found["cost.channel"] = constant(channel, sheet.row)
    found["cost.cost_type"] = constant("acquisition_media", sheet.row)
    split = [sheet.text(own) for own in (f"part {place}" for place in range(parts)) if sheet.has(own)]
    content = [day.cast(pa.string()), found["campaign.campaign_id"], *split]
    # the same day of the same campaign replaces what an older report said about it
    made = pc.binary_join_element_wise(*(pc.fill_null(one, "") for one in content), "|")
    found["cost.cost_id"] = numbered(made, sheet.row)
