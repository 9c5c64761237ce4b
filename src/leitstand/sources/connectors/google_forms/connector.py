"""Reads answers exported from Google Forms (one row per person, one column per question).

Layout: Google's help page on saving the answers in a table or as CSV; German and English headings.
"""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.forms import Form, read, recognise

_FORM = Form(
    headings={
        "answered": ("Timestamp", "Zeitstempel"),
        "email": ("Email Address", "E-Mail-Adresse", "Username", "Nutzername"),
    },
    typical=("answered",),
)

CONNECTOR = Connector(
    title=Text(de="Google Forms (Umfrage)", en="Google Forms (survey)"),
    description=Text(
        de="Einzelantworten aus Google Forms; gezählt werden Weiterempfehlung, Zufriedenheit und Aufwand.",
        en="Individual answers from Google Forms; recommendation, satisfaction and effort are counted.",
    ),
    delivery="upsert",
    feeds=("survey", "survey_invite", "survey_answer", "customer", "customer_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, _FORM),
    read=partial(read, _FORM, zone="Europe/Berlin"),
    checked="documents",
)
