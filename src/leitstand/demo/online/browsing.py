"""What visitors of the shop did: the pages they opened, what they put into the cart, how long pages took to load."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.world import END, Truth, World

SLOW_FROM, SLOWER = date(2026, 6, 15), 1.45
"""Since the new product page mobile visitors wait that many times as long for it."""

_FIXED = (
    ("/", "home", None),
    ("/kaffee", "list", 1), ("/tee", "list", 1), ("/kueche", "list", 1), ("/bueroservice", "list", 1),
    ("/angebote", "landing", None), ("/buero-kaffee-testen", "landing", None),
    ("/ratgeber/mahlgrad", "guide", None), ("/ratgeber/teezeremonie", "guide", None),
    ("/ratgeber/espresso-zu-hause", "guide", None), ("/ratgeber/wasser", "guide", None),
    ("/versand", "info", None), ("/rechnungskauf", "info", None), ("/ueber-uns", "info", None),
    ("/warenkorb", "cart", 3), ("/kasse", "checkout", 4), ("/bestellt", "confirmation", 5),
)  # fmt: skip
"""Path, template, step in the funnel."""
_LANDINGS = {
    "Organic Search": {"guide": 0.40, "list": 0.35, "home": 0.25},
    "Paid Search": {"list": 0.55, "landing": 0.45},
    "Paid Social": {"landing": 0.80, "list": 0.20},
    "Email": {"landing": 0.55, "list": 0.45},
}
_ELSEWHERE = {"home": 0.60, "list": 0.25, "guide": 0.15}
_WAIT = {"mobile": 2300.0, "desktop": 1450.0, "tablet": 1900.0}
"""Median load time in milliseconds."""
_HEAVY = {"product": 1.15, "list": 1.1, "home": 1.05}
VIEWS = ("page_view", "view_item", "begin_checkout", "purchase")
"""Events that come with a page of their own."""


def pages(world: World) -> pd.DataFrame:
    """`page_id, url_path, template, funnel_step, product_id`; one page per product."""
    products = world.tables["products"]
    fixed = pd.DataFrame(_FIXED, columns=["url_path", "template", "funnel_step"])
    own = pd.DataFrame({"url_path": "/p/" + products["sku"].str.lower(), "template": "product", "funnel_step": 2,
                        "product_id": products["product_id"]})  # fmt: skip
    table = pd.concat([fixed, own], ignore_index=True).astype({"funnel_step": "Int64", "product_id": "Int64"})
    table.insert(0, "page_id", np.arange(1, len(table) + 1))
    return table


def landing(world: World, sessions: pd.DataFrame, known: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Page on which each visit began."""
    dice = world.dice("landing")
    found = np.zeros(len(sessions), np.int64)
    for channel in sessions["channel_group"].unique():
        rows = np.flatnonzero(sessions["channel_group"] == channel)
        kinds = _LANDINGS.get(channel, _ELSEWHERE)
        template = dice.choice(list(kinds), len(rows), p=list(kinds.values()))
        for kind in kinds:
            place = rows[template == kind]
            found[place] = _any_page(dice, known, kind, len(place))
    return found


def _any_page(dice: np.random.Generator, known: pd.DataFrame, template: str, count: int) -> npt.NDArray[np.int64]:
    own = known.loc[known["template"] == template, "page_id"].to_numpy()
    return np.asarray(own[(len(own) * dice.random(count) ** 1.4).astype(int)])  # the first are opened most


def events(world: World, sessions: pd.DataFrame, known: pd.DataFrame, clicks: pd.DataFrame) -> pd.DataFrame:
    """One row per event, in order of time: `event_id, session_id, occurred_at, event_name, page_id, element_id,
    order_number, value, lcp_ms`; adds `pageviews, exit_page_id, is_engaged, is_bounce, engaged_seconds` to `sessions`.

    clicks: `place` (row of the visit), `rank`, `element_id` and `page_id` of uses of page elements.
    """
    steps = pd.concat([_steps(world, sessions, known), clicks], ignore_index=True)
    steps["rank"] += world.dice("order of steps").random(len(steps)) * 0.01
    steps = steps.sort_values(["place", "rank"], kind="stable", ignore_index=True)
    place = steps["place"].to_numpy()
    count = np.bincount(place, minlength=len(sessions))
    position = np.arange(len(steps)) - (np.cumsum(count) - count)[place]
    began = sessions["started_at"].to_numpy("datetime64[ms]")
    whole = (sessions["ended_at"].to_numpy("datetime64[ms]") - began).astype(np.int64)
    passed = whole[place] * position // np.maximum(count[place] - 1, 1)
    steps["occurred_at"] = began[place] + passed.astype("timedelta64[ms]")
    _add_use(world, sessions, steps, count)
    steps["lcp_ms"] = _load_times(world, sessions, steps, known)
    orders = world.tables["orders"].set_index("order_id")
    worth = (orders["gross"] - orders["tax"] - orders["shipping_net"]).round(2)
    bought = (steps["event_name"] == "purchase").to_numpy()
    number = sessions["order_id"].iloc[place[bought]].astype(int)
    steps["order_number"] = pd.Series(orders["number"].loc[number].to_numpy(object), steps.index[bought])
    steps["value"] = pd.Series(worth.loc[number].to_numpy(), steps.index[bought])
    steps = steps.sort_values(["occurred_at", "place", "rank"], kind="stable", ignore_index=True)
    steps.insert(0, "event_id", np.arange(1, len(steps) + 1))
    steps.insert(1, "session_id", sessions["session_id"].to_numpy()[steps["place"]])
    return steps.drop(columns=["place", "rank"])


def _steps(world: World, sessions: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """`place, rank, event_name, page_id` of everything but the uses of page elements."""
    dice = world.dice("steps")
    depth = sessions["depth"].to_numpy()
    product = _products(world, sessions, known)
    only = known.drop_duplicates("template").set_index("template")["page_id"]
    everyone = np.arange(len(sessions))
    list_page = _any_page(dice, known, "list", len(sessions))
    more = np.repeat(everyone, np.where(depth > 0, dice.geometric(0.65, len(sessions)) - 1, 0))
    other = depth >= 2
    other &= dice.random(len(sessions)) < 0.5
    parts = [(everyone, 0.0, "page_view", sessions["landing_page_id"].to_numpy()),
             (more, 0.5, "page_view", _any_page(dice, known, "guide", len(more)))]  # fmt: skip
    for rank, name, rows, page in (
        (1.0, "page_view", depth >= 1, list_page),
        (2.0, "view_item", other, dice.permutation(product)),
        (3.0, "view_item", depth >= 2, product),
        (4.0, "add_to_cart", depth >= 3, product),
        (5.0, "page_view", depth >= 3, np.full(len(sessions), only["cart"])),
        (6.0, "begin_checkout", depth >= 4, np.full(len(sessions), only["checkout"])),
        (9.0, "purchase", depth >= 5, np.full(len(sessions), only["confirmation"])),
    ):
        parts.append((everyone[rows], rank, name, page[rows]))
    many = [len(rows) for rows, *_ in parts]
    return pd.DataFrame({
        "place": np.concatenate([rows for rows, *_ in parts]),
        "rank": np.repeat([rank for _, rank, *_ in parts], many),
        "event_name": np.repeat(np.array([name for _, _, name, _ in parts], object), many),
        "page_id": np.concatenate([page for *_, page in parts]),
    })  # fmt: skip


def _products(world: World, sessions: pd.DataFrame, known: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Page of a product per visit: the first one ordered, else one of those that sell, as often as they sell."""
    dice = world.dice("viewed products")
    lines = world.tables["order_lines"].dropna(subset=["product_id"])
    page_of = known.dropna(subset=["product_id"]).set_index("product_id")["page_id"]
    sold = lines["product_id"].astype(int).to_numpy()
    found = pd.Series(sold[dice.integers(0, len(sold), len(sessions))])
    first = lines.drop_duplicates("order_id").set_index("order_id")["product_id"]
    ordered = sessions["order_id"].map(first)
    return page_of.loc[ordered.fillna(found).astype(int)].to_numpy(np.int64)


def _add_use(world: World, sessions: pd.DataFrame, steps: pd.DataFrame, count: npt.NDArray[np.int64]) -> None:
    dice = world.dice("attention")
    viewed = steps["event_name"].isin(VIEWS).to_numpy()
    sessions["pageviews"] = np.bincount(steps["place"].to_numpy()[viewed], minlength=len(sessions))
    sessions["exit_page_id"] = steps["page_id"].to_numpy()[np.cumsum(count) - 1]
    length = (sessions["ended_at"] - sessions["started_at"]).dt.total_seconds()
    read = dice.exponential(9, len(sessions))  # who opens one page reads it for a while
    sessions["engaged_seconds"] = np.where(length > 0, length * dice.uniform(0.4, 0.9, len(sessions)), read).round(1)
    engaged = (sessions["engaged_seconds"] > 10) | (sessions["pageviews"] >= 2) | sessions["converted"]
    sessions["is_engaged"], sessions["is_bounce"] = engaged, ~engaged


def _load_times(world: World, sessions: pd.DataFrame, steps: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Milliseconds until the page was there; measured on every other page of people, never of bots."""
    dice = world.dice("load times")
    place = steps["place"].to_numpy()
    device = sessions["device"].to_numpy()[place]
    template = known.set_index("page_id")["template"].loc[steps["page_id"]].to_numpy()
    usual = pd.Series(device).map(_WAIT).to_numpy() * pd.Series(template).map(_HEAVY).fillna(1.0).to_numpy()
    slow = (device == "mobile") & (template == "product") & (steps["occurred_at"] >= pd.Timestamp(SLOW_FROM)).to_numpy()
    if world.plan.story:
        usual = np.where(slow, usual * SLOWER, usual)
    found = np.rint(usual * dice.lognormal(0, 0.35, len(steps)))
    measured = steps["event_name"].isin(VIEWS).to_numpy() & ~sessions["is_bot"].to_numpy()[place]
    measured &= dice.random(len(steps)) < 0.5
    lcp = pd.Series(np.where(measured, found, np.nan), steps.index).astype("Int64")
    where = {"device": "mobile", "page_template": "product"}
    effect = float(
        lcp[slow].quantile(0.75) - lcp[~slow & (device == "mobile") & (template == "product")].quantile(0.75)
    )
    world.told(Truth("slow_product_page", "level_shift", "lcp_p75", where, SLOW_FROM, END, round(effect), "ms"))
    return lcp
