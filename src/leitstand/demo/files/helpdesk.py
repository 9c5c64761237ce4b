"""What the help desk exports: requests, their course, who asked, the ratings, disputes, and how complaints ran."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from leitstand.demo.care.cases import COMPLAINTS
from leitstand.demo.care.surveys import QUESTIONS
from leitstand.demo.files.exports import known_as, plain
from leitstand.demo.world import World

_OUTCOMES = {"won": "gewonnen", "lost": "verloren", "settled": "Vergleich", "open": "offen"}


def write(world: World, folder: Path) -> None:
    """The export of a cloud help desk: English values where it has them, UTF-8, ISO times."""
    number = known_as(world, "helpdesk")
    plain(_requesters(world), folder / "anfragende.csv")
    plain(_agents(world), folder / "benutzer.csv")
    plain(_tickets(world, number), folder / "tickets.csv")
    plain(_events(world), folder / "ticket-verlauf.csv")
    plain(_invites(world), folder / "bewertung-einladungen.csv")
    plain(_ratings(world, number), folder / "bewertungen.csv")
    plain(_disputes(world, number), folder / "streitfaelle.csv")
    plain(steps(world, COMPLAINTS), folder / "reklamationen-ablauf.csv")


def agent(ids: pd.Series) -> pd.Series:
    """What an employee is called in the help desk."""
    return "A-" + ids.astype("Int64").astype(str)


def _requesters(world: World) -> pd.DataFrame:
    rows = world.tables["records"].query("system == 'helpdesk'").sort_values("source_id")
    return pd.DataFrame({"Kundennummer": rows["source_id"], "Kundenname": rows["name"], "E-Mail": rows["email"],
                         "Telefon": rows["phone"], "PLZ": rows["zip"], "Ort": rows["city"]})  # fmt: skip


def _agents(world: World) -> pd.DataFrame:
    rows = world.tables["employees"].query("team in ('Service', 'Versand', 'Verwaltung')")
    return pd.DataFrame({"Mitarbeiter-Nr.": agent(rows["employee_id"]), "Mitarbeitername": rows["name"],
                         "E-Mail": rows["email"], "Team": rows["team"], "Rolle": rows["role"]})  # fmt: skip


def _tickets(world: World, number: pd.Series) -> pd.DataFrame:
    rows = world.tables["tickets"]
    orders = world.tables["orders"].set_index("order_id")["number"]
    skus = world.tables["products"].set_index("product_id")["sku"]
    return pd.DataFrame(
        {
            "Ticket-Nr.": rows["number"], "Erstellt am": rows["created_at"], "Kanal": rows["channel"],
            "Typ": rows["type"], "Beschwerde": rows["is_complaint"], "Thema": rows["category_l1"],
            "Unterkategorie": rows["category_l2"], "Priorität": rows["priority"], "Status": rows["status"],
            "Team": rows["team"], "Bearbeiter": agent(rows["employee_id"]),
            "Kundennummer": rows["person_id"].map(number), "Bestellnummer": rows["order_id"].map(orders),
            "Artikelnummer": rows["product_id"].map(skus), "Erste Antwort am": rows["first_response_at"],
            "Erstmals gelöst am": rows["first_solved_at"],
            "Zuletzt gelöst am": rows["last_solved_at"], "Wiedereröffnungen": rows["reopen_count"],
            "Antworten": rows["agent_reply_count"], "Kulanzbetrag": rows["compensation"],
            "Bewertungs-Nr.": _rating(rows["csat_answer_id"]),
        }
    )  # fmt: skip


def _events(world: World) -> pd.DataFrame:
    rows = world.tables["ticket_events"]
    tickets = world.tables["tickets"].set_index("ticket_id")["number"]
    return pd.DataFrame({"Ereignis-Nr.": rows["ticket_event_id"], "Ticket-Nr.": rows["ticket_id"].map(tickets),
                         "Zeitpunkt": rows["occurred_at"], "Ereignis": rows["event"], "Alter Wert": rows["from_value"],
                         "Neuer Wert": rows["to_value"], "Akteur": rows["actor_type"],
                         "Bearbeiter": agent(rows["employee_id"]).where(rows["employee_id"].notna())})  # fmt: skip


def _rating(ids: pd.Series) -> pd.Series:
    return ("B-" + ids.astype("Int64").astype(str)).where(ids.notna())


def _invites(world: World) -> pd.DataFrame:
    rows = world.tables["invites"].query("survey_id == 'CSAT'")
    return pd.DataFrame({"Einladungs-Nr.": "E-" + rows["invite_id"].astype(str), "Fragebogen": rows["survey_id"],
                         "Versandt am": rows["sent_at"], "Versandweg": rows["channel"],
                         "Zugestellt": rows["delivered"]})  # fmt: skip


def _ratings(world: World, number: pd.Series) -> pd.DataFrame:
    rows = world.tables["answers"].query("survey_id == 'CSAT'")
    return answered(rows).assign(Kundennummer=rows["person_id"].map(number))


def answered(rows: pd.DataFrame) -> pd.DataFrame:
    """Answers with the question they belong to, one per row."""
    asked = rows["survey_id"].map(QUESTIONS.get)
    return pd.DataFrame(
        {
            "Antwort-Nr.": _rating(rows["answer_id"]), "Einladungs-Nr.": "E-" + rows["invite_id"].astype(str),
            "Beantwortet am": rows["answered_at"], "Fragebogen": rows["survey_id"],
            "Instrument": asked.map(lambda one: one.instrument), "Fragetext": asked.map(lambda one: one.text),
            "Skala von": asked.map(lambda one: one.low), "Skala bis": asked.map(lambda one: one.high),
            "Befragungsart": asked.map(lambda one: "Beziehung" if one.mode == "relationship" else "nach Vorgang"),
            "Befragungsanlass": asked.map(lambda one: one.trigger), "Merkmal": rows["item_key"],
            "Punktzahl": rows["score"].astype(int), "Kommentar": rows["comment"],
        }
    )  # fmt: skip


def _disputes(world: World, number: pd.Series) -> pd.DataFrame:
    rows = world.tables["disputes"]
    orders = world.tables["orders"].set_index("order_id")["number"]
    return pd.DataFrame(
        {
            "Streitfall-Nr.": "S-" + rows["dispute_id"].astype(str), "Eröffnet am": rows["opened_at"],
            "Geschlossen am": rows["closed_at"], "Betrag": rows["amount"],
            "Art": rows["type"].map({"chargeback": "Rückbuchung", "invoice_dispute": "Rechnungsstreit"}),
            "Grund": rows["reason"],
            "Ergebnis": rows["outcome"].map(_OUTCOMES),
            "Bearbeitungskosten": rows["handling_cost"], "Kundennummer": rows["person_id"].map(number),
            "Bestellnummer": rows["order_id"].map(orders),
        }
    )  # fmt: skip


def steps(world: World, process: str) -> pd.DataFrame:
    """The log of one process, a row per step."""
    rows = world.tables["cases"].query("process == @process")
    return pd.DataFrame({"Prozess": rows["process"], "Fall-ID": rows["case_id"], "Aktivität": rows["activity"],
                         "Bereit seit": rows["enabled_at"], "Start": rows["started_at"], "Ende": rows["completed_at"],
                         "Ressource": rows["resource"]})  # fmt: skip
