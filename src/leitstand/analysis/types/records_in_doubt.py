"""Rows that make numbers wrong or leave them incomplete."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return str(one.figures["severity"].value)


TYPE = FindingType(
    title=Text(de="Zweifelhafte Zeilen", en="Rows in doubt"),
    sentences={
        "wrong_number": Text(
            de="{check}: {failed} von {checked} geprüften Zeilen ({effect}); das macht Zahlen falsch. {advice}",
            en="{check}: {failed} of {checked} rows checked ({effect}); this makes numbers wrong. {advice}",
        ),
        "incomplete": Text(
            de="{check}: {failed} von {checked} geprüften Zeilen ({effect}); Zahlen sind dadurch unvollständig. "
            "{advice}",
            en="{check}: {failed} of {checked} rows checked ({effect}); this leaves numbers incomplete. {advice}",
        ),
    },
    variant=variant,
    tested=False,
    actionable=0.5,
)
