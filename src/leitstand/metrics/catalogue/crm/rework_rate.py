"""Rework rate: which part of the cases needed something done twice."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Nacharbeitsquote", en="Rework rate"),
    question=Text(
        de="Bei welchem Anteil der Vorgänge musste etwas noch einmal getan werden?",
        en="In which share of the cases did something have to be done again?",
    ),
    formula=Text(
        de=(
            "Abgeschlossene Vorgänge mit wiederholter Tätigkeit, Wiedereröffnung oder Schritt zurück / "
            "abgeschlossene Vorgänge"
        ),
        en="Finished cases with a repeated activity, a reopening or a step back / finished cases",
    ),
    caveat=Text(
        de=(
            "Manche Wiederholung gehört zum Ablauf (zweite Mahnung) und ist keine Nacharbeit. Ein Vorgang zählt"
            " am Tag seines letzten Schritts, auch wenn er noch weitergeht."
        ),
        en=(
            "Some repetition belongs to the process (second reminder) and is no rework. A case counts on the "
            "day of its last step, even if it goes on."
        ),
    ),
    kind=Ratio("reworked_case_count", "finished_case_count"),
    unit="ratio",
    direction="down",
    dimensions={"process"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=30,
    examples=[
        Example(
            rows={
                "case_event": [
                    {"process": "loan", "case_id": str(n), "activity": "check", "completed_at": "2024-03-01T08:00:00"}
                    for n in range(36)
                ]
                + [{"process": "loan", "case_id": "0", "activity": "check", "completed_at": "2024-03-02T08:00:00"}],
                "ticket": [
                    {"created_at": "2024-03-01", "last_solved_at": "2024-03-03", "status": "solved", "reopen_count": 2},
                    {"created_at": "2024-03-01", "last_solved_at": "2024-03-03", "status": "open", "reopen_count": 1},
                ],
                "deal": [
                    {"deal_id": n, "created_at": "2024-02-01", "closed_at": "2024-03-05", "outcome": "won"}
                    for n in (1, 2, 3)
                ],
                "pipeline_stage": [{"stage_id": 1, "position": 1}, {"stage_id": 2, "position": 2}],
                "deal_stage_history": [
                    {"deal_id": 1, "stage_id": 2, "entered_at": "2024-02-01"},
                    {"deal_id": 1, "stage_id": 1, "entered_at": "2024-02-05"},
                    {"deal_id": 2, "stage_id": 1, "entered_at": "2024-02-01"},
                    {"deal_id": 2, "stage_id": 2, "entered_at": "2024-02-05"},
                    {"deal_id": 3, "stage_id": 1, "entered_at": "2024-02-05"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.075,
            sum=Text(
                de=(
                    "(1 Vorgang mit zwei Prüfungen + 1 wieder geöffnetes Anliegen + 1 zurückgestufte Verkaufschance) / "
                    "(36 + 1 gelöst + 3)"
                ),
                en="(1 case with two checks + 1 reopened ticket + 1 deal moved back) / (36 + 1 solved + 3)",
            ),
        ),
    ],
    source="Dumas et al., Fundamentals of Business Process Management (2nd ed. 2018)",
)
