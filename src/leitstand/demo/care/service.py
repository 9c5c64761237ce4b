"""What customers wanted from customer service: requests, how they were handled, and disputes about payments."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from leitstand.demo.care import fair, surveys
from leitstand.demo.care.office import STOP, Times, clock, known, later, staff, time_of
from leitstand.demo.care.surveys import is_late
from leitstand.demo.trade.buying import SLOW_CARRIER, SLOW_FROM, SLOW_REGION, SLOW_UNTIL
from leitstand.demo.world import END, FIRST_DAY, Truth, World


class Kind(NamedTuple):
    """What a request is about. complaint: share of complaints; hours: office hours to the solution (median)."""

    upper: str
    lower: str
    team: str
    type: str
    complaint: float
    hours: float


KINDS = {
    "late": Kind("Lieferung", "Verspätung", "Versand", "incident", 0.70, 9),
    "parcel": Kind("Lieferung", "Sendungsverfolgung", "Versand", "question", 0.05, 3),
    "damage": Kind("Lieferung", "Beschädigung", "Versand", "incident", 0.80, 8),
    "return": Kind("Retoure", "Rücksendung", "Service", "request", 0.04, 4),
    "refund": Kind("Retoure", "Erstattung", "Verwaltung", "request", 0.25, 9),
    "advice": Kind("Produkt", "Beratung", "Service", "question", 0.00, 2),
    "quality": Kind("Produkt", "Qualität", "Service", "incident", 0.65, 8),
    "copy": Kind("Rechnung", "Rechnungskopie", "Verwaltung", "request", 0.00, 3),
    "amount": Kind("Rechnung", "Betrag strittig", "Verwaltung", "question", 0.60, 12),
    "account": Kind("Konto", "Anmeldung", "Service", "question", 0.05, 2),
    "praise": Kind("Lob", "Allgemein", "Service", "praise", 0.00, 1),
}
ON_TIME, LATE = 0.050, 0.180
"""Share of deliveries on time and late about which somebody writes."""
_UNMOVED: tuple[tuple[str, dict[str, str]], ...] = (
    ("first_response_time", {}),
    ("first_response_time_p90", {}),
    ("dispute_rate", {}),
    ("complaint_rate", {"ticket_topic": "Produkt"}),
    ("complaint_rate", {"ticket_topic": "Rechnung"}),
    ("complaint_rate", {"ticket_topic": "Konto"}),
    ("ces2_share", {}),
    ("csi", {"survey_item": "quality"}),
    ("csi", {"survey_item": "service"}),
    ("csi", {"survey_item": "price"}),
    ("csi", {"survey_item": "usability"}),
)
"""Metric and segment of service and surveys that stay as they are."""


def stage(world: World) -> None:
    """Adds tickets, ticket_events, disputes, and what is asked: surveys, invites, answers, fair_answers."""
    world.tables["tickets"] = _tickets(world)
    world.tables["ticket_events"] = _events(world)
    world.tables["disputes"] = _disputes(world)
    surveys.ask(world)
    fair.ask(world)
    _tell(world)


def _occasions(world: World) -> pd.DataFrame:
    """Why somebody gets in touch: kind, person_id, order_id, product_id, at (day and hour)."""
    dice = world.dice("service.occasions")
    orders, shipments = world.tables["orders"], world.tables["shipments"]
    bought = world.tables["order_lines"].query("product_id > 0").drop_duplicates("order_id")
    orders = orders.merge(bought[["order_id", "product_id"]], how="left", on="order_id")
    owner = orders[["order_id", "person_id", "product_id"]]
    sent = shipments.dropna(subset=["delivered_at"]).merge(owner, on="order_id")
    sent = sent.assign(ordered_at=sent["shipped_at"], late=is_late(sent))
    back = (
        world.tables["returns"].drop(columns=["person_id", "product_id"], errors="ignore").merge(owner, on="order_id")
    )
    by_bill = np.where(orders["payment_method"].isin(["invoice", "direct_debit"]), 2.5, 0.6)
    drawn = [
        _some(dice, sent[sent["late"]], "late", "promised_on", LATE, (1.0, 2.5)),
        _some(dice, sent[~sent["late"]], "parcel", "shipped_at", ON_TIME, (0.5, 2.0)),
        _some(dice, sent, "damage", "delivered_at", 0.012, (0.1, 3.0)),
        _some(dice, back, "return", "returned_at", 0.20, (-4.0, 0.0)),
        _some(dice, back, "refund", "returned_at", 0.10, (3.0, 14.0)),
        _some(dice, orders, "advice", "ordered_at", 0.030, (-3.0, 10.0)),
        _some(dice, sent, "quality", "delivered_at", 0.009, (1.0, 20.0)),
        _some(dice, orders, "copy", "ordered_at", 0.012 * by_bill, (3.0, 60.0)),
        _some(dice, orders, "amount", "ordered_at", 0.003 * by_bill, (3.0, 40.0)),
        _some(dice, orders, "account", "ordered_at", 0.009, (-2.0, 30.0)),
        _some(dice, sent, "praise", "delivered_at", 0.005, (1.0, 20.0)),
    ]
    return pd.concat(drawn, ignore_index=True)


def _some(dice: np.random.Generator, rows: pd.DataFrame, kind: str, base: str, chance: Any,
          days: tuple[float, float]) -> pd.DataFrame:  # fmt: skip
    """Those of the rows that lead to a request of this kind, so many days after the base, by day and not at night."""
    chosen = rows[dice.random(len(rows)) < chance]
    day = pd.to_datetime(chosen[base]).to_numpy("datetime64[s]")
    day = (day + (dice.uniform(*days, len(day)) * 86_400).astype("timedelta64[s]")).astype("datetime64[D]")
    hour = np.clip(dice.normal(14, 3.6, len(day)), 7, 22.5)
    at = day.astype("datetime64[s]") + (hour * 3600).astype("timedelta64[s]")
    found: pd.DataFrame = chosen[["person_id", "order_id", "product_id"]].assign(kind=kind, at=at)
    return found


def _tickets(world: World) -> pd.DataFrame:
    dice = world.dice("service.tickets")
    rows = _occasions(world)
    many = len(rows)
    kinds = rows["kind"].map(KINDS.get)
    channel = dice.choice(["E-Mail", "Telefon", "Webformular", "Chat"], many, p=[0.50, 0.28, 0.14, 0.08])
    spoken = np.isin(channel, ["Telefon", "Chat"])
    at = np.where(spoken, later(rows["at"], np.where(spoken, dice.uniform(0, 1.5, many), 0)), rows["at"])
    complaint = dice.random(many) < kinds.map(lambda kind: kind.complaint).to_numpy(float)
    response = later(at, np.where(spoken, dice.uniform(0.01, 0.08, many), dice.lognormal(np.log(2.6), 0.8, many)))
    median = kinds.map(lambda kind: kind.hours).to_numpy(float) * np.where(spoken, 0.35, 1.0)
    solved = later(response, dice.lognormal(np.log(median), 0.8) + 0.05)
    reopened = solved + (dice.exponential(1.5, many) * 86_400 + 3_600).astype("timedelta64[s]")
    again = dice.random(many) < np.where(complaint, 0.13, 0.06)
    last = np.where(again, later(reopened, dice.lognormal(np.log(5), 0.7, many)), solved)
    rows = rows.assign(
        created_at=at.astype("datetime64[s]"), channel=channel, is_complaint=complaint,
        type=np.where(complaint, "complaint", kinds.map(lambda kind: kind.type)),
        category_l1=kinds.map(lambda kind: kind.upper), category_l2=kinds.map(lambda kind: kind.lower),
        team=kinds.map(lambda kind: kind.team), first_response_at=known(response), first_solved_at=known(solved),
        reopened_at=known(np.where(again, reopened, np.datetime64("NaT"))), last_solved_at=known(last),
    )  # fmt: skip
    rows = rows[(rows["created_at"] < STOP) & (rows["created_at"] >= world.tables["orders"]["ordered_at"].min())]
    rows = rows.sort_values(["created_at", "person_id", "kind"], ignore_index=True)
    return _handled(world, rows.drop(columns="at"))


def _handled(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """The requests with number, priority, state, who looked after them, and how often it took an answer."""
    dice = world.dice("service.handled")
    many = len(rows)
    complaint = rows["is_complaint"].to_numpy()
    luck = dice.random(many)
    priority = np.select([complaint & (luck < 0.05), luck < np.where(complaint, 0.40, 0.06), luck > 0.92],
                         ["urgent", "high", "low"], "normal")  # fmt: skip
    done, answered = rows["last_solved_at"].notna(), rows["first_response_at"].notna()
    fresh = rows["last_solved_at"] >= pd.Timestamp(STOP) - pd.Timedelta(days=28)
    status = np.select([~answered, ~done & (luck < 0.4), ~done, fresh], ["new", "pending", "open", "solved"], "closed")
    reopens = rows["reopened_at"].notna().astype(int)
    replies = np.where(done, 1 + dice.poisson(0.5, many) + reopens, answered.astype(int))
    kind = dice.choice([5.0, 10.0, 15.0, 25.0], many, p=[0.35, 0.4, 0.15, 0.1])
    rows = rows.assign(
        ticket_id=np.arange(1, many + 1), number=np.arange(many) + 10_001, priority=priority, status=status,
        reopen_count=reopens, agent_reply_count=replies,
        compensation=np.where(complaint & done & (dice.random(many) < 0.45), kind, np.nan),
        employee_id=0,
    )  # fmt: skip
    for team in sorted(rows["team"].unique()):
        own = (rows["team"] == team).to_numpy()
        rows.loc[own, "employee_id"] = staff(world, team, rows.loc[own, "created_at"], dice)
    return rows


def _events(world: World) -> pd.DataFrame:
    """The course of every ticket: ticket_event_id, ticket_id, occurred_at, event, from_value, to_value, actor_type,
    employee_id (null where no employee acted)."""
    rows = world.tables["tickets"]
    minute = np.timedelta64(60, "s")
    written = rows[rows["channel"].isin(["E-Mail", "Webformular"])]
    first, last = rows.dropna(subset=["first_solved_at"]), rows.dropna(subset=["reopened_at"])
    again = last.dropna(subset=["last_solved_at"])
    parts = [
        _event(rows, rows["created_at"], "created", "customer", "", "new"),
        _event(written, written["created_at"] + minute, "public_reply", "bot"),
        _event(rows, rows["created_at"] + 2 * minute, "group", "system", "", rows["team"]),
        _event(rows, rows["created_at"] + 2 * minute, "assignment", "system"),
        *_replies(rows),
        _event(first, first["first_solved_at"], "status", "agent", "open", "solved"),
        _event(last, last["reopened_at"], "reopen", "customer", "solved", "open"),
        _event(again, again["last_solved_at"], "status", "agent", "open", "solved"),
    ]
    found = pd.concat(parts, ignore_index=True)
    found = found[found["occurred_at"] < STOP].sort_values(
        ["occurred_at", "ticket_id"], kind="stable", ignore_index=True
    )
    return found.assign(ticket_event_id=np.arange(1, len(found) + 1))


def _event(rows: pd.DataFrame, at: Any, event: str, actor: str, before: Any = "", after: Any = "") -> pd.DataFrame:
    who = rows["employee_id"].astype("Int64")
    return pd.DataFrame(
        {"ticket_id": rows["ticket_id"], "occurred_at": at, "event": event, "from_value": before, "to_value": after,
         "actor_type": actor, "employee_id": who if actor == "agent" else who.where(who < 0)}
    )  # fmt: skip


def _replies(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Answers, evenly spread over the office hours from the first answer to the last solution, and replies between."""
    rows = rows.loc[rows.index.repeat(rows["agent_reply_count"])]
    place = rows.groupby("ticket_id").cumcount().to_numpy()
    steps = np.maximum(rows["agent_reply_count"].to_numpy() - 1, 1)
    start = clock(rows["first_response_at"])
    span = clock(rows["last_solved_at"].fillna(rows["first_response_at"])) - start
    at: Times = time_of(start + span * place / steps)
    at = np.where(place == 0, rows["first_response_at"], at)
    asked = rows[place > 0]
    between = time_of((start + span * (place - 0.5) / steps)[place > 0])
    return [_event(rows, at, "public_reply", "agent"), _event(asked, between, "customer_reply", "customer")]


def _disputes(world: World) -> pd.DataFrame:
    """dispute_id, order_id, person_id, opened_at, closed_at, amount, type, reason, outcome, handling_cost."""
    dice = world.dice("service.disputes")
    orders = world.tables["orders"].query("status != 'cancelled' and gross > 0")
    chance = orders["payment_method"].map({"paypal": 0.0035, "credit_card": 0.0035, "direct_debit": 0.005,
                                           "invoice": 0.008}).fillna(0.0)  # fmt: skip
    rows = orders[dice.random(len(orders)) < chance].sort_values("order_id")
    many = len(rows)
    opened = rows["ordered_at"].to_numpy("datetime64[s]") + (dice.uniform(10, 40, many) * 86_400).astype(
        "timedelta64[s]"
    )
    closed = known(opened + (dice.uniform(12, 55, many) * 86_400).astype("timedelta64[s]"))
    bill = (rows["payment_method"] == "invoice").to_numpy()
    outcome = dice.choice(["won", "lost", "settled"], many, p=[0.48, 0.37, 0.15])
    found = pd.DataFrame(
        {
            "order_id": rows["order_id"], "person_id": rows["person_id"], "opened_at": opened, "closed_at": closed,
            "amount": (rows["gross"] * np.where(bill, dice.choice([0.2, 0.5, 1.0], many), 1.0)).round(2),
            "type": np.where(bill, "invoice_dispute", "chargeback"),
            "reason": dice.choice(["Ware nicht erhalten", "Ware beschädigt", "Betrag falsch", "Nicht bestellt"], many),
            "outcome": np.where(np.isnat(closed), "open", outcome),
            "handling_cost": np.round(dice.uniform(12, 45, many), 2),
        }
    )  # fmt: skip
    found = found[found["opened_at"] < STOP].sort_values(["opened_at", "order_id"], ignore_index=True)
    return found.assign(dispute_id=np.arange(1, len(found) + 1))


def _tell(world: World) -> None:
    """Writes down how much likelier a request about delivery is after a late one, and where nothing of it shows."""
    orders, persons = world.tables["orders"], world.tables["persons"].set_index("person_id")
    sent = world.tables["shipments"].dropna(subset=["delivered_at"])
    sent = sent.merge(orders[["order_id", "person_id"]], on="order_id")
    late = is_late(sent)
    tickets = world.tables["tickets"]
    hit = sent["order_id"].isin(tickets.loc[tickets["kind"].isin(["late", "parcel"]), "order_id"])
    complained = sent["order_id"].isin(tickets.loc[tickets["is_complaint"], "order_id"])
    world.told(Truth(
        "complaints_after_late_delivery", "cause", "complaint_rate", {"ticket_topic": "Lieferung"},
        effect=_ratio(hit[late], hit[~late]), unit="times",
        more={"late_share": float(late.mean()), "share_after_late": float(hit[late].mean()),
              "share_on_time": float(hit[~late].mean())},
    ))  # fmt: skip
    struck = (sent["carrier"] == SLOW_CARRIER) & (sent["person_id"].map(persons["nuts"]) == SLOW_REGION)
    shipped = pd.to_datetime(sent["shipped_at"])
    during = struck & (shipped >= pd.Timestamp(SLOW_FROM)) & (shipped < pd.Timestamp(SLOW_UNTIL))
    before = struck & (shipped < pd.Timestamp(SLOW_FROM))
    world.told(Truth(
        "complaints_rise_with_delays", "change", "complaint_rate", {"carrier": SLOW_CARRIER, "region": SLOW_REGION},
        SLOW_FROM, SLOW_UNTIL,
        _ratio(complained[during], complained[before]), "times",
        {"deliveries": int(during.sum()), "share_before": float(complained[before].mean()),
         "share_during": float(complained[during].mean())},
    ))  # fmt: skip
    for place, (metric, where) in enumerate(_UNMOVED, start=1):
        world.told(Truth(f"quiet_service_{place}", "nothing", metric, where, FIRST_DAY, END, 0.0))


def _ratio(struck: pd.Series, others: pd.Series) -> float | None:
    """How many times the share among the others the share is; None where there is nothing to compare with."""
    return float(struck.mean() / others.mean()) if len(struck) and others.any() else None
