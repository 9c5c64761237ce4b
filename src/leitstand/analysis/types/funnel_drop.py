"""The step on the way to a purchase at which most visits are lost."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Absprung im Trichter", en="Drop-off in the funnel"),
    sentences={
        "any": Text(
            de="Auf dem Weg zum Kauf gehen die meisten Besuche bei „{step}“ verloren: {left} von {entered} ({effect}) "
            "in zwölf Monaten.{where}",
            en="On the way to a purchase most visits are lost at '{step}': {left} of {entered} ({effect}) in twelve "
            "months.{where}",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=0.6,
)
