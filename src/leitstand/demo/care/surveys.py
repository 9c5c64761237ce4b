"""What customers were asked and what they answered: recommendation, satisfaction item by item, effort, tickets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.care.office import START, STOP, Times
from leitstand.demo.world import Truth, World

WEIGHTS = {"delivery": 0.40, "quality": 0.28, "service": 0.16, "price": 0.10, "usability": 0.06}
"""How much each point of the satisfaction survey truly moves the overall judgement (in points per point)."""
STATED = {"delivery": 3.9, "quality": 4.4, "service": 3.8, "price": 4.6, "usability": 3.1}
"""How important customers say the points are: the price most of all."""
LEVEL = {"delivery": 4.1, "quality": 4.3, "service": 4.0, "price": 3.5, "usability": 3.9}
USUAL_RESPONSE, LAST_RESPONSE = 0.32, 0.14
FALLS_FROM = np.datetime64("2025-10-01", "s")
SPOILT = 1.1
"""Points by which a late delivery in the ninety days before lowers the judgement of the delivery."""


class Question(NamedTuple):
    """instrument and scale, when it is asked, and in which system; items: one answer each."""

    instrument: str
    text: str
    low: int
    high: int
    mode: str
    trigger: str
    system: str
    items: tuple[str, ...] = ("overall",)


QUESTIONS = {
    "NPS": Question("nps", "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", 0, 10, "relationship",
                    "monatlich", "survey"),
    "KZI": Question("csi", "Wie zufrieden sind Sie mit …?", 1, 5, "relationship", "monatlich", "survey",
                    ("overall", *WEIGHTS)),
    "CES": Question("ces", "Lindmoor hat mir die Rücksendung leicht gemacht.", 1, 7, "transactional", "Retoure",
                    "survey"),
    "ACSI": Question("acsi", "Wie beurteilen Sie Lindmoor insgesamt?", 1, 10, "relationship", "jährlich", "survey",
                     ("overall", "expectation", "ideal")),
    "CSAT": Question("csat", "Wie zufrieden sind Sie mit der Bearbeitung Ihres Anliegens?", 1, 5, "transactional",
                     "Anliegen gelöst", "helpdesk"),
}  # fmt: skip
MONTHLY = {"NPS": 420, "KZI": 300}
_COMMENTS = {
    "good": ("Sehr gute Beratung, der Kaffee ist ausgezeichnet.", "Alles bestens, gerne wieder.",
             "Schnelle Lieferung, schön verpackt."),
    "fair": ("Im Großen und Ganzen in Ordnung.", "Auswahl gut, die Seite ist etwas unübersichtlich.",
             "Ganz gut, aber nicht billig."),
    "bad": ("Das Paket kam viel zu spät.", "Auf eine Antwort habe ich lange gewartet.",
            "Leider war die Ware beschädigt."),
}  # fmt: skip


def ask(world: World) -> None:
    """Adds surveys, invites and answers, and to tickets the answer that rates them (csat_answer_id)."""
    invites = _invites(world)
    answers = _answers(world, invites[invites["answered"]])
    world.tables["surveys"] = pd.DataFrame(
        [{"survey_id": name, **one._asdict()} for name, one in QUESTIONS.items()]
    ).drop(columns="items")
    world.tables["invites"] = invites
    world.tables["answers"] = answers
    rated = answers[answers["survey_id"] == "CSAT"].merge(invites[["invite_id", "ticket_id"]], on="invite_id")
    tickets = world.tables["tickets"]
    tickets["csat_answer_id"] = tickets["ticket_id"].map(rated.set_index("ticket_id")["answer_id"]).astype("Int64")
    _tell(world)


def response_rate(world: World, at: Times) -> npt.NDArray[np.float64]:
    """How likely an invitation sent at these times is answered: steady, and from October 2025 on falling in a line."""
    if not world.plan.story:
        return np.full(len(at), USUAL_RESPONSE)
    past = (at - FALLS_FROM).astype(np.int64) / (STOP - FALLS_FROM).astype(np.int64)
    return np.asarray(USUAL_RESPONSE + (LAST_RESPONSE - USUAL_RESPONSE) * np.clip(past, 0, 1), np.float64)


def _invites(world: World) -> pd.DataFrame:
    """invite_id, survey_id, person_id, ticket_id, sent_at, channel, delivered, answered, late: is a late delivery
    fresh in memory?"""
    dice = world.dice("surveys.invites")
    back, tickets = world.tables["returns"], world.tables["tickets"]
    owner = world.tables["orders"].set_index("order_id")["person_id"]
    solved = tickets.dropna(subset=["last_solved_at"])
    parts = [_waves(world, name, many, dice) for name, many in MONTHLY.items()]
    parts += [_wave(world, "ACSI", np.datetime64(f"{year}-04-15T10:00", "s"), 700, dice) for year in (2024, 2025, 2026)]
    returned = pd.DataFrame({"person_id": back["order_id"].map(owner), "base": back["refunded_at"]})
    parts.append(_after(returned.drop_duplicates().dropna(), "CES", 2.0))
    rated = pd.DataFrame({"person_id": solved["person_id"], "base": solved["last_solved_at"],
                          "ticket_id": solved["ticket_id"]})  # fmt: skip
    parts.append(_after(rated, "CSAT", 0.5))
    found = pd.concat(parts, ignore_index=True)
    found = found[found["sent_at"] < STOP].sort_values(["sent_at", "survey_id", "person_id"], ignore_index=True)
    many = len(found)
    found["ticket_id"] = found["ticket_id"].astype("Int64")
    delivered = dice.random(many) < 0.975
    told = dice.random(many) < response_rate(world, found["sent_at"].to_numpy("datetime64[s]"))
    return found.assign(invite_id=np.arange(1, many + 1), channel="E-Mail", delivered=delivered,
                        answered=delivered & told, late=_freshly_late(world, found))  # fmt: skip


def _waves(world: World, survey: str, many: int, dice: np.random.Generator) -> pd.DataFrame:
    months = pd.date_range(
        pd.Timestamp(START) + pd.DateOffset(months=2), pd.Timestamp(STOP), freq="MS", inclusive="left"
    )
    starts = (months + pd.Timedelta(days=9, hours=9)).to_numpy("datetime64[s]")
    return pd.concat([_wave(world, survey, at, many, dice) for at in starts])


def _wave(world: World, survey: str, at: np.datetime64, many: int, dice: np.random.Generator) -> pd.DataFrame:
    """Invitations to people who bought in the twelve months before."""
    orders = world.tables["orders"]
    recent = orders[(orders["ordered_at"] < at) & (orders["ordered_at"] > at - np.timedelta64(365, "D"))]
    buyers = np.sort(recent["person_id"].dropna().unique())
    size = min(max(round(many * world.plan.scale), 5), len(buyers))
    seconds = dice.integers(0, 4 * 3_600, size).astype("timedelta64[s]")
    return pd.DataFrame(
        {"survey_id": survey, "person_id": dice.choice(buyers, size, replace=False), "sent_at": at + seconds}
    )


def _after(rows: pd.DataFrame, survey: str, days: float) -> pd.DataFrame:
    at = pd.to_datetime(rows["base"]) + pd.Timedelta(days=days)
    at = at.where(at.dt.hour >= 6, at.dt.normalize() + pd.Timedelta(hours=8))  # nobody is written to at night
    return rows.assign(survey_id=survey, sent_at=at).drop(columns="base")


def is_late(shipments: pd.DataFrame) -> pd.Series:
    """Per shipment whether it came after the promised day."""
    return pd.to_datetime(shipments["delivered_at"]).dt.normalize() > pd.to_datetime(shipments["promised_on"])


def _freshly_late(world: World, invites: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether a delivery of the last ninety days before the invitation came late."""
    sent = world.tables["shipments"].dropna(subset=["delivered_at"])
    late = sent[is_late(sent)].merge(world.tables["orders"][["order_id", "person_id"]], on="order_id")
    late = late.dropna(subset=["person_id"]).astype({"person_id": np.int64, "delivered_at": "datetime64[s]"})
    found = pd.merge_asof(
        invites[["person_id", "sent_at"]].astype({"person_id": np.int64, "sent_at": "datetime64[s]"}),
        late[["person_id", "delivered_at"]].sort_values("delivered_at"),
        left_on="sent_at", right_on="delivered_at", by="person_id", tolerance=pd.Timedelta(days=90),
    )  # fmt: skip
    return found["delivered_at"].notna().to_numpy()


def _answers(world: World, invites: pd.DataFrame) -> pd.DataFrame:
    """answer_id, invite_id, survey_id, person_id, answered_at, item_key, score, importance, comment."""
    dice = world.dice("surveys.answers")
    many = len(invites)
    late = invites["late"].to_numpy(float)
    base = dice.normal(0, 0.55, many)  # some are pleased with everything, others with nothing
    points = {item: LEVEL[item] + base + dice.normal(0, 0.7, many) - (SPOILT * late if item == "delivery" else 0)
              for item in WEIGHTS}  # fmt: skip
    overall = sum(weight * points[item] for item, weight in WEIGHTS.items()) + dice.normal(0, 0.25, many)
    points["overall"] = overall
    waited = _hours_to_solution(world, invites)
    raw = {
        "nps": 8.1 + 2.1 * (overall - 4.0) + dice.normal(0, 1.1, many),
        "ces": 5.6 + 1.2 * base + dice.normal(0, 0.9, many),
        "acsi": 7.9 + 1.8 * (overall - 4.0) + dice.normal(0, 0.8, many),
        "csat": 4.5 + 0.6 * base - 0.25 * np.log1p(waited / 8) + dice.normal(0, 0.6, many),
    }
    at = invites["sent_at"] + pd.to_timedelta(np.clip(dice.exponential(20, many), 0.05, 300).round(3), unit="h")
    night = at.dt.hour < 6
    at = at.where(~night, at + pd.Timedelta(hours=7)).dt.round("s")
    comment = _comments(overall, dice)
    parts = []
    for name, asked in QUESTIONS.items():
        for item in asked.items:
            own = (invites["survey_id"] == name).to_numpy()
            level = points[item] if asked.instrument == "csi" else raw[asked.instrument]
            if item in ("expectation", "ideal"):
                level = level - (0.3 if item == "expectation" else 0.8) + dice.normal(0, 0.6, many)
            score = np.clip(np.round(level), asked.low, asked.high)
            stated = np.clip(np.round(STATED.get(item, 0.0) + dice.normal(0, 0.6, many)), 1, 5)
            parts.append(pd.DataFrame(
                {"invite_id": invites["invite_id"], "survey_id": name, "person_id": invites["person_id"],
                 "answered_at": at, "item_key": item, "score": score,
                 "importance": stated if item in STATED else np.nan,
                 "comment": comment if item == "overall" else None}
            )[own])  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    found = found[found["answered_at"] < STOP].sort_values(["answered_at", "invite_id"], kind="stable",
                                                           ignore_index=True)  # fmt: skip
    return found.assign(answer_id=np.arange(1, len(found) + 1))


def _hours_to_solution(world: World, invites: pd.DataFrame) -> npt.NDArray[np.float64]:
    tickets = world.tables["tickets"].set_index("ticket_id")
    hours = (tickets["last_solved_at"] - tickets["created_at"]).dt.total_seconds() / 3_600
    return np.asarray(invites["ticket_id"].map(hours).fillna(0), np.float64)


def _comments(overall: npt.NDArray[np.float64], dice: np.random.Generator) -> npt.NDArray[np.object_]:
    """A remark by every fifth, in keeping with the judgement."""
    mood = np.select([overall > 4.3, overall < 3.4], ["good", "bad"], "fair")
    chosen = dice.integers(0, 3, len(overall))
    said = dice.random(len(overall)) < 0.2
    return np.array(
        [_COMMENTS[one][n] if yes else None for one, n, yes in zip(mood, chosen, said, strict=True)], object
    )


def _tell(world: World) -> None:
    """Writes down the response by month as it turned out, and what truly drives satisfaction."""
    invites = world.tables["invites"]
    got = set(world.tables["answers"]["invite_id"])
    sent = invites[invites["delivered"]]
    rate = sent["invite_id"].isin(got).groupby(sent["sent_at"].dt.strftime("%Y-%m")).mean().round(4)
    since, until = pd.Timestamp(FALLS_FROM).date(), pd.Timestamp(STOP).date()
    world.told(Truth(
        "survey_response_falls", "change", "survey_response_rate", {}, since, until,
        LAST_RESPONSE - USUAL_RESPONSE, "share",
        {"before": USUAL_RESPONSE, "at_end": LAST_RESPONSE, "shape": "linear", "by_month": rate.to_dict()},
    ))  # fmt: skip
    world.told(Truth("satisfaction_drivers", "drivers", "csi",
                     more={"weights": WEIGHTS, "stated_importance": STATED}))  # fmt: skip
    world.told(Truth("late_delivery_lowers_item", "cause", "csi", {"survey_item": "delivery"}, effect=-SPOILT,
                     unit="points", more={"days": 90}))  # fmt: skip
