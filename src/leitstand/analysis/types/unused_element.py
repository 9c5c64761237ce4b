"""A page element that many see and hardly anybody uses."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Kaum genutztes Seitenelement", en="Hardly used page element"),
    sentences={
        "any": Text(
            de="„{element}“ wird kaum genutzt: {used} von {seen} Einblendungen in zwölf Monaten ({effect}); üblich "
            "sind auf der Website {median}.",
            en="'{element}' is hardly used: {used} of {seen} impressions in twelve months ({effect}); {median} is "
            "usual on the website.",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=0.4,
)
