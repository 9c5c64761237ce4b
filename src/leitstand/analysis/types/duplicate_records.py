"""Customers who are there twice in one system."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Doppelte Kundendatensätze", en="Duplicate customer records"),
    sentences={
        "any": Text(
            de="Im System „{system}“ gehören {failed} von {checked} Kundendatensätzen ({effect}; 95-%-Bereich {low} "
            "bis {high}) zu einem Kunden, der dort schon einen hat. Führen Sie sie dort zusammen.",
            en="In the system '{system}', {failed} of {checked} customer records ({effect}; 95% interval {low} to "
            "{high}) belong to a customer who already has one there. Merge them there.",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=0.9,
)
