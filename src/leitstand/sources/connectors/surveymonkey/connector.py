"""Reads answers exported from SurveyMonkey (one row per person, one column per question).

Layout: SurveyMonkey's help page on exporting all responses; the second heading row becomes a reject.
"""

from __future__ import annotations

from functools import partial

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.forms import Form, read, recognise

_FORM = Form(
    headings={
        "respondent": ("Respondent ID",),
        "collector": ("Collector ID",),
        "started": ("Start Date",),
        "answered": ("End Date",),
        "address": ("IP Address",),
        "email": ("Email Address",),
        "first": ("First Name",),
        "last": ("Last Name",),
        "custom": ("Custom Data 1",),
    },
    typical=("respondent", "collector", "answered"),
    usual_order="mdy",
)

CONNECTOR = Connector(
    title=Text(de="SurveyMonkey (Umfrage)", en="SurveyMonkey (survey)"),
    description=Text(
        de="Einzelantworten aus SurveyMonkey; gezählt werden Weiterempfehlung, Zufriedenheit und Aufwand.",
        en="Individual answers from SurveyMonkey; recommendation, satisfaction and effort are counted.",
    ),
    delivery="upsert",
    feeds=("survey", "survey_invite", "survey_answer", "customer", "customer_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, _FORM),
    read=partial(read, _FORM, zone="Europe/Berlin"),
    checked="documents",
)
