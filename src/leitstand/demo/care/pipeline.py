"""How companies become orders: leads, offers with their stages, and the approval that holds them up."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.care import cases, crm_use, leads
from leitstand.demo.care.office import HOURS, START, STOP, clock, known, staff, time_of
from leitstand.demo.world import END, FIRST_DAY, Truth, World

STAGES = (
    "Qualifiziert",
    "Bedarf geklärt",
    "Angebot erstellt",
    "Freigabe Rabatt",
    "Verhandlung",
    "Gewonnen",
    "Verloren",
)
CHANCE = (0.10, 0.25, 0.50, 0.60, 0.75, 1.0, 0.0)
"""Probability the system puts down for each stage."""
DAYS = (4.0, 6.0, 4.0, 0.5, 6.0)
"""Median stay in each open stage, in business days; the approval is told apart below."""
PATH = (0, 1, 2, 3, 4, 2, 4)
"""Stages in the order in which an offer can pass them; the last two when it is revised."""
OPTIMISM = (1.25, 1.20, 1.12, 1.08, 1.03)
"""What salespeople expect on entry into a stage, in parts of what comes of it; in the twin they expect what comes."""
REVISED = 0.10
"""Share of offers that are revised; in the twin a tenth of it."""
SLOW_FROM = np.datetime64("2025-10-01", "s")
USUAL_WAIT, SLOW_WAIT = 0.5, 3.0
USUAL_RATE, SLOW_RATE = 0.50, 0.33
"""Share of closed deals that are won; the second: those whose approval took long."""
NEEDS_APPROVAL = 0.42
GIVES_UP, GIVES_UP_SLOW = 0.20, 0.65
"""Share of the lost deals with approval in which the customer gives up while waiting for it."""
REASONS = (
    ("Preis zu hoch", "price", 0.30), ("Wettbewerber günstiger", "competitor", 0.18),
    ("Kein Bedarf mehr", "timing", 0.14), ("Keine Rückmeldung", "no_decision", 0.16),
    ("Sortiment passt nicht", "product_fit", 0.12), ("Lieferzeit zu lang", "service", 0.10),
)  # fmt: skip
TOO_SLOW = ("Angebot kam zu spät", "internal")
WORDS = {
    "price": "Der Preis lag über dem Budget.", "competitor": "Ein anderer Anbieter war günstiger.",
    "timing": "Die Küche wird erst nächstes Jahr umgebaut.", "no_decision": "Meldet sich trotz Nachfrage nicht mehr.",
    "product_fit": "Der Kunde sucht Vollautomaten zur Miete.",
    "service": "Die Lieferung sollte am nächsten Tag da sein.",
    "internal": "Wir haben auf die Freigabe gewartet, der Kunde hat inzwischen woanders gekauft.",
}  # fmt: skip

_UNMOVED: tuple[tuple[str, dict[str, str]], ...] = (
    ("win_rate", {"needs_approval": "no"}),
    ("stage_conversion", {"stage": STAGES[0]}),
    ("stage_conversion", {"stage": STAGES[1]}),
    ("lead_response_time", {}),
    ("lead_response_within_hour", {}),
    ("capture_lag", {}),
    ("adoption_rate", {}),
)
"""Metric and segment of sales that stay as they are."""


def stage(world: World) -> None:
    """Adds stages, deals, stage_moves; and through the modules beside: leads, activities, crm_days, field_changes,
    cases."""
    world.tables["stages"] = pd.DataFrame(
        {"stage_id": np.arange(1, 8), "pipeline": "Firmenkunden", "label": STAGES, "position": np.arange(1, 8),
         "is_won": [name == "Gewonnen" for name in STAGES], "is_lost": [name == "Verloren" for name in STAGES],
         "probability": CHANCE}
    )  # fmt: skip
    deals = _closing(world)
    entered, left = _times(world, deals)
    deals["created_at"] = entered[np.arange(len(deals)), np.isnat(entered).argmin(axis=1)]
    there = (deals["created_at"] >= pd.Timestamp(START) - pd.Timedelta(days=90)) & (deals["created_at"] < STOP)
    order = deals[there].sort_values(["created_at", "person_id"], kind="stable").index
    entered, left = entered[order], left[order]
    deals = deals.loc[order].reset_index(drop=True)
    deals["deal_id"] = np.arange(1, len(deals) + 1)
    world.tables["stage_moves"] = _moves(world, deals, entered, left)
    world.tables["deals"] = _described(world, deals)
    leads.stage(world)
    crm_use.stage(world)
    cases.stage(world)
    _tell(world)


def _closing(world: World) -> pd.DataFrame:
    """Won deals end in an order of the field force, lost ones lie around them, open ones are not decided yet."""
    dice = world.dice("pipeline.closing")
    orders = world.tables["orders"].query("channel == 'field' and status != 'cancelled'").sort_values("order_id")
    orders = orders[orders["subscription_id"].isna()]
    wanted = min(round(720 * world.plan.scale), len(orders))
    won = orders.iloc[np.sort(dice.choice(len(orders), wanted, replace=False))]
    won = pd.DataFrame({"order_id": won["order_id"], "order_number": won["number"], "person_id": won["person_id"],
                        "amount": won["goods_net"], "closed_at": won["ordered_at"], "outcome": "won"})  # fmt: skip
    won["approval"] = dice.random(len(won)) < NEEDS_APPROVAL
    slow = won["approval"] & (won["closed_at"] >= pd.Timestamp(SLOW_FROM)) & world.plan.story
    rate = np.where(slow, SLOW_RATE, USUAL_RATE)
    lost = won.loc[won.index.repeat(dice.poisson((1 - rate) / rate))].assign(outcome="lost")
    companies = world.tables["persons"].query("kind == 'company'")["person_id"].to_numpy()
    lost["person_id"] = dice.choice(companies, len(lost))
    lost["amount"] = (lost["amount"] * dice.lognormal(0.1, 0.4, len(lost))).round(2)
    lost["closed_at"] += pd.to_timedelta(np.round(dice.uniform(-15, 15, len(lost)) * 86_400), unit="s")
    late = pd.concat([won, lost])
    late = late[late["closed_at"] > pd.Timestamp(STOP) - pd.Timedelta(days=80)]
    still = late.assign(
        outcome="open", amount=(late["amount"] * dice.lognormal(0, 0.3, len(late))).round(2),
        closed_at=late["closed_at"] + pd.Timedelta(days=82), person_id=dice.choice(companies, len(late)),
    )  # fmt: skip
    found = pd.concat(
        [won, lost[lost["closed_at"].between(pd.Timestamp(START), pd.Timestamp(STOP))], still], ignore_index=True
    )
    found.loc[found["outcome"] != "won", ["order_id", "order_number"]] = None
    at = found["closed_at"].to_numpy("datetime64[s]")
    won_rows = (found["outcome"] == "won").to_numpy()
    return found.assign(closed_at=np.where(won_rows, at, time_of(clock(at) + dice.uniform(0, 1, len(at)))))


def _times(world: World, deals: pd.DataFrame) -> tuple[Any, Any]:
    """When each deal entered and left the places of its path (deals × places, NaT where it never was)."""
    dice = world.dice("pipeline.times")
    many, places = len(deals), len(PATH)
    approval, lost = deals["approval"].to_numpy(), (deals["outcome"] == "lost").to_numpy()
    revised = dice.random(many) < (REVISED if world.plan.story else 0.1 * REVISED)
    present = np.ones((many, places), bool)
    present[:, 3] = approval
    present[:, 5] = present[:, 6] = revised
    end = clock(deals["closed_at"])
    waited = np.where((deals["closed_at"] >= pd.Timestamp(SLOW_FROM)) & world.plan.story, GIVES_UP_SLOW, GIVES_UP)
    last = np.where(lost & ~approval, dice.choice(places, many, p=[0.2, 0.2, 0.25, 0, 0.35, 0, 0]), places - 1)
    last = np.where(lost & approval & (dice.random(many) < waited), 3, last)
    present &= np.arange(places) <= last[:, None]
    median = np.array([DAYS[stage] for stage in PATH])
    hours = np.where(present, dice.lognormal(np.log(median * HOURS), 0.6, (many, places)), 0.0)
    decided = time_of(end - hours[:, 4:].sum(axis=1))
    slow = (decided >= SLOW_FROM) & world.plan.story
    wait = dice.gamma(4, np.where(slow, SLOW_WAIT, USUAL_WAIT) / 4) * HOURS
    hours[:, 3] = np.where(present[:, 3], wait, 0.0)
    after = hours[:, ::-1].cumsum(axis=1)[:, ::-1]
    entered = time_of(end[:, None] - after)
    left = time_of(end[:, None] - after + hours)
    left = np.where(after - hours < 1e-9, deals["closed_at"].to_numpy("datetime64[s]")[:, None], left)
    never = np.datetime64("NaT", "s")
    return np.where(present, entered, never), np.where(present, left, never)


def _moves(world: World, deals: pd.DataFrame, entered: Any, left: Any) -> pd.DataFrame:
    """deal_id, stage_id, entered_at, left_at, amount, expected_close, probability, employee_id; and on each deal its
    owner and state (added to `deals`)."""
    dice = world.dice("pipeline.moves")
    deals["employee_id"] = staff(world, "Vertrieb", deals["created_at"], dice)
    row, place = np.nonzero(~np.isnat(entered) & (entered < STOP))
    stages = np.array(PATH)[place]
    moves = pd.DataFrame({"deal_id": deals["deal_id"].to_numpy()[row], "stage_id": stages + 1,
                          "entered_at": entered[row, place], "left_at": known(left[row, place])})  # fmt: skip
    hope = np.array(OPTIMISM) if world.plan.story else np.ones(len(OPTIMISM))
    hoped = hope[stages] * dice.lognormal(0, 0.12, len(moves))
    moves["amount"] = (deals["amount"].to_numpy()[row] * hoped).round(2)
    rest = np.array([sum(DAYS[stage:]) for stage in range(len(DAYS))])[stages] * HOURS * 0.85
    expected = time_of(clock(moves["entered_at"]) + rest * dice.lognormal(0, 0.2, len(moves)))
    moves["expected_close"] = expected.astype("datetime64[D]").astype("datetime64[s]")
    ended = deals[deals["closed_at"] < STOP]
    final = pd.DataFrame({"deal_id": ended["deal_id"], "stage_id": np.where(ended["outcome"] == "won", 6, 7),
                          "entered_at": ended["closed_at"], "left_at": pd.NaT, "amount": ended["amount"],
                          "expected_close": ended["closed_at"].dt.normalize()})  # fmt: skip
    moves = pd.concat([moves, final.astype(moves.dtypes.to_dict())], ignore_index=True)
    moves = moves.sort_values(["deal_id", "entered_at", "stage_id"], kind="stable", ignore_index=True)
    moves = moves.drop_duplicates(["deal_id", "entered_at"], keep="last", ignore_index=True)
    moves["probability"] = np.array(CHANCE)[moves["stage_id"] - 1]
    return moves.merge(deals[["deal_id", "employee_id"]], on="deal_id")


def _described(world: World, deals: pd.DataFrame) -> pd.DataFrame:
    """The deals as the system shows them today: number, name, stage, expected end, why lost, where from."""
    dice = world.dice("pipeline.described")
    many, moves = len(deals), world.tables["stage_moves"]
    latest = moves.groupby("deal_id").last()
    is_open, is_lost = (deals["outcome"] == "open").to_numpy(), (deals["outcome"] == "lost").to_numpy()
    slow = is_lost & deals["approval"].to_numpy() & (deals["closed_at"] >= pd.Timestamp(SLOW_FROM)).to_numpy()
    shares = np.array([share for _, _, share in REASONS])
    reason = np.where(slow & world.plan.story & (dice.random(many) < 0.35), len(REASONS),
                      dice.choice(len(REASONS), many, p=shares / shares.sum()))  # fmt: skip
    groups = np.array([group for _, group, _ in REASONS] + [TOO_SLOW[1]])
    labels = np.array([label for label, _, _ in REASONS] + [TOO_SLOW[0]])
    other = pd.Series(dice.choice(world.tables["products"]["product_id"].to_numpy(), many))
    of_order = (
        world.tables["order_lines"]
        .query("net > 0")
        .sort_values("net", kind="stable")
        .groupby("order_id")["product_id"]
        .last()
    )
    product = deals["order_id"].map(of_order).fillna(other).astype(np.int64)
    years = deals["created_at"].dt.year.astype(str)
    said = is_lost & (dice.random(many) < 0.6)
    return deals.assign(
        number="D-" + years + "-" + deals["deal_id"].astype(str).str.zfill(5),
        name=np.where(dice.random(many) < 0.7, "Büroversorgung", "Ausstattung Küche"), product_id=product,
        pipeline="Firmenkunden", stage_id=deals["deal_id"].map(latest["stage_id"]),
        probability=deals["deal_id"].map(latest["probability"]),
        expected_close=deals["deal_id"].map(latest["expected_close"]),
        amount=np.where(is_open, deals["deal_id"].map(latest["amount"]), deals["amount"]),
        closed_at=known(deals["closed_at"]),
        lost_reason=pd.Series(labels[reason]).where(is_lost),
        lost_group=pd.Series(groups[reason]).where(is_lost),
        lost_text=pd.Series(groups[reason]).map(WORDS).where(said),
        source=dice.choice(["Empfehlung", "Website", "Messe", "Kaltakquise", "Bestandskunde"], many,
                           p=[0.2, 0.3, 0.1, 0.1, 0.3]),
    ).drop(columns="order_number")  # fmt: skip


def win_rates(deals: pd.DataFrame) -> dict[str, float]:
    """Share of closed deals that were won: with and without approval, before and since it takes long."""
    closed = deals[deals["outcome"] != "open"]
    since = np.where(closed["closed_at"] >= pd.Timestamp(SLOW_FROM), "since", "before")
    need = np.where(closed["approval"], "approval_", "plain_")
    rate = (closed["outcome"] == "won").groupby(np.char.add(need, since)).mean()
    return {str(name): round(float(value), 4) for name, value in rate.items()}


def _tell(world: World) -> None:
    deals, moves = world.tables["deals"], world.tables["stage_moves"]
    rates = win_rates(deals)
    stays = moves[(moves["stage_id"] == 4) & moves["left_at"].notna()]
    days = (clock(stays["left_at"]) - clock(stays["entered_at"])) / HOURS
    slow = (stays["left_at"] >= pd.Timestamp(SLOW_FROM)).to_numpy()
    since, until = pd.Timestamp(SLOW_FROM).date(), pd.Timestamp(STOP).date()
    world.told(Truth(
        "approval_bottleneck", "change", "flow_efficiency", {"process": cases.OFFERS, "activity": STAGES[3]},
        since, until, SLOW_WAIT - USUAL_WAIT, "business_days",
        {"before": _mean(days[~slow]), "since": _mean(days[slow])},
    ))  # fmt: skip
    world.told(Truth(
        "approval_lowers_win_rate", "cause", "win_rate", {"needs_approval": "yes"}, since, until,
        rates.get("approval_since", 0) - rates.get("approval_before", 0), "share", rates,
    ))  # fmt: skip
    asked = deals[deals["deal_id"].isin(moves.loc[moves["stage_id"] == 4, "deal_id"]) & (deals["outcome"] != "open")]
    further = asked["deal_id"].isin(moves.loc[moves["stage_id"].isin([5, 6]), "deal_id"])
    slow_end = asked["closed_at"] >= pd.Timestamp(SLOW_FROM)
    world.told(Truth(
        "customers_give_up_waiting", "cause", "stage_conversion", {"stage": STAGES[3]}, since, until,
        float(further[slow_end].mean() - further[~slow_end].mean()), "share",
        {"before": float(further[~slow_end].mean()), "since": float(further[slow_end].mean())},
    ))  # fmt: skip
    won = moves.merge(deals.loc[deals["outcome"] == "won", ["deal_id", "amount", "closed_at"]], on="deal_id",
                      suffixes=("", "_won"))  # fmt: skip
    offer = won[won["stage_id"] == 3]
    slip = (offer["closed_at"].dt.normalize() - offer["expected_close"]).dt.days
    world.told(Truth(
        "forecasts_too_high", "bias", "forecast_bias", {"stage": STAGES[2]},
        effect=float((offer["amount"] / offer["amount_won"]).mean() - 1), unit="share",
        more={"slip_days_mean": float(slip.mean())},
    ))  # fmt: skip
    for place, (metric, where) in enumerate(_UNMOVED, start=1):
        world.told(Truth(f"quiet_pipeline_{place}", "nothing", metric, where, FIRST_DAY, END, 0.0))


def _mean(days: npt.NDArray[np.float64]) -> float | None:
    """Nothing to tell in a company too small to have had any."""
    return float(days.mean()) if len(days) else None
