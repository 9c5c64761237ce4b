"""Capture lag: how late does the CRM learn of what happened?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Erfassungsverzug (Median)", en="Capture lag (median)"),
    question=Text(
        de="Wie spät erfährt das CRM von dem, was geschah?",
        en="How late does the CRM learn of what happened?",
    ),
    formula=Text(
        de="Median der Stunden zwischen Ereignis und Eintrag",
        en="Median of the hours between event and entry",
    ),
    caveat=Text(
        de="Sammelimporte machen scheinbare Spitzen. Vorab eingetragene Termine zählen als 0 Stunden; "
        "Ereignisse, die nie eingetragen wurden, fehlen (siehe Dokumentationsquote).",
        en="Batch imports make false spikes. Meetings entered beforehand count as 0 hours; events never "
        "entered are missing (see logging coverage).",
    ),
    kind=Quantile("capture_hours"),
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
            value=6,
            sum=Text(
                de="0 (der vorab eingetragene Termin), 1 … 12 Stunden: der siebte von 13 Werten",
                en="0 (the meeting entered beforehand), 1 … 12 hours: the seventh of 13",
            ),
        ),
    ],
    source="DAMA UK, Six Primary Dimensions of Data Quality (2013), timeliness",
)
