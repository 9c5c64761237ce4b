"""Social media of the invented company: its posts and followers, what people wrote, and who is talked about."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from leitstand.demo.world import END, FIRST_DAY, Truth, World

OWN_BRAND = "Lindmoor"
RIVALS = ("Bohnenkontor Elbe", "Teehaus Nordwind", "Röstwerk Süd")
STRONG, STRENGTH = ("instagram", "reel"), 3.0
"""The content type that works on one platform only, and how many times as well as the others there."""
SHORT_VIDEO_FROM = date(2024, 7, 1)
"""Since when the company makes short videos."""

# platform: followers at first and at last, reach per follower, interactions per person reached, content types
_PLATFORMS: dict[str, tuple[int, int, float, float, dict[str, float]]] = {
    "instagram": (6200, 14_800, 0.34, 0.031, {"image": 0.45, "carousel": 0.25, "reel": 0.30}),
    "facebook": (9100, 9900, 0.16, 0.017, {"image": 0.45, "link": 0.30, "reel": 0.25}),
    "linkedin": (1300, 3900, 0.41, 0.026, {"image": 0.30, "text": 0.30, "carousel": 0.15, "reel": 0.25}),
}
_POSTS = 300  # per platform, whatever the size of the company: posts are the work of one person
_TOPICS = ("Neue Sorten", "Zubereitung", "Rezept", "Aus der Rösterei", "Angebot", "Büro")
_WORDS = {
    "Neue Sorten": "Frisch eingetroffen: unsere neue Sorte.", "Zubereitung": "So gelingt der Aufguss.",
    "Rezept": "Rezept der Woche.", "Aus der Rösterei": "Ein Blick in die Rösterei.",
    "Angebot": "Nur diese Woche im Angebot.", "Büro": "Guter Kaffee im Büro, ohne Aufwand.",
}  # fmt: skip
_AGES = (1, 7, 28)
"""Days after publication on which the counters were read off."""
_GROWN = np.array([0.62, 0.93, 1.0])
_PARTS = np.array([0.80, 0.10, 0.05, 0.05])  # of interactions: reactions, comments, shares, saves
_SAID = (
    "Wo bekomme ich das?",
    "Wann ist die Sorte wieder da?",
    "Sehr lecker!",
    "Danke für den Tipp.",
    "Passt das auch in die Handmühle?",
)
_ASKS = np.array([True, True, False, False, True])


def stage(world: World) -> None:
    """`social_accounts` (a row per account and day), `posts`, `post_counters`, `interactions`, `mentions`."""
    accounts = _accounts(world)
    posts = _posts(world)
    counters = _counters(world, posts, accounts)
    world.tables |= {
        "social_accounts": accounts, "posts": posts, "post_counters": counters,
        "interactions": _interactions(world, posts, counters), "mentions": _mentions(world),
    }  # fmt: skip
    _tell(world, posts, counters)


def _accounts(world: World) -> pd.DataFrame:
    """`account_id, platform, day, followers, follows_gained, follows_lost, views, reach_unique`."""
    dice = world.dice("followers")
    days = pd.date_range(FIRST_DAY, END, inclusive="left")
    found = []
    for platform, (first, last, reach, _, _) in _PLATFORMS.items():
        growth = (last - first) / len(days)
        lost = dice.poisson(max(1.0, growth * 0.4), len(days))
        gained = dice.poisson(growth + max(1.0, growth * 0.4), len(days))
        followers = first + np.cumsum(gained - lost)
        reached = dice.poisson(followers * reach * 0.35)
        found.append(pd.DataFrame({"account_id": f"lindmoor-{platform}", "platform": platform, "day": days,
                                   "followers": followers, "follows_gained": gained, "follows_lost": lost,
                                   "views": dice.poisson(reached * 1.5), "reach_unique": reached}))  # fmt: skip
    return pd.concat(found, ignore_index=True)


def _posts(world: World) -> pd.DataFrame:
    """`post_id, account_id, platform, published_at, content_type, topic, is_paid, text`."""
    dice = world.dice("posts")
    found = []
    for platform, (*_, kinds) in _PLATFORMS.items():
        day = np.floor((np.arange(_POSTS) + dice.random(_POSTS)) * (END - FIRST_DAY).days / _POSTS)
        at = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(day, unit="D")
        at += pd.to_timedelta(dice.integers(8 * 60, 20 * 60, _POSTS), unit="m")
        kind = dice.choice(list(kinds), _POSTS, p=list(kinds.values()))
        kind = np.where((kind == "reel") & (at < pd.Timestamp(SHORT_VIDEO_FROM)), "image", kind)
        topic = dice.choice(_TOPICS, _POSTS)
        found.append(pd.DataFrame({"account_id": f"lindmoor-{platform}", "platform": platform, "published_at": at,
                                   "content_type": kind, "topic": topic, "is_paid": dice.random(_POSTS) < 0.08,
                                   "text": [_WORDS[one] for one in topic]}))  # fmt: skip
    table = pd.concat(found).sort_values(["published_at", "platform"], ignore_index=True)
    table.insert(0, "post_id", table["platform"].str[:2] + (10_000 + np.arange(len(table))).astype(str))
    return table


def _counters(world: World, posts: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """`post_id, snapshot_at, views, reach_unique, reactions, comments, shares, saves, link_clicks`: running totals."""
    dice = world.dice("counters")
    followers = accounts.set_index(["platform", "day"])["followers"]
    own = followers.loc[list(zip(posts["platform"], posts["published_at"].dt.normalize(), strict=True))].to_numpy()
    share, rate = (posts["platform"].map({name: one[place] for name, one in _PLATFORMS.items()}) for place in (2, 3))
    reach = np.rint(own * share * dice.lognormal(0, 0.25, len(posts)) * np.where(posts["is_paid"], 2.5, 1.0)) + 20
    strong = (posts["platform"] == STRONG[0]) & (posts["content_type"] == STRONG[1])
    liked = np.where(strong & world.plan.story, STRENGTH, 1.0) * rate * dice.lognormal(0, 0.2, len(posts))
    whole = dice.poisson(reach * liked)
    parts = np.array([dice.multinomial(count, _PARTS) for count in whole])
    clicks = dice.poisson(reach * np.where(posts["content_type"] == "link", 0.02, 0.004))
    ends = np.column_stack([np.rint(reach * 1.35), reach, parts, clicks])
    day = posts["published_at"].dt.normalize().to_numpy()
    today = (np.datetime64(END) - day).astype("timedelta64[D]").astype(int) - 1
    ages = np.column_stack([np.tile(_AGES, (len(posts), 1)), today])
    read = (ages <= today[:, None]) & (ages > 0)
    read[:, -1] &= (today < _AGES[-1]) & ~np.isin(today, _AGES)  # on the last day once more, as an export does
    rows, place = np.nonzero(read)
    age = ages[rows, place]
    grown = np.interp(age, (0, *_AGES), (0.0, *_GROWN))
    table = pd.DataFrame(np.floor(ends[rows] * grown[:, None]).astype(int), columns=[
        "views", "reach_unique", "reactions", "comments", "shares", "saves", "link_clicks"])  # fmt: skip
    table.insert(0, "post_id", posts["post_id"].to_numpy()[rows])
    table.insert(1, "snapshot_at", day[rows] + pd.to_timedelta(age, unit="D") + pd.Timedelta(hours=7))
    return table.reset_index(drop=True)


def _interactions(world: World, posts: pd.DataFrame, counters: pd.DataFrame) -> pd.DataFrame:
    """`interaction_id, post_id, occurred_at, kind, actor_ref, text, sentiment, needs_reply, replied_at`."""
    dice = world.dice("interactions")
    most = counters.groupby("post_id")["comments"].max()
    written = posts["post_id"].map(most).fillna(0).astype(int).clip(upper=25)
    rows = np.repeat(np.arange(len(posts)), written)
    after = dice.exponential(9, len(rows)) * 60
    at = posts["published_at"].iloc[rows].reset_index(drop=True) + pd.to_timedelta(np.rint(after), unit="m")
    said = dice.choice(len(_SAID), len(rows))
    message = dice.random(len(rows)) < 0.12
    asks = _ASKS[said]
    table = pd.DataFrame({"post_id": posts["post_id"].to_numpy()[rows], "occurred_at": awake(at),
                          "kind": np.where(message, "message", "comment"),
                          "actor_ref": [f"@gast{one}" for one in dice.integers(1, 4000, len(rows))],
                          "text": np.array(_SAID)[said], "sentiment": np.where(said >= 2, 0.6, 0.0),
                          "needs_reply": asks})  # fmt: skip
    wait = pd.to_timedelta(np.rint(dice.lognormal(np.log(190), 0.9, len(table))), unit="m")
    answered = asks & (dice.random(len(table)) < 0.86)
    replied = awake(table["occurred_at"] + wait).where(answered)
    table["replied_at"] = replied.where(replied < pd.Timestamp(END))
    table = table[table["occurred_at"] < pd.Timestamp(END)].sort_values(["occurred_at", "post_id"], ignore_index=True)
    table.insert(0, "interaction_id", np.arange(1, len(table) + 1))
    return table


def awake(times: pd.Series) -> pd.Series:
    """The same day between six and midnight: no clock is put forward then."""
    return times.where(times.dt.hour >= 6, times + pd.Timedelta(hours=6))


def _mentions(world: World) -> pd.DataFrame:
    """`mention_id, brand_id, platform, occurred_at, reach_est, sentiment`: of the own brand and of the others."""
    dice = world.dice("mentions")
    count = 3000
    brand = dice.choice([OWN_BRAND, *RIVALS], count, p=[0.28, 0.34, 0.22, 0.16])
    at = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(dice.integers(0, (END - FIRST_DAY).days, count), unit="D")
    at += pd.to_timedelta(dice.integers(6 * 60, 24 * 60, count), unit="m")
    table = pd.DataFrame({"brand_id": brand, "platform": dice.choice(list(_PLATFORMS), count), "occurred_at": at,
                          "reach_est": np.rint(dice.lognormal(np.log(350), 1.0, count)).astype(int),
                          "sentiment": dice.normal(0.2, 0.35, count).clip(-1, 1).round(2)})  # fmt: skip
    table = table.sort_values(["occurred_at", "brand_id"], kind="stable", ignore_index=True)
    table.insert(0, "mention_id", np.arange(1, count + 1))
    return table


def engagement(posts: pd.DataFrame, counters: pd.DataFrame) -> pd.DataFrame:
    """Per platform and content type `interactions`, `reach` and `rate`, from the last reading of each post."""
    last = counters.sort_values("snapshot_at").drop_duplicates("post_id", keep="last")
    rows = posts.merge(last, on="post_id")
    rows["interactions"] = rows[["reactions", "comments", "shares", "saves"]].sum(axis=1)
    found = rows.groupby(["platform", "content_type"], as_index=False)[["interactions", "reach_unique"]].sum()
    return found.assign(rate=found["interactions"] / found["reach_unique"])


def _tell(world: World, posts: pd.DataFrame, counters: pd.DataFrame) -> None:
    found = engagement(posts, counters)
    ratios: dict[str, float] = {}
    for platform, rows in found.groupby("platform"):
        is_reel = rows["content_type"] == STRONG[1]
        reel, others = rows[is_reel].sum(numeric_only=True), rows[~is_reel].sum(numeric_only=True)
        ratio = (reel["interactions"] / reel["reach_unique"]) / (others["interactions"] / others["reach_unique"])
        ratios[str(platform)] = round(float(ratio), 4)
    where = {"platform": STRONG[0], "content_type": STRONG[1]}
    world.told(Truth("reels_on_instagram", "content_type", "er_reach", where, SHORT_VIDEO_FROM, END, ratios[STRONG[0]],
                     "times the other content types", {"ratio_by_platform": ratios}))  # fmt: skip
