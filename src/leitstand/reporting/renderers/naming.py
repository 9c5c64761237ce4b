"""What the file of a report is called."""

from __future__ import annotations

import re

from leitstand.foundation.text import Language, Text
from leitstand.reporting.contract import Report, ReportKind

STEMS: dict[ReportKind, Text] = {
    "monthly": Text(de="monatsbericht", en="monthly-report"),
    "quarterly": Text(de="quartalsbericht", en="quarterly-report"),
    "cockpit": Text(de="ueberblick", en="overview"),
}


def file_name(report: Report, language: Language, ending: str) -> str:
    """leitstand-monatsbericht-2026-09.pdf"""
    period = re.sub(r"\W+", "-", report.period.label("en")).lower()
    return f"leitstand-{STEMS[report.kind].get(language)}-{period}.{ending}"
