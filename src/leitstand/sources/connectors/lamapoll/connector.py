"""Reads answers exported from LamaPoll (one row per person, one column per question).

Layout: the columns that LamaPoll describes beside the answers (participant, begin, end, language). Their spelling could
not be checked against a real export.
"""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.forms import Form, read, recognise

_FORM = Form(
    headings={
        "respondent": ("Teilnehmer-ID", "Teilnehmer ID", "Teilnehmernummer", "Participant ID"),
        "started": ("Startzeit", "Start", "Beginn", "Start time"),
        "answered": ("Endzeit", "Ende", "Beendet", "End time"),
        "duration": ("Bearbeitungszeit", "Dauer", "Duration"),
        "language": ("Sprache", "Language"),
        "status": ("Status",),
        "email": ("E-Mail", "E-Mail-Adresse", "Email"),
        "first": ("Vorname", "First name"),
        "last": ("Nachname", "Last name"),
    },
    typical=("respondent", "started", "answered", "language"),
    usual_order="dmy",
)

CONNECTOR = Connector(
    title=Text(de="LamaPoll (Umfrage)", en="LamaPoll (survey)"),
    description=Text(
        de="Einzelantworten aus LamaPoll; gezählt werden Weiterempfehlung, Zufriedenheit und Aufwand.",
        en="Individual answers from LamaPoll; recommendation, satisfaction and effort are counted.",
    ),
    delivery="upsert",
    feeds=("survey", "survey_invite", "survey_answer", "customer", "customer_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, _FORM),
    read=partial(read, _FORM, zone="Europe/Berlin"),
    checked="documents",
)
