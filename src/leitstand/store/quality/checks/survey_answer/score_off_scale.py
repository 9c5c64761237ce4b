"""Scores off the scale."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Bewertungen außerhalb der Skala", en="Scores off the scale"),
    table="survey_answer",
    field="score",
    dimension="validity",
    severity="wrong_number",
    where="t.score IS NOT NULL",
    fails=(
        "(SELECT t.score NOT BETWEEN min(s.scale_min) AND max(s.scale_max) FROM survey_invite i JOIN "
        "survey s ON s.survey_id = i.survey_id WHERE i.invite_id = t.invite_id)"
    ),
    reason=Text(de="Mittelwerte und NPS werden falsch.", en="Means and NPS come out wrong."),
    advice=Text(
        de="Prüfen Sie die Skala der Frage; „keine Angabe“ darf keine Zahl sein.",
        en="Check the scale of the question; 'no answer' must not be a number.",
    ),
    bad={
        "survey": [{"survey_id": 1, "scale_min": 0, "scale_max": 10}],
        "survey_invite": [{"invite_id": 1, "survey_id": 1}],
        "survey_answer": [{"invite_id": 1, "score": 99}],
    },
    good={
        "survey": [{"survey_id": 1, "scale_min": 0, "scale_max": 10}],
        "survey_invite": [{"invite_id": 1, "survey_id": 1}],
        "survey_answer": [{"invite_id": 1, "score": 9}],
    },
)
