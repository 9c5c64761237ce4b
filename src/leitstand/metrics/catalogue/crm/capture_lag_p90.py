"""Capture lag, 90th percentile: how late are the slow entries?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Erfassungsverzug (90. Perzentil)", en="Capture lag (90th percentile)"),
    question=Text(
        de="Nach wie vielen Stunden sind neun von zehn Ereignissen eingetragen?",
        en="After how many hours are nine of ten events entered?",
    ),
    formula=Text(
        de="90. Perzentil der Stunden zwischen Ereignis und Eintrag",
        en="90th percentile of the hours between event and entry",
    ),
    caveat=Text(
        de="Sammelimporte machen scheinbare Spitzen. Vorab eingetragene Termine zählen als 0 Stunden; "
        "Ereignisse, die nie eingetragen wurden, fehlen (siehe Dokumentationsquote).",
        en="Batch imports make false spikes. Meetings entered beforehand count as 0 hours; events never "
        "entered are missing (see logging coverage).",
    ),
    kind=Quantile("capture_hours", q=0.9),
    unit="hours",
    direction="down",
    dimensions={"activity_type", "source_system", "team"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "crm_activity": [
                    {"occurred_at": "2024-03-05T00:00", "logged_at": f"2024-03-05T{n:02}:00"} for n in range(1, 13)
                ]
                + [{"occurred_at": "2024-03-20T00:00", "logged_at": "2024-03-10T00:00"}, {"occurred_at": "2024-03-05"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=10.8,
            sum=Text(de="0, 1 … 12 Stunden: Platz 0,9 × 12 = 10,8", en="0, 1 … 12 hours: place 0.9 × 12 = 10.8"),
        ),
    ],
    source="DAMA UK, Six Primary Dimensions of Data Quality (2013), timeliness",
)
