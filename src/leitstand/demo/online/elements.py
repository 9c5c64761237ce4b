"""Parts of the shop's pages that people see and use, and two tests of them: one part worked, one did nothing."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.world import END, FIRST_DAY, Truth, World

WORKS, WORKS_FROM, WORKS_UNTIL, LIFT = "Rechnungskauf-Hinweis", date(2026, 4, 1), date(2026, 7, 1), 0.12
IDLE, IDLE_FROM, IDLE_UNTIL = "Countdown-Banner", date(2026, 1, 15), date(2026, 3, 15)


class Part(NamedTuple):
    """A part of a page. depth: how far a visit must come to see it (None: it begins on the start page).

    used: share of those who see it that use it; event: the event that is its use, where there is one anyway.
    """

    name: str
    kind: str
    template: str
    target: str | None
    position: str
    depth: int | None
    used: float = 0.0
    event: str | None = None
    since: date = FIRST_DAY
    until: date = END
    variants: tuple[str, ...] = ("",)


PARTS = (
    Part("Startseiten-Banner", "banner", "home", "/angebote", "oben", None, 0.05),
    Part("Bürokaffee-Teaser", "image", "home", "/buero-kaffee-testen", "mitte", None, 0.02),
    Part("Newsletter-Anmeldung", "form", "home", None, "unten", None, 0.008),
    Part("In den Warenkorb", "button", "product", None, "oben", 2, event="add_to_cart"),
    Part("Kundenbewertungen", "widget", "product", None, "mitte", 2, 0.09),
    Part("Beratungs-Chat", "widget", "product", None, "rechts unten", 2, 0.012),
    Part("Zur Kasse", "button", "cart", "/kasse", "unten", 3, event="begin_checkout"),
    Part(WORKS, "banner", "checkout", "/rechnungskauf", "oben", 4, 0.06, None, WORKS_FROM, WORKS_UNTIL, ("A", "B")),
    Part(IDLE, "banner", "product", None, "oben", 2, 0.01, None, IDLE_FROM, IDLE_UNTIL, ("A", "B")),
)
"""Variant A is what was there before, B the new one."""


def parts_of(pages: pd.DataFrame) -> pd.DataFrame:
    """`element_id, page_id, name, kind, target_url, position`; parts of all product pages belong to no single page."""
    single = pages.drop_duplicates("template", keep=False).set_index("template")["page_id"]
    rows = [(number, single.get(one.template), one.name, one.kind, one.target, one.position)
            for number, one in enumerate(PARTS, start=1)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["element_id", "page_id", "name", "kind", "target_url", "position"])
    return table.astype({"page_id": "Int64"})


class Shown(NamedTuple):
    """element_id, part, rows of the visits that saw it, their variants, and which of them used it by a click."""

    element_id: int
    part: Part
    place: npt.NDArray[np.int64]
    variant: npt.NDArray[np.str_]
    used: npt.NDArray[np.bool_]


def shown(world: World, sessions: pd.DataFrame, pages: pd.DataFrame) -> list[Shown]:
    """Per part of a page the visits that saw it. Notes what the two tests found."""
    return [_seen(world, sessions, pages, number, one) for number, one in enumerate(PARTS, start=1)]


def _seen(world: World, sessions: pd.DataFrame, pages: pd.DataFrame, number: int, part: Part) -> Shown:
    dice = world.dice(f"element {part.name}")
    if part.depth is None:
        home = pages.loc[pages["template"] == part.template, "page_id"].iloc[0]
        sees = sessions["landing_page_id"] == home
    else:
        sees = sessions["depth"] >= part.depth
    time = sessions["started_at"]
    sees &= ~sessions["is_bot"] & (time >= pd.Timestamp(part.since)) & (time < pd.Timestamp(part.until))
    place = np.flatnonzero(sees)
    variant = np.full(len(place), part.variants[0])
    if len(part.variants) > 1:
        lift = LIFT if part.name == WORKS and world.plan.story else 0.0
        variant = _variants(dice, sessions["converted"].to_numpy()[place], lift)
        _tell(world, sessions, part, place, variant)
    return Shown(number, part, place, variant, dice.random(len(place)) < part.used)


def _variants(dice: np.random.Generator, converted: npt.NDArray[np.bool_], lift: float) -> npt.NDArray[np.str_]:
    """Two arms of equal size, of which B converts (1 + lift) times as well."""
    variant = np.full(len(converted), "A")
    bought, left = dice.permutation(np.flatnonzero(converted)), dice.permutation(np.flatnonzero(~converted))
    good = round(len(bought) * (1 + lift) / (2 + lift))
    variant[bought[:good]] = "B"
    variant[left[: max(0, len(converted) // 2 - good)]] = "B"
    return variant


def _tell(world: World, sessions: pd.DataFrame, part: Part, place: npt.NDArray[np.int64],
          variant: npt.NDArray[np.str_]) -> None:  # fmt: skip
    bought = sessions["converted"].to_numpy()[place]
    arms = {arm: {"sessions": int((variant == arm).sum()), "converted": int(bought[variant == arm].sum())}
            for arm in part.variants}  # fmt: skip
    rates = [one["converted"] / max(one["sessions"], 1) for one in arms.values()]
    effect = round(rates[1] / rates[0] - 1, 6) if rates[0] else None
    kind = "test_worked" if part.name == WORKS else "test_nothing"
    where = {"page_element": part.name}
    world.told(Truth(f"element_{kind}", kind, "conversion_rate", where, part.since, part.until, effect, "relative",
                     {"arms": arms, "table": "element_day", "control": "A", "treated": "B"}))  # fmt: skip


def clicks(parts: list[Shown], pages: pd.DataFrame) -> pd.DataFrame:
    """`place, rank, event_name, element_id, page_id` of the uses that are no event of the funnel."""
    single = pages.drop_duplicates("template").set_index("template")["page_id"]
    found = []
    for one in parts:
        place = one.place[one.used]
        rank = 0.2 if one.part.depth is None else {2: 3.5, 3: 5.5, 4: 7.0}[one.part.depth]
        found.append(pd.DataFrame({"place": place, "rank": rank, "event_name": "click", "element_id": one.element_id,
                                   "page_id": single[one.part.template]}))  # fmt: skip
    return pd.concat(found, ignore_index=True)


def days(sessions: pd.DataFrame, parts: list[Shown], day: pd.Series) -> pd.DataFrame:
    """`element_id, day, variant, impressions, interactions, sessions_exposed, sessions_exposed_converted`.

    day: in Berlin, of each visit. Each visit sees a part once per view of its page; half look twice.
    """
    found = []
    for one in parts:
        visits = sessions.iloc[one.place]
        used = one.used
        if one.part.event:
            used = visits["depth"].to_numpy() >= {"add_to_cart": 3, "begin_checkout": 4}[one.part.event]
        rows = pd.DataFrame({"element_id": one.element_id, "day": day.iloc[one.place].to_numpy(),
                             "variant": one.variant, "impressions": 1 + one.place % 2, "interactions": used,
                             "sessions_exposed": 1,
                             "sessions_exposed_converted": visits["converted"].to_numpy()})  # fmt: skip
        found.append(rows.groupby(["element_id", "day", "variant"], as_index=False).sum())
    return pd.concat(found, ignore_index=True)
