"""Customers who have moved without one system knowing."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Veraltete Anschriften", en="Outdated addresses"),
    sentences={
        "any": Text(
            de="Im System „{system}“ ist die Anschrift von {failed} der {checked} vergleichbaren Kundendatensätze "
            "vermutlich veraltet ({effect}; 95-%-Bereich {low} bis {high}): Andere Systeme kennen eine andere. Fragen "
            "Sie dort nach, bevor Sie Post oder Ware schicken.",
            en="In the system '{system}' the address of {failed} of the {checked} customer records that can be "
            "compared is probably outdated ({effect}; 95% interval {low} to {high}): other systems know another one. "
            "Ask before you send mail or goods there.",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=0.8,
)
