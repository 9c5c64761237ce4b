"""What the survey tools export: who was asked when, every answer with its question, and a survey at a fair."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from leitstand.demo.care.fair import FILE
from leitstand.demo.files.exports import german, known_as
from leitstand.demo.files.helpdesk import answered
from leitstand.demo.world import World


def write(world: World, folder: Path) -> None:
    """The tool knows people by their e-mail address only; the fair's visitors stay nameless."""
    address = known_as(world, "survey")
    invites = world.tables["invites"].query("survey_id != 'CSAT'")
    german(
        pd.DataFrame({"Einladungs-Nr.": "E-" + invites["invite_id"].astype(str), "Fragebogen": invites["survey_id"],
                      "E-Mail": invites["person_id"].map(address), "Versandt am": invites["sent_at"],
                      "Versandweg": invites["channel"], "Zugestellt": invites["delivered"]}),
        folder / "einladungen.csv",
    )  # fmt: skip
    answers = world.tables["answers"].query("survey_id != 'CSAT'")
    german(
        answered(answers).assign(**{"Wichtigkeit": answers["importance"].astype("Int64"),
                                    "E-Mail": answers["person_id"].map(address)}),
        folder / "antworten.csv",
    )  # fmt: skip
    _fair(world).to_csv(folder / FILE, index=False, lineterminator="\n")


def _fair(world: World) -> pd.DataFrame:
    """One column per question, American dates and a second heading row, as SurveyMonkey writes them."""
    rows = world.tables["fair_answers"]
    second = {"Wie zufrieden sind Sie mit Lindmoor?": "Response",
              "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?": "Response"}  # fmt: skip
    found = pd.DataFrame(
        {
            "Respondent ID": rows["respondent"], "Collector ID": 442_001_207,
            "Start Date": rows["started_at"].dt.strftime("%m/%d/%Y %I:%M:%S %p"),
            "End Date": rows["answered_at"].dt.strftime("%m/%d/%Y %I:%M:%S %p"), "IP Address": "", "Email Address": "",
            "First Name": "", "Last Name": "", "Custom Data 1": "",
            "Wie zufrieden sind Sie mit Lindmoor?": rows["satisfaction"],
            "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?": rows["recommends"],
            "Möchten Sie uns noch etwas sagen? (Kommentar)": rows["comment"],
        }
    )  # fmt: skip
    heading = pd.DataFrame([second], columns=found.columns, dtype=object)
    return pd.concat([heading, found.astype(object)], ignore_index=True)
