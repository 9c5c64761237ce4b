"""Reads answers exported from Microsoft Forms (one row per person, one column per question).

Layout: Microsoft's help page on opening the answers in Excel; German and English headings.
"""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.forms import Form, read, recognise

_FORM = Form(
    headings={
        "respondent": ("ID",),
        "started": ("Start time", "Startzeit"),
        "answered": ("Completion time", "Fertigstellungszeit"),
        "email": ("Email", "E-Mail"),
        "name": ("Name",),
        "changed": ("Last modified time", "Uhrzeit der letzten Änderung"),
        "language": ("Language", "Sprache"),
    },
    typical=("respondent", "started", "answered"),
)

CONNECTOR = Connector(
    title=Text(de="Microsoft Forms (Umfrage)", en="Microsoft Forms (survey)"),
    description=Text(
        de="Einzelantworten aus Microsoft Forms; gezählt werden Weiterempfehlung, Zufriedenheit und Aufwand.",
        en="Individual answers from Microsoft Forms; recommendation, satisfaction and effort are counted.",
    ),
    delivery="upsert",
    feeds=("survey", "survey_invite", "survey_answer", "customer", "customer_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, _FORM),
    read=partial(read, _FORM, zone="Europe/Berlin"),
    checked="documents",
)
