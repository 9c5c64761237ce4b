"""Everything around the shop: advertising, newsletter, competitors, and what happened that figures may follow."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.online import social
from leitstand.demo.world import END, FIRST_DAY, MONTHS, Truth, World

ADVERTISING = ("Google Ads", "Meta Ads", "LinkedIn Ads")
_SUBSCRIBERS = 0.16
_CLICK_RATE = {"Google Ads": 0.045, "Meta Ads": 0.012, "LinkedIn Ads": 0.006}
"""Clicks per time that an advertisement is shown."""
_CLICKS_PER_EURO = {"Google Ads": 1.1, "Meta Ads": 1.8, "LinkedIn Ads": 0.22}
_RATES = {
    "CHF": ("EUR", 1.045, 0.0016),
    "USD": ("EUR", 0.925, 0.0028),
}  # fmt: skip
"""Currency: what it is converted to, rate on the first day, how much it moves in a day."""

_HAPPENED = (
    ("2024-03-12 09:00", "2024-03-16 17:00", "Gastromesse 2024", "Messe"),
    ("2025-03-12 09:00", "2025-03-16 17:00", "Gastromesse 2025", "Messe"),
    ("2026-03-12 09:00", "2026-03-16 17:00", "Gastromesse 2026", "Messe"),
    ("2024-11-20 00:00", "2024-12-20 23:59", "Adventsaktion 2024", "Kampagne"),
    ("2025-11-20 00:00", "2025-12-20 23:59", "Adventsaktion 2025", "Kampagne"),
    ("2025-01-20 13:10", "2025-01-20 17:40", "Störung beim Zahlungsdienst", "Störung"),
    ("2025-08-04 00:00", "2025-08-22 23:59", "Betriebsferien der Rösterei", "Betrieb"),
)
_STORY = (
    ("2025-09-01 00:00", "2026-03-31 23:59", "Eilbote stellt Bayern über ein neues Depot zu", "Lieferung"),
    ("2025-10-01 00:00", None, "Rabatte gibt nur noch die Vertriebsleitung frei", "Prozess"),
    ("2026-03-01 00:00", None, "Kaffee um 8 % teurer", "Preisänderung"),
    ("2026-06-15 06:00", None, "Neue Produktseite", "Website"),
)
"""Beginning, end, title, kind."""

# metric: lower quartile, median, upper quartile, firms; of firms like this one
_BENCHMARKS = {
    "conversion_rate": (1.9, 2.8, 4.1, 212), "bounce_rate": (31.0, 39.0, 48.0, 212),
    "cart_abandonment_rate": (64.0, 70.0, 76.0, 180), "refund_rate": (4.0, 7.0, 11.0, 160),
    "nps": (24.0, 38.0, 52.0, 95), "dso": (24.0, 33.0, 45.0, 140), "er_reach": (1.8, 3.1, 5.2, 310),
    "gross_margin_rate": (33.0, 41.0, 48.0, 120),
}  # fmt: skip
# competitor: metric, year, value, how it was found out, how reliable it is
_OBSERVED = (
    ("Bohnenkontor Elbe", "er_reach", "2025", 3.4, "Zählung von 60 Beiträgen", "medium"),
    ("Bohnenkontor Elbe", "dso", "2024", 38.0, "Jahresabschluss", "high"),
    ("Bohnenkontor Elbe", "revenue_growth", "2025", 6.1, "Pressemitteilung", "medium"),
    ("Teehaus Nordwind", "er_reach", "2025", 2.2, "Zählung von 60 Beiträgen", "medium"),
    ("Teehaus Nordwind", "gross_margin_rate", "2024", 44.5, "Jahresabschluss", "high"),
    ("Röstwerk Süd", "er_reach", "2025", 4.6, "Zählung von 60 Beiträgen", "medium"),
    ("Röstwerk Süd", "revenue_growth", "2025", 11.0, "Schätzung aus der Branche", "low"),
    ("Lindmoor", "er_reach", "2025", 3.0, "eigene Auswertung", "high"),
)
_UNMOVED: tuple[tuple[str, dict[str, str]], ...] = (
    ("lcp_p75", {"device": "desktop"}), ("lcp_p75", {"device": "tablet"}),
    ("bounce_rate", {"device": "desktop"}), ("bounce_rate", {"device": "mobile"}),
    ("element_interaction_rate", {"page_element": "Newsletter-Anmeldung"}),
    ("element_interaction_rate", {"page_element": "Kundenbewertungen"}),
    ("element_interaction_rate", {"page_element": "Beratungs-Chat"}),
    ("er_reach", {"platform": "linkedin"}), ("er_reach", {"platform": "facebook"}),
    ("social_answer_rate", {}), ("social_response_time", {}), ("share_of_voice", {}),
)  # fmt: skip
"""What stays as it is, whatever else happens."""


def stage(world: World) -> None:
    """`ad_days`, `posts`, `post_counters`, `social_accounts`, `interactions`, `mentions`, `competitors`,
    `observations`, `benchmarks`, `consents`, `mailings`, `happenings`, `exchange_rates`."""
    social.stage(world)
    consents = _consents(world)
    world.tables |= {
        "ad_days": _ad_days(world), "consents": consents, "mailings": _mailings(world, consents),
        "competitors": _competitors(), "observations": _observations(), "benchmarks": _benchmarks(),
        "happenings": _happenings(world), "exchange_rates": _exchange_rates(world),
    }  # fmt: skip
    for place, (metric, where) in enumerate(_UNMOVED, start=1):
        world.told(Truth(f"quiet_audience_{place}", "nothing", metric, where, FIRST_DAY, END, 0.0))


def _ad_days(world: World) -> pd.DataFrame:
    """`day, platform, campaign_id, cost, impressions, clicks`: each budget spent over the days of its campaign."""
    dice = world.dice("advertising")
    campaigns = world.tables["campaigns"]
    own = campaigns[campaigns["platform"].isin(ADVERTISING)]
    found = []
    for number, platform, start, end, budget in zip(
        *(own[name] for name in ("campaign_id", "platform", "start", "end", "budget")), strict=True
    ):
        days = pd.date_range(start, min(end, pd.Timestamp(END) - pd.Timedelta(days=1)))
        weight = dice.gamma(30, 1 / 30, len(days)) * np.where(days.dayofweek >= 5, 0.8, 1.0)
        cost = (budget * weight / weight.sum()).round(2)
        clicks = dice.poisson(cost * _CLICKS_PER_EURO[platform])
        shown = clicks + dice.poisson(clicks * (1 / _CLICK_RATE[platform] - 1))
        found.append(pd.DataFrame({"day": days, "platform": platform, "campaign_id": number, "cost": cost,
                                   "impressions": shown, "clicks": clicks}))  # fmt: skip
    return pd.concat(found, ignore_index=True).sort_values(["day", "campaign_id"], ignore_index=True)


def _consents(world: World) -> pd.DataFrame:
    """`person_id, purpose, status, occurred_at`: who asked for the newsletter, and who left it again."""
    dice = world.dice("consents")
    people = world.tables["persons"][["person_id", "joined_on"]]
    readers = people[dice.random(len(people)) < _SUBSCRIBERS]
    since = pd.to_datetime(readers["joined_on"]) + pd.to_timedelta(
        dice.integers(9 * 60, 21 * 60, len(readers)), unit="m"
    )
    given = pd.DataFrame(
        {"person_id": readers["person_id"], "purpose": "email", "status": "given", "occurred_at": since}
    )
    leaves = since + pd.to_timedelta(dice.exponential(1400, len(readers)).round(3), unit="D").floor("min")
    left = given.assign(status="withdrawn", occurred_at=leaves)
    both = pd.concat([given, left[left["occurred_at"] < pd.Timestamp(END)]])
    both["occurred_at"] = social.awake(both["occurred_at"]).dt.floor("s")
    return both.sort_values(["occurred_at", "person_id"], ignore_index=True)


def _mailings(world: World, consents: pd.DataFrame) -> pd.DataFrame:
    """`mailing, person_id, occurred_at, kind, campaign_id`: sent (impression), opened, clicked; one mailing a month."""
    dice = world.dice("mailings")
    given = consents[consents["status"] == "given"].set_index("person_id")["occurred_at"]
    left = consents[consents["status"] == "withdrawn"].set_index("person_id")["occurred_at"].reindex(given.index)
    campaigns = world.tables["campaigns"]
    mails = campaigns[campaigns["channel"] == "email"]
    found = []
    for number, month in enumerate(pd.date_range(FIRST_DAY, periods=MONTHS, freq="MS"), start=1):
        at = month + pd.Timedelta(days=int(dice.integers(5, 22)), hours=9, minutes=30)
        readers = given.index[(given < at) & ~(left < at)].to_numpy()
        running = mails[(mails["start"] <= at) & (mails["end"] >= at)]["campaign_id"]
        sent = pd.DataFrame({"mailing": number, "person_id": readers, "occurred_at": at, "kind": "impression"})
        opens = sent[dice.random(len(sent)) < 0.31].assign(kind="open")
        opens["occurred_at"] = social.awake(
            opens["occurred_at"] + pd.to_timedelta(np.rint(dice.exponential(14, len(opens)) * 60), unit="m")
        )
        clicks = opens[dice.random(len(opens)) < 0.14].assign(kind="click")
        clicks["occurred_at"] += pd.to_timedelta(dice.integers(20, 200, len(clicks)), unit="s")
        found.append(pd.concat([sent, opens, clicks]).assign(campaign_id=running.iloc[0] if len(running) else None))
    table = pd.concat(found, ignore_index=True).astype({"campaign_id": "Int64"})
    return table[table["occurred_at"] < pd.Timestamp(END)].reset_index(drop=True)


def _competitors() -> pd.DataFrame:
    names = [social.OWN_BRAND, *social.RIVALS]
    return pd.DataFrame({"competitor_id": names, "name": names, "is_own": [name == social.OWN_BRAND for name in names]})


def _observations() -> pd.DataFrame:
    columns = ["competitor_id", "metric_key", "period", "value", "method", "confidence"]
    table = pd.DataFrame(_OBSERVED, columns=columns)
    table["source_url"] = "https://example.org/" + table["metric_key"].str.replace("_", "-")
    table["observed_on"] = date(2026, 2, 16)
    return table


def _benchmarks() -> pd.DataFrame:
    rows = [(f"branche-{metric}-2025", metric, "Onlinehandel Lebensmittel, 5–50 Mio. € Umsatz", "2025", *figures)
            for metric, figures in _BENCHMARKS.items()]  # fmt: skip
    table = pd.DataFrame(rows, columns=["benchmark_id", "metric_key", "peer_group", "period", "p25", "p50", "p75", "n"])
    table["source_url"], table["retrieved_on"], table["grade"] = (
        "https://example.org/branchenbericht",
        date(2026, 1, 20),
        "C",
    )
    return table


def _happenings(world: World) -> pd.DataFrame:
    """`event_id, occurred_at, ended_at, title, kind`: what happened that may explain figures."""
    rows = sorted(_HAPPENED + (_STORY if world.plan.story else ()))
    table = pd.DataFrame(rows, columns=["occurred_at", "ended_at", "title", "kind"])
    table.insert(0, "event_id", np.arange(1, len(table) + 1))
    return table


def _exchange_rates(world: World) -> pd.DataFrame:
    """`day, from, to, rate` of working days, as banks publish them."""
    dice = world.dice("exchange rates")
    days = pd.bdate_range(FIRST_DAY, pd.Timestamp(END) - pd.Timedelta(days=1))
    found = []
    for unit, (other, start, moves) in _RATES.items():
        rate = start * np.exp(np.cumsum(_pulled_back(dice.normal(0, moves, len(days)))))
        found.append(pd.DataFrame({"day": days.date, "from": unit, "to": other, "rate": rate.round(5)}))
    return pd.concat(found, ignore_index=True)


def _pulled_back(steps: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Steps without a trend over the whole time."""
    return np.asarray(steps - steps.mean())
