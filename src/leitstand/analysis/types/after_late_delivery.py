"""After late deliveries people get in touch more often."""

from __future__ import annotations

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Anliegen nach verspäteten Lieferungen", en="Requests after late deliveries"),
    sentences={
        "more": Text(
            de="Nach verspäteten Lieferungen melden sich Kunden öfter zum Thema „{topic}“: {late} statt {on_time} "
            "Lieferungen, das {times}-Fache (Unterschied {low} bis {high}; {deliveries} verspätete Lieferungen).",
            en="After late deliveries customers get in touch about '{topic}' more often: {late} instead of {on_time} "
            "deliveries, {times} times as often (difference {low} to {high}; {deliveries} late deliveries).",
        ),
    },
    variant=lambda one: "more",
    tested=False,
    actionable=1.0,
)
