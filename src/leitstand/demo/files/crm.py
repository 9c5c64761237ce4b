"""What the sales system exports: firms, contacts, leads, deals with their stages, activities, use and changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from leitstand.demo.care.cases import OFFERS
from leitstand.demo.files.exports import german, known_as
from leitstand.demo.files.helpdesk import steps
from leitstand.demo.world import World

_GROUPS = {"price": "Preis", "competitor": "Wettbewerb", "timing": "Zeitpunkt", "no_decision": "keine Entscheidung",
           "product_fit": "Sortiment", "service": "Service", "internal": "intern"}  # fmt: skip
_OUTCOMES = {"won": "gewonnen", "lost": "verloren", "open": "offen"}
_TYPES = {"call": "Anruf", "email": "E-Mail", "meeting": "Termin", "note": "Notiz", "task": "Aufgabe"}


def write(world: World, folder: Path) -> None:
    """The export of a sales system set to German: semicolons, days first."""
    number = known_as(world, "crm")
    german(_users(world), folder / "benutzer.csv")
    german(_firms(world), folder / "firmen.csv")
    german(_contacts(world, number), folder / "ansprechpartner.csv")
    german(_stages(world), folder / "phasen.csv")
    german(_deals(world, number), folder / "verkaufschancen.csv")
    german(_moves(world), folder / "phasenverlauf.csv")
    german(_leads(world), folder / "leads.csv")
    german(_activities(world, number), folder / "aktivitaeten.csv")
    german(_days(world), folder / "crm-nutzung.csv")
    german(_changes(world), folder / "feldaenderungen.csv")
    german(steps(world, OFFERS), folder / "angebotsfreigaben-ablauf.csv")


def _user(ids: pd.Series) -> pd.Series:
    return ("U-" + ids.astype("Int64").astype(str)).where(ids.notna())


def _deal(world: World, ids: pd.Series) -> pd.Series:
    return ids.map(world.tables["deals"].set_index("deal_id")["number"])


def _users(world: World) -> pd.DataFrame:
    rows = world.tables["employees"].query("crm_seat")
    return pd.DataFrame({"Mitarbeiter-Nr.": _user(rows["employee_id"]), "Mitarbeitername": rows["name"],
                         "E-Mail": rows["email"], "Team": rows["team"], "Rolle": rows["role"], "CRM-Zugang": True,
                         "Beschäftigt ab": rows["active_from"], "Beschäftigt bis": rows["active_to"]})  # fmt: skip


def _firms(world: World) -> pd.DataFrame:
    rows = world.tables["records"].query("system == 'crm'").sort_values("source_id")
    about = world.tables["persons"].set_index("person_id").loc[rows["person_id"]].set_index(rows.index)
    owner = world.tables["deals"].groupby("person_id")["employee_id"].last()
    spare = world.tables["deals"]["employee_id"].mode()
    return pd.DataFrame(
        {
            "Firmen-Nr.": rows["source_id"], "Firmenname": rows["company"].fillna(rows["name"]),
            "Kundentyp": about["kind"].map({"company": "Firma", "person": "Privat"}), "Segment": about["segment"],
            "Branche": about["industry_nace"], "Unternehmensgröße": about["size_band"], "Straße": rows["street"],
            "PLZ": rows["zip"], "Ort": rows["city"], "Bundesland": about["nuts"], "Land": rows["country"],
            "Telefon": rows["phone"], "E-Mail": rows["email"], "USt-IdNr.": rows["vat_id"],
            "Betreuer": _user(rows["person_id"].map(owner).fillna(spare.iloc[0] if len(spare) else np.nan)),
            "Angelegt am": about["joined_on"],
        }
    )  # fmt: skip


def _contacts(world: World, number: pd.Series) -> pd.DataFrame:
    """The person to talk to at each firm, and whoever wrote as a lead."""
    records = world.tables["records"].query("system == 'crm'").sort_values("source_id")
    roles = world.dice("crm.roles").choice(
        ["Einkauf", "Office Management", "Geschäftsführung", "Verwaltung"], len(records)
    )
    of_firms = pd.DataFrame({"Kontakt-Nr.": "K-" + records["source_id"].astype(str), "Vorname": records["first"],
                             "Nachname": records["last"], "E-Mail": records["email"], "Telefon": records["phone"],
                             "Funktion": roles, "Firmen-Nr.": records["source_id"]})  # fmt: skip
    leads = world.tables["leads"]
    of_leads = pd.DataFrame(
        {"Kontakt-Nr.": "KL-" + leads["lead_id"].astype(str), "Vorname": leads["first"], "Nachname": leads["last"],
         "E-Mail": leads["email"], "Funktion": "Anfragender", "Firmen-Nr.": leads["person_id"].map(number)}
    )  # fmt: skip
    return pd.concat([of_firms, of_leads], ignore_index=True)


def _stages(world: World) -> pd.DataFrame:
    rows = world.tables["stages"]
    return pd.DataFrame({"Phasen-Nr.": "P" + rows["stage_id"].astype(str), "Phasenname": rows["label"],
                         "Pipeline": rows["pipeline"], "Reihenfolge": rows["position"], "Gewonnen": rows["is_won"],
                         "Verloren": rows["is_lost"], "Wahrscheinlichkeit": rows["probability"]})  # fmt: skip


def _deals(world: World, number: pd.Series) -> pd.DataFrame:
    rows = world.tables["deals"]
    orders = world.tables["orders"].set_index("order_id")["number"]
    skus = world.tables["products"].set_index("product_id")["sku"]
    return pd.DataFrame(
        {
            "Verkaufschance-Nr.": rows["number"], "Bezeichnung": rows["name"],
            "Firmen-Nr.": rows["person_id"].map(number), "Betrag": rows["amount"],
            "Wahrscheinlichkeit": (rows["probability"] * 100).round().astype(int),
            "Pipeline": rows["pipeline"], "Angelegt am": rows["created_at"],
            "Erwarteter Abschluss": rows["expected_close"],
            "Abgeschlossen am": rows["closed_at"], "Ergebnis": rows["outcome"].map(_OUTCOMES),
            "Verlustgrund": rows["lost_reason"], "Verlustgruppe": rows["lost_group"].map(_GROUPS),
            "Verlustbegründung": rows["lost_text"], "Betreuer": _user(rows["employee_id"]),
            "Letzte Aktivität": rows["last_activity_at"], "Nächste Aktivität": rows["next_activity_at"],
            "Herkunft": rows["source"], "Artikelnummer": rows["product_id"].map(skus),
            "Auftragsnummer": rows["order_id"].map(orders),
        }
    )  # fmt: skip


def _moves(world: World) -> pd.DataFrame:
    rows = world.tables["stage_moves"]
    return pd.DataFrame(
        {
            "Verkaufschance-Nr.": _deal(world, rows["deal_id"]), "Phasen-Nr.": "P" + rows["stage_id"].astype(str),
            "Eingetreten am": rows["entered_at"], "Verlassen am": rows["left_at"],
            "Betrag beim Eintritt": rows["amount"], "Erwarteter Abschluss beim Eintritt": rows["expected_close"],
            "Wahrscheinlichkeit beim Eintritt": rows["probability"], "Mitarbeiter": _user(rows["employee_id"]),
        }
    )  # fmt: skip


def _leads(world: World) -> pd.DataFrame:
    rows = world.tables["leads"]
    return pd.DataFrame(
        {
            "Lead-Nr.": "L-" + rows["lead_id"].astype(str), "Erstellt am": rows["created_at"], "Quelle": rows["source"],
            "Kontakt-Nr.": "KL-" + rows["lead_id"].astype(str), "Zugewiesen am": rows["assigned_at"],
            "Erste Antwort am": rows["first_response_at"], "Beantwortet durch": "Mensch",
            "Qualifiziert am": rows["qualified_at"], "Verkaufschance-Nr.": _deal(world, rows["deal_id"]),
            "Disqualifizierungsgrund": rows["disqualified_reason"],
        }
    )  # fmt: skip


def _activities(world: World, number: pd.Series) -> pd.DataFrame:
    rows = world.tables["activities"]
    return pd.DataFrame(
        {
            "Aktivitäts-Nr.": rows["activity_id"], "Typ": rows["type"].map(_TYPES),
            "Firmen-Nr.": rows["person_id"].map(number),
            "Verkaufschance-Nr.": _deal(world, rows["deal_id"]), "Mitarbeiter": _user(rows["employee_id"]),
            "Aktivitätsdatum": rows["occurred_at"], "Erfasst am": rows["logged_at"], "Fällig am": rows["due_at"],
            "Erledigt am": rows["done_at"],
        }
    )  # fmt: skip


def _days(world: World) -> pd.DataFrame:
    rows = world.tables["crm_days"]
    return pd.DataFrame(
        {
            "Mitarbeiter-Nr.": _user(rows["employee_id"]), "Tag": rows["day"], "Anmeldungen": rows["logins"],
            "Angelegte Datensätze": rows["records_created"], "Geänderte Datensätze": rows["records_updated"],
            "Angesehene Berichte": rows["reports_viewed"], "Aktive Minuten": rows["minutes_active"].astype(int),
        }
    )  # fmt: skip


def _changes(world: World) -> pd.DataFrame:
    rows = world.tables["field_changes"]
    return pd.DataFrame(
        {
            "Änderungs-Nr.": rows["field_change_id"], "Objekt": rows["object"], "Datensatz": rows["record"],
            "Feld": rows["field"], "Alter Wert (Hash)": rows["old"], "Neuer Wert (Hash)": rows["new"],
            "Geändert am": rows["changed_at"], "Mitarbeiter": _user(rows["employee_id"]), "Weg": rows["via"],
        }
    )  # fmt: skip
