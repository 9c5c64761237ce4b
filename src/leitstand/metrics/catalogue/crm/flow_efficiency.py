"""Flow efficiency: which part of the time somebody works on a case."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Flussgrad", en="Flow efficiency"),
    question=Text(
        de="Welcher Anteil der Durchlaufzeit ist Bearbeitung statt Warten?",
        en="Which share of the time is work instead of waiting?",
    ),
    formula=Text(
        de="Bearbeitungszeit / (Bearbeitungszeit + Wartezeit) der Schritte, die im Zeitraum endeten",
        en="Service time / (service time + waiting time) of the steps that ended in the period",
    ),
    caveat=Text(
        de=(
            "Braucht Beginn und Ende je Schritt; Schritte mit nur einem Zeitstempel fehlen. Ohne „möglich ab“ "
            "wartet ein Schritt seit dem Ende des Schritts davor. Nächte und Wochenenden zählen als Warten."
        ),
        en=(
            'Needs start and end per step; steps with one time stamp are missing. Without "enabled" a step '
            "waits since the end of the step before. Nights and weekends count as waiting."
        ),
    ),
    kind=Ratio("step_service_hours", ("step_service_hours", "step_waiting_hours"), interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"process", "activity", "source_system"},
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
                    {
                        "process": "loan",
                        "case_id": str(n),
                        "activity": "check",
                        "enabled_at": "2024-03-01T08:00:00",
                        "started_at": "2024-03-01T09:00:00",
                        "completed_at": "2024-03-01T10:00:00",
                    }
                    for n in range(20)
                ]
                + [
                    {
                        "process": "loan",
                        "case_id": str(n),
                        "activity": "decide",
                        "started_at": "2024-03-01T12:00:00",
                        "completed_at": "2024-03-01T13:00:00",
                    }
                    for n in range(20)
                ]
                + [{"process": "loan", "case_id": "0", "activity": "file", "completed_at": "2024-03-01T23:00:00"}]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.4,
            sum=Text(
                de=(
                    "(1 + 1) Stunden Arbeit / (2 + 1 + 2 Stunden Warten); der Schritt mit nur einem Zeitstempel bleibt "
                    "außen vor"
                ),
                en="(1 + 1) hours of work / (2 + 1 + 2 hours of waiting); the step with one stamp stays out",
            ),
        ),
    ],
    source="Dumas et al., Fundamentals of Business Process Management (2nd ed. 2018)",
)
