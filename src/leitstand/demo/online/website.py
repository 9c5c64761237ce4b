"""The shop's website: who came, from where and with which device, and which of the visits ended in an order."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.online import browsing, elements, webtotals
from leitstand.demo.world import END, FIRST_DAY, MONTHS, Truth, World

DEVICES = ("mobile", "desktop", "tablet")
MOBILE_FROM, MOBILE_TO, TABLET = 0.45, 0.70, 0.05
RATE_FROM = {"mobile": 0.120, "desktop": 0.300, "tablet": 0.200}
RATE_TO = {"mobile": 0.130, "desktop": 0.320, "tablet": 0.210}
"""Share of visits that end in an order; each device gets better while the weak one gains ground."""

# channel: share of visits, how well they convert beside the average, source, medium
CHANNELS = {
    "Organic Search": (0.33, 0.9, "google", "organic"),
    "Direct": (0.22, 1.3, "(direct)", "(none)"),
    "Paid Search": (0.17, 1.1, "google", "cpc"),
    "Email": (0.10, 1.6, "newsletter", "email"),
    "Paid Social": (0.06, 0.10, "facebook", "paid_social"),
    "Organic Social": (0.05, 0.5, "instagram", "social"),
    "Referral": (0.04, 0.8, "kaffeeblog.example", "referral"),
    "Affiliates": (0.03, 1.0, "gutscheine.example", "affiliate"),
}
PAID_SOCIAL_FROM, PAID_SOCIAL_TO = date(2025, 9, 1), 0.20
_ADVERTISED = {"Paid Search": "google", "Paid Social": "meta|linkedin", "Email": "email"}
_HOURS = np.array([2, 1, 0, 0, 1, 2, 4, 6, 7, 8, 8, 8, 9, 8, 8, 8, 8, 9, 10, 12, 13, 11, 7, 4], float)
# how far a visit without order comes: one page, list, product, cart, checkout
DEPTHS = np.array([0.40, 0.12, 0.27, 0.13, 0.08])
BOUGHT = 5


def stage(world: World) -> None:
    """`sessions`, `web_events`, `pages`, `elements`, `element_days`, `web_totals`; sets `orders.device`.

    Times of these tables are naive UTC: a tracker counts in UTC, and no hour is missing or double.
    """
    pages = browsing.pages(world)
    sessions = _sessions(world)
    _add_origin(world, sessions)
    _add_visitors(world, sessions)
    sessions["landing_page_id"] = browsing.landing(world, sessions, pages)
    parts = elements.shown(world, sessions, pages)
    events = browsing.events(world, sessions, pages, elements.clicks(parts, pages))
    for one in parts:
        if one.part.event:
            events.loc[events["event_name"] == one.part.event, "element_id"] = one.element_id
    day = local_day(sessions["started_at"])
    bought = events.dropna(subset=["value"]).set_index("session_id")["value"]
    world.tables |= {
        "pages": pages, "elements": elements.parts_of(pages), "sessions": sessions, "web_events": events,
        "element_days": elements.days(sessions, parts, day),
        "web_totals": webtotals.totals(sessions, day, sessions["session_id"].map(bought).fillna(0.0)),
    }  # fmt: skip
    _tell_mix(world, sessions)
    _tell_paid_social(world, sessions)


def to_utc(local: pd.Series) -> pd.Series:
    """Naive times of Berlin as naive UTC; an hour that came twice is its first."""
    zoned = local.dt.tz_localize("Europe/Berlin", ambiguous=np.ones(len(local), bool), nonexistent="shift_forward")
    return pd.Series(zoned.dt.tz_convert("UTC").dt.tz_localize(None).astype("datetime64[us]"))


def local_day(utc: pd.Series) -> pd.Series:
    """Day in Berlin of naive UTC times."""
    return pd.Series(utc.dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin").dt.tz_localize(None).dt.normalize())


def month_number(times: pd.Series) -> npt.NDArray[np.int64]:
    """0 for the first month of the company's three years."""
    numbers = (times.dt.year - FIRST_DAY.year) * 12 + times.dt.month - FIRST_DAY.month
    return np.asarray(numbers.clip(0, MONTHS - 1), np.int64)


def shares_and_rates(world: World) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Per month and device: share of the visits, and share of them that end in an order."""
    way = np.linspace(0, 1, MONTHS) if world.plan.story else np.full(MONTHS, 0.5)
    mobile = MOBILE_FROM + way * (MOBILE_TO - MOBILE_FROM)
    shares = np.column_stack([mobile, 1 - mobile - TABLET, np.full(MONTHS, TABLET)])
    rates = np.column_stack([RATE_FROM[one] + way * (RATE_TO[one] - RATE_FROM[one]) for one in DEVICES])
    return shares, rates


def _sessions(world: World) -> pd.DataFrame:
    """One row per visit with device, times and depth, in the order they began."""
    dice = world.dice("sessions")
    orders = world.tables["orders"]
    shop = orders.loc[orders["channel"] == "shop", ["order_id", "number", "person_id", "ordered_at", "campaign_id"]]
    shop = shop.reset_index(drop=True)
    month = month_number(shop["ordered_at"])
    shares, rates = shares_and_rates(world)
    device = _devices(dice, month, shares * rates)
    orders.loc[orders["channel"] == "shop", "device"] = np.array(DEVICES)[device]
    bought = pd.DataFrame({"order_id": shop["order_id"], "number": shop["number"], "person_id": shop["person_id"],
                           "campaign_id": shop["campaign_id"], "device": device, "depth": BOUGHT})  # fmt: skip
    seconds = np.rint(dice.lognormal(np.log(420), 0.6, len(shop)).clip(60, 5400))
    end = to_utc(shop["ordered_at"])
    bought["started_at"], bought["ended_at"] = end - pd.to_timedelta(seconds, unit="s"), end
    sessions = pd.concat([bought, _visits_only(dice, shop, month, device, rates), _bots(dice, len(shop))])
    sessions["is_bot"] = sessions["is_bot"].eq(True)
    sessions["converted"] = sessions["depth"] == BOUGHT
    first, last = to_utc(pd.Series(pd.to_datetime([FIRST_DAY, END])))
    sessions["started_at"] = sessions["started_at"].clip(first, last - pd.Timedelta(2, "s"))
    sessions["ended_at"] = sessions["ended_at"].clip(upper=last - pd.Timedelta(1, "s"))
    sessions["device"] = np.array(DEVICES)[sessions["device"].to_numpy(int)]
    sessions = sessions.sort_values(["started_at", "order_id"], kind="stable", ignore_index=True)
    sessions.insert(0, "session_id", np.arange(1, len(sessions) + 1))
    return sessions


def _devices(dice: np.random.Generator, month: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]) -> Any:
    """Device of each order, in each month exactly in these proportions."""
    device = np.zeros(len(month), int)
    for one in range(MONTHS):
        rows = np.flatnonzero(month == one)
        bounds = np.rint(np.cumsum(weights[one] / weights[one].sum()) * len(rows)).astype(int)
        device[dice.permutation(rows)] = np.searchsorted(bounds, np.arange(len(rows)), side="right")
    return device


def _visits_only(dice: np.random.Generator, shop: pd.DataFrame, month: npt.NDArray[np.int64],
                 device: npt.NDArray[np.int64], rates: npt.NDArray[np.float64]) -> pd.DataFrame:  # fmt: skip
    """Visits without order: as many per month and device as make up the rate."""
    orders = np.zeros((MONTHS, len(DEVICES)))
    np.add.at(orders, (month, device), 1)
    missing = np.rint(orders / rates - orders).astype(int)
    place = np.repeat(np.arange(missing.size), missing.ravel())
    months, devices = np.divmod(place, len(DEVICES))
    # a day is as busy as its orders say
    by_month = np.argsort(month, kind="stable")
    starts, counts = np.searchsorted(month[by_month], np.arange(MONTHS)), np.bincount(month, minlength=MONTHS)
    chosen = by_month[starts[months] + (dice.random(len(months)) * counts[months]).astype(int)]
    day = shop["ordered_at"].dt.normalize().iloc[chosen].reset_index(drop=True)
    depth = dice.choice(len(DEPTHS), len(day), p=DEPTHS)
    began = to_utc(day + pd.to_timedelta(_second_of_day(dice, len(day)), unit="s"))
    seconds = np.rint(dice.lognormal(np.log(60 + 60 * depth), 0.7).clip(8, 5400)) * (depth > 0)
    return pd.DataFrame({"device": devices, "depth": depth, "started_at": began,
                         "ended_at": began + pd.to_timedelta(seconds, unit="s")})  # fmt: skip


def _bots(dice: np.random.Generator, orders: int) -> pd.DataFrame:
    count = orders // 8
    day = pd.Series(pd.Timestamp(FIRST_DAY) + pd.to_timedelta(dice.integers(0, (END - FIRST_DAY).days, count), "D"))
    began = (day + pd.to_timedelta(dice.integers(0, 86_400, count), unit="s")).astype("datetime64[us]")
    return pd.DataFrame({"device": 1, "depth": dice.integers(0, 2, count), "started_at": began,
                         "ended_at": began + pd.to_timedelta(2, unit="s"), "is_bot": True})  # fmt: skip


def _second_of_day(dice: np.random.Generator, count: int) -> npt.NDArray[np.int64]:
    hour = dice.choice(24, count, p=_HOURS / _HOURS.sum())
    return np.asarray(hour * 3600 + dice.integers(0, 3600, count))


def _add_origin(world: World, sessions: pd.DataFrame) -> None:
    """Channel, source, medium and campaign; visits that buy come more often from channels that sell well."""
    dice = world.dice("origin")
    names = np.array(list(CHANNELS))
    share, strength = (np.array([one[place] for one in CHANNELS.values()]) for place in (0, 1))
    weights = np.tile(share, (MONTHS, 1))
    social = list(CHANNELS).index("Paid Social")
    if world.plan.story:
        start = (PAID_SOCIAL_FROM.year - FIRST_DAY.year) * 12 + PAID_SOCIAL_FROM.month - FIRST_DAY.month
        weights[start:, social] = np.linspace(share[social], PAID_SOCIAL_TO, MONTHS - start)
    base = sessions["converted"].mean()
    bought = weights * strength
    bought /= bought.sum(axis=1, keepdims=True)
    weights /= weights.sum(axis=1, keepdims=True)
    others = (weights - base * bought).clip(0.001)
    month, luck = month_number(sessions["started_at"]), dice.random(len(sessions))
    table = np.where(sessions["converted"].to_numpy()[:, None], bought[month], others[month])
    bounds = np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1)
    channel = (luck[:, None] > bounds).sum(axis=1).clip(0, len(names) - 1)
    channel[sessions["is_bot"]] = list(CHANNELS).index("Direct")
    led = sessions["campaign_id"].map(_channel_of(world.tables["campaigns"]))  # the order says who led to it
    sessions["channel_group"] = led.fillna(pd.Series(names[channel], sessions.index))
    sessions["source"] = sessions["channel_group"].map({name: one[2] for name, one in CHANNELS.items()})
    sessions["medium"] = sessions["channel_group"].map({name: one[3] for name, one in CHANNELS.items()})
    sessions["campaign"] = _campaigns(world, sessions)


def _channel_of(campaigns: pd.DataFrame) -> pd.Series:
    """campaign_id → channel of the visits it brings; campaigns outside the web are left out."""
    places = (campaigns["platform"].fillna("") + " " + campaigns["channel"].fillna("")).str.lower()
    found = pd.Series(None, index=campaigns["campaign_id"], dtype=object)
    for channel, words in _ADVERTISED.items():
        found[places.str.contains(words).to_numpy()] = channel
    return found.dropna()


def _campaigns(world: World, sessions: pd.DataFrame) -> pd.Series:
    """Tag of the campaign that the order names, else of one that ran on that day in the visit's channel."""
    campaigns = world.tables["campaigns"]
    periods = campaigns.set_index("campaign_id")
    channels = _channel_of(campaigns)
    found = sessions["campaign_id"].map(periods.loc[channels.index, "utm"]).astype(object)
    day = sessions["started_at"].dt.normalize()
    dice = world.dice("visit campaigns")
    for channel in _ADVERTISED:
        visits = sessions["channel_group"] == channel
        for number in channels.index[channels == channel]:
            start, end, tag = periods.loc[number, ["start", "end", "utm"]]
            running = visits & (day >= start) & (day <= end)
            # of several that run at once each gets its part
            found[running & found.isna() & (dice.random(len(sessions)) < 0.6)] = tag
    return found


def _add_visitors(world: World, sessions: pd.DataFrame) -> None:
    """Cookie, consent and country. Without consent there is no cookie: the visitor is unknown."""
    dice = world.dice("visitors")
    count = len(sessions)
    people = world.tables["persons"].set_index("person_id")["country"]
    buyers = sessions["person_id"].dropna().astype(int).to_numpy()
    anonymous = dice.integers(0, max(1, int(0.55 * count)), count)
    # some of the visits without order are of people who buy at another time
    known = np.where(dice.random(count) < 0.25, buyers[dice.integers(0, len(buyers), count)], -1)
    person = sessions["person_id"].fillna(pd.Series(known, sessions.index)).astype(int)
    whose = sessions["device"].astype(str).where(person >= 0, "unknown-" + sessions["device"].astype(str))
    number = person.where(person >= 0, pd.Series(anonymous, sessions.index))
    visitor = whose + (number * 48_271 % 2_147_483_647).astype(str)  # a cookie does not tell the customer's number
    luck = dice.random(count)
    consent = np.select([sessions["is_bot"], luck < 0.72, luck < 0.90], ["unknown", "given", "denied"], "unknown")
    sessions["consent_state"] = consent
    sessions["visitor_id"] = visitor.where(pd.Series(consent) == "given")
    abroad = np.select([dice.random(count) < 0.04, dice.random(count) < 0.03], ["AT", "CH"], "DE")
    sessions["country"] = sessions["person_id"].map(people).fillna(pd.Series(abroad, sessions.index))


def _tell_mix(world: World, sessions: pd.DataFrame) -> None:
    people = sessions[~sessions["is_bot"]]
    month = month_number(people["started_at"])
    years = {"first": people[month < 12], "last": people[month >= MONTHS - 12]}
    rates = {name: rows.groupby("device")["converted"].mean().round(6).to_dict() for name, rows in years.items()}
    shares = {name: float((rows["device"] == "mobile").mean()) for name, rows in years.items()}
    totals = {name: float(rows["converted"].mean()) for name, rows in years.items()}
    world.told(Truth("mix_shift_device", "mix_shift", "conversion_rate", since=FIRST_DAY, until=END,
                     effect=round(100 * (totals["last"] - totals["first"]), 4), unit="points",
                     more={"rates": rates, "totals": totals, "mobile_share": shares}))  # fmt: skip


def _tell_paid_social(world: World, sessions: pd.DataFrame) -> None:
    people = sessions[~sessions["is_bot"]]
    social = people["channel_group"] == "Paid Social"
    after = people["started_at"] >= pd.Timestamp(PAID_SOCIAL_FROM)
    share = {"before": float(social[~after].mean()), "after": float(social[after].mean())}
    rates = {"paid_social": float(people.loc[social & after, "converted"].mean()),
             "others": float(people.loc[~social & after, "converted"].mean())}  # fmt: skip
    world.told(Truth("paid_social_grows", "traffic_growth", "sessions", {"traffic_channel": "Paid Social"},
                     PAID_SOCIAL_FROM, END, round(100 * (share["after"] - share["before"]), 4), "points",
                     {"share": share, "conversion": rates}))  # fmt: skip
